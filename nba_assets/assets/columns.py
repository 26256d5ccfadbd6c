"""How a table's columns are shown in the UI."""

from collections.abc import Mapping

import dagster as dg

from nba_assets.records import Record, arrow_schema, column_descriptions


def column_schema(record: type[Record]) -> dg.TableSchema:
    """Return the column list of a record type: name, Parquet type, description, whether it may be NULL."""
    descriptions = column_descriptions(record)
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=field.name,
                type=str(field.type),
                description=descriptions[field.name],
                constraints=dg.TableColumnConstraints(nullable=field.nullable),
            )
            for field in arrow_schema(record)
        ]
    )


def table_metadata(dataset: str, table: str, record: type[Record]) -> Mapping[str, object]:
    """Return the metadata that every table written by Python carries."""
    return {"dagster/column_schema": column_schema(record), "dagster/table_name": f"{dataset}.{table}"}
