"""Sensors: the one that runs the conditions, and those that turn failed checks and failed runs into alerts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import dagster as dg

from nba_assets.automation.alerts import Alert, Notifier

SECONDS_BETWEEN_TICKS = 30
EVALUATIONS_A_TICK = 200


def automation_sensor() -> dg.AutomationConditionSensorDefinition:
    """Return the sensor that evaluates every asset's automation condition."""
    return dg.AutomationConditionSensorDefinition(
        "automation",
        target=dg.AssetSelection.all(),
        default_status=dg.DefaultSensorStatus.RUNNING,
        minimum_interval_seconds=SECONDS_BETWEEN_TICKS,
    )


def check_alert_sensor(notifier: Callable[[], Notifier]) -> dg.SensorDefinition:
    """Return the sensor that sends an alert for every failed check, warnings too, which fail no run."""

    @dg.sensor(
        name="failed_checks",
        minimum_interval_seconds=SECONDS_BETWEEN_TICKS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends an alert for every failed asset check.",
    )
    def failed_checks(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        if context.cursor is None:
            context.update_cursor(str(_newest_evaluation(context.instance)))
            return dg.SkipReason("starting from now: checks of the past are not told again")
        records = list(_evaluations(context.instance, int(context.cursor)))
        failed = [record for record in records if not _evaluation(record).passed]
        for record in failed:
            notifier().send(_check_alert(record))
        if records:
            context.update_cursor(str(records[-1].storage_id))
        return dg.SkipReason(f"{len(records)} checks evaluated, {len(failed)} alerts sent")

    return failed_checks


def run_alert_sensor(notifier: Callable[[], Notifier]) -> dg.SensorDefinition:
    """Return the sensor that sends an alert for every failed run, unless a failed check has told of it already."""

    @dg.run_failure_sensor(
        name="failed_runs",
        minimum_interval_seconds=SECONDS_BETWEEN_TICKS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends an alert for every failed run that no failed blocking check explains.",
    )
    def failed_runs(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        if not _stopped_by_a_gate(context.instance, run.run_id):
            notifier().send(
                Alert("ERROR", "run", f"{run.job_name} {run.run_id}", context.failure_event.message or "failed", _now())
            )

    return failed_runs


def _evaluations(instance: dg.DagsterInstance, after: int) -> Iterator[dg.EventLogRecord]:
    yield from instance.get_event_records(
        dg.EventRecordsFilter(event_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION, after_cursor=after),
        limit=EVALUATIONS_A_TICK,
        ascending=True,
    )


def _newest_evaluation(instance: dg.DagsterInstance) -> int:
    newest = instance.get_event_records(
        dg.EventRecordsFilter(event_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION), limit=1
    )
    return newest[0].storage_id if newest else 0


def _evaluation(record: dg.EventLogRecord) -> dg.AssetCheckEvaluation:
    return record.event_log_entry.get_dagster_event().asset_check_evaluation_data


def _check_alert(record: dg.EventLogRecord) -> Alert:
    found = _evaluation(record)
    where = f"{found.asset_key.to_user_string()} in run {record.event_log_entry.run_id}"
    at = datetime.fromtimestamp(record.event_log_entry.timestamp, UTC).isoformat()
    return Alert(found.severity.value, f"check {found.check_name}", where, found.description or "failed", at)


def _stopped_by_a_gate(instance: dg.DagsterInstance, run_id: str) -> bool:
    logs = instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    evaluations = [entry.get_dagster_event().asset_check_evaluation_data for entry in logs]
    return any(
        not found.passed and found.blocking and found.severity is dg.AssetCheckSeverity.ERROR for found in evaluations
    )


def _now() -> str:
    return datetime.now(UTC).isoformat()
