"""The ways in which asking a provider ends. Code matches on these types, never on message text."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from nba_assets.attempts import Outcome
from nba_assets.eastern import EASTERN
from nba_assets.sources.table import Request


@dataclass(frozen=True)
class Payload:
    """The provider answered: the bytes as received, and when it sent them (its Date header).

    ``url`` has its secrets blanked. ``credits_used`` and ``credits_left`` are of the plan's period, where the provider
    sells credits and tells them.
    """

    outcome: ClassVar[Outcome] = Outcome.PAYLOAD

    request: Request
    url: str
    status: int
    body: bytes
    content_type: str
    captured_at: datetime
    credits_used: int | None = None
    credits_left: int | None = None


@dataclass(frozen=True)
class NotYetAvailable:
    """The provider does not have it yet (a late file): recorded, asked again later, no failure."""

    outcome: ClassVar[Outcome] = Outcome.NOT_YET_AVAILABLE

    request: Request
    url: str
    status: int
    captured_at: datetime


class ProviderError(Exception):
    """Asking a provider failed; the message names provider, scope and url and says what to do."""

    outcome: ClassVar[Outcome]

    def __init__(
        self, request: Request, url: str, what: str, advice: str, status: int | None = None, body: bytes = b""
    ) -> None:
        """Build the message from what was asked, what came back, and what a person can do about it.

        ``status`` and ``body`` are what came with it, if anything did, so that they can be kept.
        """
        self.request = request
        self.url = url
        self.status = status
        self.body = body
        super().__init__(f"{request.provider} {request.feed} for {request.scope}: {what} ({url}). {advice}")


class BlockedError(ProviderError):
    """The provider refuses our address or key (401, 403, a wall of HTML): asking again at once is pointless."""

    outcome = Outcome.BLOCKED


class BrokenError(ProviderError):
    """The answer cannot be used: unreadable, or not what the provider documents. Its bytes are kept."""

    outcome = Outcome.BROKEN


class UnreachableError(ProviderError):
    """Every attempt ended in a transient error (408, 429, 5xx, time-out, cut connection)."""

    outcome = Outcome.UNREACHABLE


class CircuitOpenError(ProviderError):
    """The host has failed too often of late and is left alone; nothing was sent. ``until`` says how long."""

    outcome = Outcome.CIRCUIT_OPEN

    def __init__(self, request: Request, url: str, host: str, until: datetime) -> None:
        """Say until when, Eastern."""
        self.until = until
        told = f"{until.astimezone(EASTERN):%Y-%m-%d %H:%M:%S} Eastern"
        advice = "Ask again after that, or look into its attempts to see why it fails."
        what = f"not asked, because {host} keeps failing: its circuit is open until {told}"
        super().__init__(request, url, what, advice)


class QuotaExhaustedError(ProviderError):
    """The plan's credits do not suffice for the request; asking again before they are renewed is pointless."""

    outcome = Outcome.QUOTA_EXHAUSTED


class MissingFieldError(Exception):
    """A landed answer lacks a field that the table needs: the provider changed it. The bytes stay in landing."""

    def __init__(self, request: Request, path: str, source_file: str) -> None:
        """Name the provider, scope, field and landed file."""
        super().__init__(
            f"{request.provider} {request.feed} for {request.scope}: field '{path}' is missing in {source_file}. "
            "The provider changed its answer; compare it with the recording in the tests and adapt the parser."
        )
