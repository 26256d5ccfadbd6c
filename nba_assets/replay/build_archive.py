"""Makes the bundled archive: ``python -m nba_assets.replay.build_archive DATA_FOLDER OUT_FOLDER``.

DATA_FOLDER holds the recorded public data under the names that the modules of ``building`` give; recorded answers lie
in the folder ``samples`` beside it.
"""

import argparse
from pathlib import Path

import pandas as pd
import pyarrow as pa

from nba_assets.replay.archive_format import FILES, GAMES, README_FILE
from nba_assets.replay.building.gaps import REASONS, find_gaps
from nba_assets.replay.building.parts import PARTS
from nba_assets.replay.building.readme import readme
from nba_assets.replay.building.statements import build_manifest
from nba_assets.replay.format.base import ArchiveFile
from nba_assets.replay.manifest import read_manifest
from nba_assets.replay.write_archive import write_archive


def build_archive(data: Path, out: Path) -> None:
    """Make an archive from a folder of recorded data and make sure that it is valid.

    Raises FileNotFoundError naming the file that the data folder lacks.
    """
    frames: dict[str, pd.DataFrame] = {}
    for part in PARTS:
        frames |= part.build(data, frames)
    gaps = find_gaps(frames[GAMES.name], [part.holds(frames) for part in PARTS], REASONS)
    tables = {file.name: _table(file, frames[file.name]) for file in FILES}
    write_archive(out, tables, build_manifest(tables, gaps), gaps)
    (out / README_FILE).write_text(readme(read_manifest(out)), encoding="utf-8")


def _table(file: ArchiveFile, rows: pd.DataFrame) -> pa.Table:
    return pa.table({field.name: pa.array(rows[field.name], field.type, from_pandas=True) for field in file.schema()})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the bundled replay archive.")
    parser.add_argument("data", type=Path, help="folder of recorded public data")
    parser.add_argument("out", type=Path, help="folder of the archive to write")
    asked = parser.parse_args()
    build_archive(asked.data, asked.out)
