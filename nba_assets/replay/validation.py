"""Reads the tables of an archive and makes sure that they are what the format declares."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nba_assets.replay.archive_format import (
    ARROW_TYPES,
    FILES,
    GAME_LINES,
    GAMES,
    ODDS_EVENTS,
    PLAYER_GAMES,
    POINTS_LINES,
    SHOTS,
    TEAM_GAMES,
    ArchiveFile,
    Column,
)
from nba_assets.replay.manifest import MANIFEST_FILE, ArchiveError, Manifest, read_manifest

Tables = dict[str, pa.Table]
# Column of a file, and the column of another file in which each of its values must stand.
REFERENCES = (
    (PLAYER_GAMES, "GAME_ID", GAMES, "gameId"),
    (TEAM_GAMES, "GAME_ID", GAMES, "gameId"),
    (SHOTS, "GAME_ID", GAMES, "gameId"),
    (ODDS_EVENTS, "nba_game_id", GAMES, "gameId"),
    (POINTS_LINES, "event_id", ODDS_EVENTS, "event_id"),
    (GAME_LINES, "event_id", ODDS_EVENTS, "event_id"),
)


def read_archive(path: Path) -> tuple[Manifest, Tables]:
    """Return the manifest of an archive, and its tables by file name.

    Raises ArchiveError naming the file and the column that is missing, unreadable, of another type, empty where it may
    not be, out of order, or refers to something that does not exist.
    """
    manifest = read_manifest(path)
    tables = {file.name: _read(path, file) for file in FILES}
    for file, column, other, other_column in REFERENCES:
        known = pc.unique(tables[other.name].column(other_column))
        _check_reference(path, tables, file, column, known, other.name)
    for file in (POINTS_LINES, GAME_LINES):
        books = pa.array(manifest.bookmakers, pa.string())
        _check_reference(path, tables, file, "bookmaker", books, MANIFEST_FILE)
    return manifest, tables


def _read(path: Path, file: ArchiveFile) -> pa.Table:
    where = path / file.name
    if not where.is_file():
        needed = ", ".join(other.name for other in FILES)
        msg = f"archive {path}: {file.name} is missing; an archive holds {MANIFEST_FILE}, {needed}"
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
    """The reader cuts dates and snapshots as slices, so the first column of the order must ascend."""
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
