"""The graph, listed: every asset with its partitioning, columns and owner, every check, job, schedule and sensor."""

import re

import pytest

from nba_assets.assets.dbt_sources import FILE, sources_yaml
from nba_assets.assets.switches import switched_off
from nba_assets.definitions import defs
from nba_assets.game_dates import game_dates
from nba_assets.settings import Settings

ASSETS = {
    "nba_raw/bdl_active_players_current",
    "nba_raw/bdl_injuries",
    "nba_raw/bdl_player_boxscores",
    "nba_raw/bdl_standings",
    "nba_raw/bettingpros_player_points_props",
    "nba_raw/bigdataball_play_by_play",
    "nba_raw/br_rosters_current",
    "nba_raw/espn_boxscores",
    "nba_raw/espn_scoreboard",
    "nba_raw/espn_team_rosters",
    "nba_raw/injured_list_moves",
    "nba_raw/nbac_gamebook_player_stats",
    "nba_raw/nbac_injury_report",
    "nba_raw/nbac_live_boxscores",
    "nba_raw/nbac_play_by_play",
    "nba_raw/nbac_player_boxscores",
    "nba_raw/nbac_player_list_current",
    "nba_raw/nbac_player_movement",
    "nba_raw/nbac_referee_game_assignments",
    "nba_raw/nbac_schedule",
    "nba_raw/nbac_scoreboard_v2",
    "nba_raw/nbac_shot_chart",
    "nba_raw/nbac_team_boxscore",
    "nba_raw/odds_api_events",
    "nba_raw/odds_api_game_lines",
    "nba_raw/odds_api_player_points_props",
    "nba_reference/source_coverage_log",
    "nba_reference/unresolved_player_names",
    "nba_analytics/player_game_summary",
    "nba_analytics/team_defense_game_summary",
    "nba_analytics/team_offense_game_summary",
    "nba_analytics/upcoming_player_game_context",
    "nba_analytics/upcoming_team_game_context",
    "nba_precompute/daily_game_context",
    "nba_precompute/daily_opponent_defense_zones",
    "nba_precompute/player_composite_factors",
    "nba_precompute/player_daily_cache",
    "nba_precompute/player_shot_zone_analysis",
    "nba_precompute/team_defense_zone_analysis",
    "nba_predictions/ml_feature_store_v2",
    "nba_predictions/trained_models",
    "nba_predictions/player_prop_predictions",
    "nba_predictions/prediction_accuracy",
}
# The bundled archive has nothing of these, so they are off and have no checks.
OFF = {
    "nba_raw/bdl_active_players_current",
    "nba_raw/bdl_injuries",
    "nba_raw/bettingpros_player_points_props",
    "nba_raw/br_rosters_current",
    "nba_raw/espn_team_rosters",
    "nba_raw/nbac_gamebook_player_stats",
}
# What they hold is not told by game.
NOT_JUDGED_BY_GAME = {
    "nba_raw/bdl_standings",
    "nba_raw/injured_list_moves",
    "nba_raw/nbac_injury_report",
    "nba_raw/nbac_player_list_current",
    "nba_raw/nbac_player_movement",
    "nba_raw/nbac_schedule",
}
METERED = {"nba_raw/odds_api_events", "nba_raw/odds_api_game_lines", "nba_raw/odds_api_player_points_props"}
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
    assert "One row per" in spec.description
    assert spec.description.startswith("**Off**" if asset in OFF else "One row per")
    columns = spec.metadata["dagster/column_schema"].columns
    assert "game_date" in {column.name for column in columns}
    assert [column.name for column in columns if not column.description] == []


@pytest.mark.parametrize("asset", sorted(ASSETS))
def test_a_range_of_dates_is_one_run(asset):
    node = defs.resolve_asset_graph().get(SPECS[asset].key)
    assert node.backfill_policy.policy_type.name == "SINGLE_RUN"


def test_every_raw_table_that_is_on_has_the_checks_of_its_declaration():
    named = {asset: {name for table, name in CHECKS if table == asset} for asset in RAW}
    for asset in RAW:
        wanted = set() if asset in OFF else {"unique_key", "schema", "fresh", "schema_drift"}
        wanted |= {"complete"} if asset not in OFF | NOT_JUDGED_BY_GAME else set()
        wanted |= {"credits"} if asset in METERED else set()
        assert named[asset] == wanted, asset


