"""odds_api_player_points_props: every book's points line of a player at every snapshot received."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from nba_assets.names import match_key, player_lookup
from nba_assets.sources.answers import required_rows
from nba_assets.sources.odds_api.event_odds import evening_before, requests, tipoff
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

MARKET = "player_points"
REGIONS = "us,us_dfs"


class PlayerPointsLine(SnapshotRecord):
    """One book's points line of one player at one snapshot."""

    bookmaker: str = Field(description="The vendor's key of the book.")
    player_name: str = Field(description="Name as the vendor writes it.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    points_line: float = Field(description="Points that the bet is over or under.")
    over_price: float | None = Field(description="Decimal price of the over; absent when not offered.")
    over_price_american: int | None = Field(description="American price of the over.")
    under_price: float | None = Field(description="Decimal price of the under; absent when not offered.")
    under_price_american: int | None = Field(description="American price of the under.")
    bookmaker_last_update: AwareDatetime | None = Field(description="The book's own time of its last change, UTC.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the opening and closing lines of past events, and for the lines that stand now of the others."""
    return requests(asking, MARKET, MARKET, (evening_before, tipoff), {"regions": REGIONS})


def read(answer: Answer) -> list[Row]:
    """Read one row a book, player and line; over and under of one line share a row.

    Raises MissingFieldError for a lacking field: an event without offers has an empty list of books.
    """
    event = data(answer)
    shared = event_columns(event, answer) | {
        "snapshot_timestamp": snapshot_timestamp(answer),
        "data_source": "historical" if is_historical(answer) else "current",
    }
    rows: dict[tuple[str, str, float], Row] = {}
    for book in required_rows(answer, "bookmakers", within=event):
        for market in book["markets"]:
            if market["key"] == MARKET:
                for outcome in market["outcomes"]:
                    _add(rows, shared, book, market, _priced(outcome, answer))
    return list(rows.values())


def _add(rows: dict[tuple[str, str, float], Row], shared: Row, book: Row, market: Row, outcome: Row) -> None:
    name, line = outcome["description"], outcome["point"]
    row = rows.setdefault(
        (book["key"], name, line),
        shared
        | {
            "bookmaker": book["key"],
            "player_name": name,
            "player_lookup": player_lookup(name),
            "player_match_key": match_key(name),
            "points_line": line,
            "over_price": None,
            "over_price_american": None,
            "under_price": None,
            "under_price_american": None,
            "bookmaker_last_update": _moment(market.get("last_update") or book.get("last_update")),
        },
    )
    side = outcome["name"].lower()
    row[f"{side}_price"] = outcome["price"]
    row[f"{side}_price_american"] = outcome["price_american"]


def _priced(outcome: Row, answer: Answer) -> Row:
    decimal, american = prices(outcome.get("price"), answer)
    return outcome | {"price": decimal, "price_american": american}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


_NEEDS = frozenset(
    {
        *EVENT_FIELDS,
        "bookmakers",
        *(f"bookmakers[].{field}" for field in ("key", "markets", "markets[].key", "markets[].outcomes")),
        *(f"bookmakers[].markets[].outcomes[].{field}" for field in ("name", "description", "point")),
    }
)

ODDS_API_PLAYER_POINTS_PROPS = RawTable(
    name="odds_api_player_points_props",
    record=PlayerPointsLine,
    key=("odds_api_event_id", "bookmaker", "player_lookup", "points_line", "snapshot_timestamp"),
    description="One row per book, player, line and snapshot of a date's points props.",
    feeds=(Feed(PROVIDER, MARKET, ask=ask, read=read, fields=payload_fields, needs=_NEEDS),),
    scope=Scope.GAME_DATE,
    keep=Keep.EVERY,
    upstream=("odds_api_events",),
    rows_per_final_game=6,
    catch_up=LINES_CATCH_UP,
)
