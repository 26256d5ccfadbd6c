"""The whole graph through the command line: later results change nothing earlier, and a second run nothing at all."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from nba_assets.eastern import parse_eastern
from nba_assets.replay.manifest import bundled_archive
from nba_assets.replay.slice_archive import slice_archive
from nba_assets_tests.proof.altered_archive import alter_archive
from nba_assets_tests.proof.comparing import (
    FEATURE_TABLES,
    GRADED_TABLES,
    PREDICTION_TABLES,
    RAW_TABLES,
    RESULT_TABLES,
    changed,
)
from nba_assets_tests.proof.lakes import copy_lake, nba, warehouse_of

pytestmark = pytest.mark.slow

FIRST, LAST = date(2024, 10, 22), date(2024, 11, 24)
NOON_OF_THE_LAST = "2024-11-24T12:00"
# A Monday: the models of its week may just not know its results.
ALTERED_FROM = date(2024, 11, 18)
EVERY_TABLE = RAW_TABLES | RESULT_TABLES | FEATURE_TABLES | PREDICTION_TABLES | GRADED_TABLES

RESULTS = (
    "nba_raw.nbac_player_boxscores", "nba_raw.nbac_team_boxscore", "nba_raw.nbac_shot_chart", *RESULT_TABLES,
    *GRADED_TABLES,
)  # fmt: skip
# What the archive holds of that autumn; there are no points lines, and box scores with all who sat only from 2025.
HELD_IN_AUTUMN = {
    "nbac_schedule", "nbac_player_boxscores", "nbac_team_boxscore", "nbac_shot_chart", "nbac_scoreboard_v2",
    "nbac_play_by_play", "bigdataball_play_by_play", "nbac_referee_game_assignments", "injured_list_moves",
    "nbac_player_movement", "odds_api_events", "odds_api_game_lines",
}  # fmt: skip
MAY_BE_EMPTY = {table for table in RAW_TABLES if table.partition(".")[2] not in HELD_IN_AUTUMN}
MAY_BE_EMPTY.add("nba_reference.unresolved_player_names")


def nba_run(archive: Path, folder: Path, *arguments: str) -> Path:
    """Run the graph on an archive, in a lake and a home of its own, and return the lake."""
    lake = folder / "lake"
    nba(lake, folder / "home", "run", *arguments, NBA_REPLAY_ARCHIVE=str(archive))
    return lake


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    out = tmp_path_factory.mktemp("five_weeks") / "archive"
    slice_archive(bundled_archive(), out, FIRST, LAST, NOON_OF_THE_LAST, "five weeks")
    return out


@pytest.fixture(scope="module")
def lake(archive, tmp_path_factory):
    return nba_run(archive, tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def altered(archive, tmp_path_factory):
    out = tmp_path_factory.mktemp("other_course") / "archive"
    alter_archive(archive, out, ALTERED_FROM)
    return nba_run(out, tmp_path_factory.mktemp("run"))


def test_nothing_prepared_or_predicted_by_the_date_knows_its_results(lake, altered):
    assert changed(lake, altered, FEATURE_TABLES | PREDICTION_TABLES, FIRST, ALTERED_FROM) == {}
    before = ALTERED_FROM - timedelta(days=1)
    assert changed(lake, altered, RESULT_TABLES | GRADED_TABLES, FIRST, before) == {}


def test_what_comes_after_the_date_knows_them(lake, altered):
    moved = changed(lake, altered, EVERY_TABLE, ALTERED_FROM, LAST)
    assert moved["nba_analytics.player_game_summary"]["points"] > 0
    assert moved["nba_predictions.ml_feature_store_v2"]["points_avg_last_5"] > 0
    assert moved["nba_predictions.prediction_accuracy"]["actual_points"] > 0
    predicted = warehouse_of(lake).query(
        """
        select system_id, count(predicted_points) as predicted, count(distinct model_id) as models
        from nba_predictions.player_prop_predictions
        where game_date between ? and ?
        group by all order by system_id
        """,
        [ALTERED_FROM, LAST],
    )
    # Both learned systems had a model of that week, so that there was something to leak into.
    assert dict(zip(predicted["system_id"], predicted["models"], strict=True)) == {
        "lightgbm_line_v1": 1,
        "lightgbm_v1": 1,
        "moving_average": 0,
    }
    assert predicted["predicted"].min() > 100


def test_a_range_run_twice_and_single_dates_run_after_it_change_nothing(archive, lake, tmp_path):
    first = copy_lake(lake, tmp_path / "first", with_warehouse=True)
    nba_run(archive, lake.parent)
    assert changed(first, lake, EVERY_TABLE, FIRST, LAST) == {}
    for day in ("2024-11-20", "2024-11-11"):
        nba_run(archive, lake.parent, "--from", day, "--to", day)
    assert changed(first, lake, EVERY_TABLE, FIRST, LAST) == {}


def test_an_archive_of_other_dates_runs_and_nothing_is_later_than_its_now(tmp_path):
    now = parse_eastern("2023-11-25T12:00")
    archive = tmp_path / "archive"
    slice_archive(bundled_archive(), archive, date(2023, 11, 1), now.date(), "2023-11-25T12:00", "November 2023")
    query = warehouse_of(nba_run(archive, tmp_path)).query
    for table in (*RAW_TABLES, *RESULT_TABLES, *FEATURE_TABLES, *PREDICTION_TABLES, *GRADED_TABLES):
        found = query(f"select count(*) as n, max(game_date) as latest from {table}").iloc[0]
        if table not in MAY_BE_EMPTY:
            assert found["n"] > 0, table
            assert found["latest"].date() <= now.date(), table
    for table in RESULTS:
        found = query(f"select max(game_date) as latest from {table}").iloc[0]
        assert found["latest"].date() < now.date(), table
    for table in RAW_TABLES:
        assert not query(f"select 1 from {table} where captured_at > ? or processed_at > ?", [now, now]).size, table
    assert not query("select 1 from nba_raw.nbac_schedule where game_status <> 1 and tipoff_at > ?", [now]).size
    tonight = query("select * from nba_predictions.player_prop_predictions where game_date = ?", [now.date()])
    assert tonight["predicted_points"].notna().any()
