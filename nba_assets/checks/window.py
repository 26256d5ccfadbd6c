"""The game dates that a check judges: those of its run, else the last two weeks."""

from collections.abc import Sequence
from datetime import date, timedelta

import dagster as dg

DAYS_WITHOUT_A_RUN = 14
RANGE_START, RANGE_END = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"
SINGLE = "dagster/partition"


def window(context: dg.AssetCheckExecutionContext, today: date) -> tuple[date, date]:
    """Return first and last date of the run's partitions, or of the two weeks up to today for a run without any."""
    tags = context.run.tags
    if RANGE_START in tags:
        return date.fromisoformat(tags[RANGE_START]), date.fromisoformat(tags[RANGE_END])
    if SINGLE in tags:
        day = date.fromisoformat(tags[SINGLE])
        return day, day
    return today - timedelta(days=DAYS_WITHOUT_A_RUN), today


def inside(partitions: Sequence[str], first: date, last: date) -> list[str]:
    """Return the partition keys between two dates, both in."""
    return [key for key in partitions if first <= date.fromisoformat(key) <= last]
