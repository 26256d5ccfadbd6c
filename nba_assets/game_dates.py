"""The one partitions definition: a partition is an Eastern game date, of every table."""

from datetime import date, datetime, timedelta

import dagster as dg

from nba_assets.eastern import EASTERN
from nba_assets.settings import Settings

TIMEZONE = "America/New_York"
# Today and tomorrow can be prepared.
DAYS_AHEAD = 2
LIVE_START = "2023-10-24"
OFF_SEASON = "0 0 * 7-9 *"


def game_dates(settings: Settings) -> dg.DailyPartitionsDefinition:
    """Return the game dates up to the day after now.

    In the replay world now is the virtual one and dates that never had a game are left out; in the live world it is the
    machine's and the off-season is left out.
    """
    manifest = settings.manifest()
    if manifest is None:
        return dg.DailyPartitionsDefinition(
            start_date=LIVE_START, end_offset=DAYS_AHEAD, timezone=TIMEZONE, exclusions=[OFF_SEASON]
        )
    played = set(manifest.game_dates)
    first, end = min(played), settings.clock().today() + timedelta(days=DAYS_AHEAD)
    days = _days(first, end)
    off_months = sorted({day.month for day in days} - {day.month for day in days if day in played})
    off_days = [day for day in days if day not in played and day.month not in off_months]
    return dg.DailyPartitionsDefinition(
        start_date=first.isoformat(),
        end_date=end.isoformat(),
        end_offset=DAYS_AHEAD,
        timezone=TIMEZONE,
        exclusions=[
            # A run writes the exclusions down with every check it plans: whole months keep that short.
            *[f"0 0 * {month} *" for month in off_months],
            *[datetime(day.year, day.month, day.day, tzinfo=EASTERN) for day in off_days],
        ],
    )


def _days(first: date, end: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((end - first).days)]
