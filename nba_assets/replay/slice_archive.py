"""Makes a smaller archive from another one."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from nba_assets.eastern import parse_eastern
from nba_assets.replay.archive_format import FILES
from nba_assets.replay.coverage import counted_days, feed_dates, row_days, seasons
from nba_assets.replay.format.base import Tables
from nba_assets.replay.format.games import GAMES
from nba_assets.replay.gap_rows import GapRow, read_gaps, summary
from nba_assets.replay.manifest import ArchiveError
from nba_assets.replay.validation import read_archive
from nba_assets.replay.write_archive import write_archive

CUT_ASSUMPTION = (
    "The archive is a part of another: records of teams before its first game are not known and shown as 0-0."
)


def slice_archive(source: Path, out: Path, first_date: date, last_date: date, now: str, name: str) -> None:
    """Write the games played from first to last Eastern date, with all that belongs to them, as an archive of its own.

    ``now`` is its default now (Eastern, ``YYYY-MM-DDTHH:MM``). Raises ArchiveError when the source is broken or has no
    counted game in the range, ValueError when ``now`` is no moment.
    """
    parse_eastern(now)
    manifest, whole = read_archive(source)
    tables = _sliced(whole, first_date, last_date)
    days = counted_days(tables)
    if not days:
        msg = f"archive {source}: no game was played from {first_date} to {last_date}"
        raise ArchiveError(msg)
    gaps = [_clipped(gap, first_date, last_date) for gap in read_gaps(source) if _overlaps(gap, first_date, last_date)]
    games = set(tables[GAMES.name].column("gameId").to_pylist())
    held = feed_dates(tables)
    part = manifest.model_copy(
        update={
            "name": name,
            "default_now": now,
            "seasons": seasons(tables),
            "game_dates": sorted(set(days)),
            "feeds": {
                feed: told.model_copy(update=dict(zip(("first_date", "last_date"), held[feed], strict=True)))
                for feed, told in manifest.feeds.items()
                if feed in held
            },
            "assumptions": [*manifest.assumptions, CUT_ASSUMPTION],
            "moved_games": [move for move in manifest.moved_games if move.nba_game_id in games],
            "gaps": summary(gaps, days),
        }
    )
    write_archive(out, tables, part, gaps)


def _sliced(tables: Tables, first: date, last: date) -> Tables:
    kept: Tables = {}
    for file in FILES:
        rows = tables[file.name]
        if file.belongs_to:
            owners = kept[file.belongs_to.other].column(file.belongs_to.other_column)
            rows = rows.filter(pc.is_in(rows.column(file.belongs_to.column), owners))
        elif file.dated_by:
            rows = rows.filter(pa.array([first <= day <= last for day in row_days(file, tables)], pa.bool_()))
        kept[file.name] = rows
    return kept


def _overlaps(gap: GapRow, first: date, last: date) -> bool:
    return gap.first_date <= last and first <= gap.last_date


def _clipped(gap: GapRow, first: date, last: date) -> GapRow:
    return GapRow(gap.table_name, gap.nba_game_id, max(gap.first_date, first), min(gap.last_date, last), gap.reason)
