"""Reading the warehouse: briefly, read-only, with values as parameters."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pandas as pd
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from nba_assets.lake.extent import Extent
from nba_assets.lake.store import Store
from nba_assets.lake.tables import ParquetTable

TABLES_SQL = """
    select v.schema_name || '.' || v.view_name, bool_or(c.column_name = 'game_date')
    from duckdb_views() as v
    inner join duckdb_columns() as c
        on v.database_name = c.database_name and v.schema_name = c.schema_name and v.view_name = c.table_name
    where v.database_name = 'memory' and not v.internal
        and v.schema_name <> 'nba_staging'
    group by 1
    order by 1
"""
DUCKDB_FILE = "warehouse.duckdb"
SECONDS_TO_WAIT_FOR_A_WRITER = 120


@dataclass(frozen=True)
class DuckDbWarehouse:
    """The laptop's engine: dbt's tables in one DuckDB file, Python's tables in Parquet, under one set of names.

    Every query opens its own connection and closes it, because an open reader would lock dbt out.
    """

    store: Store
    tables: Sequence[ParquetTable] = field(default_factory=tuple)

    @property
    def path(self) -> str:
        """The DuckDB file that dbt writes."""
        return self.store.url(DUCKDB_FILE)

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> pd.DataFrame:
        """Run one statement with ``?`` parameters and return its rows.

        Tables are named ``dataset.table`` whoever wrote them. Waits for a writer for two minutes, then raises
        duckdb.IOException naming the process that holds the file.
        """
        with self._connected(lambda name: name in sql) as connection:
            return connection.execute(sql, list(parameters)).df()

    def extents(self) -> list[Extent]:
        """Return the extent of every table that can be queried now, by dataset and name."""
        with self._connected() as connection:
            found = connection.execute(TABLES_SQL).fetchall()
            extents = []
            for name, is_dated in found:
                dates = "min(game_date), max(game_date)" if is_dated else "null, null"
                measured = connection.view(name).aggregate(f"count(*), {dates}")
                extents.append(Extent(name, *measured.fetchall()[0]))
            return extents

    @contextmanager
    def _connected(self, is_wanted: Callable[[str], bool] = lambda _: True) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a connection to the wanted tables, by name: to name a Parquet table, all its files are listed."""
        connection = duckdb.connect()
        try:
            python_tables = [(t.dataset, t.name, _parquet(t)) for t in self.tables]
            _name_views(connection, (view for view in python_tables if is_wanted(view[1])))
            if self.store.exists(DUCKDB_FILE):
                _attach(connection, self.path)
                _name_views(connection, (view for view in _dbt_tables(connection) if is_wanted(view[1])))
            yield connection
        finally:
            connection.close()


@retry(
    retry=retry_if_exception_type(duckdb.IOException),
    stop=stop_after_delay(SECONDS_TO_WAIT_FOR_A_WRITER),
    wait=wait_fixed(0.5),
    reraise=True,
)
def _attach(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    connection.execute(f"attach {_literal(path)} as dbt (read_only)")


def _name_views(connection: duckdb.DuckDBPyConnection, views: Iterable[tuple[str, str, str]]) -> None:
    """Give each relation its name. Names and paths are ours; DDL takes no parameters."""
    for dataset, name, relation in list(views):
        connection.execute(f'create schema if not exists "{dataset}"')
        connection.execute(f'create or replace view "{dataset}"."{name}" as from {relation}')


def _dbt_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    rows = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'dbt'"
    ).fetchall()
    return [(schema, table, f'dbt."{schema}"."{table}"') for schema, table in rows]


def _parquet(table: ParquetTable) -> str:
    return f"read_parquet({_literal(table.files())}, hive_partitioning = false, union_by_name = true)"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
