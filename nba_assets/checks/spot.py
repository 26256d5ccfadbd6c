"""Spot checks: a few rows at random, worked out again from what they were made of.

The sample follows from a seed, by default the last game date of the window, so that a failure can be repeated: put
the ``seed`` and ``size`` of its metadata into the check's configuration.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import dagster as dg

from nba_assets.assets.dbt import DUCKDB_POOL
from nba_assets.assets.keys import ANALYTICS, PRECOMPUTE, PREDICTIONS, key
from nba_assets.assets.workshop import Workshop, WorkshopResource
from nba_assets.checks.spot_figures import (
    EXACT,
    SIX_SECONDS,
    TWO_PERCENT,
    Figure,
    Row,
    Tolerance,
    averages,
    copied,
    minutes,
    points_from_makes,
    usage_rates,
)
from nba_assets.checks.spot_rows import PLAYED_SQL, PREPARED_SQL, STORED_SQL, games_of, records, with_boxes
from nba_assets.checks.verdict import Verdict
from nba_assets.checks.window import window

SAMPLE = 20
RIGHT_WARN, RIGHT_ERROR = 0.95, 0.90
PLAYER_GAMES, CACHE, STORE = "player_game_summary", "player_daily_cache", "ml_feature_store_v2"
PLAYER_BOXES, TEAM_BOXES = "nbac_player_boxscores", "nbac_team_boxscore"
POINTS = {"points_avg_last_5": ("points", 5), "points_avg_last_10": ("points", 10)}
POINTS_AND_MINUTES = POINTS | {"minutes_avg_last_10": ("minutes_played", 10)}


class SpotConfig(dg.Config):
    """How many rows are drawn, and the seed they follow from (by default the window's last date: 20250112)."""

    size: int = SAMPLE
    seed: int | None = None


@dataclass(frozen=True)
class Spot:
    """A spot check: the rows that it draws from, what it compares them with, and how near that must come."""

    name: str
    asset: dg.AssetKey
    told: str
    measured_by: str
    rows_sql: str
    compare: Callable[[Workshop, Sequence[Row]], list[Figure]]
    tolerance: Tolerance


_GAMES, _CACHE, _STORE = key(ANALYTICS, PLAYER_GAMES), key(PRECOMPUTE, CACHE), key(PREDICTIONS, STORE)
SPOTS = (
    Spot(
        "spot_rolling_averages", _CACHE, "Means of points over the last 5 and 10 games, added up again.",
        PLAYER_GAMES, PREPARED_SQL, lambda tools, rows: averages(rows, games_of(tools, rows), POINTS), TWO_PERCENT,
    ),
    Spot(
        "spot_usage", _GAMES, "Usage from the raw box scores of player and team.",
        f"{PLAYER_BOXES} and {TEAM_BOXES}", PLAYED_SQL,
        lambda tools, rows: usage_rates(with_boxes(tools, rows)), TWO_PERCENT,
    ),
    Spot(
        "spot_minutes", _GAMES, "Minutes against the text of the raw box scores.",
        PLAYER_BOXES, PLAYED_SQL, lambda tools, rows: minutes(with_boxes(tools, rows)), SIX_SECONDS,
    ),
    Spot(
        "spot_features", _STORE, "Means of points in the store against those of the daily cache.",
        CACHE, STORED_SQL, lambda _tools, rows: copied(rows, list(POINTS)), TWO_PERCENT,
    ),
    Spot(
        "spot_cache_against_games", _CACHE, "Means of points and minutes against the games, on rows of its own.",
        PLAYER_GAMES, PREPARED_SQL,
        lambda tools, rows: averages(rows, games_of(tools, rows), POINTS_AND_MINUTES), TWO_PERCENT,
    ),
    Spot(
        "spot_points", _GAMES, "Points = 2 * (FGM - 3PM) + 3 * 3PM + FTM.",
        PLAYER_GAMES, PLAYED_SQL, lambda _tools, rows: points_from_makes(rows), EXACT,
    ),
)  # fmt: skip


def spot_checks() -> list[dg.AssetChecksDefinition]:
    """Return all spot checks; none blocks."""
    return [_check(spot) for spot in SPOTS]


def _check(spot: Spot) -> dg.AssetChecksDefinition:
    limits = f"WARN under {RIGHT_WARN:.0%} right rows or with none to compare, ERROR under {RIGHT_ERROR:.0%}"

    @dg.asset_check(
        asset=spot.asset,
        name=spot.name,
        pool=DUCKDB_POOL,
        description=f"{spot.told} A sample of rows; tolerance: {spot.tolerance.told}; {limits}.",
    )
    def check(
        context: dg.AssetCheckExecutionContext, config: SpotConfig, workshop: WorkshopResource
    ) -> dg.AssetCheckResult:
        tools = workshop.tools()
        first, last = window(context, tools.clock.today())
        return look(spot, tools, first, last, config).result()

    return check


def look(spot: Spot, tools: Workshop, first: date, last: date, config: SpotConfig) -> Verdict:
    """Draw from the rows between two dates, both in, and judge them."""
    seed = int(f"{last:%Y%m%d}") if config.seed is None else config.seed
    rows = draw(records(tools.warehouse.query(spot.rows_sql, [first, last])), config.size, f"{spot.name} {seed}")
    figures = spot.compare(tools, rows) if rows else []
    facts: dict[str, object] = {"size": config.size, "seed": seed, "rows_drawn": len(rows)}
    if rows and not any(figure.is_known for figure in figures):
        return Verdict(passed=False, severity=dg.AssetCheckSeverity.WARN, description=_idle(spot, rows), metadata=facts)
    return judge(figures, spot.tolerance, facts)


def draw(rows: Sequence[Row], size: int, seed: str) -> list[Row]:
    """Return ``size`` of the rows, or all when there are fewer; the same for the same rows and seed."""
    places = random.Random(seed).sample(range(len(rows)), min(size, len(rows)))  # noqa: S311 - a sample, no secret
    return [rows[place] for place in sorted(places)]


def judge(figures: Sequence[Figure], tolerance: Tolerance, facts: dict[str, object]) -> Verdict:
    """Judge compared figures: a row is right when all of its figures are. ``facts`` tell of the sample."""
    if not figures:
        return Verdict(passed=True, description="the window has no row to draw", metadata=facts)
    rows = {(figure.game_date, figure.player) for figure in figures}
    wrong = [figure for figure in figures if not tolerance.holds(figure)]
    right = 1 - len({(figure.game_date, figure.player) for figure in wrong}) / len(rows)
    differences = [difference for figure in figures if math.isfinite(difference := tolerance.of(figure))]
    return Verdict(
        passed=right >= RIGHT_WARN,
        severity=dg.AssetCheckSeverity.ERROR if right < RIGHT_ERROR else dg.AssetCheckSeverity.WARN,
        description=f"{right:.0%} of {len(rows)} rows are right" + "".join(f"; {_told(one)}" for one in wrong[:3]),
        metadata=facts
        | {
            "rows_compared": len(rows),
            "accuracy": right,
            "largest_difference": max(differences, default=0.0),
            "tolerance": tolerance.told,
        }
        | ({"wrong": _table(wrong)} if wrong else {}),
    )


def _idle(spot: Spot, rows: Sequence[Row]) -> str:
    dates = [row["game_date"] for row in rows]
    return (
        f"none of the {len(rows)} rows drawn can be compared: {spot.measured_by} has nothing for them; materialize it "
        f"for {min(dates)} to {max(dates)} and run the check again, or draw others with another seed"
    )


def _told(figure: Figure) -> str:
    actual, expected = _text(figure.actual), _text(figure.expected)
    return f"{figure.player} {figure.game_date} {figure.name}: {actual} instead of {expected}"


def _text(value: float | None) -> str:
    return "unknown" if value is None else str(value)


def _table(figures: Sequence[Figure]) -> dg.TableMetadataValue:
    return dg.MetadataValue.table(
        records=[
            dg.TableRecord(
                {
                    "player": figure.player,
                    "game_date": figure.game_date.isoformat(),
                    "figure": figure.name,
                    "expected": _text(figure.expected),
                    "actual": _text(figure.actual),
                }
            )
            for figure in figures
        ]
    )
