"""What a file of an archive declares, once: columns, order, what its rows belong to, the feeds served from it.

Columns that are fields of a provider carry the provider's own names, so a feed serves them unchanged; a null means
that the provider's key is absent. All other columns are in snake case. Timestamps are UTC.
"""

from dataclasses import dataclass

import pyarrow as pa

Tables = dict[str, pa.Table]
ARROW_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "bytes": pa.binary(),
}


@dataclass(frozen=True)
class Column:
    """One column of an archive file: ``kind`` is a key of ARROW_TYPES, ``nullable``: a value may be unknown."""

    name: str
    kind: str
    description: str
    nullable: bool = False


@dataclass(frozen=True)
class BelongsTo:
    """Each value of ``column`` stands in ``other_column`` of the file named ``other``."""

    column: str
    other: str
    other_column: str


@dataclass(frozen=True)
class ArchiveFile:
    """One Parquet file of an archive. ``sorted_by`` is the order of its rows, on which the reader relies.

    ``feeds`` are the feeds (``<provider>/<feed>``) that are served from it, or ``feed_column`` holds the feed of each
    row; an archive whose manifest names none of them needs no such file. ``dated_by`` is the column (a date, or a
    timestamp that means its Eastern date) by which a feed's dates are told. A part of an archive keeps the rows that
    belong to rows it keeps (``belongs_to``), else those dated within it, else all.
    """

    name: str
    description: str
    sorted_by: tuple[str, ...]
    columns: tuple[Column, ...]
    feeds: tuple[str, ...] = ()
    feed_column: str | None = None
    dated_by: str | None = None
    belongs_to: BelongsTo | None = None

    def schema(self) -> pa.Schema:
        """Return the Arrow schema that the file must have."""
        return pa.schema([pa.field(c.name, ARROW_TYPES[c.kind], nullable=c.nullable) for c in self.columns])
