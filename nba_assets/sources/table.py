"""What a raw table declares: its rows, its key, what it asks a provider and how it reads an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from nba_assets.records import Record

Row = dict[str, Any]


class Scope(StrEnum):
    """What one answer covers, and so what a folder of the table holds."""

    GAME_DATE = "game_date"
    SEASON = "season"


class Keep(StrEnum):
    """Which of the answers that were ever received for a request make up the table."""

    LATEST = "latest"
    """The newest answer replaces the older ones (results, the schedule)."""
    EVERY = "every"
    """Each answer is a snapshot that stays (lines)."""


@dataclass(frozen=True)
class Request:
    """One thing to ask a provider.

    ``scope`` is the game date or season whose folder the answer belongs to; ``slug`` tells apart the requests of one
    scope.
    """

    provider: str
    feed: str
    scope: str
    slug: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """A payload as it lies in landing: what was asked, the decoded body, and when the provider sent it.

    ``games`` are the rows of nbac_schedule on the date, by ten-digit game id.
    """

    request: Request
    body: Any
    captured_at: datetime
    source_file: str
    games: Mapping[str, Row] = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """What a table may look at to decide what to ask for one scope.

    ``games`` are the rows of nbac_schedule on the date, ``upstream`` the rows on the date of the tables named in
    ``RawTable.upstream``, ``now`` the clock's moment, ``today`` its Eastern date.
    """

    scope: str
    now: datetime
    today: date
    games: Sequence[Row] = ()
    upstream: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The game date of a date-scoped table."""
        return date.fromisoformat(self.scope)

    @property
    def started_games(self) -> list[Row]:
        """The games of the date that have tipped off by now."""
        return [game for game in self.games if game["tipoff_at"] <= self.now]


@dataclass(frozen=True)
class RawTable:
    """The declaration from which a raw table's asset, Parquet schema, dbt source and checks are made.

    ``key`` is the unique key. ``rows_per_final_game`` is the least number of rows that a final game has once its data
    is there (0: the table is not judged by game). ``due_after_tipoff_hours`` says when that is: past it, a missing game
    is overdue; None means due before tip-off.
    """

    name: str
    record: type[Record]
    key: tuple[str, ...]
    description: str
    provider: str
    feed: str
    scope: Scope
    keep: Keep
    ask: Callable[[Asking], list[Request]]
    read: Callable[[Answer], list[Row]]
    upstream: tuple[str, ...] = ()
    rows_per_final_game: int = 0
    due_after_tipoff_hours: float | None = None
