"""Asking a feed for many things at once, landing every answer, and asking on for what the answers lead to."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from nba_assets.clock import Clock
from nba_assets.ingest.reading import Facts, UnreadableAnswerError, followed
from nba_assets.lake.landing import Landing
from nba_assets.sources.forms import decoded
from nba_assets.sources.http import Client
from nba_assets.sources.outcomes import MissingFieldError, NotYetAvailable, Payload, ProviderError
from nba_assets.sources.table import Answer, Feed, Request

log = logging.getLogger("nba.ingest")

REFUSED = "refused"


@dataclass
class Fetched:
    """What came of asking a feed, by scope: requests sent, urls of files not there yet, errors, and who answered."""

    requests: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    late: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    answered: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Asked:
    outcome: Payload | NotYetAvailable | Exception
    led_to: Sequence[Request] = ()


@dataclass(frozen=True)
class Fetching:
    """Asks providers and lands what they answer. ``clock`` stamps the bytes of refusals."""

    landing: Landing
    client_of: Callable[[str], Client]
    clock: Clock

    def fetch(self, feed: Feed, requests: Sequence[Request], facts: Mapping[str, Facts]) -> Fetched:
        """Ask all requests, within the provider's limits at once, and whatever their answers lead to.

        An error is kept with its scope, so that one bad request does not lose the others.
        """
        fetched, asked = Fetched(), set()
        batch, first = list(requests), True
        client = self.client_of(feed.provider)
        with ThreadPoolExecutor(client.provider.requests_at_once) as pool:
            while batch:
                asked |= {(request.scope, request.slug) for request in batch}
                answers = pool.map(lambda one, first=first: self._ask(client, feed, one, first, facts), batch)
                led_to: dict[tuple[str, str], Request] = {}
                for request, answer in zip(batch, answers, strict=True):
                    _tally(fetched, request, answer.outcome)
                    led_to |= {(further.scope, further.slug): further for further in answer.led_to}
                batch, first = [request for key, request in led_to.items() if key not in asked], False
        return fetched

    def _ask(self, client: Client, feed: Feed, request: Request, first: bool, facts: Mapping[str, Facts]) -> _Asked:
        try:
            outcome = client.fetch(request, feed.backoff)
        except ProviderError as error:
            if error.body:
                # Kept apart: among the answers it would spoil every later rebuild of a table that keeps all of them.
                self._land(request, (REFUSED,), error.body, error.url, error.status, self.clock.now(), first)
            return _Asked(error)
        if isinstance(outcome, NotYetAvailable):
            log.info("%s %s for %s: not yet available (%s)", request.provider, request.feed, request.scope, outcome.url)
            return _Asked(outcome)
        path = self._land(request, (), outcome.body, outcome.url, outcome.status, outcome.captured_at, first)
        if feed.follow is None:
            return _Asked(outcome)
        body, known = decoded(outcome.body, request.form), facts[request.scope]
        answer = Answer(request, body, outcome.captured_at, path, known.games, known.upstream)
        try:
            return _Asked(outcome, followed(feed, answer))
        except (MissingFieldError, UnreadableAnswerError) as error:
            return _Asked(error)

    def _land(
        self, request: Request, below: tuple[str, ...], body: bytes, url: str, status: int, at: datetime, first: bool
    ) -> str:
        facts = {
            "url": url,
            "params": dict(request.params),
            "path": request.path,
            "status": status,
            "form": request.form.value,
            "asked_first": first,
        }
        address = ("/".join((*below, request.provider)), request.feed, request.scope, request.slug)
        return self.landing.keep(address, body, at, facts)


def _tally(fetched: Fetched, request: Request, outcome: Payload | NotYetAvailable | Exception) -> None:
    fetched.requests[request.scope] += 1
    if isinstance(outcome, NotYetAvailable):
        fetched.late[request.scope].append(outcome.url)
    elif isinstance(outcome, Exception):
        fetched.errors[request.scope].append(outcome)
    else:
        fetched.answered.add(request.scope)
