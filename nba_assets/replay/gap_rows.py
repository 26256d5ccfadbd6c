"""The accepted gaps of an archive: the exact rows in accepted_gaps.csv and their summary in the manifest."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nba_assets.replay.archive_format import ACCEPTED_GAPS_FILE
from nba_assets.replay.manifest import ArchiveError, Gap
from nba_assets.seasons import season_of

GAP_COLUMNS = ("table_name", "nba_game_id", "first_date", "last_date", "reason")


@dataclass(frozen=True)
class GapRow:
    """A hole that will never be filled: one game, or with an empty ``nba_game_id`` every game between the two dates."""

    table_name: str
    nba_game_id: str
    first_date: date
    last_date: date
    reason: str

    def games(self, days: Sequence[date]) -> int:
        """Return how many games the row stands for, given the date of every counted game."""
        return 1 if self.nba_game_id else sum(self.first_date <= day <= self.last_date for day in days)


def write_gaps(folder: Path, rows: Iterable[GapRow]) -> None:
    """Write the rows, sorted, as accepted_gaps.csv."""
    with (folder / ACCEPTED_GAPS_FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(GAP_COLUMNS)
        writer.writerows(sorted(tuple(str(getattr(row, name)) for name in GAP_COLUMNS) for row in rows))


def read_gaps(folder: Path) -> list[GapRow]:
    """Read accepted_gaps.csv. Raises ArchiveError when it is missing, lacks a column or has a bad date."""
    where = folder / ACCEPTED_GAPS_FILE
    try:
        with where.open(encoding="utf-8", newline="") as file:
            return [_row(row) for row in csv.DictReader(file)]
    except (OSError, KeyError, ValueError) as error:
        columns = ", ".join(GAP_COLUMNS)
        msg = f"archive {folder}: {ACCEPTED_GAPS_FILE} cannot be read ({error!r}); its columns are {columns}"
        raise ArchiveError(msg) from error


def summary(rows: Iterable[GapRow], days: Sequence[date]) -> list[Gap]:
    """Return the gaps as the manifest tells them: one entry per table, season and reason.

    ``days`` are the dates of all counted games.
    """
    groups: dict[tuple[str, str, str], list[GapRow]] = defaultdict(list)
    for row in rows:
        groups[row.table_name, season_of(row.first_date), row.reason].append(row)
    return [
        Gap(
            table=table,
            nba_game_id=group[0].nba_game_id or None if len(group) == 1 else None,
            first_date=min(row.first_date for row in group),
            last_date=max(row.last_date for row in group),
            games=sum(row.games(days) for row in group),
            reason=reason,
        )
        for (table, _, reason), group in sorted(groups.items())
    ]


def _row(row: dict[str, str]) -> GapRow:
    first, last = date.fromisoformat(row["first_date"]), date.fromisoformat(row["last_date"])
    return GapRow(row["table_name"], row["nba_game_id"], first, last, row["reason"])
