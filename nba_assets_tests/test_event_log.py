"""Dagster's event log over a range of dates."""

import dagster as dg
import pytest
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus

from nba_assets.checks.window import RANGE_END, RANGE_START
from nba_assets.event_log import EventLog
from nba_assets.home import EVENT_BATCH_SIZE, EVENT_BATCH_VARIABLE, VARIABLE, prepare_home

DAYS = dg.DailyPartitionsDefinition("2024-11-01", end_date="2024-12-01")
DATES = DAYS.get_partition_keys()[:20]
GAMES = dg.AssetKey("games")
CHECK = dg.AssetCheckKey(GAMES, "whole")


@dg.asset(
    partitions_def=DAYS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=[dg.AssetCheckSpec("whole", asset="games")],
)
def games() -> dg.MaterializeResult:
    return dg.MaterializeResult(check_results=[dg.AssetCheckResult(check_name="whole", passed=True)])


@pytest.fixture
def instance(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setenv(EVENT_BATCH_VARIABLE, EVENT_BATCH_SIZE)
    prepare_home()
    with dg.DagsterInstance.get() as instance:
        yield instance


def run_of_dates(instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    """Run the asset and its check over the first twenty dates."""
    job = dg.Definitions(assets=[games], jobs=[dg.define_asset_job("job")]).resolve_job_def("job")
    return job.execute_in_process(instance=instance, tags={RANGE_START: DATES[0], RANGE_END: DATES[-1]})


def test_a_check_of_a_range_is_one_row_which_its_answer_completes(instance):
    run = run_of_dates(instance)
    assert run.success
    found = instance.event_log_storage.get_asset_check_execution_history(CHECK, limit=100)
    assert [(record.run_id, record.status) for record in found] == [
        (run.run_id, AssetCheckExecutionRecordStatus.SUCCEEDED)
    ]


def test_a_run_of_many_dates_opens_the_log_fewer_times_than_it_has_events(instance, monkeypatch):
    opened = []
    connect = EventLog._connect
    monkeypatch.setattr(EventLog, "_connect", lambda self: opened.append(self) or connect(self))
    run = run_of_dates(instance)
    assert run.success
    assert instance.get_materialized_partitions(GAMES) == set(DATES)
    materialized = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
    assert len(materialized) == len(DATES)
    assert len(opened) < len(instance.all_logs(run.run_id))


def test_a_batch_that_cannot_be_stored_leaves_nothing(instance):
    run = run_of_dates(instance)
    log = instance.event_log_storage
    stored = log.get_logs_for_run(run.run_id)
    with pytest.raises(AttributeError):
        log.store_event_batch([stored[0], "no event"])
    assert len(log.get_logs_for_run(run.run_id)) == len(stored)
    log.store_event(stored[0])
    assert len(log.get_logs_for_run(run.run_id)) == len(stored) + 1
