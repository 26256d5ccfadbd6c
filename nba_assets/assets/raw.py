"""Raw assets: one a declared table, made by one factory."""

from collections.abc import Sequence
from datetime import date, timedelta

import dagster as dg

from nba_assets.assets.columns import table_metadata
from nba_assets.assets.ingest import Filled, Ingest
from nba_assets.assets.keys import OWNERS, RAW, raw_key
from nba_assets.assets.progress import step
from nba_assets.assets.workshop import WorkshopResource
from nba_assets.seasons import season_of
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.table import RawTable, Row, Scope

SCHEDULE = NBAC_SCHEDULE.name
# The badge in the UI knows the time of the last materialization only; the check "fresh" decides.
BADGE = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=36), warn_window=timedelta(hours=24))


def raw_assets(partitions: dg.PartitionsDefinition, condition: dg.AutomationCondition) -> list[dg.AssetsDefinition]:
    """Return the asset of every raw table."""
    return [_raw_asset(table, partitions, condition) for table in RAW_TABLES]


def _raw_asset(
    table: RawTable, partitions: dg.PartitionsDefinition, condition: dg.AutomationCondition
) -> dg.AssetsDefinition:
    upstream = [raw_key(name) for name in table.upstream]
    if table.name != SCHEDULE:
        upstream.insert(0, raw_key(SCHEDULE))

    @dg.asset(
        key=raw_key(table.name),
        deps=upstream,
        partitions_def=partitions,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="raw",
        kinds={"python", "parquet", table.provider.replace("_", "")},
        owners=OWNERS,
        description=table.description,
        metadata=table_metadata(RAW, table.name, table.record),
        automation_condition=condition if table.upstream else None,
        freshness_policy=BADGE,
    )
    def raw_table(context: dg.AssetExecutionContext, workshop: WorkshopResource) -> None:
        dates = sorted(context.partition_keys)
        with step("ingest", table.name, dates) as told:
            filled = fill_dates(workshop.tools().ingest, table, dates)
            told.rows = sum(one.rows for one in filled.values())
        if table.scope is Scope.SEASON:
            return
        for day in dates:
            context.add_asset_metadata(_metadata(filled[day]), partition_key=day)

    return raw_table


def fill_dates(ingest: Ingest, table: RawTable, dates: Sequence[str]) -> dict[str, Filled]:
    """Fill a raw table for game dates; a whole-season table is filled for the seasons that the dates belong to."""
    if table.scope is Scope.SEASON:
        seasons = sorted({season_of(date.fromisoformat(day)) for day in dates})
        return ingest.fill(table, seasons, games=())
    return ingest.fill(table, dates, games=scheduled_games(ingest, dates))


def scheduled_games(ingest: Ingest, dates: Sequence[str]) -> list[Row]:
    """Return the rows of nbac_schedule on the dates."""
    seasons = sorted({season_of(date.fromisoformat(day)) for day in dates})
    wanted = set(dates)
    rows = ingest.source_of(SCHEDULE).read(seasons).to_pylist()
    return [row for row in rows if row["game_date"].isoformat() in wanted]


def _metadata(filled: Filled) -> dict[str, object]:
    metadata: dict[str, object] = {"dagster/partition_row_count": filled.rows, "requests": filled.requests}
    if filled.not_yet_available:
        metadata["not_yet_available"] = filled.not_yet_available
    return metadata