def test_a_table_that_is_off_says_why_is_in_no_job_and_nothing_waits_for_it():
    everything = defs.resolve_job_def("everything").asset_layer.executable_asset_keys
    for asset in OFF:
        spec = SPECS[asset]
        assert spec.tags["nba/source"] == "off"
        assert "the archive 'NBA 2023-24 and 2024-25' holds nothing of" in spec.description
        assert spec.key not in everything
        assert spec.automation_condition is None
    waited_for = {dep.asset_key.to_user_string() for spec in SPECS.values() for dep in spec.deps}
    assert waited_for & OFF == set()


@pytest.mark.parametrize(
    ("variable", "value", "tables"),
    [
        ("NBA_ODDS_API_KEY", "NBA_ODDS_API_KEY is not set", METERED),
        ("NBA_BDL_API_KEY", "NBA_BDL_API_KEY is not set", {asset for asset in RAW if asset.startswith("nba_raw/bdl_")}),
        ("NBA_BETTINGPROS_API_KEY", "NBA_BETTINGPROS_API_KEY is not set", {"nba_raw/bettingpros_player_points_props"}),
    ],
)
def test_in_the_live_world_a_source_is_off_until_its_key_is_set(monkeypatch, variable, value, tables):
    monkeypatch.setenv("NBA_WORLD", "live")
    monkeypatch.delenv(variable, raising=False)
    off = switched_off(Settings.load())
    assert {name for name, reason in off.items() if reason == value} == {asset.split("/")[1] for asset in tables}
    monkeypatch.setenv(variable, "a-key")
    assert not any(variable in reason for reason in switched_off(Settings.load()).values())


def test_a_source_may_be_switched_off_by_name(monkeypatch):
    monkeypatch.setenv("NBA_SOURCES_OFF", "pro_sports_transactions")
    assert switched_off(Settings.load())["injured_list_moves"] == "NBA_SOURCES_OFF names it"


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


def test_spot_checks_stand_on_the_tables_they_judge_and_block_nothing():
    assert {(asset, name) for asset, name in CHECKS if name.startswith("spot_")} == {
        ("nba_analytics/player_game_summary", "spot_usage"),
        ("nba_analytics/player_game_summary", "spot_minutes"),
        ("nba_analytics/player_game_summary", "spot_points"),
        ("nba_precompute/player_daily_cache", "spot_rolling_averages"),
        ("nba_precompute/player_daily_cache", "spot_cache_against_games"),
        ("nba_predictions/ml_feature_store_v2", "spot_features"),
    }
    graph = defs.resolve_asset_graph()
    assert not any(graph.get(check).blocking for check in graph.asset_check_keys if check.name.startswith("spot_"))


def test_what_is_unknown_is_told_of_every_table_of_analytics_precompute_and_features():
    judged = {asset for asset in ASSETS if asset.startswith(("nba_analytics/", "nba_precompute/"))}
    judged.add("nba_predictions/ml_feature_store_v2")
    assert {asset for asset, name in CHECKS if name == "unknown_values"} == judged


def test_jobs_schedules_and_sensors():
    repository = defs.get_repository_def()
    assert {job.name for job in repository.get_all_jobs()} >= {"everything", "raw", "freshness"}
    schedules = {
        schedule.name: (schedule.cron_schedule, schedule.execution_timezone) for schedule in repository.schedule_defs
    }
    eastern = "America/New_York"
    assert schedules == {"catch_up": ("*/15 * * * *", eastern), "freshness_every_hour": ("20 * * * *", eastern)}
    assert {sensor.name for sensor in repository.sensor_defs} == {"automation", "failed_checks", "failed_runs"}


def test_the_dbt_sources_are_those_of_the_record_types():
    assert FILE.read_text() == sources_yaml(), "run `python -m nba_assets.assets.dbt_sources`"


def test_the_accepted_gaps_of_the_seed_are_those_of_the_bundled_archive():
    seed = FILE.parents[2] / "seeds" / "accepted_gaps.csv"
    assert seed.read_text() == (Settings().archive / "accepted_gaps.csv").read_text()


def test_no_asset_name_needs_explaining():
    assert all(re.fullmatch(r"nba_[a-z]+/[a-z][a-z0-9_]+", asset) for asset in ASSETS)
