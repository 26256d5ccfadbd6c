"""Reading the parameters of The Odds API, and its errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from nba_assets.replay.feeds.parameters import FeedError, Params
from nba_assets.replay.manifest import Bookmaker, Region

REGIONS = get_args(Region)
MARKETS = ("player_points", "spreads", "totals", "h2h")


@dataclass(frozen=True)
class OddsQuestion:
    """What a request for odds asks: markets, the bookmakers it wants and whether prices are American."""

    markets: tuple[str, ...]
    bookmakers: tuple[str, ...]
    american: bool
    regions: int


def check_key(params: Params) -> None:
    """Raise FeedError (401) when the request carries no API key."""
    if not params.get("apiKey"):
        raise FeedError(401, {"message": "API key is missing", "error_code": "MISSING_KEY"})


def question(params: Params, bookmakers: Mapping[str, Bookmaker]) -> OddsQuestion:
    """Read markets, regions or bookmakers, and oddsFormat. Raises FeedError (422) naming the bad parameter.

    ``bookmakers`` are those of the archive.
    """
    markets = tuple(params.get("markets", "h2h").split(","))
    if any(market not in MARKETS for market in markets):
        raise _unprocessable("INVALID_MARKET", f"Invalid markets: {', '.join(markets)}")
    odds_format = params.get("oddsFormat", "decimal")
    if odds_format not in ("decimal", "american"):
        raise _unprocessable("INVALID_ODDS_FORMAT", f"Invalid oddsFormat: {odds_format}")
    named = tuple(filter(None, params.get("bookmakers", "").split(",")))
    regions = tuple(filter(None, params.get("regions", "").split(",")))
    if not named and not regions:
        raise _unprocessable("MISSING_REGION", "Either regions or bookmakers must be given")
    if any(region not in REGIONS for region in regions):
        raise _unprocessable("INVALID_REGION", f"Invalid regions: {', '.join(regions)}")
    in_regions = tuple(key for key, book in bookmakers.items() if book.region in regions)
    return OddsQuestion(markets, named or in_regions, odds_format == "american", max(1, len(regions)))


def historical_moment(params: Params, as_of: datetime) -> datetime:
    """Return the moment that ``date`` asks about. Raises FeedError (422) when missing, no moment, or in the future."""
    moment = moment_of(params, "date")
    if moment is None:
        raise _unprocessable("MISSING_HISTORICAL_TIMESTAMP", "The date parameter is missing")
    if moment > as_of:
        raise _unprocessable("INVALID_HISTORICAL_TIMESTAMP", f"The date {params['date']} lies in the future")
    return moment


def moment_of(params: Params, name: str) -> datetime | None:
    """Return a moment in ISO 8601 with an offset or Z, None if not given. Raises FeedError (422) for other text."""
    text = params.get(name)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _unprocessable("INVALID_TIMESTAMP", f"Invalid {name}: {text}; write it as YYYY-MM-DDTHH:MM:SSZ")
    return moment.astimezone(UTC)


def _unprocessable(code: str, message: str) -> FeedError:
    return FeedError(422, {"message": message, "error_code": code})
