"""Automation at the living edge: late results flow on, newer lines are predicted, old dates are left alone."""

from datetime import timedelta

import dagster as dg
import pytest
from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluationTargetMaterializationData

from nba_assets.assets.keys import ANALYTICS, PREDICTIONS, key, raw_key
from nba_assets.definitions import defs
from nba_assets.game_dates import game_dates
from nba_assets.settings import Settings
from nba_assets_tests.conftest import NOW

TODAY, TOMORROW = "2025-01-12", "2025-01-13"
GAME_SUMMARY = key(ANALYTICS, "player_game_summary")
CONTEXT = key(ANALYTICS, "upcoming_player_game_context")
FEATURES = key(PREDICTIONS, "ml_feature_store_v2")
TRAINED, PREDICTED = key(PREDICTIONS, "trained_models"), key(PREDICTIONS, "player_prop_predictions")
PROPS = raw_key("odds_api_player_points_props")
BOXES = raw_key("nbac_player_boxscores")
CHECKS = {
    spec.key: [check for check in defs.resolve_asset_graph().asset_check_keys if check.asset_key == spec.key]
    for spec in defs.resolve_all_asset_specs()
}


class Edge:
    """An instance on which every partition was made, and the sensor's evaluation over it."""

    def __init__(self) -> None:
        self.instance = dg.DagsterInstance.ephemeral()
        self.now = NOW
        self.cursor = None
        self.failing: set[str] = set()
        partitions = game_dates(Settings.load()).get_partition_keys()
        for spec in defs.resolve_all_asset_specs():
            self.materialize(spec.key, *partitions[-12:])
        self.tick()

    def materialize(self, asset, *days):
        """Make dates of an asset as a run does, with all its checks passing but those in ``failing``."""
        for day in days:
            self.instance.report_runless_asset_event(dg.AssetMaterialization(asset, partition=day))
        for check in CHECKS[asset]:
            self.check(check, passed=check.name not in self.failing)

    def check(self, check, *, passed):
        made = self.instance.get_latest_materialization_event(check.asset_key)
        record = self.instance.fetch_materializations(check.asset_key, limit=1).records[0]
        self.instance.report_runless_asset_event(
            dg.AssetCheckEvaluation(
                asset_key=check.asset_key,
                check_name=check.name,
                passed=passed,
                severity=dg.AssetCheckSeverity.ERROR,
                target_materialization_data=AssetCheckEvaluationTargetMaterializationData(
                    storage_id=record.storage_id, run_id=made.run_id, timestamp=made.timestamp
                ),
            )
        )

    def tick(self):
        self.now += timedelta(minutes=1)
        return self.evaluate()

    def evaluate(self):
        found = dg.evaluate_automation_conditions(defs, self.instance, evaluation_time=self.now, cursor=self.cursor)
        self.cursor = found.cursor
        return found

    def until_quiet(self):
        """Tick, making what is requested, until nothing is; return all that was requested by asset."""
        requested: dict[dg.AssetKey, set[str]] = {}
        for _ in range(12):
            found = self.tick()
            now = {spec.key: set(found.get_requested_partitions(spec.key)) for spec in defs.resolve_all_asset_specs()}
            now = {asset: days for asset, days in now.items() if days}
            if not now:
                return requested
            for asset, days in now.items():
                requested.setdefault(asset, set()).update(days)
                self.materialize(asset, *sorted(days))
        raise AssertionError(f"automation never came to rest: {requested}")


@pytest.fixture
def edge():
    return Edge()


def test_nothing_is_requested_when_nothing_happened(edge):
    assert edge.until_quiet() == {}


def test_results_that_are_three_days_late_flow_on_to_every_date_they_feed(edge):
    edge.materialize(BOXES, "2025-01-09")
    requested = edge.until_quiet()
    assert requested[GAME_SUMMARY] == {"2025-01-09"}
    # What is prepared for a later date reads the late results.
    assert requested[FEATURES] >= {"2025-01-10", "2025-01-11", TODAY, TOMORROW}
    assert "2025-01-09" not in requested[CONTEXT]
    # Past games are not predicted again, today's and tomorrow's are.
    assert requested[PREDICTED] == {TODAY, TOMORROW}


def test_results_older_than_the_window_need_a_backfill(edge):
    edge.materialize(BOXES, "2025-01-04")
    assert GAME_SUMMARY not in edge.until_quiet()


def test_a_better_play_by_play_that_arrives_later_makes_what_stands_on_the_fallback_again(edge):
    edge.materialize(raw_key("bigdataball_play_by_play"), "2025-01-10")
    requested = edge.until_quiet()
    assert requested[GAME_SUMMARY] == {"2025-01-10"}
    assert requested[key("nba_reference", "source_coverage_log")] == {"2025-01-10"}
    assert requested[FEATURES] >= {"2025-01-11", TODAY, TOMORROW}


def test_moves_of_a_date_flow_on_to_that_date_and_those_after_it(edge):
    """Moves of days without games stand on the next game date's list and were known by then."""
    edge.materialize(raw_key("injured_list_moves"), "2025-01-11")
    requested = edge.until_quiet()
    assert requested[CONTEXT] == {"2025-01-11", TODAY, TOMORROW}


def test_a_newer_line_of_today_is_predicted(edge):
    edge.materialize(PROPS, TODAY)
    requested = edge.until_quiet()
    for asset in (CONTEXT, FEATURES, PREDICTED):
        assert TODAY in requested[asset]
        assert requested[asset] <= {TODAY, TOMORROW}


def test_a_line_of_a_past_date_does_not_predict_that_date_again(edge):
    edge.materialize(PROPS, "2025-01-10")
    assert edge.until_quiet()[PREDICTED] <= {TODAY, TOMORROW}


def test_a_failed_gate_holds_predictions_back(edge):
    """Within a run the gate itself stops them; a later tick must not start them either."""
    edge.failing.add("features_filled")
    edge.materialize(FEATURES, TODAY)
    edge.materialize(TRAINED, TODAY)
    assert PREDICTED not in edge.until_quiet()
    edge.failing.clear()
    edge.materialize(FEATURES, TODAY)
    assert TODAY in edge.until_quiet()[PREDICTED]
