"""Reads the tables of an archive and makes sure that they are what the format declares."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nba_assets.replay.archive_format import FILES, GAME_LINES, GAMES, POINTS_LINES
from nba_assets.replay.coverage import feed_dates
from nba_assets.replay.format.base import ARROW_TYPES, ArchiveFile, Column, Tables
from nba_assets.replay.manifest import MANIFEST_FILE, ArchiveError, Manifest, read_manifest


def read_archive(path: Path) -> tuple[Manifest, Tables]:
    """Return the manifest of an archive, and its tables by file name.

    A file of which the manifest names no feed may be missing: its table is empty. Raises ArchiveError naming the file
    and the column that is missing, unreadable, of another type, empty where it may not be, out of order, or refers to
    something that does not exist, and the feed that the manifest names while no file holds it.
    """
    manifest = read_manifest(path)
    tables = {file.name: _read(path, file, manifest) for file in FILES}
    for file in FILES:
        if link := file.belongs_to:
            known = pc.unique(tables[link.other].column(link.other_column))
            _check_reference(path, tables, file, link.column, known, link.other)
    for file in (POINTS_LINES, GAME_LINES):
        books = pa.array(manifest.bookmakers, pa.string())
        _check_reference(path, tables, file, "bookmaker", books, MANIFEST_FILE)
    strangers = manifest.feeds.keys() - feed_dates(tables).keys()
    if strangers:
        msg = f"archive {path}: {MANIFEST_FILE}, field feeds: no file holds {', '.join(sorted(strangers))}"
        raise ArchiveError(msg)
    return manifest, tables


def _is_needed(file: ArchiveFile, manifest: Manifest) -> bool:
    return file is GAMES or bool(file.feed_column) or not manifest.feeds.keys().isdisjoint(file.feeds)


def _read(path: Path, file: ArchiveFile, manifest: Manifest) -> pa.Table:
    where = path / file.name
    if not where.is_file():
        if not _is_needed(file, manifest):
            return file.schema().empty_table()
        needed = ", ".join(other.name for other in FILES if _is_needed(other, manifest))
        msg = f"archive {path}: {file.name} is missing; this archive holds {MANIFEST_FILE}, {needed}"
        raise ArchiveError(msg)
    try:
        table = pq.read_table(where)
    except (pa.ArrowException, OSError) as error:
        msg = f"archive {path}: {file.name} cannot be read as Parquet ({error}); make the archive anew"
        raise ArchiveError(msg) from error
    for column in file.columns:
        _check_column(path, file, column, table)
    _check_order(path, file, table)
    return table


def _check_column(path: Path, file: ArchiveFile, column: Column, table: pa.Table) -> None:
    if column.name not in table.column_names:
        msg = f"archive {path}: {file.name} has no column {column.name} ({column.description})"
        raise ArchiveError(msg)
    found, expected = table.schema.field(column.name).type, ARROW_TYPES[column.kind]
    if found != expected:
        msg = f"archive {path}: {file.name}, column {column.name} is {found}, expected {expected}"
        raise ArchiveError(msg)
    empty = table.column(column.name).null_count
    if empty and not column.nullable:
        msg = f"archive {path}: {file.name}, column {column.name} has {empty} empty values and may have none"
        raise ArchiveError(msg)


def _check_order(path: Path, file: ArchiveFile, table: pa.Table) -> None:
    """The reader cuts dates and games as slices, so the first column of the order must ascend."""
    key = table.column(file.sorted_by[0])
    if table.num_rows > 1 and not pc.all(pc.less_equal(key[:-1], key[1:])).as_py():
        msg = f"archive {path}: {file.name} is not in the order of {file.sorted_by[0]}"
        raise ArchiveError(msg)


def _check_reference(path: Path, tables: Tables, file: ArchiveFile, column: str, known: pa.Array, where: str) -> None:
    values = pc.unique(tables[file.name].column(column))
    unknown = values.filter(pc.invert(pc.is_in(values, known)))
    if len(unknown):
        msg = (
            f"archive {path}: {file.name}, column {column} names {unknown[0]} ({len(unknown)} such values), "
            f"which is not in {where}"
        )
        raise ArchiveError(msg)
