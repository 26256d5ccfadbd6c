"""Nothing later than a game date has any influence on what is prepared and predicted for it.

Two lakes differ only in the results and injured-list moves from one date on. What is dated that date or earlier must be
the same in both.
"""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from nba_assets.assets.dbt import PROJECT_FOLDER
from nba_assets_tests.proof.comparing import (
    FEATURE_TABLES,
    PREDICTION_TABLES,
    RESULT_TABLES,
    ROWS,
    changed,
    rows_of,
)
from nba_assets_tests.proof.conftest import ALTERED_FROM, PREDICTED, WITH_LINES
from nba_assets_tests.proof.lakes import build, copy_lake

FIRST, LAST = WITH_LINES
DAY_AFTER = ALTERED_FROM + timedelta(days=1)
HONEST, LEAKING = "{{ history_date }} < {{ target_date }}", "{{ history_date }} <= {{ target_date }}"
# Jalen Brunson took 15 shots, 9 of them threes, and 3 free throws that night: 2 * 15 + 9 + 3 + 1 = 43 altered points.
# The four games before were 12, 37, 24 and 18 points: (43 + 12 + 37 + 24 + 18) / 5.
BRUNSON, BRUNSON_LEAKED = 1628973, 26.8
FEATURE_STORE = "nba_predictions.ml_feature_store_v2"
# Known before any game of the span, or made of lines alone: no result can move them.
NOT_FROM_RESULTS = {
    "game_date", "nba_player_id", "player_lookup", "player_full_name", "game_id", "nba_game_id", "season_year",
    "season_type", "team_abbr", "opponent_team_abbr", "is_home", "tipoff_at", "team_mismatch", "has_prop_line",
    "points_line", "line_books", "line_snapshot_at", "home_away", "playoff_game", "vegas_points_line",
    "vegas_opening_line", "vegas_line_move", "has_vegas_line",
    "game_total_line", "spread_magnitude", "implied_team_total", "multi_book_line_std", "feature_version",
    "season_boundary_detected", "backfill_bootstrap_mode", "prop_line_delta",
}  # fmt: skip
# What is known and how completely stays as it is: other results stand where the real ones stood.
OF_WHAT_IS_KNOWN = re.compile(
    r".*_(source|quality|completeness_pct|is_complete|rows_found|last_updated|games_count)"
    r"|(vegas|team_context)_(quality_pct|default_count)"
    r"|all_windows_complete|completeness_percentage|is_production_ready|processed_at|quality_alerts"
)


def test_results_of_earlier_dates_are_the_same_and_those_of_the_date_differ(built_lake, altered_lake):
    assert changed(built_lake, altered_lake, RESULT_TABLES, FIRST, ALTERED_FROM - timedelta(days=1)) == {}
    moved = changed(built_lake, altered_lake, RESULT_TABLES, ALTERED_FROM, ALTERED_FROM)
    assert moved.keys() == RESULT_TABLES.keys()
    for column in ("points", "minutes_played", "usage_rate", "ts_pct", "paint_attempts", "mid_range_makes", ROWS):
        assert moved["nba_analytics.player_game_summary"][column] > 0


def test_no_feature_of_the_date_or_earlier_moves(built_lake, altered_lake):
    assert changed(built_lake, altered_lake, FEATURE_TABLES, FIRST, ALTERED_FROM) == {}


def test_no_model_or_prediction_of_the_date_or_earlier_moves(built_lake, altered_lake):
    assert changed(built_lake, altered_lake, PREDICTION_TABLES, PREDICTED[0], ALTERED_FROM) == {}


def test_every_feature_that_comes_from_results_moves_after_the_date(built_lake, altered_lake):
    moved = changed(built_lake, altered_lake, FEATURE_TABLES, DAY_AFTER, LAST)
    columns = {name for name in rows_of(built_lake, FEATURE_STORE, LAST, LAST) if not OF_WHAT_IS_KNOWN.fullmatch(name)}
    assert columns - moved[FEATURE_STORE].keys() == NOT_FROM_RESULTS


def test_models_and_predictions_move_after_the_date(built_lake, altered_lake):
    moved = changed(built_lake, altered_lake, PREDICTION_TABLES, DAY_AFTER, LAST)
    assert moved["nba_predictions.trained_models"]["sha256"] > 0
    assert moved["nba_predictions.player_prop_predictions"]["predicted_points"] > 0


@pytest.mark.slow
def test_a_leak_planted_in_the_one_macro_is_seen(built_lake, altered_lake, leaking_project, tmp_path):
    """With ``<=`` for ``<`` a game counts for its own date, and the comparison that passed above fails."""
    leaking = copy_lake(altered_lake, tmp_path / "leaking", with_warehouse=True)
    build(leaking, ALTERED_FROM, ALTERED_FROM, project=leaking_project)
    moved = changed(built_lake, leaking, FEATURE_TABLES, FIRST, ALTERED_FROM)
    assert moved[FEATURE_STORE]["points_avg_last_5"] > 0
    assert moved[FEATURE_STORE]["opponent_def_rating"] > 0
    # What moved is the altered result itself, not only the number of games.
    found = rows_of(leaking, FEATURE_STORE, ALTERED_FROM, ALTERED_FROM).set_index("nba_player_id")
    assert found.loc[BRUNSON, "points_avg_last_5"] == pytest.approx(BRUNSON_LEAKED)


@pytest.fixture
def leaking_project(tmp_path: Path) -> Path:
    """A copy of the dbt project in which the one comparison that keeps the future out lets the date itself in."""
    project = tmp_path / "nba_dbt"
    shutil.copytree(PROJECT_FOLDER, project, ignore=shutil.ignore_patterns("target*", "logs"))
    macros = project / "macros" / "history.sql"
    text = macros.read_text()
    assert text.count(HONEST) == 1
    macros.write_text(text.replace(HONEST, LEAKING))
    return project
