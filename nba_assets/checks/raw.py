"""The checks of every raw table, made from its declaration: complete, unique, of the declared schema, fresh."""

from collections.abc import Sequence
from datetime import date, timedelta

import dagster as dg
import pyarrow as pa

from nba_assets.accepted_gaps import accepted_gaps
from nba_assets.assets.keys import raw_key
from nba_assets.assets.workshop import Workshop, WorkshopResource
from nba_assets.checks.credits import judge_credits, metered
from nba_assets.checks.drift import judge_drift
from nba_assets.checks.freshness import judge_asked, judge_snapshot, judge_state, judge_table
from nba_assets.checks.verdict import Verdict, named
from nba_assets.checks.window import inside, window
from nba_assets.ingest.expected import due_games, missing_games, rows_by_game
from nba_assets.lake.tables import ParquetTable
from nba_assets.records import arrow_schema
from nba_assets.seasons import season_of
from nba_assets.sources.table import RawTable, Scope

FRESHNESS, DRIFT = "fresh", "schema_drift"


def raw_checks(tables: Sequence[RawTable]) -> list[dg.AssetChecksDefinition]:
    """Return the checks of the raw tables that are switched on."""
    return [check for table in tables for check in _checks(table)]


def _checks(table: RawTable) -> list[dg.AssetChecksDefinition]:
    @dg.asset_check(asset=raw_key(table.name), name="unique_key", description=f"No two rows share {table.key}.")
    def unique_key(context: dg.AssetCheckExecutionContext, workshop: WorkshopResource) -> dg.AssetCheckResult:
        return judge_key(table, _rows(workshop.tools(), table, context, list(table.key))).result()

    @dg.asset_check(
        asset=raw_key(table.name), name="schema", description="The Parquet files have the declared columns and types."
    )
    def schema(context: dg.AssetCheckExecutionContext, workshop: WorkshopResource) -> dg.AssetCheckResult:
        tools = workshop.tools()
        first, last = window(context, tools.clock.today())
        stored = tools.tables[table.name]
        return judge_schema(table, stored, _partitions(stored, first, last)).result()

    @dg.asset_check(
        asset=raw_key(table.name), name=FRESHNESS, description="The latest game date that should be there is there."
    )
    def fresh(workshop: WorkshopResource) -> dg.AssetCheckResult:
        return judge_freshness(workshop.tools(), table).result()

    @dg.asset_check(
        asset=raw_key(table.name),
        name="complete",
        description="Every game that is due has its rows; accepted gaps are excused.",
    )
    def complete(context: dg.AssetCheckExecutionContext, workshop: WorkshopResource) -> dg.AssetCheckResult:
        tools = workshop.tools()
        first, last = window(context, tools.clock.today())
        return judge_completeness(tools, table, first, last).result()

    @dg.asset_check(
        asset=raw_key(table.name),
        name=DRIFT,
        description="The newest answers have every field that is needed (else ERROR) and none that is new (else WARN).",
    )
    def schema_drift(context: dg.AssetCheckExecutionContext, workshop: WorkshopResource) -> dg.AssetCheckResult:
        tools = workshop.tools()
        return judge_drift(tools, table, scopes_between(table, *window(context, tools.clock.today()))).result()

    @dg.asset_check(
        asset=raw_key(table.name),
        name="credits",
        description="More than a tenth of the provider's monthly credits is left.",
    )
    def credits_left(workshop: WorkshopResource) -> dg.AssetCheckResult:
        return judge_credits(workshop.tools(), table).result()

    made = [unique_key, schema, fresh, schema_drift]
    return made + ([complete] if table.rows_per_final_game else []) + ([credits_left] if metered(table) else [])


def judge_key(table: RawTable, rows: pa.Table) -> Verdict:
    """Judge the uniqueness of a table's key over some of its rows."""
    counted = rows.group_by(list(table.key)).aggregate([([], "count_all")])
    doubled = counted.filter(pa.compute.greater(counted["count_all"], 1))
    shown = [str(row) for row in doubled.slice(0, 5).to_pylist()]
    return Verdict(
        passed=doubled.num_rows == 0,
        description=f"{doubled.num_rows} keys of {counted.num_rows} stand more than once. {'; '.join(shown)}",
        metadata={"rows": rows.num_rows, "keys": counted.num_rows},
    )


def judge_schema(table: RawTable, stored: ParquetTable, partitions: Sequence[str]) -> Verdict:
    """Judge the stored columns and types against the record type."""
    declared = arrow_schema(table.record)
    wrong = [part for part in partitions if not stored.schema(part).equals(declared)]
    return Verdict(
        passed=not wrong,
        description=f"{len(wrong)} of {len(partitions)} partitions differ from the declared schema: {named(wrong)}",
        metadata={"partitions": len(partitions), "differing": wrong[:50]},
    )


def judge_completeness(tools: Workshop, table: RawTable, first: date, last: date) -> Verdict:
    """Judge a table game by game between two dates, both in."""
    stored = tools.tables[table.name]
    dates = _partitions(stored, first, last)
    counts = rows_by_game(stored, dates)
    games = tools.calendar(first, last).between(first, last)
    due = due_games(table, games, accepted_gaps(), tools.clock.now())
    missing = [game.game_id for game in missing_games(table, due, counts)]
    return Verdict(
        passed=not missing,
        description=f"{len(missing)} of {len(due)} due games from {first} to {last} are missing: {named(missing)}",
        metadata={"games_due": len(due), "missing_games": missing, "rows": sum(counts.values())},
    )


def judge_freshness(tools: Workshop, table: RawTable) -> Verdict:
    """Judge a table by the latest game date that should be there."""
    now, today = tools.clock.now(), tools.clock.today()
    games = tools.calendar(today, today).games
    stored = tools.tables[table.name]
    if table.fresh_within_hours is not None and table.scope is Scope.GAME_DATE:
        return judge_snapshot(table, games, stored.rows_of, accepted_gaps(), now)
    if table.fresh_within_hours is not None:
        newest = stored.read(stored.partitions()[-1:], ["captured_at"])["captured_at"].to_pylist()
        return judge_state(table, max(newest, default=None), now)
    if not table.rows_per_final_game:
        return judge_asked(table, games, stored.has, accepted_gaps(), today)
    due = due_games(table, games, accepted_gaps(), now)
    latest = {max(game.game_date for game in due).isoformat()} if due else set()
    rows = stored.read(sorted(latest), ["game_id", "game_date", "processed_at"]).to_pylist()
    return judge_table(table, games, rows, accepted_gaps(), now)


def scopes_between(table: RawTable, first: date, last: date) -> list[str]:
    """Return the scopes of a table between two dates: every date, or every season."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return sorted({season_of(day) if table.scope is Scope.SEASON else day.isoformat() for day in days})


def _rows(tools: Workshop, table: RawTable, context: dg.AssetCheckExecutionContext, columns: list[str]) -> pa.Table:
    stored = tools.tables[table.name]
    return stored.read(_partitions(stored, *window(context, tools.clock.today())), columns)


def _partitions(stored: ParquetTable, first: date, last: date) -> list[str]:
    if stored.partition_key == Scope.SEASON:
        return [season for season in stored.partitions() if season_of(first) <= season <= season_of(last)]
    return inside(stored.partitions(), first, last)
