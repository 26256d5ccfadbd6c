"""odds_api_game_lines: every book's spread and total of a game at every snapshot received."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from nba_assets.sources.answers import required_rows
from nba_assets.sources.odds_api.event_odds import requests, tipoff
from nba_assets.sources.odds_api.event_record import SnapshotRecord
from nba_assets.sources.odds_api.vendor import (
    EVENT_FIELDS,
    PROVIDER,
    data,
    event_columns,
    is_historical,
    payload_fields,
    prices,
    snapshot_timestamp,
)
from nba_assets.sources.retries import LINES_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import abbr_from_full_name

MARKETS = "spreads,totals"
TOTAL_SIDES = ("Over", "Under")


class GameLine(SnapshotRecord):
    """One outcome (a side) of one book's market on one game at one snapshot."""

    bookmaker_key: str = Field(description="The vendor's key of the book.")
    bookmaker_title: str = Field(description="The book's name.")
    market_key: str = Field(description="spreads or totals.")
    market_last_update: AwareDatetime | None = Field(description="The book's own time of its last change, UTC.")
    outcome_name: str = Field(description="Full team name, Over or Under.")
    outcome_team_abbr: str | None = Field(description="Tricode of the outcome's team; absent for totals.")
    outcome_price: float | None = Field(description="Decimal price; absent where the provider gives none.")
    outcome_point: float = Field(description="Points of the spread, signed for the outcome's team, or of the total.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the closing lines of past events, and for the lines that stand now of the others."""
    return requests(asking, "game_lines", MARKETS, (tipoff,), {"regions": "us"})


def read(answer: Answer) -> list[Row]:
    """Read one row an outcome of the spreads and totals markets. Raises MissingFieldError for a lacking field."""
    event = data(answer)
    shared = event_columns(event, answer) | {
        "snapshot_timestamp": snapshot_timestamp(answer),
        "data_source": "historical" if is_historical(answer) else "current",
    }
    return [
        shared | _outcome(book, market, outcome, answer)
        for book in required_rows(answer, "bookmakers", within=event)
        for market in book["markets"]
        if market["key"] in MARKETS.split(",")
        for outcome in market["outcomes"]
    ]


def _outcome(book: Row, market: Row, outcome: Row, answer: Answer) -> Row:
    updated = market.get("last_update") or book.get("last_update")
    side = outcome["name"]
    return {
        "bookmaker_key": book["key"],
        "bookmaker_title": book["title"],
        "market_key": market["key"],
        "market_last_update": datetime.fromisoformat(updated) if updated else None,
        "outcome_name": side,
        "outcome_team_abbr": None if side in TOTAL_SIDES else abbr_from_full_name(side),
        "outcome_price": prices(outcome.get("price"), answer)[0],
        "outcome_point": outcome["point"],
    }


_NEEDS = frozenset(
    {
        *EVENT_FIELDS,
        "bookmakers",
        *(f"bookmakers[].{field}" for field in ("key", "title", "markets", "markets[].key", "markets[].outcomes")),
        *(f"bookmakers[].markets[].outcomes[].{field}" for field in ("name", "point")),
    }
)

ODDS_API_GAME_LINES = RawTable(
    name="odds_api_game_lines",
    record=GameLine,
    key=("odds_api_event_id", "bookmaker_key", "market_key", "outcome_name", "snapshot_timestamp"),
    description="One row per book, market, side and snapshot of a date's spreads and totals.",
    feeds=(Feed(PROVIDER, "game_lines", ask=ask, read=read, fields=payload_fields, needs=_NEEDS),),
    scope=Scope.GAME_DATE,
    keep=Keep.EVERY,
    upstream=("odds_api_events",),
    rows_per_final_game=2,
    catch_up=LINES_CATCH_UP,
)
