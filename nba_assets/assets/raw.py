"""Raw assets: one a declared table, made by one factory."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import dagster as dg

from nba_assets.assets.columns import table_metadata
from nba_assets.assets.keys import OWNERS, RAW, raw_key
from nba_assets.assets.progress import step
from nba_assets.assets.workshop import WorkshopResource
from nba_assets.ingest.calendar import NO_GAMES, Calendar
from nba_assets.ingest.fill import Filled, Ingest
from nba_assets.seasons import season_of
from nba_assets.settings import SettingsError
from nba_assets.sources.catalogue import RAW_TABLES, filled_before
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.table import RawTable, Scope

SCHEDULE = NBAC_SCHEDULE.name
# The badge in the UI knows the time of the last materialization only; the check "fresh" decides.
BADGE = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=36), warn_window=timedelta(hours=24))
SWITCH = "nba/source"
# A run with this tag asks only for the results that are not there yet: what catching up needs, and polite.
ASK, ASK_LACKING = "nba/ask", "lacking"


def raw_assets(
    partitions: dg.PartitionsDefinition, condition: dg.AutomationCondition, off: Mapping[str, str]
) -> list[dg.AssetsDefinition]:
    """Return the asset of every raw table. ``off`` tells by name why a table's source is off."""
    return [_raw_asset(table, partitions, condition, off) for table in RAW_TABLES]


def _raw_asset(
    table: RawTable,
    partitions: dg.PartitionsDefinition,
    condition: dg.AutomationCondition,
    all_off: Mapping[str, str],
) -> dg.AssetsDefinition:
    off = all_off.get(table.name)
    first = dict.fromkeys((SCHEDULE, *filled_before(table)))
    # Nothing waits for a table that is off.
    upstream = [raw_key(name) for name in first if name != table.name and name not in all_off]

    @dg.asset(
        key=raw_key(table.name),
        deps=upstream,
        partitions_def=partitions,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="raw",
        kinds={"python", "parquet", table.provider.replace("_", "")},
        owners=OWNERS,
        tags={SWITCH: "off" if off else "on"},
        description=f"**Off**: {off}.\n\n{table.description}" if off else table.description,
        metadata={**table_metadata(RAW, table.name, table.record), "source": f"off: {off}" if off else "on"},
        automation_condition=condition if len(upstream) > 1 and not off else None,
        freshness_policy=None if off else BADGE,
    )
    def raw_table(context: dg.AssetExecutionContext, workshop: WorkshopResource) -> None:
        if off:
            raise SettingsError(f"{table.name} is off: {off}")
        dates = sorted(context.partition_keys)
        with step("ingest", table.name, dates) as told:
            lacking = context.run.tags.get(ASK) == ASK_LACKING
            filled = fill_dates(workshop.tools().ingest, table, dates, only_lacking=lacking)
            told.rows = sum(one.rows for one in filled.values())
        if table.scope is Scope.SEASON:
            return
        for day in dates:
            context.add_asset_metadata(_metadata(filled[day]), partition_key=day)

    return raw_table


def fill_dates(
    ingest: Ingest, table: RawTable, dates: Sequence[str], *, only_lacking: bool = False
) -> dict[str, Filled]:
    """Fill a raw table for game dates; a whole-season table is filled for the seasons that the dates belong to.

    ``only_lacking``: of a table of results, ask only for the games that its best feed does not have yet.
    """
    results = table.rows_per_final_game > 0 and table.due_after_tipoff_hours is not None
    return ingest.fill(table, *scopes_of(ingest, table, dates), only_lacking=only_lacking and results)


def rebuild_dates(ingest: Ingest, table: RawTable, dates: Sequence[str]) -> dict[str, Filled]:
    """Make a raw table's dates again from landing alone; no provider is asked."""
    return ingest.rebuild(table, *scopes_of(ingest, table, dates))


def scopes_of(ingest: Ingest, table: RawTable, dates: Sequence[str]) -> tuple[Sequence[str], Calendar]:
    """Return the scopes that dates stand for (the dates, or their seasons) and the schedule of those seasons."""
    seasons = sorted({season_of(date.fromisoformat(day)) for day in dates})
    if table.name == SCHEDULE:
        return seasons, NO_GAMES
    calendar = Calendar(ingest.source_of(SCHEDULE).read(seasons).to_pylist())
    return seasons if table.scope is Scope.SEASON else dates, calendar


def _metadata(filled: Filled) -> dict[str, object]:
    metadata: dict[str, object] = {"dagster/partition_row_count": filled.rows, "requests": filled.requests}
    if filled.not_yet_available:
        metadata["not_yet_available"] = filled.not_yet_available
    if filled.games_by_source:
        metadata["games_by_source"] = filled.games_by_source
    if filled.credits_cost:
        metadata["credits_cost"] = filled.credits_cost
    if filled.credits_left is not None:
        metadata["credits_left"] = filled.credits_left
    if filled.excused:
        metadata["another_source_stands_in"] = filled.excused
    return metadata
