"""Each gate, broken on real data: nothing downstream is materialized, and an alert goes out."""

import dagster as dg
import duckdb
import pytest

from nba_assets.assets.keys import ANALYTICS, PRECOMPUTE, PREDICTIONS, key
from nba_assets.automation.alerts import Alert
from nba_assets.automation.sensors import check_alert_sensor, run_alert_sensor
from nba_assets.sources.nba_cdn.live_boxscores import NBAC_LIVE_BOXSCORES
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES

from .conftest import LAST

LAST_PLAYED = "2025-01-11"
GAME_SUMMARY = key(ANALYTICS, "player_game_summary")
FEATURES = key(PREDICTIONS, "ml_feature_store_v2")
TRAINED, PREDICTED = key(PREDICTIONS, "trained_models"), key(PREDICTIONS, "player_prop_predictions")
AFTER_RAW = dg.AssetSelection.groups("analytics", "reference", "precompute", "predictions")


class Outbox:
    """Keeps what it is asked to send."""

    def __init__(self) -> None:
        self.sent: list[Alert] = []

    def send(self, alert: Alert) -> None:
        self.sent.append(alert)


@pytest.fixture
def outbox():
    return Outbox()


def materialized(result):
    events = result.get_asset_materialization_events()
    return {event.asset_key for event in events}


def evaluation(result, name):
    return next(found for found in result.get_asset_check_evaluations() if found.check_name == name)


def tick(sensor, instance, cursor="0"):
    context = dg.build_sensor_context(instance=instance, cursor=cursor)
    sensor(context)
    return context


def without_minutes(lake, players):
    """Take the minutes of some of the last date's players away, in the game log and in the live box score."""
    table = lake.tools.tables[NBAC_PLAYER_BOXSCORES.name]
    rows = table.read([LAST_PLAYED]).to_pylist()
    cut = round(len(rows) * players)
    table.replace(LAST_PLAYED, [row | {"minutes": 0} for row in rows[:cut]] + rows[cut:])
    taken = {row["nba_player_id"] for row in rows[:cut]}
    live = lake.tools.tables[NBAC_LIVE_BOXSCORES.name]
    live.replace(
        LAST_PLAYED,
        [
            row | {"minutes": None, "minutes_decimal": None} if row["nba_player_id"] in taken else row
            for row in live.read([LAST_PLAYED]).to_pylist()
        ],
    )


def test_results_without_minutes_stop_everything_after_analytics(small_lake, outbox):
    without_minutes(small_lake, players=0.3)
    result = small_lake.run(AFTER_RAW)
    assert not result.success
    found = evaluation(result, "results_covered")
    assert not found.passed
    assert found.severity is dg.AssetCheckSeverity.ERROR
    assert LAST_PLAYED in found.description
    datasets = {asset.path[0] for asset in materialized(result)}
    assert ANALYTICS in datasets
    assert datasets.isdisjoint({PRECOMPUTE, PREDICTIONS})
    tick(check_alert_sensor(lambda: outbox), small_lake.instance)
    [alert] = [sent for sent in outbox.sent if sent.what == "check results_covered"]
    assert (alert.severity, GAME_SUMMARY.to_user_string() in alert.where) == ("ERROR", True)
    assert "minutes 7" in alert.message


def test_a_warning_lets_the_run_go_on_and_is_told(small_lake, outbox):
    without_minutes(small_lake, players=0.15)
    gate = dg.AssetSelection.checks(dg.AssetCheckKey(GAME_SUMMARY, "results_covered"))
    result = small_lake.run(dg.AssetSelection.assets(GAME_SUMMARY).without_checks() | gate)
    assert result.success
    assert evaluation(result, "results_covered").severity is dg.AssetCheckSeverity.WARN
    tick(check_alert_sensor(lambda: outbox), small_lake.instance)
    assert [(sent.severity, sent.what) for sent in outbox.sent] == [("WARN", "check results_covered")]


@pytest.mark.parametrize(
    "emptying",
    [
        "delete from nba_predictions.ml_feature_store_v2 where game_date = ?",
        "delete from nba_precompute.player_daily_cache where game_date = ?",
        # Nobody to predict although there are games: the store is then "filled" only by name.
        "delete from nba_analytics.upcoming_player_game_context where game_date = ?",
    ],
    ids=["feature store", "daily cache", "nobody to predict"],
)
def test_an_unfilled_store_or_cache_stops_predictions(small_lake, outbox, emptying):
    with duckdb.connect(small_lake.tools.warehouse.path) as connection:
        connection.execute(emptying, [LAST])
    gate = dg.AssetSelection.checks(dg.AssetCheckKey(FEATURES, "features_filled"))
    result = small_lake.run(gate | dg.AssetSelection.assets(TRAINED, PREDICTED))
    assert not result.success
    found = evaluation(result, "features_filled")
    assert (found.passed, found.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert materialized(result) == set()
    tick(check_alert_sensor(lambda: outbox), small_lake.instance)
    assert [sent.what for sent in outbox.sent] == ["check features_filled"]
    assert LAST in outbox.sent[0].message


def test_a_check_is_told_once_and_the_past_is_not_told_at_all(small_lake, outbox):
    without_minutes(small_lake, players=0.15)
    gate = dg.AssetSelection.checks(dg.AssetCheckKey(GAME_SUMMARY, "results_covered"))
    sensor = check_alert_sensor(lambda: outbox)
    with duckdb.connect(small_lake.tools.warehouse.path) as connection:
        connection.execute(
            "update nba_analytics.player_game_summary set minutes_played = 0 where game_date = ? and team_abbr = 'PHX'",
            [LAST_PLAYED],
        )
    small_lake.run(gate)
    first = tick(sensor, small_lake.instance, cursor=None)
    assert outbox.sent == []
    small_lake.run(gate)
    second = tick(sensor, small_lake.instance, cursor=first.cursor)
    tick(sensor, small_lake.instance, cursor=second.cursor)
    assert [sent.what for sent in outbox.sent] == ["check results_covered"]


def failed_run(instance, blocking_check_fails):
    @dg.asset
    def base() -> None: ...

    @dg.asset_check(asset=base, blocking=True)
    def gate() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=not blocking_check_fails)

    @dg.asset(deps=[base])
    def crash() -> None:
        raise RuntimeError("provider nba_stats, 2025-01-11: broken")

    return dg.materialize([base, crash, gate], instance=instance, raise_on_error=False)


@pytest.mark.parametrize(("explained_by_a_check", "alerts"), [(False, 1), (True, 0)])
def test_a_failed_run_is_told_unless_a_failed_gate_told_it_already(outbox, explained_by_a_check, alerts):
    with dg.DagsterInstance.ephemeral() as instance:
        result = failed_run(instance, explained_by_a_check)
        failure = next(
            event for event in result.all_events if event.is_failure and event.event_type_value == "PIPELINE_FAILURE"
        )
        context = dg.build_run_status_sensor_context(
            sensor_name="failed_runs",
            dagster_event=failure,
            dagster_instance=instance,
            dagster_run=instance.get_run_by_id(result.run_id),
        ).for_run_failure()
        run_alert_sensor(lambda: outbox)(context)
        assert len(outbox.sent) == alerts
