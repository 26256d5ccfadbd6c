"""Known holes that will never be filled: the seed accepted_gaps, read by every completeness check."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

SEED = Path(__file__).parent.parent / "nba_dbt" / "seeds" / "accepted_gaps.csv"


@dataclass(frozen=True)
class AcceptedGap:
    """A hole of one table: one game, or every game of a span of dates (both ends in)."""

    table_name: str
    nba_game_id: str | None
    first_date: date
    last_date: date
    reason: str


def excuses(gaps: Iterable[AcceptedGap], table: str) -> Callable[[str, date], bool]:
    """Return the predicate (ten-digit game id, game date) that tells whether a table may lack a game."""
    of_table = [gap for gap in gaps if gap.table_name == table]
    games = {gap.nba_game_id for gap in of_table if gap.nba_game_id}
    spans = [(gap.first_date, gap.last_date) for gap in of_table if not gap.nba_game_id]
    return lambda nba_game_id, day: nba_game_id in games or any(first <= day <= last for first, last in spans)


@cache
def accepted_gaps(seed: Path = SEED) -> tuple[AcceptedGap, ...]:
    """Read the seed. Raises ValueError naming the line that cannot be read."""
    with seed.open(newline="") as file:
        return tuple(_gap(number, row) for number, row in enumerate(csv.DictReader(file), start=2))


def _gap(number: int, row: dict[str, str]) -> AcceptedGap:
    try:
        return AcceptedGap(
            row["table_name"],
            row["nba_game_id"] or None,
            date.fromisoformat(row["first_date"]),
            date.fromisoformat(row["last_date"]),
            row["reason"],
        )
    except (KeyError, ValueError) as error:
        msg = f"accepted_gaps.csv line {number}: {error}"
        raise ValueError(msg) from error
