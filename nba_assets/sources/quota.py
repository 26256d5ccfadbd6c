"""Credits of a provider that sells them: what a request costs, what is left, and the end of them.

Costs as The Odds API publishes them: markets times regions, ten times that for history.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from nba_assets.sources.table import Request

USED_HEADER = "x-requests-used"
LEFT_HEADER = "x-requests-remaining"
EXHAUSTED_CODE = b"OUT_OF_USAGE_CREDITS"
EXHAUSTED_STATUSES = frozenset({401, 429})
HISTORICAL_TIMES = 10
# Books asked for by name count as one region for every ten of them.
BOOKS_PER_REGION = 10
LOW_SHARE = 0.10


@dataclass(frozen=True)
class Credits:
    """Credits of the plan's period, used and left; None where the provider does not tell."""

    used: int | None = None
    left: int | None = None

    @property
    def share_left(self) -> float | None:
        """The part of the plan that is left, 0 to 1; None when it is not known."""
        if self.left == 0:
            return 0.0
        if self.used is None or self.left is None:
            return None
        return self.left / (self.used + self.left)

    @property
    def are_low(self) -> bool:
        """Less than a tenth of the plan is left."""
        share = self.share_left
        return share is not None and share < LOW_SHARE


NOT_TOLD = Credits()


def told_credits(headers: Mapping[str, str]) -> Credits:
    """Return what an answer tells of the plan in its headers."""
    return Credits(_whole(headers.get(USED_HEADER)), _whole(headers.get(LEFT_HEADER)))


def are_exhausted(status: int, credits_told: Credits, body: bytes) -> bool:
    """Tell whether an answer is a refusal because the plan's credits are used up."""
    return status in EXHAUSTED_STATUSES and (credits_told.left == 0 or EXHAUSTED_CODE in body)


def cost_in_credits(request: Request) -> int:
    """Return what a request costs at most: a market without lines is not charged. Requests of others cost nothing."""
    if request.provider != "odds_api":
        return 0
    historical = "/historical/" in request.path
    if not request.path.endswith("/odds"):
        # The list of events: free, but history counts one.
        return 1 if historical else 0
    markets = _number_of(request.params.get("markets"))
    books = _number_of(request.params.get("bookmakers"))
    regions = -(-books // BOOKS_PER_REGION) if books else _number_of(request.params.get("regions"))
    return markets * max(regions, 1) * (HISTORICAL_TIMES if historical else 1)


class Purse:
    """The credits as last told, shared by all threads that spend them."""

    def __init__(self) -> None:
        """Begin without knowing."""
        self._last = NOT_TOLD
        self._lock = threading.Lock()

    @property
    def last(self) -> Credits:
        """What was told last."""
        with self._lock:
            return self._last

    def note(self, told: Credits) -> None:
        """Keep what an answer told, if it told anything."""
        if told != NOT_TOLD:
            with self._lock:
                self._last = told

    def note_exhausted(self) -> None:
        """Keep that the provider refused for want of credits."""
        with self._lock:
            self._last = Credits(self._last.used, 0)

    def can_pay(self, request: Request) -> bool:
        """Tell whether the credits left suffice; they do as long as nothing is known."""
        left = self.last.left
        return left is None or cost_in_credits(request) <= left


def _whole(text: str | None) -> int | None:
    """Read a header's number; what is none tells nothing."""
    try:
        return int(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None


def _number_of(listed: str | None) -> int:
    return len(listed.split(",")) if listed else 0
