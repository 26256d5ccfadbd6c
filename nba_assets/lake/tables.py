"""Tables that Python writes: typed Parquet, one file a partition, replaced whole by an atomic rename."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nba_assets.lake.store import Store
from nba_assets.records import Record, arrow_schema, to_table

FILE = "data.parquet"
SCHEMA_FOLDER = "_schema"
EMPTY_FILE = "empty.parquet"


@dataclass(frozen=True)
class ParquetTable:
    """A table in the lake: ``dataset/name/partition_key=value/data.parquet``.

    ``partition_key`` is game_date, or season for whole-season feeds.
    """

    store: Store
    dataset: str
    name: str
    record: type[Record]
    partition_key: str = "game_date"

    def declare(self) -> None:
        """Write an empty file with the schema, so that the table can be read before it has rows."""
        empty = _encoded(arrow_schema(self.record).empty_table())
        if not self.store.exists(self.dataset, self.name, SCHEMA_FOLDER, EMPTY_FILE) or (
            self.store.read(self.dataset, self.name, SCHEMA_FOLDER, EMPTY_FILE) != empty
        ):
            self.store.write(empty, self.dataset, self.name, SCHEMA_FOLDER, EMPTY_FILE)

    def replace(self, partition: str, rows: Sequence[dict[str, Any]]) -> int:
        """Replace one partition whole and return its number of rows.

        Raises BadRowsError before anything is written when a row does not fit the record type.
        """
        table = to_table(self.record, rows, table=f"{self.dataset}.{self.name} {self.partition_key}={partition}")
        self.store.write(_encoded(table), *self._folder(partition), FILE)
        return table.num_rows

    def read(self, partitions: Iterable[str], columns: list[str] | None = None) -> pa.Table:
        """Return the rows of the partitions that exist."""
        schema = arrow_schema(self.record)
        parts = [self._one(partition, columns) for partition in partitions if self.has(partition)]
        wanted = schema if columns is None else pa.schema([schema.field(column) for column in columns])
        return pa.concat_tables(parts) if parts else wanted.empty_table()

    def rows_of(self, partition: str) -> int:
        """Return the number of rows of a partition, 0 for one that was never written."""
        return self._file(partition).metadata.num_rows if self.has(partition) else 0

    def has(self, partition: str) -> bool:
        """Tell whether a partition was ever written, with rows or without."""
        return self.store.exists(*self._folder(partition), FILE)

    def partitions(self) -> list[str]:
        """Return the values of all partitions that were written, sorted."""
        prefix = f"{self.partition_key}="
        names = self.store.names(self.dataset, self.name)
        return [name.removeprefix(prefix) for name in names if name.startswith(prefix)]

    def schema(self, partition: str) -> pa.Schema:
        """Return the schema of a partition as it is stored."""
        return self._file(partition).schema_arrow

    def files(self) -> str:
        """Return the glob of the table's files, as SQL engines read it."""
        return self.store.url(self.dataset, self.name, "*", "*.parquet")

    def _one(self, partition: str, columns: list[str] | None) -> pa.Table:
        return self._file(partition).read(columns=columns)

    def _file(self, partition: str) -> pq.ParquetFile:
        return pq.ParquetFile(io.BytesIO(self.store.read(*self._folder(partition), FILE)))

    def _folder(self, partition: str) -> tuple[str, str, str]:
        return self.dataset, self.name, f"{self.partition_key}={partition}"


def _encoded(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()
