"""What an answer means: one outcome for every status, header and body that a provider may send."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from nba_assets.sources.forms import decoded, is_html, is_wall
from nba_assets.sources.outcomes import BlockedError, BrokenError, NotYetAvailable, Payload, QuotaExhaustedError
from nba_assets.sources.provider import Provider
from nba_assets.sources.quota import NOT_TOLD, are_exhausted, cost_in_credits, told_credits
from nba_assets.sources.table import Form, Request

TRANSIENT_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
BLOCKED_STATUSES = frozenset({401, 403, 407, 451})
_SECONDS = re.compile(r"[0-9]+(\.[0-9]+)?")


class TransientError(Exception):
    """A failure that may be gone at the next try. ``retry_after`` are the seconds that the provider asks to wait."""

    def __init__(self, what: str, status: int | None = None, retry_after: float | None = None) -> None:
        """Keep what is told of it."""
        self.status = status
        self.retry_after = retry_after
        super().__init__(what)


def judge(
    provider: Provider, request: Request, url: str, response: httpx.Response, now: datetime
) -> Payload | NotYetAvailable:
    """Return what an answer gives: the payload, or that the file is late.

    ``url`` is shown, ``now`` stands for a Date header that is missing. Raises TransientError, QuotaExhaustedError,
    BlockedError or BrokenError.
    """
    status, body, sent_at = response.status_code, response.content, _sent_at(response, now)
    told = told_credits(response.headers) if provider.has_quota else NOT_TOLD
    if provider.has_quota and are_exhausted(status, told, body):
        raise quota_exhausted(provider, request, url, told.left, status, body)
    if status in TRANSIENT_STATUSES:
        raise TransientError(f"HTTP {status}", status, _retry_after(response, sent_at))
    if is_wall(body) or (status in BLOCKED_STATUSES and status not in provider.late_statuses):
        raise _blocked(provider, request, url, status, body)
    if status in provider.late_statuses:
        return NotYetAvailable(request, url, status, sent_at)
    if not response.is_success:
        advice = "The request is wrong; compare it with the provider's manual."
        raise BrokenError(request, url, f"HTTP {status}", advice, status, body)
    content_type = response.headers.get("content-type", "")
    try:
        decoded(body, request.form)
    except ValueError as error:
        if request.form is not Form.HTML and (is_html(body) or "html" in content_type):
            raise _blocked(provider, request, url, status, body) from error
        advice = "Its bytes are kept as refused; ask again, or adapt the parser."
        raise BrokenError(request, url, f"the answer is unreadable: {error}", advice, status, body) from error
    return Payload(request, url, status, body, content_type, sent_at, told.used, told.left)


def quota_exhausted(
    provider: Provider, request: Request, url: str, left: int | None, status: int | None = None, body: bytes = b""
) -> QuotaExhaustedError:
    """Return the error for a request that the plan cannot pay."""
    what = f"the plan has {left or 0} credits left, the request costs up to {cost_in_credits(request)}"
    advice = f"Wait until the plan of {provider.name} is renewed, take a larger one, or ask for fewer dates."
    return QuotaExhaustedError(request, url, what, advice, status, body)


def _blocked(provider: Provider, request: Request, url: str, status: int, body: bytes) -> BlockedError:
    check_key = f", or check {provider.key.variable}" if provider.key else ""
    other_address = "use another address (NBA_PROXY)" if provider.may_use_proxy else "use another address"
    advice = f"{provider.host} refuses this address or key: wait, {other_address}{check_key}."
    return BlockedError(request, url, f"refused with HTTP {status}", advice, status, body)


def _retry_after(response: httpx.Response, sent_at: datetime) -> float | None:
    """Seconds that the provider asks to wait: Retry-After in seconds or as a date; None for what is neither."""
    text = response.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    moment = _moment(text)
    return max(0.0, (moment - sent_at).total_seconds()) if moment else None


def _sent_at(response: httpx.Response, now: datetime) -> datetime:
    """When the provider sent the answer: its Date header, in every world."""
    return _moment(response.headers.get("date", "")) or now


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
