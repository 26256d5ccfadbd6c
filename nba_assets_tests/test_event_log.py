"""Dagster's event log over a range of dates."""

import dagster as dg
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus

from nba_assets.checks.window import RANGE_END, RANGE_START
from nba_assets.home import prepare_home

DAYS = dg.DailyPartitionsDefinition("2024-11-01", end_date="2024-12-01")


@dg.asset(
    partitions_def=DAYS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=[dg.AssetCheckSpec("whole", asset="games")],
)
def games() -> dg.MaterializeResult:
    return dg.MaterializeResult(check_results=[dg.AssetCheckResult(check_name="whole", passed=True)])


def test_a_check_of_a_range_is_one_row_which_its_answer_completes(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    prepare_home()
    with dg.DagsterInstance.get() as instance:
        run = (
            dg.Definitions(assets=[games], jobs=[dg.define_asset_job("job")])
            .resolve_job_def("job")
            .execute_in_process(instance=instance, tags={RANGE_START: "2024-11-01", RANGE_END: "2024-11-20"})
        )
        assert run.success
        check = dg.AssetCheckKey(dg.AssetKey("games"), "whole")
        found = instance.event_log_storage.get_asset_check_execution_history(check, limit=100)
        assert [(record.run_id, record.status) for record in found] == [
            (run.run_id, AssetCheckExecutionRecordStatus.SUCCEEDED)
        ]
        assert instance.get_materialized_partitions(dg.AssetKey("games")) == set(DAYS.get_partition_keys()[:20])
