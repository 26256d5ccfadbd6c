"""Makes the archive's plays, and the moments at which BigDataBall's files of them appear."""

import re
from collections.abc import Iterable
from datetime import time, timedelta
from hashlib import sha256
from pathlib import Path

import pandas as pd

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive_format import DRIVE_FILES, GAMES, PLAYS
from nba_assets.replay.building.part import Frames, Part
from nba_assets.replay.format.play_by_play import BIGDATABALL_FEED, PLAY_BY_PLAY_FEED
from nba_assets.teams import TEAMS

SOURCE = "pbp/pbp_celtics_games_2023-24.parquet"
_CLOCK = re.compile(r"^End of .*\((?P<hour>\d+):(?P<minute>\d\d) (?P<half>[AP])M EST\)$")
_NOON = 12
# Of games in the order of their ids' digests: every twentieth has no file, every tenth one after nine hours.
_NO_FILE_EVERY, _VERY_LATE_EVERY, _FIRST_VERY_LATE = 20, 10, 5
_LATE = 50, 150
_LATE = timedelta(hours=4)
_LATE_SPAN_MINUTES = 181
_VERY_LATE_AFTER = timedelta(hours=9)


def build_plays(data: Path) -> pd.DataFrame:
    """Return one row per play of the 82 Boston games of 2023-24."""
    source = pd.read_parquet(data / SOURCE)
    at_home = source["celtics_is_home"]
    team_ids = {team.abbr: team.nba_id for team in TEAMS} | {"": 0}
    return pd.DataFrame(
        {
            "gameId": source["game_id"],
            "actionId": source["event_index"] + 1,
            "period": source["period"],
            "clock": source["clock"],
            "teamId": source["team"].map(team_ids),
            "personId": source["person_id"],
            "xLegacy": source["loc_x"],
            "yLegacy": source["loc_y"],
            "shotResult": source["shot_result"],
            "shotValue": source["shot_value"],
            "score_home": source["celtics_score"].where(at_home, source["opponent_score"]),
            "score_away": source["opponent_score"].where(at_home, source["celtics_score"]),
            "description": source["description"],
            "actionType": source["action_type"],
            "home_lineup": source["celtics_lineup"].where(at_home, source["opponent_lineup"]),
            "away_lineup": source["opponent_lineup"].where(at_home, source["celtics_lineup"]),
        }
    )


def closing_times(plays: pd.DataFrame) -> dict[str, time]:
    """Return the Eastern wall-clock minute of the last period's end by game; the source writes EST in summer too."""
    last = plays.sort_values(["gameId", "actionId"]).groupby("gameId").tail(1)
    return {game: _wall_clock(text) for game, text in zip(last["gameId"], last["description"], strict=True)}


def _wall_clock(text: str) -> time:
    match = _CLOCK.match(text)
    if not match:
        msg = f"{SOURCE}: the last play of a game is no end of a period with its time: '{text}'"
        raise ValueError(msg)
    return time(int(match["hour"]) % _NOON + (_NOON if match["half"] == "P" else 0), int(match["minute"]))


def build_drive_files(plays: pd.DataFrame, games: pd.DataFrame) -> pd.DataFrame:
    """Return one row per game whose file appears at all, with its name and moment."""
    played = games[games["gameId"].isin(plays["gameId"])].set_index("gameId")
    lateness = file_lateness(played.index)
    return pd.DataFrame(
        [
            {
                "gameId": game,
                "fileId": f"bdb{_digest(game).hex()[:25]}",
                "name": f"[{eastern_date(row['tipoff_at'])}]-{game}-"
                f"{row['awayTeam.teamTricode']}@{row['homeTeam.teamTricode']}.csv",
                "available_from": row["final_at"] + lateness[game],
            }
            for game, row in played.iterrows()
            if game in lateness
        ]
    )


def file_lateness(game_ids: Iterable[str]) -> dict[str, timedelta]:
    """Return how long after the final buzzer a game's file appears, for games whose file appears at all.

    It follows from the ids: 4 to 7 hours by the digest, 9 hours for every tenth and no file for every twentieth game
    in the order of the digests.
    """
    found = {}
    for place, game in enumerate(sorted(game_ids, key=_digest)):
        if place % _NO_FILE_EVERY == 0:
            continue
        minutes = int.from_bytes(_digest(game)[-4:]) % _LATE_SPAN_MINUTES
        very_late = place % _VERY_LATE_EVERY == _FIRST_VERY_LATE
        found[game] = _VERY_LATE_AFTER if very_late else _LATE + timedelta(minutes=minutes)
    return found


def _digest(game_id: str) -> bytes:
    return sha256(game_id.encode()).digest()


def _holds(frames: Frames) -> dict[str, frozenset[str]]:
    games = frozenset(frames[PLAYS.name]["gameId"])
    return {"nbac_play_by_play": games, "bigdataball_play_by_play": games}


PLAY_BY_PLAY = Part(
    build=lambda data, _: {PLAYS.name: build_plays(data)},
    origins={
        "plays.parquet": "masonwm23/celtics-win-probability web/public/data/games/*.json, the 82 Boston games of "
        "2023-24; the lineups were derived by that repository",
    },
    holds=_holds,
    absent={
        PLAY_BY_PLAY_FEED: (
            "meta",
            "game.videoAvailable",
            "game.actions[].videoAvailable",
        ),
    },
    assumptions=(
        "Plays are not found (404) before the final buzzer; the provider serves them while the game is on.",
        "actionId is the order of a play in the source, which has no numbers of its own; actionNumber counts them, a "
        "block or steal with the number of its shot or turnover. subType is told for free throws and periods and else "
        "empty, for the source does not have it. The score stands on the plays on which the provider writes it: made "
        "shots, made free throws, periods and replays.",
        "shotDistance is the number of feet in the description and 0 where it has none, as in the recorded answer.",
    ),
)

BIGDATABALL = Part(
    build=lambda _, frames: {DRIVE_FILES.name: build_drive_files(frames[PLAYS.name], frames[GAMES.name])},
    origins={"drive_files.parquet": "made from the games; no source tells when a file appeared"},
    absent={BIGDATABALL_FEED: ("data_set", "opponent", "converted_x", "converted_y")},
    assumptions=(
        "A BigDataBall file appears 4 to 7 hours after the final buzzer, of every tenth game 9 hours after it, and of "
        "every twentieth game never; which game is which follows from the digests of their ids.",
        "A BigDataBall file is made of the league's plays: blocks and steals stand on the row of their shot or "
        "turnover; names are the league's; a defensive rebound is one that raised the player's count of them; type, "
        "reason, assist and jump ball are read from the description, a family name of two players on court from "
        "neither.",
    ),
)
