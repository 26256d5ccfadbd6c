"""bettingpros_player_points_props: every book's points line of a player, a row a side, at every snapshot received."""

from datetime import date, datetime, time

from pydantic import AwareDatetime, Field

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import season_year
from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.bettingpros.books import BOOKS
from nba_assets.sources.bettingpros.events import EVENTS_SLUG, FEED, POINTS_MARKET, PROVIDER, ask, follow, moment
from nba_assets.sources.retries import CatchUp
from nba_assets.sources.table import Answer, Feed, Keep, RawTable, Row, Scope
from nba_assets.teams import is_abbr

SIDES = ("over", "under")
NO_TEAM = "FA"
# The recorded codes that are not the league's.
TEAM_CODES = {"NOR": "NOP", "PHO": "PHX"}


class BettingProsPointsLine(RawRecord):
    """One side of one book's points line of one player at one snapshot."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM of the event's date and teams.")
    nba_game_id: str | None = Field(description="The league's game id; absent once a game has left the date.")
    game_date: date = Field(description="Eastern calendar date of the event.")
    season_year: int = Field(description="Year in which the season began.")
    home_team_abbr: str = Field(description="Tricode of the home team.")
    away_team_abbr: str = Field(description="Tricode of the away team.")
    market_type: str = Field(description="points: the only market of this table.")
    market_id: int = Field(description="The vendor's number of the market, 156.")
    bp_event_id: int = Field(description="The vendor's number of the event.")
    offer_id: str = Field(description="The vendor's id of the offer: a player's points in a game.")
    bet_side: str = Field(description="over or under.")
    bp_player_id: int = Field(description="The vendor's player id.")
    player_name: str = Field(description="Name as the vendor writes it.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    player_team: str | None = Field(description="The vendor's code of the player's team today, FA without one.")
    player_team_abbr: str | None = Field(description="Tricode of that team; absent without one or for an unknown code.")
    player_position: str | None = Field(description="Position as the vendor has it.")
    book_id: int = Field(description="The vendor's number of the book.")
    bookmaker: str | None = Field(description="Name of the book; absent for a number that is not known.")
    line_id: str = Field(description="The vendor's id of the line.")
    points_line: float = Field(description="Points that the bet is over or under.")
    odds_american: int | None = Field(description="American price of the side; absent when not offered.")
    is_active: bool = Field(description="The line, its side and its offer can be bet on.")
    is_best_line: bool = Field(description="The vendor marks the line as the best on offer.")
    snapshot_timestamp: AwareDatetime = Field(description="When the vendor showed the line: the answer's arrival, UTC.")
    bookmaker_last_update: AwareDatetime | None = Field(description="When the line last changed, taken as UTC.")
    opening_line: float | None = Field(description="Points of the side's first line.")
    opening_odds: int | None = Field(description="American price of the side's first line.")
    opening_book_id: int | None = Field(description="The vendor's number of the book that opened.")
    opening_timestamp: AwareDatetime | None = Field(description="When the first line was offered, taken as UTC.")


def read(answer: Answer) -> list[Row]:
    """Read one row an offer, side, book and line. The list of events has no rows of its own.

    Raises MissingFieldError, and ValueError for an offer of another event or with a side that is neither.
    """
    if answer.request.slug == EVENTS_SLUG:
        return []
    return [row for offer in required_rows(answer, "offers") for row in _offer(answer, offer)]


def _offer(answer: Answer, offer: Row) -> list[Row]:
    game = _game(answer)
    event_id = required(answer, "event_id", within=offer)
    if event_id != game["bp_event_id"]:
        raise unusable(answer, f"an offer of event {event_id} among those of {game['bp_event_id']}")
    shared = game | {
        "market_type": "points",
        "market_id": POINTS_MARKET,
        "offer_id": str(required(answer, "id", within=offer)),
        "snapshot_timestamp": answer.captured_at,
        **_player(answer, offer),
    }
    offered = required(answer, "active", within=offer)
    return [
        shared | _side(answer, selection) | _line(answer, book, line, offered and selection.get("active", True))
        for selection in required_rows(answer, "selections", within=offer)
        for book in required_rows(answer, "books", within=selection)
        for line in required_rows(answer, "lines", within=book)
    ]


def _game(answer: Answer) -> Row:
    of_game, event_id, _ = answer.request.slug.split("-")
    _, away, home = of_game.split("_")
    scheduled = next((game for game in answer.games.values() if game["game_id"] == of_game), None)
    day = date.fromisoformat(answer.request.scope)
    return {
        "game_id": of_game,
        "nba_game_id": scheduled["nba_game_id"] if scheduled else None,
        "game_date": day,
        "season_year": season_year(day),
        "home_team_abbr": home,
        "away_team_abbr": away,
        "bp_event_id": int(event_id),
    }


def _player(answer: Answer, offer: Row) -> Row:
    participants = required_rows(answer, "participants", within=offer)
    if len(participants) != 1:
        raise unusable(answer, f"offer {offer['id']} has {len(participants)} participants, not one player")
    name = required(answer, "name", within=participants[0])
    team = required(answer, "player", "team", within=participants[0])
    abbr = TEAM_CODES.get(team, team)
    return {
        "bp_player_id": int(required(answer, "player_id", within=offer)),
        "player_name": name,
        "player_lookup": player_lookup(name),
        "player_match_key": match_key(name),
        "player_team": team,
        "player_team_abbr": abbr if team and team != NO_TEAM and is_abbr(abbr) else None,
        "player_position": required(answer, "player", "position", within=participants[0]),
    }


def _side(answer: Answer, selection: Row) -> Row:
    side = required(answer, "selection", within=selection)
    if side not in SIDES:
        raise unusable(answer, f"selection '{side}' is neither over nor under")
    opening = required(answer, "opening_line", within=selection) or {}
    return {
        "bet_side": side,
        "opening_line": opening.get("line"),
        "opening_odds": opening.get("cost"),
        "opening_book_id": opening.get("book_id"),
        "opening_timestamp": _moment(opening.get("created")),
    }


def _line(answer: Answer, book: Row, line: Row, offered: bool) -> Row:
    book_id = required(answer, "id", within=book)
    return {
        "book_id": book_id,
        "bookmaker": BOOKS.get(book_id),
        "line_id": str(required(answer, "id", within=line)),
        "points_line": required(answer, "line", within=line),
        "odds_american": required(answer, "cost", within=line),
        "is_active": offered and required(answer, "active", within=line),
        "is_best_line": required(answer, "best", within=line),
        "bookmaker_last_update": _moment(required(answer, "updated", within=line)),
    }


def _moment(text: str | None) -> datetime | None:
    return moment(text) if text else None


_OFFER = ("id", "event_id", "player_id", "active", "participants", "selections")
_LINE = ("id", "line", "cost", "active", "best", "updated")
_NEEDS = frozenset(
    {
        *(f"events[].{field}" for field in ("id", "scheduled", "home", "visitor", "participants")),
        *(f"events[].participants[].{field}" for field in ("id", "name", "team", "team.city")),
        *("_pagination.page", "_pagination.total_pages"),
        *(f"offers[].{field}" for field in _OFFER),
        *(f"offers[].participants[].{field}" for field in ("name", "player", "player.team", "player.position")),
        *(f"offers[].selections[].{field}" for field in ("selection", "opening_line", "books", "books[].id")),
        *(f"offers[].selections[].books[].lines[].{field}" for field in _LINE),
    }
)

BETTINGPROS_PLAYER_POINTS_PROPS = RawTable(
    name="bettingpros_player_points_props",
    record=BettingProsPointsLine,
    key=("offer_id", "bet_side", "book_id", "line_id", "snapshot_timestamp"),
    description="One row per points offer, side, book, line and snapshot of a date, as BettingPros shows them.",
    feeds=(Feed(PROVIDER, FEED, ask=ask, read=read, follow=follow, needs=_NEEDS),),
    scope=Scope.GAME_DATE,
    keep=Keep.EVERY,
    rows_per_final_game=30,
    catch_up=CatchUp((time(10), time(15), time(18)), days_ahead=1),
)
