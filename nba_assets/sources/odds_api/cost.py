"""What asking for a date's odds will cost, told before anything is asked."""

from collections.abc import Sequence
from datetime import date, datetime

from nba_assets.sources.quota import cost_in_credits
from nba_assets.sources.table import Asking, RawTable, Row


def expected_cost(table: RawTable, day: date, games: Sequence[Row], now: datetime, today: date) -> int:
    """Return the credits that filling a table of The Odds API for a date costs at most.

    The events of the date need not be known: each game of the schedule (rows of nbac_schedule) has one.
    """
    events = [
        {
            "odds_api_event_id": game["nba_game_id"],
            "game_id": game["game_id"],
            "game_date": day,
            "commence_time": game["tipoff_at"],
        }
        for game in games
    ]
    asking = Asking(day.isoformat(), now, today, games, {"odds_api_events": events})
    return sum(cost_in_credits(request) for feed in table.feeds if feed.ask for request in feed.ask(asking))
