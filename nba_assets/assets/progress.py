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
    """Time a step; log a line when it begins and one when it ends, whether well or not."""
    began, told = time.monotonic(), Step()
    span = f"{dates[0]} to {dates[-1]}" if len(dates) > 1 else "".join(dates[:1])
    head = f"{stage:<8} {what:<32} {span}  {len(dates):>4} dates"
    log.info("%s ...", head, extra={"stage": stage, "seconds": 0.0})
    try:
        yield told
    finally:
        told.seconds = time.monotonic() - began
        rows = "" if told.rows is None else f"{told.rows:,} rows"
        log.info("%s  %s  %.1f s", head, rows, told.seconds, extra={"stage": stage, "seconds": told.seconds})
