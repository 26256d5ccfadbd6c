"""bdl_standings: the league's table as of a date."""

import re
from datetime import date

from pydantic import Field

from nba_assets.seasons import season_name, season_year
from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.balldontlie.vendor import PROVIDER, snapshot
from nba_assets.sources.retries import MORNING_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

FEED = "standings"
RECORDS = ("conference", "division", "home", "road")
TEAM = {
    "bdl_team_id": "id",
    "team_abbr": "abbreviation",
    "team_city": "city",
    "team_name": "name",
    "team_full_name": "full_name",
    "conference": "conference",
    "division": "division",
}
COPIED = ("conference_rank", "division_rank", "wins", "losses")
_WINS_LOSSES = re.compile(r"(\d+)-(\d+)", re.ASCII)


class BdlStanding(RawRecord):
    """One team in the table of one date."""

    game_date: date = Field(description="The date whose afternoon the table is for.")
    season_year: int = Field(description="Year in which the season began.")
    season_display: str = Field(description="Season as the league names it, e.g. 2024-25.")
    bdl_team_id: int = Field(description="The vendor's team id.")
    team_abbr: str = Field(description="Tricode of the team.")
    team_city: str = Field(description="City of the team.")
    team_name: str = Field(description="Nickname of the team.")
    team_full_name: str = Field(description="Full name of the team.")
    conference: str = Field(description="East or West.")
    division: str = Field(description="Division of the team.")
    conference_rank: int = Field(description="Rank in the conference, from 1.")
    division_rank: int = Field(description="Rank in the division, from 1.")
    wins: int = Field(description="Games won.")
    losses: int = Field(description="Games lost.")
    games_played: int = Field(description="Games won and lost.")
    win_percentage: float | None = Field(description="Share of games won, 0 to 1; absent before the first game.")
    conference_record: str = Field(description="Wins-losses against the own conference.")
    conference_wins: int = Field(description="Games won against the own conference.")
    conference_losses: int = Field(description="Games lost against the own conference.")
    division_record: str = Field(description="Wins-losses against the own division.")
    division_wins: int = Field(description="Games won against the own division.")
    division_losses: int = Field(description="Games lost against the own division.")
    home_record: str = Field(description="Wins-losses at home.")
    home_wins: int = Field(description="Games won at home.")
    home_losses: int = Field(description="Games lost at home.")
    road_record: str = Field(description="Wins-losses on the road.")
    road_wins: int = Field(description="Games won on the road.")
    road_losses: int = Field(description="Games lost on the road.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the table of the date's season; the vendor names a season by the year in which it began."""
    return snapshot(asking, FEED, "/v1/standings", {"season": str(season_year(asking.day))})


def read(answer: Answer) -> list[Row]:
    """Read one row a team. Raises MissingFieldError, and ValueError for a record that is not wins-losses."""
    return [_row(answer, standing) for standing in required_rows(answer, "data")]


def _row(answer: Answer, standing: Row) -> Row:
    team, year = required(answer, "team", within=standing), required(answer, "season", within=standing)
    copied = {field: required(answer, field, within=standing) for field in COPIED}
    played = copied["wins"] + copied["losses"]
    return {
        "game_date": date.fromisoformat(answer.request.scope),
        "season_year": year,
        "season_display": season_name(year),
        **{column: required(answer, field, within=team) for column, field in TEAM.items()},
        **copied,
        "games_played": played,
        "win_percentage": copied["wins"] / played if played else None,
        **{column: value for kind in RECORDS for column, value in _record(answer, standing, kind).items()},
    }


def _record(answer: Answer, standing: Row, kind: str) -> Row:
    """The vendor pads records with blanks at times."""
    written = required(answer, f"{kind}_record", within=standing).strip()
    found = _WINS_LOSSES.fullmatch(written)
    if found is None:
        raise unusable(answer, f"{kind}_record '{written}' is not wins-losses")
    return {f"{kind}_record": written, f"{kind}_wins": int(found[1]), f"{kind}_losses": int(found[2])}


BDL_STANDINGS = RawTable(
    name="bdl_standings",
    record=BdlStanding,
    key=("game_date", "team_abbr"),
    description="One row per team in Ball Don't Lie's table of the season, a snapshot a date.",
    feeds=(
        Feed(
            PROVIDER,
            FEED,
            ask=ask,
            read=read,
            needs=frozenset(
                {
                    *("data", "data[].team", "data[].season"),
                    *(f"data[].{field}" for field in (*COPIED, *(f"{kind}_record" for kind in RECORDS))),
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
