"""How much a table holds."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Extent:
    """A table's number of rows, and its first and latest game date (None when it is empty or has no game dates)."""

    table: str
    rows: int
    first_game_date: date | None
    latest_game_date: date | None
