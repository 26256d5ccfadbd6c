"""What is unknown: the share of NULLs of every column, and which columns nothing fills.

What needs a source that is absent is NULL. Its column says so in its description file, with the reason::

    config: {meta: {absent_source: "No source of play-by-play by line-up."}}

A column without a single value needs such a reason, or the check warns; when and from what a row was made is NULL where
``source_<name>_rows_found`` tells that there was nothing. A column with a ``not_null`` test must have every value.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import dagster as dg
from dagster_dbt import DbtProject

from nba_assets.assets.dbt import DUCKDB_POOL, is_table
from nba_assets.assets.keys import ANALYTICS, PRECOMPUTE, key
from nba_assets.assets.workshop import Workshop, WorkshopResource
from nba_assets.checks.verdict import Verdict, named
from nba_assets.checks.window import DAYS_WITHOUT_A_RUN, window

UNKNOWN = "unknown_values"
FEATURES_TAG = "features"
ERROR = "error"
OF_A_SOURCE = re.compile(r"source_\w+_(last_updated|hash)")


@dataclass(frozen=True)
class Declared:
    """What a table's description file says of its columns, all in their order.

    ``never_unknown`` are those with a not_null test or in the key, with the severity of the test: ``error`` or
    ``warn``. ``absent`` are those that nothing fills, with the reason.
    """

    dataset: str
    table: str
    columns: tuple[str, ...]
    never_unknown: Mapping[str, str] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)


def declared_tables(manifest: Mapping[str, Any]) -> list[Declared]:
    """Return the tables by game date of analytics, precompute and the feature store, from dbt's manifest."""
    return [
        Declared(
            node["schema"],
            node["name"],
            tuple(node["columns"]),
            dict(_never_unknown(manifest, node["unique_id"])),
            {name: reason for name, column in node["columns"].items() if (reason := _absent_source(column))},
        )
        for node in manifest["nodes"].values()
        if is_table(node) and (node["schema"] in (ANALYTICS, PRECOMPUTE) or FEATURES_TAG in node["tags"])
    ]


def _absent_source(column: Mapping[str, Any]) -> str | None:
    return column.get("config", {}).get("meta", {}).get("absent_source")


def _never_unknown(manifest: Mapping[str, Any], model: str) -> Iterator[tuple[str, str]]:
    for child in manifest["child_map"].get(model, ()):
        test = manifest["nodes"].get(child, {})
        kind = (test.get("test_metadata") or {}).get("name")
        if kind not in ("not_null", "primary_key") or test["attached_node"] != model:
            continue
        columns = [test["column_name"]] if kind == "not_null" else test["test_metadata"]["kwargs"]["columns"]
        yield from ((column, test["config"]["severity"].lower()) for column in columns)


def unknown_checks(project: DbtProject) -> list[dg.AssetChecksDefinition]:
    """Return the check of every table, all made by one op."""
    tables = {
        dg.AssetCheckKey(key(one.dataset, one.table), UNKNOWN): one
        for one in declared_tables(json.loads(project.manifest_path.read_bytes()))
    }

    @dg.multi_asset_check(
        name=UNKNOWN,
        specs=[
            dg.AssetCheckSpec(
                one.name,
                asset=one.asset_key,
                description=(
                    "NULLs by column. ERROR: a column that must be known is not. WARN: a column has no value at all "
                    "and no reason is declared."
                ),
            )
            for one in tables
        ],
        can_subset=True,
        pool=DUCKDB_POOL,
    )
    def unknown_values(
        context: dg.AssetCheckExecutionContext, workshop: WorkshopResource
    ) -> Iterator[dg.AssetCheckResult]:
        tools = workshop.tools()
        first, last = window(context, tools.clock.today())
        for one in sorted(context.selected_asset_check_keys):
            found = look(tables[one], tools, first, last).result()
            yield found._replace(asset_key=one.asset_key, check_name=one.name)

    return [unknown_values]


def look(declared: Declared, tools: Workshop, first: date, last: date) -> Verdict:
    """Judge the rows between two dates, both in, and of two weeks at least: a single date may lack what is rare."""
    begin = min(first, last - timedelta(days=DAYS_WITHOUT_A_RUN))
    counts = ", ".join(f'count("{column}")' for column in declared.columns)
    # Names are those of the dbt project; values are parameters.
    sql = f"select count(*), {counts} from {declared.dataset}.{declared.table} where game_date between ? and ?"  # noqa: S608
    rows, *filled = (int(count) for count in tools.warehouse.query(sql, [begin, last]).iloc[0])
    return judge(declared, rows, dict(zip(declared.columns, filled, strict=True)))


def judge(declared: Declared, rows: int, filled: Mapping[str, int]) -> Verdict:
    """Judge a table by its rows and by how many of them have a value, column by column."""
    if rows == 0:
        return Verdict(passed=True, description="no row of the window can be judged", metadata={"rows": 0})
    reasons = {column: _reason(declared, column) for column, count in filled.items() if count == 0}
    unexplained = [column for column, reason in reasons.items() if not reason]
    broken = {column: level for column, level in declared.never_unknown.items() if filled[column] < rows}
    told = [f"{named(sorted(broken))} must be known and is not"] if broken else []
    told += [f"without any value and without a declared reason: {named(unexplained)}"] if unexplained else []
    return Verdict(
        passed=not told,
        severity=dg.AssetCheckSeverity.ERROR if ERROR in broken.values() else dg.AssetCheckSeverity.WARN,
        description="; ".join(told) or f"{len(reasons)} of {len(filled)} columns have no value, all with a reason",
        metadata={
            "rows": rows,
            "columns": len(filled),
            "columns_always_known": sum(count == rows for count in filled.values()),
            "columns_without_any_value": len(reasons),
            "unknown_share": 1 - sum(filled.values()) / (rows * len(filled)),
            "unknown_by_column": _shares(rows, filled),
            "absent_sources": _table([{"column": column, "reason": reason} for column, reason in reasons.items()]),
        },
    )


def _reason(declared: Declared, column: str) -> str:
    if OF_A_SOURCE.fullmatch(column):
        return "the rows were made from no row of that source"
    return declared.absent.get(column, "")


def _shares(rows: int, filled: Mapping[str, int]) -> dg.TableMetadataValue:
    """The worst first; columns of one share in the table's order."""
    shares = sorted(((1 - count / rows, column) for column, count in filled.items()), key=lambda one: -one[0])
    return _table([{"column": column, "unknown": f"{share:.1%}"} for share, column in shares if share > 0])


def _table(rows: Sequence[Mapping[str, str]]) -> dg.TableMetadataValue | str:
    return dg.MetadataValue.table([dg.TableRecord(dict(row)) for row in rows]) if rows else "none"
