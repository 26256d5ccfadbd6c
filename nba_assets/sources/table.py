"""What a raw table declares: its rows, its key, what it asks a provider and how it reads an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from nba_assets.eastern import eastern_moment
from nba_assets.records import Record
from nba_assets.sources.fields import json_fields
from nba_assets.sources.retries import NEVER_LATE, NO_CATCH_UP, Backoff, CatchUp, LateFile

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


class Form(StrEnum):
    """What the bytes of an answer are, and so what a reader gets as its body."""

    JSON = "json"
    """The decoded document."""
    CSV = "csv"
    """Text."""
    HTML = "html"
    """Text."""
    PDF = "pdf"
    """Bytes."""


@dataclass(frozen=True)
class Request:
    """One thing to ask a provider.

    ``scope`` is the game date or season whose folder the answer belongs to; ``slug`` tells apart the requests of one
    scope. ``as_of`` is the moment that a snapshot of a past date is for: the replay world answers as of it (never later
    than its now), a live provider can only tell what it says today.
    """

    provider: str
    feed: str
    scope: str
    slug: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    form: Form = Form.JSON
    as_of: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """A payload as it lies in landing: what was asked, the body by its form, and when the provider sent it.

    ``games`` are the rows of nbac_schedule on the date, by ten-digit game id; ``upstream`` the rows on the date of the
    tables named in ``RawTable.upstream``.
    """

    request: Request
    body: Any
    captured_at: datetime
    source_file: str
    games: Mapping[str, Row] = field(default_factory=dict)
    upstream: Mapping[str, Sequence[Row]] = field(default_factory=dict)


# When a day's snapshot is taken, Eastern: a past date's is answered as of then.
SNAPSHOT_AT = time(15)


@dataclass(frozen=True)
class Asking:
    """What a feed may look at to decide what to ask for one scope.

    ``games`` are the rows of nbac_schedule on the date that the table still lacks (no earlier feed of its chain has
    them), ``upstream`` the rows on the date of the tables named in ``RawTable.upstream``, ``now`` the clock's moment,
    ``today`` its Eastern date, ``previous`` the last date before the scope on which a game was played (None: none).
    """

    scope: str
    now: datetime
    today: date
    games: Sequence[Row] = ()
    upstream: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    previous: date | None = None

    @property
    def day(self) -> date:
        """The game date of a date-scoped table."""
        return date.fromisoformat(self.scope)

    @property
    def snapshot_at(self) -> datetime:
        """The moment that a snapshot of the date is for."""
        return eastern_moment(self.day, SNAPSHOT_AT)

    @property
    def started_games(self) -> list[Row]:
        """The games of the date that have tipped off by now."""
        return [game for game in self.games if game["tipoff_at"] <= self.now]


@dataclass(frozen=True)
class Feed:
    """One way to fill a table: what to ask whom, and how the answer is read.

    ``name`` is the folder in landing. ``ask`` is None for a feed whose answers another table of the same provider and
    feed name lands: then nothing is asked twice. ``follow`` returns the requests that an answer leads to (the next
    page, the file behind a listing). ``read`` returns the rows of one answer. ``fields`` tells the names of the fields
    in a body, ``needs`` those without which the rows cannot be read. ``backoff`` replaces the provider's own patience.
    """

    provider: str
    name: str
    ask: Callable[[Asking], list[Request]] | None
    read: Callable[[Answer], list[Row]]
    follow: Callable[[Answer], list[Request]] | None = None
    fields: Callable[[Any], frozenset[str]] = json_fields
    needs: frozenset[str] = frozenset()
    backoff: Backoff | None = None


def best_per_game(rows_by_feed: Sequence[Sequence[Row]]) -> list[Row]:
    """Return, for every game, the rows of the first feed of the chain that has any."""
    covered: set[str] = set()
    kept: list[Row] = []
    for rows in rows_by_feed:
        kept += [row for row in rows if row["game_id"] not in covered]
        covered |= {row["game_id"] for row in rows}
    return kept


@dataclass(frozen=True)
class RawTable:
    """The declaration from which a raw table's asset, Parquet schema, dbt source and checks are made.

    ``feeds`` are a chain: the first that has a game gives its rows, the next is asked for the games that are lacking,
    and ``combine`` makes one table of what all of them have landed. ``key`` is the unique key. ``rows_per_final_game``
    is the least number of rows that a final game has once its data is there (0: the table is not judged by game).
    ``due_after_tipoff_hours`` says when that is: past it, a missing game is overdue; None means due before tip-off.
    ``is_there_when_final``: the provider has a game minutes after its end, so a final game is due at once.
    ``late`` says when a file that was not there is asked for again, ``catch_up`` at which hours what is missing is.
    ``best_data_source`` is the data_source of the first feed's rows (None: the table has no such column).
    ``fresh_within_hours`` is for states: how old the newest answer of a season (the schedule) may be, and how many
    hours after its Eastern midnight a date's snapshot (a roster) is due.
    """

    name: str
    record: type[Record]
    key: tuple[str, ...]
    description: str
    feeds: tuple[Feed, ...]
    scope: Scope
    keep: Keep
    combine: Callable[[Sequence[Sequence[Row]]], list[Row]] = best_per_game
    upstream: tuple[str, ...] = ()
    rows_per_final_game: int = 0
    due_after_tipoff_hours: float | None = None
    is_there_when_final: bool = True
    late: LateFile = NEVER_LATE
    catch_up: CatchUp = NO_CATCH_UP
    best_data_source: str | None = None
    fresh_within_hours: float | None = None

    @property
    def provider(self) -> str:
        """The provider of the first feed."""
        return self.feeds[0].provider
