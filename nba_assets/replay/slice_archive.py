"""Makes a smaller archive from another one."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from nba_assets.eastern import eastern_date, parse_eastern
from nba_assets.replay.archive_format import (
    GAME_LINES,
    GAMES,
    ODDS_EVENTS,
    PLAYER_GAMES,
    POINTS_LINES,
    SHOTS,
    TEAM_GAMES,
)
from nba_assets.replay.coverage import counted_days, feed_dates, seasons
from nba_assets.replay.gap_rows import GapRow, read_gaps, summary
from nba_assets.replay.manifest import ArchiveError
from nba_assets.replay.validation import Tables, read_archive
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
    part = manifest.model_copy(
        update={
            "name": name,
            "default_now": now,
            "seasons": seasons(tables),
            "game_dates": sorted(set(days)),
            "feeds": {
                feed: manifest.feeds[feed].model_copy(update={"first_date": first, "last_date": last})
                for feed, (first, last) in feed_dates(tables).items()
            },
            "assumptions": [*manifest.assumptions, CUT_ASSUMPTION],
            "moved_games": [move for move in manifest.moved_games if move.nba_game_id in games],
            "gaps": summary(gaps, days),
        }
    )
    write_archive(out, tables, part, gaps)


def _sliced(tables: Tables, first: date, last: date) -> Tables:
    games = tables[GAMES.name]
    played = [first <= eastern_date(tipoff) <= last for tipoff in games.column("tipoff_at").to_pylist()]
    games = games.filter(pa.array(played))
    events = _of(tables[ODDS_EVENTS.name], "nba_game_id", games.column("gameId"))
    return {
        GAMES.name: games,
        **{
            file.name: _of(tables[file.name], "GAME_ID", games.column("gameId"))
            for file in (PLAYER_GAMES, TEAM_GAMES, SHOTS)
        },
        ODDS_EVENTS.name: events,
        **{
            file.name: _of(tables[file.name], "event_id", events.column("event_id"))
            for file in (POINTS_LINES, GAME_LINES)
        },
    }


def _of(rows: pa.Table, column: str, wanted: pa.ChunkedArray) -> pa.Table:
    return rows.filter(pc.is_in(rows.column(column), wanted))


def _overlaps(gap: GapRow, first: date, last: date) -> bool:
    return gap.first_date <= last and first <= gap.last_date


def _clipped(gap: GapRow, first: date, last: date) -> GapRow:
    return GapRow(gap.table_name, gap.nba_game_id, max(gap.first_date, first), min(gap.last_date, last), gap.reason)
