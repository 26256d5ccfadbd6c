"""The editions of the official injury report: when they come out, under which names, and which of them are asked."""

from datetime import date, datetime, time, timedelta

from nba_assets.eastern import EASTERN, eastern_moment
from nba_assets.sources.table import Asking

FOLDER = "/referee/injury"
# Until the day before, a file was named by its hour and held the edition of half past.
FIRST_DAY_BY_QUARTER_HOUR = date(2025, 12, 23)
HOURLY_MINUTE = 30
QUARTER_HOUR = 15
# Teams file by 17:00 of the day before, local time: 20:00 in the east for those on the Pacific.
EVENING_BEFORE = time(20, 30)
# Before noon games; when a day is usually predicted; after the filing for a second game in two days (13:00 local);
# and before the three usual waves of tip-offs.
ON_THE_DAY = (time(11, 30), time(12, 30), time(14, 30), time(17, 30), time(18, 30), time(21, 30))
# An edition lists the games of its own day and of the next.
DAYS_AHEAD = 1


def editions(asking: Asking) -> list[datetime]:
    """Return the editions to ask for a date with games, as Eastern moments.

    A past date: the evening before and fixed hours of the day up to the last tip-off. Today and tomorrow: the latest
    that is out. Nothing for a date without games, or one that no edition lists yet.
    """
    if not asking.games or asking.day > asking.today + timedelta(days=DAYS_AHEAD):
        return []
    if asking.day >= asking.today:
        return [latest_edition(asking.now)]
    last_tipoff = max(game["tipoff_at"] for game in asking.games)
    moments = [eastern_moment(asking.day - timedelta(days=1), EVENING_BEFORE)]
    moments += [eastern_moment(asking.day, at) for at in ON_THE_DAY]
    return [moment for moment in moments if moment < last_tipoff]


def latest_edition(now: datetime) -> datetime:
    """Return the last edition that came out by a moment."""
    wall = now.astimezone(EASTERN).replace(second=0, microsecond=0)
    if wall.date() >= FIRST_DAY_BY_QUARTER_HOUR:
        return wall.replace(minute=wall.minute // QUARTER_HOUR * QUARTER_HOUR)
    if wall.minute < HOURLY_MINUTE:
        wall -= timedelta(hours=1)
    return wall.replace(minute=HOURLY_MINUTE)


def file_name(edition: datetime) -> str:
    """Return the name under which an edition is published.

    ``Injury-Report_2024-01-04_12PM.pdf`` for that day's 12:30, ``Injury-Report_2026-01-04_12_30PM.pdf`` since editions
    come out by the quarter of an hour.
    """
    half = "AM" if edition.hour < 12 else "PM"
    hour = f"{(edition.hour - 1) % 12 + 1:02d}"
    minute = f"_{edition.minute:02d}" if edition.date() >= FIRST_DAY_BY_QUARTER_HOUR else ""
    return f"Injury-Report_{edition:%Y-%m-%d}_{hour}{minute}{half}.pdf"
