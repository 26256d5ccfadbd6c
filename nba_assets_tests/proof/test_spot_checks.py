"""The spot checks on the real lake: all of it is right, and a wrong value does not stay hidden."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from nba_assets.checks.spot import SAMPLE, SPOTS, SpotConfig, draw, look
from nba_assets.lake.warehouse import DUCKDB_FILE
from nba_assets_tests.proof.conftest import SEASON_BEFORE, WITH_LINES
from nba_assets_tests.proof.lakes import copy_lake, tools_of

BY_NAME = {spot.name: spot for spot in SPOTS}
WINDOW = (SEASON_BEFORE[0], WITH_LINES[1])
MANY = SpotConfig(size=2000, seed=1)
# What would make each check fail, in half of the rows.
PLANTED = {
    "spot_rolling_averages": (
        "update nba_precompute.player_daily_cache set points_avg_last_10 = 1.03 * points_avg_last_10"
    ),
    "spot_usage": "update nba_analytics.player_game_summary set usage_rate = 1.03 * usage_rate + 0.001",
    "spot_minutes": "update nba_analytics.player_game_summary set minutes_played = minutes_played + 1",
    "spot_features": "update nba_predictions.ml_feature_store_v2 set points_avg_last_5 = null",
    "spot_cache_against_games": (
        "update nba_precompute.player_daily_cache set minutes_avg_last_10 = 0.97 * minutes_avg_last_10"
    ),
    "spot_points": "update nba_analytics.player_game_summary set points = points + 1",
}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_the_lake_is_right(built_lake: Path, name: str) -> None:
    with tools_of(built_lake) as tools:
        found = look(BY_NAME[name], tools, *WINDOW, MANY)
    assert found.passed, found.description
    assert found.metadata["rows_compared"] == MANY.size
    assert found.metadata["accuracy"] == 1.0, found.description
    # Both sides are ours: what the tolerance allows for is not needed.
    assert found.metadata["largest_difference"] < 1e-6


@pytest.fixture(scope="module")
def copied_lake(built_lake: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake whose warehouse may be spoilt."""
    return copy_lake(built_lake, tmp_path_factory.mktemp("spoilt") / "lake", with_warehouse=True)


@pytest.fixture
def spoilt(copied_lake: Path, built_lake: Path) -> Iterator[Path]:
    """The same, whole again for every test."""
    yield copied_lake
    shutil.copy(built_lake / DUCKDB_FILE, copied_lake / DUCKDB_FILE)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_wrong_values_in_half_of_the_rows_are_found_by_the_default_sample(spoilt: Path, name: str) -> None:
    with duckdb.connect(str(spoilt / DUCKDB_FILE)) as warehouse:
        [changed] = warehouse.execute(f"{PLANTED[name]} where nba_player_id % 2 = 0").fetchall()[0]
    assert changed > 0
    with tools_of(spoilt) as tools:
        found = look(BY_NAME[name], tools, *WINDOW, SpotConfig())
    assert not found.passed
    assert found.severity.value == "ERROR"
    assert found.metadata["rows_drawn"] == SAMPLE
    assert len(found.metadata["wrong"].records) > 2


def test_a_failure_can_be_repeated_by_its_seed(built_lake: Path) -> None:
    spot = BY_NAME["spot_points"]
    with tools_of(built_lake) as tools:
        found = look(spot, tools, *WINDOW, SpotConfig())
    # By default the seed is the window's last date.
    assert found.metadata["seed"] == int(f"{WINDOW[1]:%Y%m%d}")
    rows = [{"n": n} for n in range(1000)]
    assert draw(rows, 20, "spot_points 1") == draw(rows, 20, "spot_points 1")
    assert draw(rows, 20, "spot_points 1") != draw(rows, 20, "spot_points 2")
    assert draw(rows[:3], 20, "spot_points 1") == rows[:3]


def test_a_window_without_games_passes(built_lake: Path) -> None:
    with tools_of(built_lake) as tools:
        for spot in SPOTS:
            assert look(spot, tools, date(2024, 7, 1), date(2024, 7, 14), SpotConfig()).passed
