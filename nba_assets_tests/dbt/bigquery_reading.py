"""Statements as BigQuery reads them: names resolved without help from other columns of the same select, types known.

DuckDB, and the emulator that runs on it, are more lenient: they let a select list use its own aliases, compare numbers
with text and add up truth values. Here every model's compiled query is resolved against the columns of what it reads.
"""

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import OptimizeError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

DECLARED_TYPES = {
    "varchar": "STRING",
    "string": "STRING",
    "bigint": "INT64",
    "integer": "INT64",
    "double": "FLOAT64",
    "float64": "FLOAT64",
    "boolean": "BOOL",
    "date": "DATE",
    "timestamp with time zone": "TIMESTAMP",
}
KINDS = {"INT64": "number", "FLOAT64": "number", "NUMERIC": "number", "BIGNUMERIC": "number"}
COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.GT, exp.LTE, exp.GTE)
SUMS = (exp.Add, exp.Sub, exp.Mul, exp.Div)
Schema = dict[str, dict[str, dict[str, dict[str, str]]]]


def faults(manifest: Mapping[str, Any], target: Path) -> Iterator[tuple[str, str]]:
    """Yield a model's name and what BigQuery would refuse in it, for every compiled model of a target folder."""
    schema = read_columns(manifest)
    for node in models_in_order(manifest):
        sql = (target / "compiled" / node["package_name"] / node["original_file_path"]).read_text()
        try:
            tree = resolved(sql, schema)
        except OptimizeError as error:
            yield node["name"], str(error)
            tree = resolved(sql, schema, with_own_aliases=True)
        yield from ((node["name"], fault) for fault in type_faults(tree))
        columns = {column.alias_or_name: column.type.sql("bigquery") for column in tree.selects}
        _add(schema, node, columns)


def resolved(sql: str, schema: Schema, *, with_own_aliases: bool = False) -> exp.Query:
    """Return a query with its tables' columns and types; raise OptimizeError where a name means nothing."""
    known = MappingSchema(schema, dialect="bigquery")
    tree = sqlglot.parse_one(sql, read="bigquery")
    tree = qualify(tree, schema=known, dialect="bigquery", expand_alias_refs=with_own_aliases, quote_identifiers=False)
    return annotate_types(tree, schema=known, dialect="bigquery")


def type_faults(tree: exp.Query) -> Iterator[str]:
    """Yield what joins values of different kinds: comparisons, sums, choices between values, unions."""
    for node in tree.find_all(exp.Expression):
        together = _operands(node)
        if len({kind for kind in map(_kind, together) if kind}) > 1:
            yield node.sql("bigquery")[:200]
        if isinstance(node, exp.Sum | exp.Avg) and _kind(node.this) not in ("number", None):
            yield node.sql("bigquery")
        if isinstance(node, exp.Window) and any(_type(by) == "FLOAT64" for by in node.args.get("partition_by") or []):
            yield node.sql("bigquery")
        if isinstance(node, exp.SetOperation):
            pairs = zip(node.left.selects, node.right.selects, strict=True)
            yield from (f"union of {a.sql()} and {b.sql()}" for a, b in pairs if len({_kind(a), _kind(b)} - {None}) > 1)


def _operands(node: exp.Expression) -> list[exp.Expression]:
    if isinstance(node, COMPARISONS):
        return [node.left, node.right]
    if isinstance(node, SUMS) and _type(node.left) != "DATE":
        return [node.left, node.right]
    if isinstance(node, exp.Case):
        default = node.args.get("default")
        return [*(branch.args["true"] for branch in node.args["ifs"]), *([default] if default else [])]
    if isinstance(node, exp.Coalesce):
        return [node.this, *node.expressions]
    return []


def _kind(node: exp.Expression) -> str | None:
    """What a value may be joined with; None for text in quotes, which takes the type it is needed in, and for NULL."""
    if isinstance(node, exp.Null) or (isinstance(node, exp.Literal) and node.is_string):
        return None
    return KINDS.get(_type(node), _type(node))


def _type(node: exp.Expression) -> str | None:
    name = node.type.sql("bigquery") if node.type else "UNKNOWN"
    return None if name in ("UNKNOWN", "NULL") else name


def read_columns(manifest: Mapping[str, Any]) -> Schema:
    """Return the columns of what dbt does not compute: sources and seeds."""
    schema: Schema = {}
    for node in manifest["sources"].values():
        _add(schema, node, {name: DECLARED_TYPES[column["data_type"]] for name, column in node["columns"].items()})
    for node in manifest["nodes"].values():
        if node["resource_type"] == "seed":
            types = node["config"]["column_types"]
            _add(schema, node, {name: DECLARED_TYPES[types[name]] for name in node["columns"]})
    return schema


def models_in_order(manifest: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the models, each after those that it reads."""
    models = {name: node for name, node in manifest["nodes"].items() if node["resource_type"] == "model"}
    graph = {name: [p for p in node["depends_on"]["nodes"] if p in models] for name, node in models.items()}
    yield from (models[name] for name in TopologicalSorter(graph).static_order())


def _add(schema: Schema, node: Mapping[str, Any], columns: dict[str, str]) -> None:
    schema.setdefault(node["database"], {}).setdefault(node["schema"], {})[node["name"]] = columns
