"""The polite client that all sources share: one provider, its limits, its patience, its circuit, its credits."""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Self

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from nba_assets.attempts import Attempt
from nba_assets.sources.access import Access, proxy_of
from nba_assets.sources.circuit import Circuit
from nba_assets.sources.credentials import TokenRefusedError, TokenUnreachableError
from nba_assets.sources.judging import TransientError, judge, quota_exhausted
from nba_assets.sources.limits import Limits
from nba_assets.sources.outcomes import (
    BlockedError,
    BrokenError,
    CircuitOpenError,
    NotYetAvailable,
    Payload,
    ProviderError,
    QuotaExhaustedError,
    UnreachableError,
)
from nba_assets.sources.provider import KeyPlace, Provider
from nba_assets.sources.quota import Purse, told_credits
from nba_assets.sources.redaction import HIDDEN, HidingFilter
from nba_assets.sources.retries import Backoff
from nba_assets.sources.table import Request

log = logging.getLogger("nba.http")
HTTPX_LOG = logging.getLogger("httpx")

# A provider that wants to be left alone for longer than this is asked in a later run.
LONGEST_RETRY_AFTER_SECONDS = 300.0


class Client:
    """Asks one provider. Safe to share between threads; close it, or use it as a context manager."""

    def __init__(
        self,
        provider: Provider,
        access: Access,
        sink: Callable[[Attempt], None] = lambda attempt: None,
        recent: Iterable[Attempt] = (),
    ) -> None:
        """Open a connection pool to the provider.

        ``sink`` gets every finished attempt. ``recent`` are kept attempts of some days, from which the circuit takes
        up its state; those at other hosts or from later than now do not count.
        """
        self.provider = provider
        self._access = access
        self._sink = sink
        self._purse = Purse()
        own = [one for one in recent if one.host == provider.host and one.at <= access.now()]
        self._circuit = Circuit(provider.circuit, access.now, own if access.is_limited else ())
        self._limits = Limits(provider.rate, provider.requests_at_once, access.monotonic, access.sleep)
        self._http = httpx.Client(
            headers=dict(provider.headers),
            timeout=provider.timeout_seconds,
            auth=access.authorise,
            proxy=proxy_of(access),
            trust_env=access.trusts_environment,
        )
        self._hiding = HidingFilter(access.secrets)
        HTTPX_LOG.addFilter(self._hiding)

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self._http.close()
        HTTPX_LOG.removeFilter(self._hiding)

    def fetch(self, request: Request, backoff: Backoff | None = None) -> Payload | NotYetAvailable:
        """Ask once, with patience for transient errors: the provider's, or ``backoff`` instead.

        Returns the payload, readable in the request's form, or that the provider does not have it yet. Raises
        BlockedError for a refusal, BrokenError for an answer that cannot be used or says that the request is wrong,
        UnreachableError when every try failed, CircuitOpenError and QuotaExhaustedError without asking.
        """
        began, patience = self._access.monotonic(), self._patience(backoff or self.provider.backoff)
        with self._circuit.passage() as open_until:
            try:
                if open_until is not None:
                    raise CircuitOpenError(request, self.shown_url(request), self.provider.host, open_until)
                outcome = self._ask(request, patience)
            except ProviderError as error:
                self._finish(request, error, patience, began)
                raise
            self._finish(request, outcome, patience, began)
            return outcome

    def shown_url(self, request: Request) -> str:
        """Return the url of a request with its secrets blanked."""
        key = self.provider.key
        hidden = {key.name: HIDDEN} if key and key.place is KeyPlace.QUERY else {}
        url = httpx.URL(self._address(request), params={**request.params, **hidden} or None)
        return self._access.secrets.hide(str(url).replace("%2A", "*"))

    def _address(self, request: Request) -> str:
        return f"{self._access.base_url(request.as_of)}{request.path}"

    def _patience(self, backoff: Backoff) -> Retrying:
        longest = max(LONGEST_RETRY_AFTER_SECONDS, backoff.longest_seconds)
        return Retrying(
            retry=retry_if_exception(
                lambda error: isinstance(error, TransientError) and (error.retry_after or 0.0) <= longest
            ),
            stop=stop_after_attempt(backoff.attempts),
            wait=lambda state: _wait(state, backoff),
            sleep=self._access.sleep,
            before_sleep=self._tell,
            reraise=True,
        )

    def _ask(self, request: Request, patience: Retrying) -> Payload | NotYetAvailable:
        if not self._purse.can_pay(request):
            raise quota_exhausted(self.provider, request, self.shown_url(request), self._purse.last.left)
        try:
            return patience(self._try, request)
        except QuotaExhaustedError:
            self._purse.note_exhausted()
            raise
        except TransientError as error:
            asked = f" in {error.retry_after:.0f} s, as it wants" if error.retry_after else " later"
            advice = f"Gave up after {patience.statistics['attempt_number']} attempts; ask again{asked}."
            raise UnreachableError(request, self.shown_url(request), str(error), advice, error.status) from error

    def _try(self, request: Request) -> Payload | NotYetAvailable:
        url = self.shown_url(request)
        try:
            with self._turn():
                response = self._http.get(self._address(request), params=dict(request.params) or None)
        except (httpx.LocalProtocolError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            # The library's own texts may hold the url or a header, and so the key.
            advice = "The request cannot be sent; check its path, its key and NBA_PROXY."
            raise BrokenError(request, url, type(error).__name__, advice) from None
        except httpx.RequestError as error:
            raise TransientError(type(error).__name__) from None
        except TokenUnreachableError as error:
            raise TransientError(str(error)) from error
        except TokenRefusedError as error:
            variable = self.provider.key.variable if self.provider.key else ""
            raise BlockedError(request, url, str(error), f"Check the file that {variable} names.") from error
        if self.provider.has_quota:
            self._purse.note(told_credits(response.headers))
        return judge(self.provider, request, url, response, self._access.now())

    def _turn(self) -> AbstractContextManager[None]:
        return self._limits.turn() if self._access.is_limited else nullcontext()

    def _finish(
        self, request: Request, ended: Payload | NotYetAvailable | ProviderError, patience: Retrying, began: float
    ) -> None:
        attempt = Attempt(
            provider=self.provider.name,
            host=self.provider.host,
            feed=request.feed,
            scope=request.scope,
            slug=request.slug,
            outcome=ended.outcome.value,
            status=ended.status,
            tries=patience.statistics.get("attempt_number", 0),
            seconds=self._access.monotonic() - began,
            at=self._access.now(),
            credits_used=self._purse.last.used,
            credits_left=self._purse.last.left,
        )
        self._circuit.note(attempt)
        self._sink(attempt)

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


def _wait(state: RetryCallState, backoff: Backoff) -> float:
    """Exponential with jitter, but never shorter than the provider asked for."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, TransientError) else None
    waits = wait_exponential_jitter(
        initial=backoff.first_seconds, max=backoff.longest_seconds, jitter=backoff.jitter_seconds
    )
    return max(waits(state), asked or 0.0)
