"""The four ways in which asking a provider ends. Code matches on these types, never on message text."""

from dataclasses import dataclass
from datetime import datetime

from nba_assets.sources.table import Request


@dataclass(frozen=True)
class Payload:
    """The provider answered: the bytes as received, and when it sent them (its Date header)."""

    request: Request
    url: str
    status: int
    body: bytes
    content_type: str
    captured_at: datetime


@dataclass(frozen=True)
class NotYetAvailable:
    """The provider does not have it yet (a late file): recorded, asked again later, no failure."""

    request: Request
    url: str
    status: int
    captured_at: datetime


class ProviderError(Exception):
    """Asking a provider failed; the message names provider, scope and url and says what to do."""

    def __init__(self, request: Request, url: str, what: str, advice: str, status: int = 0, body: bytes = b"") -> None:
        """Build the message from what was asked, what came back, and what a person can do about it.

        ``body`` are the bytes that came with it, so that they can be kept.
        """
        self.request = request
        self.url = url
        self.status = status
        self.body = body
        super().__init__(f"{request.provider} {request.feed} for {request.scope}: {what} ({url}). {advice}")


class BlockedError(ProviderError):
    """The provider refuses our address (403, a wall of HTML): not our bug, and asking again at once is pointless."""


class BrokenError(ProviderError):
    """The answer cannot be used: unreadable, or not what the provider documents. Its bytes are kept."""


class UnreachableError(ProviderError):
    """Every attempt ended in a transient error (408, 429, 5xx, time-out, cut connection)."""


class MissingFieldError(Exception):
    """A landed answer lacks a field that the table needs: the provider changed it. The bytes stay in landing."""

    def __init__(self, request: Request, path: str, source_file: str) -> None:
        """Name the provider, scope, field and landed file."""
        super().__init__(
            f"{request.provider} {request.feed} for {request.scope}: field '{path}' is missing in {source_file}. "
            "The provider changed its answer; compare it with the recording in the tests and adapt the parser."
        )
