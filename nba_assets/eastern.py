"""Eastern time: the wall clock by which the league dates its games."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")


def eastern_date(moment: datetime) -> date:
    """Return the Eastern calendar date of an aware moment: a game's date is that of its tip-off."""
    return _aware(moment).astimezone(EASTERN).date()


def parse_eastern(text: str) -> datetime:
    """Read ``2025-01-12T12:00`` (or with a blank, or a bare date for midnight) as an aware Eastern moment.

    Text that carries an offset keeps it. Raises ValueError naming the text when it is no moment.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"'{text}' is not a moment; write it as YYYY-MM-DDTHH:MM (Eastern time)"
        raise ValueError(msg) from error
    return moment.astimezone(EASTERN) if moment.tzinfo else moment.replace(tzinfo=EASTERN)


def eastern_moment(day: date, at: time) -> datetime:
    """Return the aware moment of an Eastern wall-clock time on a date."""
    return datetime.combine(day, at, tzinfo=EASTERN)


def utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC, the zone of every stored timestamp."""
    return _aware(moment).astimezone(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        msg = f"{moment!r} has no time zone"
        raise ValueError(msg)
    return moment
