"""Makes the archive's box scores with all listed players, and the names of the players."""

import gzip
import json
from pathlib import Path

import pandas as pd

from nba_assets.replay.archive_format import BOX_LINES, PERSONS, PLAYS
from nba_assets.replay.building.part import Frames, Part
from nba_assets.replay.format.box_lines import BOX_SCORE_FEED

REGULAR = "player_box/boxscore_v3_with_dnp_2025-01-to-04.parquet"
PLAYOFFS = "player_box/player_box_2024-25_playoffs_with_starters.parquet"
ALL_PLAYERS = "raw_nba/stats/commonallplayers.json.gz"
_PLAYOFF_NAMES = {
    "FGM": "fieldGoalsMade",
    "FGA": "fieldGoalsAttempted",
    "FG_PCT": "fieldGoalsPercentage",
    "FG3M": "threePointersMade",
    "FG3A": "threePointersAttempted",
    "FG3_PCT": "threePointersPercentage",
    "FTM": "freeThrowsMade",
    "FTA": "freeThrowsAttempted",
    "FT_PCT": "freeThrowsPercentage",
    "OREB": "reboundsOffensive",
    "DREB": "reboundsDefensive",
    "REB": "reboundsTotal",
    "AST": "assists",
    "STL": "steals",
    "BLK": "blocks",
    "TOV": "turnovers",
    "PF": "foulsPersonal",
    "PTS": "points",
    "PLUS_MINUS": "plusMinusPoints",
    "TEAM_ID": "teamId",
    "PLAYER_ID": "personId",
}


def build_box_lines(data: Path) -> pd.DataFrame:
    """Return one row per listed player: January to April 2025 with those who did not play, and the play-offs."""
    both = pd.concat([_regular(data), _playoffs(data)], ignore_index=True)
    return both[[column.name for column in BOX_LINES.columns]]


def _regular(data: Path) -> pd.DataFrame:
    rows = pd.read_parquet(data / REGULAR).rename(columns=lambda name: name.removeprefix("stats."))
    rows = rows.rename(columns={"game_id": "gameId", "team": "teamId", "player": "personId"})
    rows["minutes"] = [whole_minute(text) for text in rows["minutes"].fillna("")]
    return rows.assign(position=None, comment=None)


def whole_minute(text: str) -> str:
    """Return minutes and seconds with a sixtieth second carried over, as the source rounds it up to: 4:60 is 5:00."""
    minutes, _, seconds = text.partition(":")
    return f"{int(minutes) + 1}:00" if seconds == "60" else text


def _playoffs(data: Path) -> pd.DataFrame:
    """Return the play-off rows; their minutes are whole ones, and written with no seconds."""
    rows = pd.read_parquet(data / PLAYOFFS)
    rows["gameId"] = rows["GAME_ID"].str[-10:]
    rows["row_in_team"] = rows.groupby(["gameId", "TEAM_ID"]).cumcount() + 1
    rows["position"] = rows["START_POSITION"].fillna("")
    shares = [name for name in _PLAYOFF_NAMES if name.endswith("_PCT")]
    rows[shares] = rows[shares].fillna(0.0)
    return rows.rename(columns=_PLAYOFF_NAMES).assign(comment="", minutes=rows["MIN"].map("{}:00".format))


def build_persons(data: Path, person_ids: set[int]) -> pd.DataFrame:
    """Return the names of those players whom the league's list of all players has."""
    answer = json.loads(gzip.decompress((data / ALL_PLAYERS).read_bytes()))["resultSets"][0]
    listed = (dict(zip(answer["headers"], row, strict=True)) for row in answer["rowSet"])
    return pd.DataFrame([_person(row) for row in listed if row["PERSON_ID"] in person_ids])


def _person(row: dict) -> dict:
    family, _, first = row["DISPLAY_LAST_COMMA_FIRST"].partition(", ")
    return {
        "personId": row["PERSON_ID"],
        "fullName": row["DISPLAY_FIRST_LAST"],
        "firstName": first,
        "familyName": family,
        "nameI": f"{first[:1]}. {family}",
        "playerSlug": row["PLAYER_SLUG"].replace("_", "-"),
    }


def _build(data: Path, frames: Frames) -> Frames:
    lines, plays = build_box_lines(data), frames[PLAYS.name]
    on_court = plays["home_lineup"].str.split(",").explode(), plays["away_lineup"].str.split(",").explode()
    persons = {*lines["personId"], *plays["personId"], *(int(one) for lineup in on_court for one in lineup.unique())}
    named = build_persons(data, persons)
    return {BOX_LINES.name: lines[lines["personId"].isin(named["personId"])], PERSONS.name: named}


def _holds(frames: Frames) -> dict[str, frozenset[str]]:
    games = frozenset(frames[BOX_LINES.name]["gameId"])
    return {"nbac_live_boxscores": games, "nbac_team_boxscore": games}


BOX_SCORES = Part(
    build=_build,
    origins={
        "box_lines.parquet": "January to April 2025: timhiebenthal/nba-data data/game_stats_YYYY-MM.csv. "
        "Play-offs: spon7ge/NBA-Prop-Predictor CSV_FILES/PLAYOFF_DATA/P25.csv (MIT).",
        "persons.parquet": "swar/nba_api (MIT), recorded answer commonallplayers",
    },
    holds=_holds,
    absent={
        BOX_SCORE_FEED: (
            "meta",
            *(f"boxScoreTraditional.{side}Team.{key}" for side in ("home", "away") for key in ("starters", "bench")),
            *(f"boxScoreTraditional.{side}Team.players[].jerseyNum" for side in ("home", "away")),
        ),
    },
    assumptions=(
        "A box score is not found (404) before the final buzzer; the provider serves it while the game is on.",
        "Box scores of January to April 2025 lack position and comment: who started and why somebody did not play is "
        "not recorded. Their players stand in the source's order, in which the first five of a team are the likely "
        "starters. Box scores of the play-offs have whole minutes (39:00 is between 38:30 and 39:30), lack the players "
        "who did not play, and their players stand in no known order.",
        "A team's minutes in a box score are 240:00 and 25 for each overtime; its other counts are those of the team "
        "game log. Names, their initials and slugs are made from the league's list of all players.",
    ),
    left_out=("A player listed for one game of 2025 (1641907 in 0022400799), who did not play and has no name.",),
)
