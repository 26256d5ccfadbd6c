"""From a provider to a raw table: ask, land the bytes, read what has landed, replace the partition."""

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from nba_assets.accepted_gaps import AcceptedGap, excuses
from nba_assets.lake.landing import Landed, Landing
from nba_assets.lake.tables import ParquetTable
from nba_assets.sources.http import Client
from nba_assets.sources.outcomes import BrokenError, MissingFieldError, NotYetAvailable, ProviderError
from nba_assets.sources.table import Answer, Asking, Keep, RawTable, Request, Row

log = logging.getLogger("nba.ingest")

REQUESTS_AT_ONCE = 4
REFUSED = "refused"


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
    """What happened to one scope."""

    rows: int = 0
    requests: int = 0
    not_yet_available: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Ingest:
    """Everything that filling a raw table needs. ``source_of`` gives the Parquet table of a raw table's name."""

    landing: Landing
    source_of: Callable[[str], ParquetTable]
    client_of: Callable[[str], Client]
    now: datetime
    today: date
    gaps: tuple[AcceptedGap, ...]

    def fill(self, table: RawTable, scopes: Sequence[str], games: Sequence[Row]) -> dict[str, Filled]:
        """Ask for every scope, land the answers and replace the partitions.

        ``games`` are the rows of nbac_schedule over the scopes. Raises IngestError after everything that could be
        filled is filled; a scope that failed keeps its old partition.
        """
        filled, failures = {scope: Filled() for scope in scopes}, []
        asked = [request for scope in scopes for request in table.ask(self._asking(table, scope, games))]
        failed_scopes = set()
        with ThreadPoolExecutor(REQUESTS_AT_ONCE) as pool:
            for request, outcome in zip(asked, pool.map(self._fetch, asked), strict=True):
                filled[request.scope].requests += 1
                if isinstance(outcome, NotYetAvailable):
                    filled[request.scope].not_yet_available.append(outcome.url)
                if isinstance(outcome, ProviderError):
                    failures.append(str(outcome))
                    failed_scopes.add(request.scope)
        for scope in scopes:
            if scope not in failed_scopes:
                try:
                    filled[scope].rows = self._rebuild(table, scope, games)
                except (EmptyAnswerError, MissingFieldError, ValueError) as error:
                    failures.append(str(error))
        if failures:
            raise IngestError(table.name, failures)
        return filled

    def _asking(self, table: RawTable, scope: str, games: Sequence[Row]) -> Asking:
        upstream = {name: self.source_of(name).read([scope]).to_pylist() for name in table.upstream}
        return Asking(scope, self.now, self.today, _of_scope(games, scope), upstream)

    def _fetch(self, request: Request) -> NotYetAvailable | ProviderError | None:
        """Land the answer to one request. An error is returned, so that one bad request does not lose the others."""
        client = self.client_of(request.provider)
        try:
            outcome = client.fetch(request)
        except ProviderError as error:
            if error.body:
                self._land(request, (REFUSED,), error.body, error.url, error.status, self.now)
            return error
        if isinstance(outcome, NotYetAvailable):
            log.info("%s %s for %s: not yet available (%s)", request.provider, request.feed, request.scope, outcome.url)
            return outcome
        if not _is_json(outcome.body):
            # Kept apart: among the answers it would spoil every later rebuild of a table that keeps all of them.
            self._land(request, (REFUSED,), outcome.body, outcome.url, outcome.status, outcome.captured_at)
            advice = f"Its bytes are kept in landing/{REFUSED}; ask again, or adapt the parser."
            return BrokenError(request, outcome.url, "the answer is no JSON", advice, outcome.status, outcome.body)
        self._land(request, (), outcome.body, outcome.url, outcome.status, outcome.captured_at)
        return None

    def _land(self, request: Request, below: tuple[str, ...], body: bytes, url: str, status: int, at: datetime) -> None:
        facts = {"url": url, "params": dict(request.params), "path": request.path, "status": status}
        address = ("/".join((*below, request.provider)), request.feed, request.scope, request.slug)
        self.landing.keep(address, body, at, facts)

    def _rebuild(self, table: RawTable, scope: str, games: Sequence[Row]) -> int:
        """Read what has landed by now for one scope and replace its partition."""
        by_id = {game["nba_game_id"]: game for game in _of_scope(games, scope)}
        answers = [self._answer(table, scope, slug, landed, by_id) for slug, landed in self._landed(table, scope)]
        rows = [self._audited(row, answer) for answer in answers for row in table.read(answer)]
        if table.keep is Keep.EVERY:
            rows = _once_a_key(table, rows)
        if not rows:
            self._must_be_allowed_empty(table, scope, games)
        return self.source_of(table.name).replace(scope, rows)

    def _landed(self, table: RawTable, scope: str) -> Iterable[tuple[str, Landed]]:
        """The answers that make up a scope; one from after now (an earlier virtual now was set) would be a leak."""
        by_slug: dict[str, list[Landed]] = {}
        for landed in self.landing.answers(table.provider, table.feed, scope):
            if landed.captured_at <= self.now:
                by_slug.setdefault(landed.path.split("/")[-2], []).append(landed)
        for slug, answers in by_slug.items():
            for landed in answers[-1:] if table.keep is Keep.LATEST else answers:
                yield slug, landed

    def _answer(self, table: RawTable, scope: str, slug: str, landed: Landed, games: dict[str, Row]) -> Answer:
        request = Request(table.provider, table.feed, scope, slug, landed.meta["path"], landed.meta["params"])
        return Answer(request, json.loads(landed.body), landed.captured_at, landed.path, games)

    def _audited(self, row: Row, answer: Answer) -> Row:
        return row | {
            "source_file": answer.source_file,
            "captured_at": answer.captured_at,
            "processed_at": self.now,
        }

    def _must_be_allowed_empty(self, table: RawTable, scope: str, games: Sequence[Row]) -> None:
        if table.due_after_tipoff_hours is None:
            return
        due, excused = timedelta(hours=table.due_after_tipoff_hours), excuses(self.gaps, table.name)
        missing = [
            game["game_id"]
            for game in _of_scope(games, scope)
            if game["tipoff_at"] + due <= self.now and not excused(game["nba_game_id"], game["game_date"])
        ]
        if missing:
            msg = (
                f"{table.provider} {table.feed} for {scope}: the answer has no rows although {len(missing)} games "
                f"are over ({', '.join(missing)}). The partition keeps its old rows; ask again, or list the games "
                "in accepted_gaps."
            )
            raise EmptyAnswerError(msg)


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def _of_scope(games: Sequence[Row], scope: str) -> list[Row]:
    return [game for game in games if game["game_date"].isoformat() == scope]


def _once_a_key(table: RawTable, rows: Iterable[Row]) -> list[Row]:
    """Keep the row of a key that was captured last: the snapshots of two answers overlap where nothing changed."""
    kept = {}
    for row in rows:
        kept[tuple(row[column] for column in table.key)] = row
    return list(kept.values())
