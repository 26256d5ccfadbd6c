"""The one clock of a process: real in the live world, standing still at the virtual now in the replay world."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from nba_assets.eastern import EASTERN


@dataclass(frozen=True)
class Clock:
    """Tells the moment that freshness, schedules and ``processed_at`` are judged by.

    ``fixed`` is the virtual now of the replay world; without it the clock is the machine's.
    """

    fixed: datetime | None = None
    source: Callable[[], datetime] = lambda: datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return (self.fixed or self.source()).astimezone(UTC)

    def today(self) -> date:
        """Return the present Eastern date."""
        return self.now().astimezone(EASTERN).date()
