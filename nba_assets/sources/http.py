"""The polite client that all sources share: one provider, its base URL, its headers, its patience."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from nba_assets.sources.outcomes import BlockedError, BrokenError, NotYetAvailable, Payload, UnreachableError
from nba_assets.sources.table import Request

log = logging.getLogger("nba.http")

TRANSIENT_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
BLOCKED_STATUSES = frozenset({401, 403, 451})
REDACTED = "***"


@dataclass(frozen=True)
class Provider:
    """How one provider is asked.

    ``secret_params`` go with every request and never into a log, a sidecar or an error. ``late_statuses`` are the
    codes by which this provider says that a file does not exist yet.
    """

    name: str
    base_url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    secret_params: Mapping[str, str] = field(default_factory=dict)
    late_statuses: frozenset[int] = frozenset({204, 404})
    timeout_seconds: float = 20.0
    attempts: int = 5
    first_wait_seconds: float = 1.0
    longest_wait_seconds: float = 60.0


class _TransientError(Exception):
    def __init__(self, what: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(what)


class Client:
    """Asks one provider. Safe to share between threads; close it, or use it as a context manager."""

    def __init__(self, provider: Provider, sleep: Callable[[float], None]) -> None:
        """Open a connection pool to the provider; ``sleep`` waits between attempts."""
        self.provider = provider
        self._sleep = sleep
        self._http = httpx.Client(
            base_url=provider.base_url, headers=dict(provider.headers), timeout=provider.timeout_seconds
        )

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self._http.close()

    def fetch(self, request: Request) -> Payload | NotYetAvailable:
        """Ask once, with patience for transient errors.

        Returns the payload, or that the provider does not have it yet. Raises BlockedError for a refusal,
        BrokenError for an answer that says the request itself is wrong, UnreachableError when every attempt failed.
        """
        patience = Retrying(
            retry=retry_if_exception_type(_TransientError),
            stop=stop_after_attempt(self.provider.attempts),
            wait=self._wait,
            sleep=self._sleep,
            before_sleep=self._tell,
            reraise=True,
        )
        try:
            return patience(self._attempt, request)
        except _TransientError as error:
            advice = f"Gave up after {self.provider.attempts} attempts; ask again later."
            raise UnreachableError(request, self.shown_url(request), str(error), advice) from error

    def shown_url(self, request: Request) -> str:
        """Return the url of a request with its secrets blanked."""
        params = dict(request.params) | dict.fromkeys(self.provider.secret_params, REDACTED)
        return str(httpx.URL(f"{self.provider.base_url}{request.path}", params=params)).replace("%2A", "*")

    def _attempt(self, request: Request) -> Payload | NotYetAvailable:
        try:
            response = self._http.get(request.path, params={**request.params, **self.provider.secret_params})
        except (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError) as error:
            # The library's own text may hold the url and so the key.
            raise _TransientError(type(error).__name__) from None
        return self._judge(request, response)

    def _judge(self, request: Request, response: httpx.Response) -> Payload | NotYetAvailable:
        url, status = self.shown_url(request), response.status_code
        if status in TRANSIENT_STATUSES:
            raise _TransientError(f"HTTP {status}", _retry_after(response))
        if status in self.provider.late_statuses:
            return NotYetAvailable(request, url, status, _sent_at(response))
        if status in BLOCKED_STATUSES or _is_html(response):
            advice = "The provider refuses this address or key: wait, use another address, or check the key."
            raise BlockedError(request, url, f"refused with HTTP {status}", advice, status, response.content)
        if not response.is_success:
            advice = "The request is wrong; compare it with the provider's manual."
            raise BrokenError(request, url, f"HTTP {status}", advice, status, response.content)
        content_type = response.headers.get("content-type", "")
        return Payload(request, url, status, response.content, content_type, _sent_at(response))

    def _wait(self, state: RetryCallState) -> float:
        """Exponential with jitter, but never shorter than the provider asked for."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, _TransientError) else None
        provider = self.provider
        backoff = wait_exponential_jitter(
            initial=provider.first_wait_seconds, max=provider.longest_wait_seconds, jitter=provider.first_wait_seconds
        )(state)
        return max(backoff, asked or 0.0)

    def _tell(self, state: RetryCallState) -> None:
        request: Request = state.args[0]
        error = state.outcome.exception() if state.outcome else None
        log.warning(
            "%s %s for %s: %s on attempt %d, next in %.1f s (%s)",
            request.provider,
            request.feed,
            request.scope,
            error,
            state.attempt_number,
            state.upcoming_sleep,
            self.shown_url(request),
        )


def _is_html(response: httpx.Response) -> bool:
    declared = "html" in response.headers.get("content-type", "")
    return declared or response.content[:15].lstrip().lower().startswith(b"<!doctype")


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the provider asks to wait: Retry-After in seconds or as a date."""
    text = response.headers.get("retry-after")
    if text is None:
        return None
    if text.isdigit():
        return float(text)
    return max(0.0, (parsedate_to_datetime(text) - _sent_at(response)).total_seconds())


def _sent_at(response: httpx.Response) -> datetime:
    """When the provider sent the answer: its Date header, in every world."""
    text = response.headers.get("date")
    return parsedate_to_datetime(text).astimezone(UTC) if text else datetime.now(UTC)
