"""Which dates of a table hold other rows than before: a hash of each date's rows, in whatever order they lie."""

from collections.abc import Mapping
from datetime import date

from nba_assets.lake.warehouse import DuckDbWarehouse

DATA_HASH = "data_hash"
# When and from which file a row was written is no fact of its own.
WRITTEN = ("processed_at", "captured_at", "source_file")
HASHES_BY_ROW = "select game_date, data_hash as row_hash from {table}"
# Of a raw table, whose rows carry no hash: over all its columns but those of the writing.
HASHES_OF_COLUMNS = """
    select game_date, md5(cast(told as varchar)) as row_hash
    from (
        select columns(lambda name: name not in {written}) from {table}
    ) as told
"""
HASHES_BY_DATE = """
    select cast(game_date as varchar) as game_date, md5(string_agg(row_hash, '' order by row_hash)) as hash
    from ({rows}) as hashed
    where game_date between ? and ?
    group by game_date
"""
BUILT_SQL = """
    select schema_name || '.' || table_name as name, bool_or(column_name = ?) as has_hash
    from duckdb_columns()
    where database_name = 'dbt'
    group by 1
"""

Hashes = Mapping[str, str]


def date_hashes(
    warehouse: DuckDbWarehouse, table: str, first: date, last: date, *, by_data_hash: bool
) -> dict[str, str]:
    """Return the hash of a table's rows by game date, between two dates; a date without rows has none.

    ``table`` is ``dataset.name``, one of the project's own.
    """
    rows = HASHES_BY_ROW if by_data_hash else HASHES_OF_COLUMNS
    found = warehouse.query(HASHES_BY_DATE.format(rows=rows.format(table=table, written=WRITTEN)), [first, last])
    return dict(zip(found["game_date"], found["hash"], strict=True))


def changed_dates(before: Hashes, after: Hashes) -> tuple[str, ...]:
    """Return the dates whose rows differ, among them those that only one side has."""
    return tuple(sorted(day for day in before.keys() | after.keys() if before.get(day) != after.get(day)))


def built_tables(warehouse: DuckDbWarehouse) -> dict[str, bool]:
    """Return by name, dataset.table, dbt's tables that the lake holds, and whether their rows carry a hash."""
    found = warehouse.query(BUILT_SQL, [DATA_HASH])
    return dict(zip(found["name"], found["has_hash"], strict=True))
