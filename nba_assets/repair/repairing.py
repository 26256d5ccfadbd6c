"""Making again what a changed source of a past game date touches, and telling which dates really changed."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import dagster as dg

from nba_assets.assets.dbt import dbt_project
from nba_assets.assets.keys import RAW, key, raw_key
from nba_assets.assets.raw import SCHEDULE
from nba_assets.assets.switches import switched_off
from nba_assets.assets.workshop import Workshop
from nba_assets.game_dates import game_dates
from nba_assets.lake.warehouse import DuckDbWarehouse
from nba_assets.repair import RepairError
from nba_assets.repair.again import commands_again
from nba_assets.repair.changes import DATA_HASH, Hashes, built_tables, changed_dates, date_hashes
from nba_assets.repair.plan import Change, Part, Touched, parts, touched_tables
from nba_assets.run import Graph, RunReport, loaded_graph
from nba_assets.settings import Settings
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.table import RawTable, Scope

SCHEDULED_SQL = "select distinct cast(game_date as varchar) as game_date from nba_raw.nbac_schedule"
DATES_SQL = "select distinct cast(game_date as varchar) as game_date from {table}"
ALWAYS = date(1900, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class Repaired:
    """A table of a repair: the game dates that were made or asked again, and those whose rows are others now."""

    table: str
    dates: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class RepairReport:
    """How a repair went: the raw tables that were asked, the tables that were made again, and the runs.

    ``again`` are the commands that make up for a run that failed; none after success.
    """

    day: str
    asked: tuple[Repaired, ...]
    made: tuple[Repaired, ...]
    runs: tuple[RunReport, ...]
    again: tuple[str, ...]

    @property
    def success(self) -> bool:
        """Every run succeeded."""
        return all(run.success for run in self.runs)


def repair(
    settings: Settings, day: date, names: Collection[str], *, ask: bool, tell: Callable[[str], None]
) -> RepairReport:
    """Make again all that a game date's raw tables reach, but for models and predictions: what was said stays said.

    ``names`` are the raw tables that changed; without any, results and schedule may have. ``ask``: ask the providers
    for them first. A snapshot (a roster, injuries, lines) is not asked for unless it is named: what a provider
    says of it afterwards is not what was known then.

    Raises RepairError when the day is no game date or was never built, when no table by game date is made from the raw
    tables, when the lake's tables are older than their hashes, and when one that is to be asked for cannot be: any of
    those named, or all of the others.
    """
    tools = Workshop(settings)
    keys = game_dates(settings).get_partition_keys()
    if str(day) not in keys:
        raise RepairError(f"{day} is no game date; there are {len(keys)} from {keys[0]} to {keys[-1]}")
    manifest = json.loads(dbt_project(settings.warehouse).manifest_path.read_bytes())
    wanted = [table for table in RAW_TABLES if (table.name in names if names else _is_told_afterwards(table))]
    change = Change(day, frozenset(table.name for table in wanted))
    tables = touched_tables(manifest, [change])
    if not tables:
        sources = ", ".join(table.name for table in wanted)
        raise RepairError(f"nothing is made by game date from {sources}, so there is nothing to repair")
    to_ask = _to_ask(settings, wanted, named=bool(names)) if ask else []
    _must_be_comparable(tools.warehouse, tables, day)
    with loaded_graph(settings, tell) as graph:
        asked, runs = _asked_again(graph, tools, to_ask, day) if ask else ((), ())
        # The schedule is asked for as a whole: games of other dates may be others too.
        changes = [change, *_changes(asked)]
        tables = touched_tables(manifest, changes)
        built = _built(tools.warehouse, tables)
        repairable = sorted(built.intersection(keys))
        ask_failed = not all(run.success for run in runs)
        planned = [] if ask_failed else parts(tables, keys, built, _scheduled(tools.warehouse))
        before = _hashes(tools.warehouse, tables)
        runs = (*runs, *_made_again(graph, planned))
    after = _hashes(tools.warehouse, tables)
    failed = not all(run.success for run in runs)
    again = commands_again(day, names, changes, repairable, ask=ask_failed) if failed else ()
    return RepairReport(str(day), asked, tuple(_compared(tables, planned, before, after)), runs, again)


def _to_ask(settings: Settings, wanted: Sequence[RawTable], *, named: bool) -> list[RawTable]:
    """Return the tables that can be asked for; where a person named them, all must be such."""
    off = switched_off(settings)
    found = [table for table in wanted if table.name not in off]
    if named and len(found) < len(wanted):
        reasons = "; ".join(f"{table.name} ({off[table.name]})" for table in wanted if table.name in off)
        raise RepairError(f"cannot be asked, their sources are off: {reasons}; leave them out or repair without --ask")
    if not found:
        names = ", ".join(table.name for table in wanted)
        raise RepairError(f"none of {names} can be asked: their sources are off (see `nba sources`)")
    return found


def _asked_again(
    graph: Graph, tools: Workshop, tables: Sequence[RawTable], day: date
) -> tuple[tuple[Repaired, ...], tuple[RunReport, ...]]:
    """Ask for the date and return, by raw table, the dates whose rows are others now: of a season feed, any."""
    before = _raw_hashes(tools.warehouse, tables, day)
    run = graph.run(str(day), str(day), [raw_key(table.name) for table in tables])
    after = _raw_hashes(tools.warehouse, tables, day)
    asked = [Repaired(f"{RAW}.{t.name}", (str(day),), changed_dates(before[t.name], after[t.name])) for t in tables]
    return tuple(asked), (run,)


def _raw_hashes(warehouse: DuckDbWarehouse, tables: Sequence[RawTable], day: date) -> dict[str, Hashes]:
    spans = {table.name: ALWAYS if table.scope is Scope.SEASON else (day, day) for table in tables}
    return {name: date_hashes(warehouse, f"{RAW}.{name}", *span, by_data_hash=False) for name, span in spans.items()}


def _is_told_afterwards(table: RawTable) -> bool:
    return table.name == SCHEDULE or table.due_after_tipoff_hours is not None


def _made_again(graph: Graph, planned: Sequence[Part]) -> list[RunReport]:
    """Run part by part; what comes after a part that failed would be made from what it left, so it is not made."""
    runs: list[RunReport] = []
    for part in planned:
        runs.append(graph.run(part.dates[0], part.dates[-1], [_asset_key(table) for table in part.tables]))
        if not runs[-1].success:
            break
    return runs


def _must_be_comparable(warehouse: DuckDbWarehouse, tables: Sequence[Touched], day: date) -> None:
    if str(day) not in _built(warehouse, tables):
        raise RepairError(f"no table was built for {day} yet; run `nba run --from {day} --to {day}` instead")
    has_hash = built_tables(warehouse)
    for table in _existing(warehouse, tables):
        if not has_hash[table.full_name]:
            raise RepairError(
                f"{table.full_name} has no column {DATA_HASH}: an earlier version built {warehouse.path}, and its rows "
                "cannot be compared; move that file away and run `nba run`, which builds it anew"
            )


def _built(warehouse: DuckDbWarehouse, tables: Sequence[Touched]) -> set[str]:
    """The game dates that the lake was built for: those of any table."""
    return {
        day
        for table in _existing(warehouse, tables)
        for day in warehouse.query(DATES_SQL.format(table=table.full_name))["game_date"]
    }


def _existing(warehouse: DuckDbWarehouse, tables: Sequence[Touched]) -> list[Touched]:
    built = built_tables(warehouse)
    return [table for table in tables if table.full_name in built]


def _scheduled(warehouse: DuckDbWarehouse) -> set[str]:
    return set(warehouse.query(SCHEDULED_SQL)["game_date"])


def _hashes(warehouse: DuckDbWarehouse, tables: Sequence[Touched]) -> dict[str, Hashes]:
    return {
        table.full_name: date_hashes(warehouse, table.full_name, *ALWAYS, by_data_hash=True)
        for table in _existing(warehouse, tables)
    }


def _compared(
    tables: Sequence[Touched], planned: Sequence[Part], before: Mapping[str, Hashes], after: Mapping[str, Hashes]
) -> list[Repaired]:
    found = []
    for table in tables:
        name = table.full_name
        dates = tuple(day for part in planned if table in part.tables for day in part.dates)
        if dates:
            found.append(Repaired(name, dates, changed_dates(before.get(name, {}), after.get(name, {}))))
    return found


def _asset_key(table: Touched) -> dg.AssetKey:
    return key(table.dataset, table.name)


def _changes(asked: Collection[Repaired]) -> list[Change]:
    return [
        Change(date.fromisoformat(day), frozenset({table.table.removeprefix(f"{RAW}.")}))
        for table in asked
        for day in table.changed
    ]
