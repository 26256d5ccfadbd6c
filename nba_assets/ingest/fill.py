"""Filling a raw table: its feeds are asked in turn, what has landed is read, the partition is replaced."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from nba_assets.accepted_gaps import AcceptedGap, excuses
from nba_assets.attempts import Attempt
from nba_assets.clock import Clock
from nba_assets.ingest.calendar import Calendar
from nba_assets.ingest.expected import due_games
from nba_assets.ingest.fetching import Fetched, Fetching
from nba_assets.ingest.reading import Facts, Reading
from nba_assets.lake.attempts import AttemptLog
from nba_assets.lake.landing import Landing
from nba_assets.lake.tables import ParquetTable
from nba_assets.sources.http import Client
from nba_assets.sources.quota import cost_in_credits
from nba_assets.sources.table import Asking, Feed, RawTable, Request, Row, Scope

log = logging.getLogger("nba.ingest")


class EmptyAnswerError(Exception):
    """A provider answered without rows for a date whose results it should have. What was there before stays."""


class IngestError(Exception):
    """Some scopes of a table could not be filled; all others were. The message lists every failure."""

    def __init__(self, table: str, failures: Sequence[str]) -> None:
        """Join the failures, one a line."""
        self.failures = tuple(failures)
        super().__init__(f"{table}: {len(failures)} of the asked could not be filled.\n" + "\n".join(failures))


@dataclass
class Filled:
    """What happened to one scope: rows written, requests sent, files that were not there yet, games by source.

    ``excused`` are errors of a feed whose games another feed of the chain has. ``credits_cost`` is what the requests
    cost at most, ``credits_left`` what the provider said was left after them.
    """

    rows: int = 0
    requests: int = 0
    not_yet_available: list[str] = field(default_factory=list)
    games_by_source: dict[str, int] = field(default_factory=dict)
    excused: list[str] = field(default_factory=list)
    credits_cost: int = 0
    credits_left: int | None = None


@dataclass(frozen=True)
class _Work:
    """One fill of a table: what is known beforehand by scope, and what came of it."""

    table: RawTable
    calendar: Calendar
    is_hole: Callable[[str, date], bool]
    facts: dict[str, Facts]
    filled: dict[str, Filled]
    errors: dict[str, list[Exception]]
    answered: set[str] = field(default_factory=set)

    def note_costs(self, feed: Feed, wanted: Sequence[Request]) -> None:
        """Add what requests cost, and tell it before they are sent."""
        costs = {request.scope: 0 for request in wanted}
        for request in wanted:
            costs[request.scope] += cost_in_credits(request)
        if total := sum(costs.values()):
            text = "%s %s: %d requests cost up to %d credits"
            log.info(text, feed.provider, feed.name, len(wanted), total, extra={"stage": "ingest", "seconds": 0.0})
        for scope, cost in costs.items():
            self.filled[scope].credits_cost += cost

    def note(self, fetched: Fetched) -> None:
        """Add what came of asking a feed."""
        for scope, told in self.filled.items():
            told.requests += fetched.requests[scope]
            told.not_yet_available = [*told.not_yet_available, *fetched.late[scope]]
            self.errors[scope] += fetched.errors[scope]
        self.answered.update(fetched.answered)


@dataclass(frozen=True)
class Ingest:
    """Everything that filling a raw table needs.

    ``source_of`` gives the Parquet table of a raw table's name. ``gaps`` excuse what is missing; ``never_there`` are
    the holes of this world, which are not asked for: what an archive does not hold it cannot serve. ``is_on`` tells
    the feeds that are asked. The clients put what they tried into ``pending``; a fill keeps it as one batch. ``sleep``
    waits for late files within a run (None: now stands still, waiting brings nothing).
    """

    landing: Landing
    source_of: Callable[[str], ParquetTable]
    client_of: Callable[[str], Client]
    attempts: AttemptLog
    pending: list[Attempt]
    clock: Clock
    gaps: tuple[AcceptedGap, ...]
    is_on: Callable[[Feed], bool]
    never_there: tuple[AcceptedGap, ...] = ()
    sleep: Callable[[float], None] | None = None

    @property
    def reading(self) -> Reading:
        """The part that asks nobody."""
        return Reading(self.landing, self.source_of, self.clock)

    def fill(
        self, table: RawTable, scopes: Sequence[str], calendar: Calendar, *, only_lacking: bool = False
    ) -> dict[str, Filled]:
        """Ask for every scope, land the answers and replace the partitions.

        ``only_lacking`` asks for the games that the best feed does not have yet, not again for the others. Raises
        IngestError after everything that could be filled is filled; a scope without a readable row keeps its old
        partition.
        """
        work = self._work(table, scopes, calendar)
        try:
            for place, feed in enumerate(table.feeds):
                if feed.ask is not None and self.is_on(feed):
                    self._ask(work, place, feed, only_lacking=only_lacking)
        finally:
            told_left = [one.credits_left for one in self.pending if one.credits_left is not None]
            self.attempts.keep(self.pending)
            self.pending.clear()
        for told in work.filled.values():
            told.credits_left = told_left[-1] if told_left else None
        return self._replace(work)

    def rebuild(self, table: RawTable, scopes: Sequence[str], calendar: Calendar) -> dict[str, Filled]:
        """Replace the partitions by what has landed, without asking anybody. Raises as ``fill`` does."""
        return self._replace(self._work(table, scopes, calendar))

    def _work(self, table: RawTable, scopes: Sequence[str], calendar: Calendar) -> _Work:
        return _Work(
            table=table,
            calendar=calendar,
            is_hole=excuses(self.never_there, table.name),
            facts={scope: self.reading.facts(table, scope, calendar) for scope in scopes},
            filled={scope: Filled() for scope in scopes},
            errors={scope: [] for scope in scopes},
        )

    def _ask(self, work: _Work, place: int, feed: Feed, *, only_lacking: bool) -> None:
        """Ask a feed for what the feeds before it lack, and its late files again within the run."""
        is_state = work.table.scope is Scope.SEASON
        scopes = [scope for scope in work.facts if place == 0 or not is_state or scope not in work.answered]
        waits = work.table.late.waits_in_run if place == 0 and self.sleep else ()
        fetching = Fetching(self.landing, self.client_of, self.clock)
        for again, wait in enumerate((0.0, *waits)):
            without = place + bool(again or only_lacking)
            wanted = [request for scope in scopes for request in self._wanted(work, without, feed, scope)]
            if not wanted:
                return
            if self.sleep and again:
                self.sleep(wait)
            work.note_costs(feed, wanted)
            work.note(fetching.fetch(feed, wanted, work.facts))

    def _wanted(self, work: _Work, place: int, feed: Feed, scope: str) -> list[Request]:
        """Return the requests of a scope for the games that the first ``place`` feeds do not have."""
        table, calendar = work.table, work.calendar
        games = [game for game in calendar.on(scope) if not work.is_hole(game["nba_game_id"], game["game_date"])]
        if place and table.scope is Scope.GAME_DATE:
            before = [self.reading.rows_of_feed(table, earlier, scope, calendar) for earlier in table.feeds[:place]]
            covered = {row["game_id"] for read in before for row in read.rows}
            games = [game for game in games if game["game_id"] not in covered]
            if not games:
                return []
        upstream = work.facts[scope].upstream
        asking = Asking(scope, self.clock.now(), self.clock.today(), games, upstream, calendar.previous(scope))
        return feed.ask(asking) if feed.ask else []

    def _replace(self, work: _Work) -> dict[str, Filled]:
        failures = []
        for scope in work.filled:
            try:
                failures += self._replace_scope(work, scope)
            except (EmptyAnswerError, ValueError) as error:
                failures += [str(error), *map(str, work.errors[scope])]
        if failures:
            raise IngestError(work.table.name, failures)
        return work.filled

    def _replace_scope(self, work: _Work, scope: str) -> list[str]:
        """Replace a scope's partition and return what is wrong with it, one text an error."""
        table, told = work.table, work.filled[scope]
        read = self.reading.rows(table, scope, work.calendar)
        wrong = [str(error) for error in (*work.errors[scope], *read.errors)]
        if wrong and (not read.rows or (read.is_part and self.source_of(table.name).rows_of(scope))):
            return wrong
        if not read.rows:
            self._must_be_allowed_empty(work, scope, read.answers)
        told.rows = self.source_of(table.name).replace(scope, read.rows)
        told.games_by_source = _games_by_source(read.rows)
        if wrong and len(table.feeds) > 1 and not read.errors and not self._missing(work, scope, read.rows):
            for text in wrong:
                log.warning("%s: another source stands in. %s", table.name, text)
            told.excused = wrong
            return []
        return wrong

    def _must_be_allowed_empty(self, work: _Work, scope: str, answers: int) -> None:
        table = work.table
        missing = self._missing(work, scope, ())
        if missing and table.due_after_tipoff_hours is not None:
            msg = (
                f"{table.provider} {table.feeds[0].name} for {scope}: the answer has no rows although {len(missing)} "
                f"games are over ({', '.join(missing)}). The partition keeps its old rows; ask again, or list the "
                "games in accepted_gaps."
            )
            raise EmptyAnswerError(msg)
        is_state = table.fresh_within_hours is not None
        if answers and (is_state or self.source_of(table.name).rows_of(scope)):
            msg = (
                f"{table.provider} {table.feeds[0].name} for {scope}: the answer has no rows, which "
                f"{'a list never has' if is_state else 'it had before'}. The partition stays as it was; ask again."
            )
            raise EmptyAnswerError(msg)

    def _missing(self, work: _Work, scope: str, rows: Sequence[Row]) -> list[str]:
        """Return the ids of the games that are due, not excused, and without a row."""
        table = work.table
        if table.scope is Scope.SEASON:
            return [] if rows else [scope]
        there = {row.get("game_id") for row in rows}
        due = due_games(table, work.calendar.on(scope), self.gaps, self.clock.now())
        return [game.game_id for game in due if game.game_id not in there]


def _games_by_source(rows: Sequence[Row]) -> dict[str, int]:
    """Count games by data_source, where rows tell it."""
    games = {(row["data_source"], row.get("game_id")) for row in rows if row.get("data_source")}
    sources = sorted(source for source, _ in games)
    return {source: sources.count(source) for source in dict.fromkeys(sources)}
