"""What all tables of The Odds API share: paths, the two forms of an answer, prices, teams."""

from datetime import UTC, datetime, timedelta
from typing import Any

from nba_assets.eastern import EASTERN, eastern_date
from nba_assets.seasons import game_id
from nba_assets.sources.fields import json_fields
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer, Row
from nba_assets.teams import abbr_from_full_name

PROVIDER = "odds_api"
SPORT_PATH = "/v4/sports/basketball_nba"
HISTORICAL_PATH = "/v4/historical/sports/basketball_nba"
# The vendor keeps history in steps of five minutes.
HISTORY_STEP = timedelta(minutes=5)
EVEN_MONEY = 2.0
EVENT_FIELDS = ("id", "commence_time", "home_team", "away_team")


def iso(moment: datetime) -> str:
    """Return a moment as the vendor wants it: UTC, whole seconds, Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def history_moment(moment: datetime) -> str:
    """Return a moment of the vendor's history, floored to its five-minute steps."""
    seconds = moment.timestamp() // HISTORY_STEP.total_seconds() * HISTORY_STEP.total_seconds()
    return iso(datetime.fromtimestamp(seconds, UTC))


def is_historical(answer: Answer) -> bool:
    """Tell the historical form (a wrapper with a timestamp) from the live one."""
    return _is_wrapped(answer.body)


def payload_fields(body: Any) -> frozenset[str]:
    """Return the field names of an answer of either form: those of the payload proper, and of the wrapper around it."""
    if not _is_wrapped(body):
        return json_fields(body)
    return json_fields(body["data"]) | {name for name in body if name != "data"}


def data(answer: Answer) -> Any:
    """Return the payload proper, out of its historical wrapper if it has one."""
    return answer.body["data"] if is_historical(answer) else answer.body


def snapshot_timestamp(answer: Answer) -> datetime:
    """Return the moment that the lines of an answer were offered: the wrapper's, or for a live answer its arrival."""
    if is_historical(answer):
        return datetime.fromisoformat(answer.body["timestamp"])
    return answer.captured_at


def event_columns(event: Row, answer: Answer) -> Row:
    """Return the columns that name an event. Raises MissingFieldError, and ValueError for an unknown team."""
    for key in EVENT_FIELDS:
        if key not in event:
            raise MissingFieldError(answer.request, key, answer.source_file)
    commence = datetime.fromisoformat(event["commence_time"])
    home, away = abbr_from_full_name(event["home_team"]), abbr_from_full_name(event["away_team"])
    day = eastern_date(commence)
    return {
        "odds_api_event_id": event["id"],
        "game_id": game_id(day, away, home),
        "game_date": day,
        "commence_time": commence,
        "home_team_abbr": home,
        "away_team_abbr": away,
    }


def prices(price: float | None, answer: Answer) -> tuple[float | None, int | None]:
    """Return a price in decimal and in American form: 1.73 is -137, 2.1 is +110. Decimal is rounded to 4 places.

    The vendor writes American odds only when the request asked for them. A decimal price of 1 or less is no price.
    """
    if price is None:
        return None, None
    if answer.request.params.get("oddsFormat") == "american":
        gain = price / 100 if price > 0 else -100 / price
        return round(1 + gain, 4), int(price)
    if price <= 1.0:
        return None, None
    return price, round((price - 1) * 100) if price >= EVEN_MONEY else round(-100 / (price - 1))


def eastern_day_bounds(day: Any) -> tuple[datetime, datetime]:
    """Return the first and last second of an Eastern date."""
    first = datetime.combine(day, datetime.min.time(), tzinfo=EASTERN)
    return first, datetime.combine(day, datetime.max.time().replace(microsecond=0), tzinfo=EASTERN)


def _is_wrapped(body: Any) -> bool:
    return isinstance(body, dict) and "timestamp" in body
