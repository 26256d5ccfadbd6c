"""The graph, listed: every asset with its partitioning, columns and owner, every check, job, schedule and sensor."""

import re

import pytest

from nba_assets.assets.dbt_sources import FILE, sources_yaml
from nba_assets.definitions import defs
from nba_assets.game_dates import game_dates
from nba_assets.settings import Settings

ASSETS = {
    "nba_raw/nbac_player_boxscores",
    "nba_raw/nbac_schedule",
    "nba_raw/nbac_shot_chart",
    "nba_raw/nbac_team_boxscore",
    "nba_raw/odds_api_events",
    "nba_raw/odds_api_game_lines",
    "nba_raw/odds_api_player_points_props",
    "nba_reference/unresolved_player_names",
    "nba_analytics/player_game_summary",
    "nba_analytics/team_defense_game_summary",
    "nba_analytics/team_offense_game_summary",
    "nba_analytics/upcoming_player_game_context",
    "nba_analytics/upcoming_team_game_context",
    "nba_precompute/player_composite_factors",
    "nba_precompute/player_daily_cache",
    "nba_precompute/player_shot_zone_analysis",
    "nba_precompute/team_defense_zone_analysis",
    "nba_predictions/ml_feature_store_v2",
    "nba_predictions/trained_models",
    "nba_predictions/player_prop_predictions",
    "nba_predictions/prediction_accuracy",
}
RAW = sorted(asset for asset in ASSETS if asset.startswith("nba_raw/"))
SPECS = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}
CHECKS = {(check.asset_key.to_user_string(), check.name) for check in defs.resolve_asset_graph().asset_check_keys}


def test_every_table_is_an_asset_and_nothing_else_is():
    assert set(SPECS) == ASSETS


@pytest.mark.parametrize("asset", sorted(ASSETS))
def test_an_asset_is_partitioned_by_game_date_and_tells_what_it_is(asset):
    spec = SPECS[asset]
    assert spec.partitions_def == game_dates(Settings.load())
    assert spec.owners == ["team:nba-data"]
    assert spec.group_name == asset.split("/")[0].removeprefix("nba_")
    assert spec.kinds
    assert spec.description.startswith("One row per")
    columns = spec.metadata["dagster/column_schema"].columns
    assert "game_date" in {column.name for column in columns}
    assert [column.name for column in columns if not column.description] == []


@pytest.mark.parametrize("asset", sorted(ASSETS))
def test_a_range_of_dates_is_one_run(asset):
    node = defs.resolve_asset_graph().get(SPECS[asset].key)
    assert node.backfill_policy.policy_type.name == "SINGLE_RUN"


def test_every_raw_table_has_the_checks_of_its_declaration():
    named = {asset: {name for table, name in CHECKS if table == asset} for asset in RAW}
    assert named.pop("nba_raw/nbac_schedule") == {"unique_key", "schema", "fresh"}
    assert set(map(frozenset, named.values())) == {frozenset({"unique_key", "schema", "fresh", "complete"})}


def test_every_dbt_table_has_a_key_check():
    built = {asset for asset in ASSETS if "dbt" in SPECS[asset].kinds}
    keyed = {asset for asset, name in CHECKS if name.startswith("primary_key_")}
    assert built == keyed


def test_the_gates_block_and_hang_on_the_direct_upstream_of_the_next_stage():
    graph = defs.resolve_asset_graph()
    gates = {
        check.name: check for check in graph.asset_check_keys if check.name in ("results_covered", "features_filled")
    }
    assert gates["results_covered"].asset_key.path[-1] == "player_game_summary"
    assert gates["features_filled"].asset_key.path[-1] == "ml_feature_store_v2"
    assert all(graph.get(check).blocking for check in gates.values())
    upstream = {asset: {dep.asset_key.to_user_string() for dep in SPECS[asset].deps} for asset in ASSETS}
    assert "nba_analytics/player_game_summary" in upstream["nba_precompute/player_daily_cache"]
    assert "nba_predictions/ml_feature_store_v2" in upstream["nba_predictions/player_prop_predictions"]


def test_jobs_schedules_and_sensors():
    repository = defs.get_repository_def()
    assert {job.name for job in repository.get_all_jobs()} >= {"everything", "results", "lines", "freshness"}
    schedules = {
        schedule.name: (schedule.cron_schedule, schedule.execution_timezone) for schedule in repository.schedule_defs
    }
    eastern = "America/New_York"
    assert schedules == {
        "results_of_last_night": (["30 1 * * *", "0 6 * * *", "0 11 * * *"], eastern),
        "lines_of_today": ("0 6-23/2 * * *", eastern),
        "freshness_every_hour": ("15 * * * *", eastern),
    }
    assert {sensor.name for sensor in repository.sensor_defs} == {"automation", "failed_checks", "failed_runs"}


def test_the_dbt_sources_are_those_of_the_record_types():
    assert FILE.read_text() == sources_yaml(), "run `python -m nba_assets.assets.dbt_sources`"


def test_the_accepted_gaps_of_the_seed_are_those_of_the_bundled_archive():
    seed = FILE.parents[2] / "seeds" / "accepted_gaps.csv"
    assert seed.read_text() == (Settings().archive / "accepted_gaps.csv").read_text()


def test_no_asset_name_needs_explaining():
    assert all(re.fullmatch(r"nba_[a-z]+/[a-z][a-z0-9_]+", asset) for asset in ASSETS)
