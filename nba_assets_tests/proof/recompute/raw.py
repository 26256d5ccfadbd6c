"""Rows of the raw Parquet files as dictionaries, read without the warehouse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

RawRow = dict[str, Any]


def rows(lake: Path, table: str, *columns: str) -> Iterator[RawRow]:
    """Every row of a raw table, in the order of its files; with these columns only, if any are named."""
    for file in sorted((lake / "nba_raw" / table).rglob("*.parquet")):
        if file.parent.name != "_schema":
            yield from pq.ParquetFile(file).read(list(columns) or None).to_pylist()
