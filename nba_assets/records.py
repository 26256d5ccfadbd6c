"""What a row of a table that Python writes is: declared once as a pydantic model.

The Parquet schema, the column list in the UI, the dbt source file and the schema check all derive from it.
"""

import types
import typing
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Union

import pyarrow as pa
from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

_ARROW_TYPES: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
    AwareDatetime: pa.timestamp("us", tz="UTC"),
}


class Record(BaseModel):
    """A row. Every field has a description; a field that may be unknown is ``X | None``. Timestamps are aware.

    What is unknown is None: not-a-number and infinity are no values.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    trailing: ClassVar[tuple[str, ...]] = ()
    """Inherited columns that a table ends with instead of beginning with."""


class BadRowsError(ValueError):
    """Rows that do not fit their declared record type; the message names table, row and field."""


@cache
def arrow_schema(record: type[Record]) -> pa.Schema:
    """Return the Parquet schema of a record type: one field a column, nullable as declared."""
    return pa.schema(
        [pa.field(name, _ARROW_TYPES[kind], nullable=optional) for name, (kind, optional) in _kinds(record).items()]
    )


def column_descriptions(record: type[Record]) -> dict[str, str]:
    """Return every column's description, in order."""
    return {name: record.model_fields[name].description or "" for name in _names(record)}


def to_table(record: type[Record], rows: Sequence[dict[str, Any]], *, table: str) -> pa.Table:
    """Validate rows against their record type and return them as an Arrow table.

    Raises BadRowsError naming the table, the first bad row's number and what is wrong with it.
    """
    try:
        valid = TypeAdapter(list[record]).validate_python(rows)
    except ValidationError as error:
        first = error.errors()[0]
        number, *field = first["loc"]
        shown = {k: v for k, v in rows[int(number)].items() if k in (field or []) or k.endswith("_id")}
        msg = (
            f"{table}: row {number} of {len(rows)}, field {'.'.join(map(str, field)) or '(row)'}: "
            f"{first['msg']} (row: {shown}; {error.error_count()} faults in all)"
        )
        raise BadRowsError(msg) from error
    schema = arrow_schema(record)
    columns = [_column(field, [getattr(row, field.name) for row in valid], table) for field in schema]
    return pa.table(columns, schema=schema)


def _column(field: pa.Field, values: list[Any], table: str) -> pa.Array:
    """A valid number may still be too large for 64 bits, and a valid text may hold half a character."""
    try:
        return pa.array(values, field.type)
    except (pa.ArrowException, OverflowError, UnicodeEncodeError) as error:
        msg = f"{table}: field {field.name}: a value of {len(values)} rows does not fit {field.type}: {error}"
        raise BadRowsError(msg) from error


def _kinds(record: type[Record]) -> dict[str, tuple[Any, bool]]:
    hints = typing.get_type_hints(record, include_extras=False)
    return {name: _kind(hints[name]) for name in _names(record)}


def _names(record: type[Record]) -> list[str]:
    return [name for name in record.model_fields if name not in record.trailing] + list(record.trailing)


def _kind(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (Union, types.UnionType):
        members = [member for member in typing.get_args(hint) if member is not type(None)]
        return members[0], True
    return hint, False
