"""How one provider is to be asked, as data: no key and no secret is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from nba_assets.sources.retries import Backoff

DEFAULT_BACKOFF = Backoff()


@dataclass(frozen=True)
class Rate:
    """At most ``per_second`` requests in the long run, and ``burst`` at one moment after a rest."""

    per_second: float
    burst: int


@dataclass(frozen=True)
class CircuitRule:
    """When a failing host is left alone: after so many failures in a row, for a while that doubles each time."""

    failures: int = 5
    first_seconds: float = 300.0
    longest_seconds: float = 3600.0


DEFAULT_CIRCUIT = CircuitRule()


class KeyPlace(Enum):
    """Where a request carries the key."""

    QUERY = auto()
    """A parameter."""
    HEADER = auto()
    """A header."""
    SERVICE_ACCOUNT = auto()
    """A bearer token that Google gives for the account whose file the key names."""


@dataclass(frozen=True)
class Key:
    """The key that a provider wants: the environment variable that holds it, and where it goes.

    ``name`` is the parameter or header, ``prefix`` what stands before the key in it.
    """

    variable: str
    place: KeyPlace
    name: str
    prefix: str = ""


@dataclass(frozen=True)
class Provider:
    """How one provider is asked.

    ``late_statuses`` are the codes by which it says that a file does not exist yet. ``has_quota``: it sells credits
    and tells in every answer how many are left. ``may_use_proxy``: it refuses the addresses of clouds, so its requests
    go through the proxy of the settings if there is one.
    """

    name: str
    host: str
    rate: Rate
    requests_at_once: int
    headers: Mapping[str, str] = field(default_factory=dict)
    late_statuses: frozenset[int] = frozenset({204, 404})
    timeout_seconds: float = 20.0
    backoff: Backoff = DEFAULT_BACKOFF
    circuit: CircuitRule = DEFAULT_CIRCUIT
    key: Key | None = None
    has_quota: bool = False
    may_use_proxy: bool = False
