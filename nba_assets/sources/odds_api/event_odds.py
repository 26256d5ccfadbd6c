"""What to ask for the odds of a date's events: live for today and later, two moments of history for the past."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from nba_assets.eastern import eastern_moment
from nba_assets.sources.odds_api.vendor import HISTORICAL_PATH, PROVIDER, SPORT_PATH, history_moment
from nba_assets.sources.table import Asking, Request, Row

EVENING_BEFORE = time(22, 0)


def evening_before(event: Row) -> datetime:
    """The moment at which the opening lines of a game stand: 22:00 Eastern of the day before."""
    return eastern_moment(event["game_date"] - timedelta(days=1), EVENING_BEFORE)


def tipoff(event: Row) -> datetime:
    """The moment of the closing lines: the scheduled tip-off, minutes before the vendor's own start time."""
    return event["tipoff_at"]


def requests(asking: Asking, feed: str, markets: str, moments: Sequence, extra: dict[str, str]) -> list[Request]:
    """Return one request an event for the live form, or one an event and moment for history."""
    tipoffs = {game["game_id"]: game["tipoff_at"] for game in asking.games}
    asked = []
    for event in asking.upstream["odds_api_events"]:
        event_id, start = event["odds_api_event_id"], tipoffs.get(event["game_id"], event["commence_time"])
        params = {"markets": markets, **extra}
        if asking.day >= asking.today:
            path = f"{SPORT_PATH}/events/{event_id}/odds"
            asked.append(Request(PROVIDER, feed, asking.scope, f"{event_id}-live", path, params))
            continue
        for moment in moments:
            when = history_moment(moment({**event, "tipoff_at": start}))
            path = f"{HISTORICAL_PATH}/events/{event_id}/odds"
            slug = f"{event_id}-{moment.__name__}"
            asked.append(Request(PROVIDER, feed, asking.scope, slug, path, {**params, "date": when}))
    return asked
