"""What the tables of a dbt project hold on two engines, and where they differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from nba_assets_tests.proof.comparing import ROWS, paired

RELATIVE_TOLERANCE = 1e-9
BIGQUERY_TYPES = {
    "bigint": "INTEGER",
    "double": "FLOAT",
    "varchar": "STRING",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp with time zone": "TIMESTAMP",
}


@dataclass(frozen=True)
class Table:
    """A table that dbt builds. ``types`` are the declared ones by column, empty where none are declared."""

    name: str
    key: tuple[str, ...]
    types: Mapping[str, str]


def built_tables(manifest: Mapping[str, Any]) -> Iterator[Table]:
    """Yield the models of a manifest that hold rows, with their keys."""
    nodes = manifest["nodes"].values()
    keys = {
        node["attached_node"]: tuple(node["test_metadata"]["kwargs"]["columns"])
        for node in nodes
        if (node.get("test_metadata") or {}).get("name") == "primary_key"
    }
    for node in nodes:
        if node["resource_type"] == "model" and node["config"]["materialized"] != "view":
            types = {name: column["data_type"] for name, column in node["columns"].items()}
            declared = types if all(types.values()) else {}
            yield Table(f"{node['schema']}.{node['name']}", keys[node["unique_id"]], declared)


def differences(left: pd.DataFrame, right: pd.DataFrame, key: tuple[str, ...]) -> dict[str, str]:
    """Tell what differs, by column: how many rows, and the first of them. The key must be unique.

    Floats may differ by RELATIVE_TOLERANCE; anything else must be equal.
    """
    left, right, unpaired = paired(left, right, key)
    found = {ROWS: f"{len(unpaired)}, first {unpaired[0]}"} if len(unpaired) else {}
    for column in left.columns:
        unequal = left.index[~_agree(left[column], right[column])]
        if len(unequal):
            first = unequal[0]
            found[column] = (
                f"{len(unequal)} of {len(left)}, first {first}: {left[column][first]} and {right[column][first]}"
            )
    return found


def _agree(left: pd.Series, right: pd.Series) -> pd.Series:
    same = (left == right).fillna(value=False) | (left.isna() & right.isna())
    if left.dtype.kind == "f" and right.dtype.kind == "f":
        same |= (left - right).abs() <= RELATIVE_TOLERANCE * left.abs()
    return same.astype(bool)
