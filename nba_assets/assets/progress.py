"""What a long run tells while it works: stage, dates, rows, seconds."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

log = logging.getLogger("nba.progress")


@dataclass
class Step:
    """One step of a run; set ``rows`` before it ends."""

    rows: int | None = None
    seconds: float = 0.0


@contextmanager
def step(stage: str, what: str, dates: Sequence[str]) -> Iterator[Step]:
    """Time a step and log one line when it ends, whether well or not."""
    began, told = time.monotonic(), Step()
    try:
        yield told
    finally:
        told.seconds = time.monotonic() - began
        span = f"{dates[0]} to {dates[-1]}" if len(dates) > 1 else "".join(dates[:1])
        rows = "" if told.rows is None else f"{told.rows:,} rows"
        log.info(
            "%-8s %-32s %s  %4d dates  %s  %.1f s",
            stage,
            what,
            span,
            len(dates),
            rows,
            told.seconds,
            extra={"stage": stage, "seconds": told.seconds},
        )
