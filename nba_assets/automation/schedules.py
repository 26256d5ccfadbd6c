"""Jobs and schedules. Which dates a schedule asks for is told by the one clock, so a virtual now works too."""

from collections.abc import Callable, Sequence
from typing import Any

import dagster as dg

from nba_assets.accepted_gaps import accepted_gaps
from nba_assets.assets.keys import raw_key
from nba_assets.assets.raw import SCHEDULE
from nba_assets.assets.workshop import Workshop
from nba_assets.automation.conditions import LATENESS
from nba_assets.checks.expected import due_games, missing_games
from nba_assets.checks.raw import FRESHNESS
from nba_assets.checks.window import RANGE_END, RANGE_START
from nba_assets.game_dates import TIMEZONE
from nba_assets.seasons import season_of
from nba_assets.sources.catalogue import RAW_TABLES

RESULTS = tuple(table for table in RAW_TABLES if table.due_after_tipoff_hours is not None)
LINES = tuple(table for table in RAW_TABLES if table.provider == "odds_api")


def jobs() -> dict[str, Any]:
    """Return the jobs by name: everything, the schedule with results, the schedule with lines, and freshness alone."""
    results = dg.AssetSelection.assets(raw_key(SCHEDULE), *(raw_key(table.name) for table in RESULTS))
    lines = dg.AssetSelection.assets(raw_key(SCHEDULE), *(raw_key(table.name) for table in LINES))
    fresh = [dg.AssetCheckKey(raw_key(table.name), FRESHNESS) for table in RAW_TABLES]
    made = [
        dg.define_asset_job(
            "everything",
            selection=dg.AssetSelection.all(),
            description="Ingest, build, train, predict and grade the chosen dates.",
        ),
        dg.define_asset_job("results", results, description="The schedule and results."),
        dg.define_asset_job("lines", lines, description="The schedule, events and lines."),
        dg.define_asset_job(
            "freshness", dg.AssetSelection.checks(*fresh), description="Is the latest game date there, table by table?"
        ),
    ]
    return {job.name: job for job in made}


def schedules(
    by_name: dict[str, Any],
    partitions: dg.PartitionsDefinition,
    tools: Callable[[], Workshop],
) -> list[dg.ScheduleDefinition]:
    """Return the schedules, all in Eastern time."""

    @dg.schedule(
        job=by_name["results"],
        cron_schedule=["30 1 * * *", "0 6 * * *", "0 11 * * *"],
        execution_timezone=TIMEZONE,
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="Asks for the results of yesterday, and again for every date of the last days that lacks a game.",
    )
    def results_of_last_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        dates = dates_that_lack_results(tools())
        return _run(dates) if dates else dg.SkipReason("no game of the last days is missing")

    @dg.schedule(
        job=by_name["lines"],
        cron_schedule="0 6-23/2 * * *",
        execution_timezone=TIMEZONE,
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="Asks for the lines of today's games.",
    )
    def lines_of_today(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        today = tools().clock.today().isoformat()
        if not partitions.has_partition_key(today):
            return dg.SkipReason(f"{today} is no game date")
        return dg.RunRequest(partition_key=today)

    freshness_every_hour = dg.ScheduleDefinition(
        name="freshness_every_hour",
        job=by_name["freshness"],
        cron_schedule="15 * * * *",
        execution_timezone=TIMEZONE,
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="A check that runs only after a load can never notice a missing load.",
    )
    return [results_of_last_night, lines_of_today, freshness_every_hour]


def dates_that_lack_results(tools: Workshop) -> list[str]:
    """Return the game dates of the last days on which a results table lacks a due game, in order.

    Before the schedule was ever asked nothing can be missing: then today stands for the first thing to ask.
    """
    now, today = tools.clock.now(), tools.clock.today()
    first = today - LATENESS
    if not tools.tables[SCHEDULE].partitions():
        return [today.isoformat()]
    games = [
        game
        for game in tools.tables[SCHEDULE].read(sorted({season_of(first), season_of(today)})).to_pylist()
        if first <= game["game_date"] <= today
    ]
    lacking = set()
    for table in RESULTS:
        due = due_games(table, games, accepted_gaps(), now)
        dates = sorted({game.game_date.isoformat() for game in due})
        counted = tools.tables[table.name].read(dates, ["game_id"]).group_by("game_id").aggregate([([], "count_all")])
        counts = {row["game_id"]: row["count_all"] for row in counted.to_pylist()}
        lacking |= {game.game_date.isoformat() for game in missing_games(table, due, counts)}
    return sorted(lacking)


def _run(dates: Sequence[str]) -> dg.RunRequest:
    return dg.RunRequest(tags={RANGE_START: dates[0], RANGE_END: dates[-1]})
