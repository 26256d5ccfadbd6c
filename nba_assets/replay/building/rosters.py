"""Makes the archive's rosters of the season's end from two sources with other names for the same columns."""

import gzip
import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pandas as pd

from nba_assets.eastern import eastern_moment
from nba_assets.replay.building.part import Frames, Part
from nba_assets.replay.building.snapshots import games_after
from nba_assets.replay.format.games import GAMES
from nba_assets.replay.format.rosters import PLAYER_INDEX_FEED, ROSTERS

SOURCES = {"2023-24": "rosters/rosters_2023-24.parquet", "2024-25": "rosters/rosters_2024-25.parquet"}
# Memphis has the two players whom it got from Orlando on this date; the trades of 2025-06-28 are not in it.
LAST_TRANSACTION = {"2024-25": date(2025, 6, 15)}
# Keys of the provider's answer that neither source has.
ABSENT = (
    *("TEAM_SLUG", "IS_DEFUNCT", "TEAM_CITY", "TEAM_NAME", "COUNTRY", "DRAFT_YEAR", "DRAFT_ROUND", "DRAFT_NUMBER"),
    *("ROSTER_STATUS", "FROM_YEAR", "TO_YEAR", "PTS", "REB", "AST", "STATS_TIMEFRAME"),
)
ALL_PLAYERS = "raw_nba/stats/commonallplayers.json.gz"
_RENAMED = {
    "2023-24": {
        "person_id": "PERSON_ID",
        "slug": "PLAYER_SLUG",
        "team_id": "TEAM_ID",
        "team_abbrev": "TEAM_ABBREVIATION",
        "jersey": "JERSEY_NUMBER",
        "position": "POSITION",
        "height": "HEIGHT",
        "weight": "WEIGHT",
        "school": "COLLEGE",
    },
    "2024-25": {
        "PLAYER_ID": "PERSON_ID",
        "TeamID": "TEAM_ID",
        "TEAM_ABBR": "TEAM_ABBREVIATION",
        "NUM": "JERSEY_NUMBER",
        "SCHOOL": "COLLEGE",
    },
}


def build_rosters(data: Path, games: pd.DataFrame) -> pd.DataFrame:
    """Return one row per season and player.

    First and last name are those of the league's list of all players: the sources have only the full name.
    """
    names = _names(data / ALL_PLAYERS)
    parts = []
    for season, source in SOURCES.items():
        rows = pd.read_parquet(data / source).rename(columns=_RENAMED[season])
        rows["PERSON_ID"], rows["TEAM_ID"] = rows["PERSON_ID"].astype(int), rows["TEAM_ID"].astype(int)
        rows["season"], rows["shown_from"] = season, _shown_from(season, games)
        rows["PLAYER_LAST_NAME"] = [names[player][0] for player in rows["PERSON_ID"]]
        rows["PLAYER_FIRST_NAME"] = [names[player][1] for player in rows["PERSON_ID"]]
        parts.append(rows[[column.name for column in ROSTERS.columns]])
    return pd.concat(parts, ignore_index=True)


def _shown_from(season: str, games: pd.DataFrame) -> datetime:
    """Return when the regular season was over, or the midnight after the last transaction that a roster shows."""
    regular = games[(games["season"] == season) & games["gameId"].str.startswith("002")]
    over = regular["final_at"].max()
    traded = LAST_TRANSACTION.get(season)
    return max(over, eastern_moment(traded + timedelta(days=1), time(0))) if traded else over


def _names(path: Path) -> dict[int, tuple[str, str]]:
    """Return last and first name by person id."""
    result = json.loads(gzip.decompress(path.read_bytes()))["resultSets"][0]
    rows = (dict(zip(result["headers"], row, strict=True)) for row in result["rowSet"])
    split = ((row["PERSON_ID"], row["DISPLAY_LAST_COMMA_FIRST"].partition(", ")) for row in rows)
    return {player: (last, first) for player, (last, _, first) in split}


def _build(data: Path, frames: Frames) -> Frames:
    return {ROSTERS.name: build_rosters(data, frames[GAMES.name])}


def _holds(frames: Frames) -> dict[str, frozenset[str]]:
    known_from = frames[ROSTERS.name].groupby("season")["shown_from"].min()
    parts = [games_after(frames[GAMES.name], season, moment) for season, moment in known_from.items()]
    return {"nbac_player_list_current": frozenset().union(*parts)}


SEASON_END_ROSTERS = Part(
    build=_build,
    origins={
        ROSTERS.name: "2023-24: masonwm23/celtics-win-probability data/raw/team_rosters. 2024-25: "
        "omkarganda/NBA_Stats_Prediction data/raw_nba/rosters_2024-25.parquet. First and last names: swar/nba_api "
        "(recorded commonallplayers answer, MIT)"
    },
    holds=_holds,
    absent={PLAYER_INDEX_FEED: ABSENT},
    assumptions=(
        "Rosters are those of a season's end: who was let go or traded before is not in them. They are no snapshot of "
        "an earlier day, so the list of players answers 404 until the final buzzer of the last regular-season game, "
        "and for 2024-25 until midnight (Eastern) after 2025-06-15, for a trade of that date is in it.",
    ),
    left_out=("The roster of Orlando at the end of 2024-25: it is not in the source.",),
)
