"""Makes the archive's referees and replay-centre officials."""

from pathlib import Path

import pandas as pd

from nba_assets.replay.building.part import Frames, Part
from nba_assets.replay.format.games import GAMES
from nba_assets.replay.format.referees import PLACES, REFEREES, REFEREES_FEED, REPLAY_CENTER

SOURCE = "referees/referee_assignments_2022-23_to_2024-25.parquet"
REPLAY_PLACES = range(1, 8)
_NUMBERS = ("home_team_id", "away_team_id", *(f"official{place}_code" for place in PLACES))


def build_referees(data: Path, games: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one row per game of the schedule, and one per date and official of the replay centre.

    A game that was moved has a row for each of its dates; the one of the date on which it was played stays.
    """
    rows = pd.read_parquet(data / SOURCE)
    rows = rows[rows["game_id"].isin(games["gameId"])].sort_values(["game_date", "game_id"])
    referees = rows.drop_duplicates("game_id", keep="last").copy()
    for column in _NUMBERS:
        referees[column] = pd.to_numeric(referees[column]).astype("Int64")
    return referees[[column.name for column in REFEREES.columns]], _replay_center(rows)


def _replay_center(rows: pd.DataFrame) -> pd.DataFrame:
    """Unpivot the officials of the replay centre, whom the source repeats in every game of a date."""
    found = [
        (row["game_date"], int(row[f"replaycenter_official_code{place}"]), row[f"replaycenter_official{place}"])
        for row in rows.drop_duplicates("game_date").to_dict("records")
        for place in REPLAY_PLACES
        if row[f"replaycenter_official{place}"]
    ]
    return pd.DataFrame(found, columns=[column.name for column in REPLAY_CENTER.columns])


def _build(data: Path, frames: Frames) -> Frames:
    referees, replay_center = build_referees(data, frames[GAMES.name])
    return {REFEREES.name: referees, REPLAY_CENTER.name: replay_center}


_ORIGIN = "atlhawksfanatic/L2M 0-data/official_nba/nba_referee_assignments.csv (MIT)"
OFFICIALS = Part(
    build=_build,
    origins={REFEREES.name: _ORIGIN, REPLAY_CENTER.name: _ORIGIN},
    holds=lambda frames: {"nbac_referee_game_assignments": frozenset(frames[REFEREES.name]["game_id"])},
    absent={REFEREES_FEED: ("gl", "wnba")},
    assumptions=(
        "The officials of a date are named at 09:00 (Eastern) of that date; no source has the minute.",
        "A game that was moved has officials on the date on which it was played only, not on its first date.",
    ),
)
