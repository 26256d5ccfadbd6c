"""How patient we are, as data: inside one request, inside one run, and by automation after it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class Backoff:
    """Attempts at one request while its errors are transient: exponential waits in seconds, with jitter."""

    attempts: int = 5
    first_seconds: float = 1.0
    longest_seconds: float = 60.0
    jitter_seconds: float = 1.0


@dataclass(frozen=True)
class LateFile:
    """When a file that a provider does not have yet is asked for again.

    ``waits_in_run`` are seconds between the attempts of one run; ``again_after`` counts from the first miss, for the
    automation that asks in later runs.
    """

    waits_in_run: tuple[float, ...] = ()
    again_after: tuple[timedelta, ...] = ()

    def next_attempt(self, first_missed_at: datetime, last_asked_at: datetime) -> datetime | None:
        """Return when automation asks next: the first moment of the plan after the last attempt; None: given up."""
        moments = (first_missed_at + after for after in self.again_after)
        return next((moment for moment in moments if moment > last_asked_at), None)


@dataclass(frozen=True)
class CatchUp:
    """Eastern times at which a table is asked for what it lacks, so many days back and ahead of today."""

    times: tuple[time, ...] = ()
    days_back: int = 0
    days_ahead: int = 0


NEVER_LATE = LateFile()
NO_CATCH_UP = CatchUp()
BOX_SCORE_BACKOFF = Backoff(attempts=5, first_seconds=60.0, longest_seconds=1800.0, jitter_seconds=30.0)
# The hours after games of the evening, and of the afternoon.
RESULTS_CATCH_UP = CatchUp(
    times=tuple(
        time(*at)
        for at in ((1, 0), (2, 0), (4, 0), (6, 0), (8, 0), (11, 0), (15, 0), (18, 0), (21, 0), (22, 0), (23, 30))
    ),
    days_back=3,
)
# Every other hour while lines move, and the hours at which those of the evening are looked after.
LINES_CATCH_UP = CatchUp(times=tuple(time(hour) for hour in (6, 8, 10, 12, 14, 15, 16, 18, 19, 20, 22)), days_ahead=1)
MORNING_CATCH_UP = CatchUp(times=(time(7), time(10)))
BIGDATABALL_LATE = LateFile(
    waits_in_run=(30.0, 60.0, 120.0),
    again_after=(timedelta(minutes=15), timedelta(hours=3), *(timedelta(hours=hours) for hours in range(6, 25))),
)
