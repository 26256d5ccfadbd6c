"""Jobs and schedules. Which dates a schedule asks for is told by the one clock, so a virtual now works too."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import dagster as dg

from nba_assets.assets.keys import raw_key
from nba_assets.assets.raw import ASK, ASK_LACKING, SCHEDULE, SWITCH
from nba_assets.assets.workshop import Workshop
from nba_assets.automation.due import due_again
from nba_assets.checks.raw import DRIFT, FRESHNESS
from nba_assets.checks.window import RANGE_END, RANGE_START
from nba_assets.game_dates import TIMEZONE
from nba_assets.sources.table import RawTable

TICK = timedelta(minutes=15)


def jobs(tables: Sequence[RawTable]) -> dict[str, Any]:
    """Return the jobs by name: everything, the raw layer alone, and the checks of freshness and drift.

    ``tables`` are the raw tables that are switched on.
    """
    off = dg.AssetSelection.tag(SWITCH, "off")
    raw = dg.AssetSelection.assets(*(raw_key(table.name) for table in tables))
    watched = [dg.AssetCheckKey(raw_key(table.name), check) for table in tables for check in (FRESHNESS, DRIFT)]
    made = [
        dg.define_asset_job(
            "everything",
            selection=dg.AssetSelection.all() - off,
            description="Ingest, build, train, predict and grade the chosen dates.",
        ),
        dg.define_asset_job("raw", raw, description="Ask the providers, for the chosen dates and raw tables."),
        dg.define_asset_job(
            "freshness",
            dg.AssetSelection.checks(*watched),
            description="Is the latest game date there, table by table, and do answers have the known fields?",
        ),
    ]
    return {job.name: job for job in made}


def schedules(
    by_name: dict[str, Any],
    partitions: dg.PartitionsDefinition,
    tables: Sequence[RawTable],
    tools: Callable[[], Workshop],
) -> list[dg.ScheduleDefinition]:
    """Return the schedules, all in Eastern time."""

    @dg.schedule(
        job=by_name["raw"],
        cron_schedule="*/15 * * * *",
        execution_timezone=TIMEZONE,
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description=(
            "At each table's catch-up times asks for what it lacks, and for late files when their next attempt is due."
        ),
    )
    def catch_up(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest] | dg.SkipReason:
        with tools() as workshop:
            now = workshop.clock.now()
            again = due_again(workshop, tables, partitions.get_partition_keys(), now - TICK, now)
        if not again:
            return dg.SkipReason("no window opened and no late file is due")
        by_dates: dict[tuple[str, ...], list[str]] = {}
        for one in again:
            by_dates.setdefault(one.dates, []).append(one.table)
        return [_run(now, dates, names) for dates, names in by_dates.items()]

    freshness_every_hour = dg.ScheduleDefinition(
        name="freshness_every_hour",
        job=by_name["freshness"],
        cron_schedule="20 * * * *",
        execution_timezone=TIMEZONE,
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="A check that runs only after a load can never notice a missing load.",
    )
    return [catch_up, freshness_every_hour]


def _run(now: datetime, dates: Sequence[str], tables: Sequence[str]) -> dg.RunRequest:
    """The schedule is asked first, because everything else is asked by it.

    The key is of the moment: the same dates may be due again at the next tick.
    """
    assets = [raw_key(name) for name in dict.fromkeys((SCHEDULE, *tables))]
    tags = {RANGE_START: dates[0], RANGE_END: dates[-1], ASK: ASK_LACKING}
    key = f"{now.isoformat(timespec='minutes')} {','.join(dates)}"
    return dg.RunRequest(run_key=key, tags=tags, asset_selection=assets)
