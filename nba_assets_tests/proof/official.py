"""The league's own figures beside ours: lakes of finished seasons, and how far apart two columns lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from nba_assets.eastern import parse_eastern
from nba_assets.replay.manifest import bundled_archive
from nba_assets.replay.process import serving
from nba_assets_tests.conftest import RECORDINGS
from nba_assets_tests.proof.lakes import build, played_dates
from nba_assets_tests.proof.raw_lakes import as_of, filled

OFFICIAL = RECORDINGS / "official"
# Both seasons are over.
SUMMER = "2025-07-01T12:00"
TABLES_OF_RESULTS = ("nbac_schedule", "nbac_player_boxscores", "nbac_team_boxscore")
MODELS_OF_RESULTS = ("+player_game_summary", "+team_offense_game_summary", "+team_defense_game_summary")


def finished_lake(lake: Path, first: date, last: date, *more: str) -> Path:
    """Fill the results, and more raw tables, of finished games by the product and build what they tell."""
    days = played_dates(first, last)
    with serving(bundled_archive(), parse_eastern(SUMMER)) as url, as_of(lake, url, SUMMER) as tools:
        filled(tools, days, *TABLES_OF_RESULTS, *more)
    build(lake, first, last, processed_at=parse_eastern(SUMMER), select=MODELS_OF_RESULTS)
    return lake


def official(name: str) -> pd.DataFrame:
    """A file of the league's own figures."""
    return pd.read_parquet(OFFICIAL / name)


@dataclass(frozen=True)
class Distance:
    """How far our figures lie from the league's: mean difference, and quantiles of its size."""

    count: int
    bias: float
    median: float
    p95: float
    largest: float


def distance(ours: Sequence[float], theirs: Sequence[float]) -> Distance:
    """Compare two columns; rows that one of them does not know are left out."""
    apart = pd.Series(list(ours), dtype=float) - pd.Series(list(theirs), dtype=float)
    apart = apart.dropna()
    size = apart.abs()
    return Distance(len(apart), apart.mean(), size.median(), size.quantile(0.95), size.max())
