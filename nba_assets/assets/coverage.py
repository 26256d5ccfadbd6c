"""source_coverage_log: which games a fallback stands in for, and which no source has."""

from collections.abc import Sequence
from datetime import date

import dagster as dg

from nba_assets.accepted_gaps import accepted_gaps
from nba_assets.assets.columns import table_metadata
from nba_assets.assets.keys import OWNERS, REFERENCE, key, raw_key
from nba_assets.assets.progress import step
from nba_assets.assets.raw import SCHEDULE
from nba_assets.assets.workshop import Workshop, WorkshopResource
from nba_assets.ingest.calendar import Calendar
from nba_assets.ingest.coverage import coverage_events, holdings
from nba_assets.sources.chains import CHAINS
from nba_assets.sources.coverage_record import COVERAGE_LOG, CoverageEvent
from nba_assets.sources.table import RawTable, Row


def coverage_asset(
    tables: Sequence[RawTable], partitions: dg.PartitionsDefinition, condition: dg.AutomationCondition
) -> dg.AssetsDefinition:
    """Return the asset of the log over the raw tables that are switched on."""
    in_chains = {source.table for chain in CHAINS for source in chain.sources}
    judged = [table for table in tables if table.name in in_chains]

    @dg.asset(
        key=key(REFERENCE, COVERAGE_LOG),
        deps=[raw_key(table.name) for table in judged],
        partitions_def=partitions,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="reference",
        kinds={"python", "parquet"},
        owners=OWNERS,
        description="One row per finished game and kind of fact whose best source does not have it (yet).",
        metadata=table_metadata(REFERENCE, COVERAGE_LOG, CoverageEvent),
        automation_condition=condition,
    )
    def source_coverage_log(context: dg.AssetExecutionContext, workshop: WorkshopResource) -> None:
        dates = sorted(context.partition_keys)
        with step("coverage", COVERAGE_LOG, dates) as told:
            counted = log_coverage(workshop.tools(), judged, dates)
            told.rows = sum(counted.values())
        for day in dates:
            context.add_asset_metadata({"dagster/partition_row_count": counted[day]}, partition_key=day)

    return source_coverage_log


def log_coverage(tools: Workshop, tables: Sequence[RawTable], dates: Sequence[str]) -> dict[str, int]:
    """Judge the raw tables on game dates, replace the log's partitions, and return the number of events by date."""
    calendar = tools.calendar(date.fromisoformat(dates[0]), date.fromisoformat(dates[-1]))
    return {day: _judge(tools, tables, calendar, day) for day in dates}


def _judge(tools: Workshop, tables: Sequence[RawTable], calendar: Calendar, day: str) -> int:
    games = calendar.on(day)
    rows = {table.name: games if table.name == SCHEDULE else _rows(tools, table, day) for table in tables}
    events = coverage_events(
        games,
        holdings(tables, rows, games),
        {table.name: table for table in tables},
        accepted_gaps(),
        tools.clock.now(),
    )
    return tools.tables[COVERAGE_LOG].replace(day, events)


def _rows(tools: Workshop, table: RawTable, day: str) -> list[Row]:
    wanted = [name for name in ("game_date", "game_id", "data_source") if name in table.record.model_fields]
    return tools.tables[table.name].read([day], wanted).to_pylist()
