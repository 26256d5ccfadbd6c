"""Writes an archive; the same input gives the same bytes."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from nba_assets.replay.archive_format import FILES
from nba_assets.replay.format.base import ArchiveFile, Tables
from nba_assets.replay.gap_rows import GapRow, write_gaps
from nba_assets.replay.manifest import MANIFEST_FILE, Manifest
from nba_assets.replay.validation import read_archive


def write_archive(out: Path, tables: Tables, manifest: Manifest, gaps: Sequence[GapRow]) -> None:
    """Write tables, manifest and accepted gaps into a folder, which is made if need be, and read it again.

    Raises ArchiveError when the tables do not fit the format.
    """
    out.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        _write_file(out, file, tables[file.name])
    (out / MANIFEST_FILE).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
    write_gaps(out, gaps)
    read_archive(out)


def _write_file(out: Path, file: ArchiveFile, table: pa.Table) -> None:
    """Write one file, its rows in the declared order; rows that tie keep the order they have."""
    keys = [(key, "ascending") for key in (*file.sorted_by, "row_number")]
    ordered = table.append_column("row_number", pa.array(range(table.num_rows), pa.int64())).sort_by(keys)
    rows = ordered.select(file.schema().names).cast(file.schema())
    pq.write_table(rows, out / file.name, compression="zstd", compression_level=19)
