"""The dbt source file of every table that Python writes, generated from the record types.

``python -m nba_assets.assets.dbt_sources`` writes it; a test holds file and declarations together.
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import yaml

from nba_assets.assets.keys import PREDICTIONS, RAW
from nba_assets.forecasting.tables import FORECASTING_TABLES
from nba_assets.records import Record, arrow_schema, column_descriptions
from nba_assets.sources.catalogue import RAW_TABLES

FILE = Path(__file__).parents[2] / "nba_dbt" / "models" / "staging" / "_sources.yml"
HEADER = "# Generated from the record types by `python -m nba_assets.assets.dbt_sources`; do not edit.\n"
# DuckDB reads the Parquet where it lies; BigQuery has loaded it into tables of the same names.
LOCATION = (
    "read_parquet('{{{{ env_var('NBA_LAKE', '../lake') }}}}/{dataset}/{{name}}/*/*.parquet', "
    "hive_partitioning=false, union_by_name=true)"
)

SQL_TYPES = {
    pa.string(): "varchar",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", tz="UTC"): "timestamp with time zone",
}


def sources_yaml() -> str:
    """Return the text of the source file."""
    raw = {table.name: (table.description, table.record) for table in RAW_TABLES}
    made = {name: (_first_line(record), record) for name, record in FORECASTING_TABLES.items()}
    sources = [_source(RAW, raw), _source(PREDICTIONS, made)]
    return HEADER + yaml.safe_dump({"sources": sources}, sort_keys=False, width=1000, allow_unicode=True)


def _source(dataset: str, tables: Mapping[str, tuple[str, type[Record]]]) -> dict:
    return {
        "name": dataset,
        "schema": dataset,
        "config": {"meta": {"external_location": LOCATION.format(dataset=dataset)}},
        "tables": [
            {
                "name": name,
                "description": description,
                "columns": _columns(record),
            }
            for name, (description, record) in tables.items()
        ],
    }


def _columns(record: type[Record]) -> list[dict[str, str]]:
    schema = arrow_schema(record)
    return [
        {"name": name, "data_type": SQL_TYPES[schema.field(name).type], "description": text}
        for name, text in column_descriptions(record).items()
    ]


def _first_line(record: type[Record]) -> str:
    return (record.__doc__ or "").strip().split("\n")[0]


if __name__ == "__main__":
    FILE.write_text(sources_yaml(), encoding="utf-8")
