"""Everything that Dagster sees, listed explicitly: loading a folder automatically costs eight seconds a process."""

import shutil
import sys
from pathlib import Path

import dagster as dg

from nba_assets.assets.coverage import coverage_asset
from nba_assets.assets.dbt import dbt_project, dbt_resource, dbt_stage_assets
from nba_assets.assets.predictions import prediction_assets
from nba_assets.assets.raw import raw_assets
from nba_assets.assets.switches import switched_off, switched_on
from nba_assets.assets.workshop import Workshop, WorkshopResource
from nba_assets.automation.alerts import AlertLog
from nba_assets.automation.conditions import LATE_DATA_FLOWS_ON, NEWER_LINES_ARE_PREDICTED
from nba_assets.automation.schedules import jobs, schedules
from nba_assets.automation.sensors import automation_sensor, check_alert_sensor, run_alert_sensor
from nba_assets.checks.gates import gate_checks
from nba_assets.checks.raw import raw_checks
from nba_assets.checks.spot import spot_checks
from nba_assets.checks.unknown import unknown_checks
from nba_assets.game_dates import game_dates
from nba_assets.home import alert_log, home
from nba_assets.settings import Settings


def build_definitions(settings: Settings) -> dg.Definitions:
    """Return the whole graph for some settings."""
    partitions = game_dates(settings)
    project = dbt_project(settings.warehouse)
    off, on = switched_off(settings), switched_on(settings)
    by_name = jobs(on)

    def notifier() -> AlertLog:
        return AlertLog(alert_log(home()))

    return dg.Definitions(
        assets=[
            *raw_assets(partitions, LATE_DATA_FLOWS_ON, off),
            coverage_asset(on, partitions, LATE_DATA_FLOWS_ON),
            *dbt_stage_assets(project, partitions, LATE_DATA_FLOWS_ON, off),
            *prediction_assets(partitions, NEWER_LINES_ARE_PREDICTED),
        ],
        asset_checks=[*raw_checks(on), *gate_checks(), *spot_checks(), *unknown_checks(project)],
        jobs=list(by_name.values()),
        schedules=schedules(by_name, partitions, on, lambda: Workshop(Settings.load())),
        sensors=[automation_sensor(), check_alert_sensor(notifier), run_alert_sensor(notifier)],
        resources={"workshop": WorkshopResource(), "dbt": dbt_resource(project, _dbt_executable())},
        executor=dg.in_process_executor,
    )


def _dbt_executable() -> str:
    """The dbt beside this Python: the environment need not be on the PATH."""
    beside = Path(sys.executable).with_name("dbt")
    return str(beside) if beside.exists() else shutil.which("dbt") or "dbt"


defs = build_definitions(Settings.load())
