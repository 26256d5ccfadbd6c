"""nbac_player_movement: signings, waivers, trades and conversions of a league year (NBA_Player_Movement.json)."""

from datetime import date, time

from pydantic import Field

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import season_name
from nba_assets.sources.answers import required, required_rows
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.retries import CatchUp
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import abbr_from_id

FEED = "player_movement"
ROWS = ("NBA_Player_Movement", "rows")
KEYS = (
    *("Transaction_Type", "TRANSACTION_DATE", "TRANSACTION_DESCRIPTION", "TEAM_ID", "TEAM_SLUG", "PLAYER_ID"),
    *("PLAYER_SLUG", "Additional_Sort", "GroupSort"),
)
TRADE = "Trade"
# The league year begins on the first of July.
FIRST_MONTH = 7
LONGEST_NAME = 6


class PlayerMovement(RawRecord):
    """One leg of one transaction: what one team did with one player, or received besides players."""

    season: str = Field(description="Season whose league year (July to June) the transaction belongs to: 2024-25.")
    season_year: int = Field(description="Year in which that league year began.")
    transaction_date: date = Field(description="Date of the transaction; the provider tells no time.")
    game_date: date = Field(description="The same date, under the name by which every table is dated.")
    transaction_type: str = Field(description="Signing, Waive, Trade, ContractConverted or AwardOnWaivers.")
    nba_player_id: int | None = Field(description="NBA person id; absent for a leg of picks or cash.")
    player_name: str | None = Field(description="Name as the description writes it; absent for picks or cash.")
    player_lookup: str | None = Field(description="Standard form of the name, suffix kept; absent for picks or cash.")
    player_match_key: str | None = Field(description="Name without its suffix: for matching sources, never an id.")
    player_slug: str | None = Field(description="The provider's slug of the player.")
    is_player_transaction: bool = Field(description="The leg is about a player, not picks or cash.")
    team_id: int = Field(description="NBA team id of the team that acted; of a trade, of the team that received.")
    team_abbr: str = Field(description="Tricode of that team.")
    team_slug: str = Field(description="The provider's slug of that team.")
    other_team_id: int | None = Field(description="NBA team id of the team that a trade's leg came from.")
    other_team_abbr: str | None = Field(description="Tricode of the team that a trade's leg came from.")
    transaction_description: str = Field(description="The provider's sentence.")
    group_sort: str = Field(description="What the legs of one transaction share, e.g. Trade 2024031.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the one document that holds all transactions since 2015."""
    path = "/js/data/playermovement/NBA_Player_Movement.json"
    return [Request(PROVIDER, FEED, asking.scope, "all", path)]


def read(answer: Answer) -> list[Row]:
    """Read the legs of the scope's league year, each once: the provider has repeated whole rows.

    Raises MissingFieldError for a lacking field, ValueError for an unknown team id.
    """
    found = [{key: required(answer, key, within=leg) for key in KEYS} for leg in required_rows(answer, *ROWS)]
    distinct = {tuple(leg.values()): leg for leg in found}
    rows = [_row(leg) for leg in distinct.values()]
    return [row for row in rows if row["season"] == answer.request.scope]


def _row(leg: Row) -> Row:
    day = date.fromisoformat(leg["TRANSACTION_DATE"][:10])
    year = day.year if day.month >= FIRST_MONTH else day.year - 1
    team, person = int(leg["TEAM_ID"]), int(leg["PLAYER_ID"]) or None
    other = int(leg["Additional_Sort"]) if leg["Transaction_Type"] == TRADE else 0
    return {
        "season": season_name(year),
        "season_year": year,
        "transaction_date": day,
        "game_date": day,
        "transaction_type": leg["Transaction_Type"],
        "nba_player_id": person,
        **_player(leg if person else None),
        "is_player_transaction": person is not None,
        "team_id": team,
        "team_abbr": abbr_from_id(team),
        "team_slug": leg["TEAM_SLUG"],
        "other_team_id": other or None,
        "other_team_abbr": abbr_from_id(other) if other else None,
        "transaction_description": leg["TRANSACTION_DESCRIPTION"],
        "group_sort": leg["GroupSort"],
    }


def _player(leg: Row | None) -> Row:
    if leg is None:
        return dict.fromkeys(("player_name", "player_lookup", "player_match_key", "player_slug"))
    slug = leg["PLAYER_SLUG"]
    name = _name_written(leg["TRANSACTION_DESCRIPTION"], player_lookup(slug))
    return {
        "player_name": name,
        "player_lookup": player_lookup(name or slug),
        "player_match_key": match_key(name or slug.replace("-", " ")),
        "player_slug": slug,
    }


def _name_written(sentence: str, lookup: str) -> str | None:
    """Return the words of the sentence that make up the slug's name: the slug has neither capitals nor accents."""
    words = sentence.split()
    for first in range(len(words)):
        for last in range(first + 1, min(first + LONGEST_NAME, len(words)) + 1):
            name = " ".join(words[first:last])
            if player_lookup(name) == lookup:
                return name if last < len(words) or name.endswith((" Jr.", " Sr.")) else name.removesuffix(".")
    return None


NBAC_PLAYER_MOVEMENT = RawTable(
    name="nbac_player_movement",
    record=PlayerMovement,
    key=(
        *("transaction_date", "transaction_type", "group_sort"),
        *("team_id", "nba_player_id", "other_team_id", "transaction_description"),
    ),
    description="One row per leg of a transaction: a player signed, waived, traded, converted or claimed.",
    feeds=(
        Feed(
            PROVIDER,
            FEED,
            ask=ask,
            read=read,
            needs=frozenset(f"{'.'.join(ROWS)}[].{key}" for key in KEYS),
        ),
    ),
    scope=Scope.SEASON,
    keep=Keep.LATEST,
    catch_up=CatchUp(times=(time(8), time(14)), days_back=1),
    fresh_within_hours=24.0,
)
