"""odds_api_events: the vendor's events of a date, whose ids its odds are asked by."""

from datetime import time

from nba_assets.eastern import eastern_moment
from nba_assets.sources.odds_api.event_record import EventRecord
from nba_assets.sources.odds_api.vendor import (
    EVENT_FIELDS,
    HISTORICAL_PATH,
    PROVIDER,
    SPORT_PATH,
    data,
    eastern_day_bounds,
    event_columns,
    history_moment,
    iso,
    payload_fields,
)
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.retries import LINES_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

# Before any tip-off and after the evening on which the vendor lists the next day.
HISTORY_ASKED_AT = time(6, 0)


class OddsEvent(EventRecord):
    """One event (game) of the vendor."""


def ask(asking: Asking) -> list[Request]:
    """Ask the live list for today and later, history for the past; nothing on a date without games."""
    if not asking.games:
        return []
    if asking.day >= asking.today:
        first, last = eastern_day_bounds(asking.day)
        params = {"commenceTimeFrom": iso(first), "commenceTimeTo": iso(last)}
        return [Request(PROVIDER, "events", asking.scope, "live", f"{SPORT_PATH}/events", params)]
    moment = history_moment(eastern_moment(asking.day, HISTORY_ASKED_AT))
    return [Request(PROVIDER, "events", asking.scope, "history", f"{HISTORICAL_PATH}/events", {"date": moment})]


def read(answer: Answer) -> list[Row]:
    """Read the events of the asked date; history lists later dates too. Raises MissingFieldError without a list."""
    events = data(answer)
    if not isinstance(events, list):
        raise MissingFieldError(answer.request, "[]", answer.source_file)
    rows = [event_columns(event, answer) for event in events]
    return [row for row in rows if row["game_date"].isoformat() == answer.request.scope]


ODDS_API_EVENTS = RawTable(
    name="odds_api_events",
    record=OddsEvent,
    key=("odds_api_event_id",),
    description="One row per event of the vendor on a game date.",
    feeds=(
        Feed(
            PROVIDER,
            "events",
            ask=ask,
            read=read,
            fields=payload_fields,
            needs=frozenset(f"[].{field}" for field in EVENT_FIELDS),
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.EVERY,
    rows_per_final_game=1,
    catch_up=LINES_CATCH_UP,
)
