"""The vendor's return dates: a month and a day without a year."""

from datetime import date, datetime, timedelta

# A player who came back stays listed for some days with the date on which he did.
STALE_FOR = timedelta(days=14)


def return_date(text: str | None, listed_on: date) -> date | None:
    """Return the date that ``Oct 1`` means in a list of a given date: the first one not over for more than two weeks.

    In July ``Oct 1`` is this autumn's and ``Feb 1`` next year's; on December 30 ``Jan 3`` is next year's and
    ``Dec 28`` this one's. None when there is no such day or the text is no month and day.
    """
    for year in (listed_on.year - 1, listed_on.year, listed_on.year + 1):
        try:
            day = datetime.strptime(f"{(text or '').strip()} {year}", "%b %d %Y").date()  # noqa: DTZ007 - a date
        except ValueError:
            continue
        if day >= listed_on - STALE_FOR:
            return day
    return None
