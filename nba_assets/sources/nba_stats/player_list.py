"""nbac_player_list_current: the league's players with their teams, as listed on a date (playerindex)."""

from datetime import date

from pydantic import Field

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import season_of, season_year
from nba_assets.sources.answers import paths, result_set
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.retries import MORNING_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import abbr_from_id

FEED = "player_index"
ON_A_ROSTER = 1
HEADERS = (
    *("PERSON_ID", "PLAYER_LAST_NAME", "PLAYER_FIRST_NAME", "TEAM_ID", "ROSTER_STATUS", "JERSEY_NUMBER", "POSITION"),
    *("HEIGHT", "WEIGHT", "COLLEGE", "COUNTRY", "DRAFT_YEAR", "DRAFT_ROUND", "DRAFT_NUMBER", "FROM_YEAR", "TO_YEAR"),
)
# The replay's archive lacks the others for some seasons.
NEEDED = ("PERSON_ID", "PLAYER_LAST_NAME", "PLAYER_FIRST_NAME", "TEAM_ID")
NO_FILTER = ("College", "Country", "DraftPick", "DraftRound", "DraftYear", "Height", "Weight")


class ListedPlayer(RawRecord):
    """One player on the league's list on one date."""

    game_date: date = Field(description="Date of the list: the partition's.")
    season_year: int = Field(description="Year in which the season of the list began.")
    nba_player_id: int = Field(description="NBA person id.")
    player_full_name: str = Field(description="First and last name as the provider writes them.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    team_id: int | None = Field(description="NBA team id; absent for a player without a team.")
    team_abbr: str | None = Field(description="Tricode of his team; absent for a player without a team.")
    is_active: bool | None = Field(description="The league has him on a roster.")
    jersey_number: str | None = Field(description="Number on the shirt.")
    position: str | None = Field(description="Position or positions: G, F, C, G-F, ...")
    height: str | None = Field(description="Height in feet and inches, as 6-8.")
    weight_pounds: int | None = Field(description="Weight in pounds.")
    college: str | None = Field(description="College, or the club before the league.")
    country: str | None = Field(description="Country.")
    draft_year: int | None = Field(description="Year of the draft; absent for the undrafted.")
    draft_round: int | None = Field(description="Round of the draft.")
    draft_pick: int | None = Field(description="Overall pick of the draft.")
    from_year: int | None = Field(description="First season in the league, by the year in which it began.")
    to_year: int | None = Field(description="Latest season in the league, by the year in which it began.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the list of the date's season, as of the afternoon, on a date with games."""
    if not asking.games:
        return []
    season = {"Historical": "0", "LeagueID": "00", "Season": season_of(asking.day), "SeasonType": "Regular Season"}
    params = dict.fromkeys(NO_FILTER, "") | season | {"TeamID": "0"}
    as_of = asking.snapshot_at
    return [Request(PROVIDER, FEED, asking.scope, "players", "/stats/playerindex", params, as_of=as_of)]


def read(answer: Answer) -> list[Row]:
    """Read one row a player. Raises MissingFieldError for a lacking column, ValueError for an unknown team id."""
    day = date.fromisoformat(answer.request.scope)
    return [_row(player, day) for player in result_set(answer, "PlayerIndex", NEEDED)]


def _row(player: Row, day: date) -> Row:
    name = f"{player['PLAYER_FIRST_NAME']} {player['PLAYER_LAST_NAME']}".strip()
    status, team = player.get("ROSTER_STATUS"), player["TEAM_ID"] or None
    return {
        "game_date": day,
        "season_year": season_year(day),
        "nba_player_id": player["PERSON_ID"],
        "player_full_name": name,
        "player_lookup": player_lookup(name),
        "player_match_key": match_key(name),
        "team_id": team,
        "team_abbr": abbr_from_id(team) if team else None,
        "is_active": None if status is None else int(status) == ON_A_ROSTER,
        "jersey_number": player.get("JERSEY_NUMBER") or None,
        "position": player.get("POSITION") or None,
        "height": player.get("HEIGHT") or None,
        "weight_pounds": _number(player.get("WEIGHT")),
        "college": player.get("COLLEGE") or None,
        "country": player.get("COUNTRY") or None,
        "draft_year": _number(player.get("DRAFT_YEAR")),
        "draft_round": _number(player.get("DRAFT_ROUND")),
        "draft_pick": _number(player.get("DRAFT_NUMBER")),
        "from_year": _number(player.get("FROM_YEAR")),
        "to_year": _number(player.get("TO_YEAR")),
    }


def _number(value: str | int | None) -> int | None:
    """The provider writes years and pounds as text, and 0 for a draft that there was not."""
    return int(value) or None if value else None


NBAC_PLAYER_LIST_CURRENT = RawTable(
    name="nbac_player_list_current",
    record=ListedPlayer,
    key=("game_date", "nba_player_id"),
    description="One row per player and date: the league's list of players with their teams as of the afternoon.",
    feeds=(Feed(PROVIDER, FEED, ask=ask, read=read, needs=paths("PlayerIndex", NEEDED)),),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    catch_up=MORNING_CATCH_UP,
    fresh_within_hours=12.0,
)
