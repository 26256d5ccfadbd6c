"""bdl_active_players_current: whom the vendor counts among the league's players, as of a date."""

from datetime import date

from pydantic import Field

from nba_assets.names import player_lookup
from nba_assets.seasons import season_year
from nba_assets.sources.answers import required, required_rows
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.balldontlie.vendor import PROVIDER, full_name, next_page, snapshot, text_or_none
from nba_assets.sources.retries import MORNING_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

FEED = "active_players"
TEXTS = ("position", "height", "weight", "jersey_number", "college", "country")
DRAFT = ("draft_year", "draft_round", "draft_number")
TEAM = {
    "bdl_team_id": "id",
    "team_abbr": "abbreviation",
    "team_city": "city",
    "team_name": "name",
    "team_full_name": "full_name",
    "team_conference": "conference",
    "team_division": "division",
}


class BdlActivePlayer(RawRecord):
    """One player whom the vendor lists as active on one date.

    How he compares with the league's own list is judged downstream, where both are there.
    """

    game_date: date = Field(description="The date whose afternoon the list is for.")
    season_year: int = Field(description="Year in which the season of the date began.")
    bdl_player_id: int = Field(description="The vendor's player id.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_full_name: str = Field(description="First and last name as the vendor writes them.")
    first_name: str | None = Field(description="First name.")
    last_name: str | None = Field(description="Last name with its suffix.")
    bdl_team_id: int | None = Field(description="The vendor's team id; absent for a player without a team.")
    team_abbr: str | None = Field(description="Tricode of the team.")
    team_city: str | None = Field(description="City of the team.")
    team_name: str | None = Field(description="Nickname of the team.")
    team_full_name: str | None = Field(description="Full name of the team.")
    team_conference: str | None = Field(description="East or West.")
    team_division: str | None = Field(description="Division of the team.")
    position: str | None = Field(description="Position such as G or F-C.")
    height: str | None = Field(description="Height in feet and inches, 6-11.")
    weight: str | None = Field(description="Weight in pounds, as text.")
    jersey_number: str | None = Field(description="Jersey number.")
    college: str | None = Field(description="College or last club before the league.")
    country: str | None = Field(description="Country.")
    draft_year: int | None = Field(description="Year of the draft; absent for an undrafted player.")
    draft_round: int | None = Field(description="Round of the draft.")
    draft_number: int | None = Field(description="Number of the pick.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the whole list, page by page."""
    return snapshot(asking, FEED, "/v1/players/active", {})


def read(answer: Answer) -> list[Row]:
    """Read one row a player. Raises MissingFieldError when the vendor dropped a field."""
    day = date.fromisoformat(answer.request.scope)
    return [
        {"game_date": day, "season_year": season_year(day)} | _row(answer, player)
        for player in required_rows(answer, "data")
    ]


def _row(answer: Answer, player: Row) -> Row:
    name = full_name({key: required(answer, key, within=player) for key in ("first_name", "last_name")})
    team = required(answer, "team", within=player)
    return {
        "bdl_player_id": required(answer, "id", within=player),
        "player_lookup": player_lookup(name),
        "player_full_name": name,
        "first_name": text_or_none(player["first_name"]),
        "last_name": text_or_none(player["last_name"]),
        **{column: required(answer, field, within=team) if team else None for column, field in TEAM.items()},
        **{field: text_or_none(required(answer, field, within=player)) for field in TEXTS},
        **{field: required(answer, field, within=player) for field in DRAFT},
    }


BDL_ACTIVE_PLAYERS_CURRENT = RawTable(
    name="bdl_active_players_current",
    record=BdlActivePlayer,
    key=("game_date", "bdl_player_id"),
    description="One row per player whom Ball Don't Lie lists as active, a snapshot a date.",
    feeds=(
        Feed(
            PROVIDER,
            FEED,
            ask=ask,
            read=read,
            follow=next_page,
            needs=frozenset(
                {
                    "data",
                    *(f"data[].{field}" for field in ("id", "first_name", "last_name", "team", *TEXTS, *DRAFT)),
                    *(f"data[].team.{field}" for field in TEAM.values()),
                }
            ),
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    catch_up=MORNING_CATCH_UP,
    fresh_within_hours=12.0,
)
