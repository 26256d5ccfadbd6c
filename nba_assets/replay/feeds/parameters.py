"""Reading the parameters of a request, and the errors that providers answer bad ones with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

Params = Mapping[str, str]
SEASON_TYPE_PREFIXES = {
    "Pre Season": "001",
    "Regular Season": "002",
    "All Star": "003",
    "Playoffs": "004",
    "PlayIn": "005",
}


class FeedError(Exception):
    """A request that the provider refuses: the status and the payload of its answer."""

    def __init__(self, status: int, payload: dict[str, Any]) -> None:
        super().__init__(payload)
        self.status = status
        self.payload = payload


def required(params: Params, name: str) -> str:
    """Return a parameter of stats.nba.com. Raises FeedError (400) when it is missing or empty."""
    value = params.get(name, "")
    if not value:
        raise FeedError(400, {"Message": f"The {name} property is required."})
    return value


def one_of(params: Params, name: str, allowed: tuple[str, ...]) -> str:
    """Return a required parameter that has one of some values. Raises FeedError (400) for another value."""
    value = required(params, name)
    if value not in allowed:
        raise FeedError(400, {"Message": f"The field {name} must be one of: {', '.join(allowed)}; got '{value}'."})
    return value


def game_id_prefix(params: Params) -> str:
    """Return the first three digits of the game ids that Season and SeasonType ask for."""
    return SEASON_TYPE_PREFIXES[one_of(params, "SeasonType", tuple(SEASON_TYPE_PREFIXES))]


def date_range(params: Params) -> tuple[date, date]:
    """Return DateFrom and DateTo, open ended where missing. Raises FeedError (400) for text that is no date."""
    first = day_of(params, "DateFrom") if params.get("DateFrom") else date.min
    last = day_of(params, "DateTo") if params.get("DateTo") else date.max
    return first, last


def day_of(params: Params, name: str) -> date:
    """Return a required date of stats.nba.com. Raises FeedError (400) when it is missing or no date."""
    text = required(params, name)
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise FeedError(400, {"Message": f"The field {name} must be a date (YYYY-MM-DD or MM/DD/YYYY); got '{text}'."})


def whole_number(params: Params, name: str) -> int:
    """Return a required whole number. Raises FeedError (400) when it is missing or no number."""
    text = required(params, name)
    try:
        return int(text)
    except ValueError:
        raise FeedError(400, {"Message": f"The field {name} must be a number; got '{text}'."}) from None
