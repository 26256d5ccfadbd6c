"""A circuit per host: after failures in a row it is left alone for a while, then one request finds out.

Its state follows from the kept attempts alone, so it outlives the process.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce

from nba_assets.attempts import Attempt, Outcome
from nba_assets.sources.provider import CircuitRule

log = logging.getLogger("nba.http")

FAILURES = frozenset({Outcome.BLOCKED, Outcome.UNREACHABLE})
# A request that was not sent tells nothing of the host.
_NOT_SENT = frozenset({Outcome.CIRCUIT_OPEN, Outcome.QUOTA_EXHAUSTED})


@dataclass(frozen=True)
class CircuitState:
    """Failures in a row, how often the circuit has opened because of them, and until when (None: it is closed)."""

    failures: int = 0
    openings: int = 0
    open_until: datetime | None = None


def circuit_after(attempts: Iterable[Attempt], rule: CircuitRule) -> CircuitState:
    """Return the state that the attempts at one host lead to, whatever their order."""
    in_order = sorted(attempts, key=lambda attempt: attempt.at)
    return reduce(lambda state, attempt: _next(state, attempt, rule), in_order, CircuitState())


def _next(state: CircuitState, attempt: Attempt, rule: CircuitRule) -> CircuitState:
    if attempt.outcome in _NOT_SENT:
        return state
    if attempt.outcome not in FAILURES:
        return CircuitState()
    if state.open_until is not None and attempt.at < state.open_until:
        # It was under way when the circuit opened: no second reason to stay away for longer.
        return state
    failures = state.failures + 1
    if failures < rule.failures:
        return CircuitState(failures)
    seconds = min(rule.first_seconds * 2**state.openings, rule.longest_seconds)
    return CircuitState(failures, state.openings + 1, attempt.at + timedelta(seconds=seconds))


class Circuit:
    """The circuit of one host, shared by all threads that ask it."""

    def __init__(self, rule: CircuitRule, now: Callable[[], datetime], recent: Iterable[Attempt] = ()) -> None:
        """Take up the state that the host's recent attempts have left."""
        self._rule = rule
        self._now = now
        self._state = circuit_after(recent, rule)
        self._someone_finds_out = False
        self._changed = threading.Condition()

    @contextmanager
    def passage(self) -> Iterator[datetime | None]:
        """Yield None to a request that may be sent, or the moment until which the circuit is open.

        After that moment one request passes; the others wait for what it finds out.
        """
        with self._changed:
            self._changed.wait_for(lambda: not self._someone_finds_out)
            until = self._state.open_until
            is_open = until is not None and self._now() < until
            finds_out = until is not None and not is_open
            self._someone_finds_out = finds_out
        try:
            yield until if is_open else None
        finally:
            if finds_out:
                with self._changed:
                    self._someone_finds_out = False
                    self._changed.notify_all()

    def note(self, attempt: Attempt) -> None:
        """Take account of a finished attempt."""
        with self._changed:
            before, self._state = self._state, _next(self._state, attempt, self._rule)
        if self._state.openings > before.openings:
            log.warning(
                "%s failed %d times in a row and is left alone until %s",
                attempt.host,
                self._state.failures,
                self._state.open_until,
            )
