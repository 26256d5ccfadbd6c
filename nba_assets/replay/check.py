"""Tells what an archive holds, for ``nba replay check``."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nba_assets.replay.archive_format import FILES
from nba_assets.replay.coverage import feed_dates
from nba_assets.replay.gap_rows import read_gaps
from nba_assets.replay.manifest import Manifest
from nba_assets.replay.validation import read_archive


@dataclass(frozen=True)
class FileReport:
    """One file of an archive: its rows and its size in bytes."""

    name: str
    rows: int
    size: int


@dataclass(frozen=True)
class ArchiveReport:
    """What a valid archive holds. ``feeds`` has the first and last Eastern date of each feed, None without rows."""

    path: Path
    manifest: Manifest
    files: tuple[FileReport, ...]
    feeds: dict[str, tuple[date | None, date | None]]
    accepted_gaps: int


def check_archive(path: Path) -> ArchiveReport:
    """Validate an archive and report on it.

    Raises ArchiveError naming the file, the column and what is wrong with it.
    """
    manifest, tables = read_archive(path)
    return ArchiveReport(
        path=path,
        manifest=manifest,
        files=tuple(
            FileReport(file.name, tables[file.name].num_rows, (path / file.name).stat().st_size) for file in FILES
        ),
        feeds=feed_dates(tables),
        accepted_gaps=len(read_gaps(path)),
    )


def report_lines(report: ArchiveReport) -> list[str]:
    """Return the report as lines of text for people."""
    manifest = report.manifest
    return [
        f"{manifest.name} ({report.path}): valid archive, format {manifest.format_version}",
        f"default now {manifest.default_now} Eastern, {len(manifest.game_dates)} game dates",
        *(f"season {s.season}: {s.first_date} to {s.last_date}" for s in manifest.seasons),
        *(f"{file.name}: {file.rows:,} rows, {file.size / 1024:,.0f} KiB" for file in report.files),
        *(f"feed {feed}: {_range(*dates)}" for feed, dates in report.feeds.items()),
        *(f"gap {g.table}: {g.games} games, {g.first_date} to {g.last_date}, {g.reason}" for g in manifest.gaps),
        f"{report.accepted_gaps} accepted gaps, {len(manifest.moved_games)} moved games, "
        f"{len(manifest.assumptions)} assumptions (see the manifest)",
    ]


def _range(first: date | None, last: date | None) -> str:
    return f"{first} to {last}" if first else "no rows"
