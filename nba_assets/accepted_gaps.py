"""Known holes that will never be filled: the seed accepted_gaps, read by every completeness check."""

import csv
from dataclasses import dataclass
from datetime import date
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

    def covers(self, table: str, nba_game_id: str, day: date) -> bool:
        """Tell whether a missing game of a table is accepted."""
        if table != self.table_name or not self.first_date <= day <= self.last_date:
            return False
        return self.nba_game_id in (None, nba_game_id)


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
