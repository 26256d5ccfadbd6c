"""Rate and number at once: what keeps us from asking a provider faster than it likes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nba_assets.sources.provider import Rate


class Limits:
    """One provider's limits, shared by all threads that ask it. Time is injected: a monotonic clock and a sleep."""

    def __init__(
        self, rate: Rate, at_once: int, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        """Begin rested: the whole burst may be used at once."""
        self._interval = 1.0 / rate.per_second
        self._head_start = (rate.burst - 1) * self._interval
        self._monotonic = monotonic
        self._sleep = sleep
        self._slots = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._due = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a free slot and for the rate, then hold the slot for the length of the block."""
        with self._slots:
            wait = self._reserve()
            if wait > 0:
                self._sleep(wait)
            yield

    def _reserve(self) -> float:
        """Take the next place in time and return how many seconds it is away (generic cell rate algorithm)."""
        with self._lock:
            now = self._monotonic()
            due = max(self._due, now)
            self._due = due + self._interval
            return due - self._head_start - now
