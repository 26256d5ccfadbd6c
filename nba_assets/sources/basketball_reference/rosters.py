"""br_rosters_current: who is on a team as Basketball-Reference lists it on a date. A snapshot, for resolving names."""

import re
from datetime import UTC, date, datetime

from pydantic import Field

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import season_of, season_year
from nba_assets.sources.answers import unusable
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.basketball_reference.roster_page import NEEDED, PLAYER_ID, roster_cells, roster_fields
from nba_assets.sources.retries import MORNING_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Form, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import TEAMS

PROVIDER = "basketball_reference"
OWN_CODES = {"BKN": "BRK", "CHA": "CHO", "PHX": "PHO"}
ROOKIE = "R"
TWO_WAY = "(TW)"
INCHES_PER_FOOT = 12
_HEIGHT = re.compile(r"(\d)-(\d{1,2})")


class BrRosterPlayer(RawRecord):
    """One player of one team's roster on a date."""

    game_date: date = Field(description="The date that the snapshot is for; captured_at tells when it was taken.")
    season_year: int = Field(description="Year in which the season of the date began.")
    season: str = Field(description="Season as the league names it, e.g. 2023-24.")
    team_abbr: str = Field(description="Tricode of the team.")
    br_team_code: str = Field(description="The site's code of the team: BRK, CHO and PHO differ from the tricode.")
    br_player_id: str | None = Field(description="The site's id of the player, e.g. jokicni01.")
    player_full_name: str = Field(description="Name as the site writes it, mended where its letters were garbled.")
    player_last_name: str = Field(description="Name without the first word and the generational suffix.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    is_two_way: bool = Field(description="On a two-way contract.")
    jersey_number: str | None = Field(description="Number on the jersey, as text: 0 and 00 differ.")
    position: str | None = Field(description="Position in short, e.g. PG.")
    height_inches: int | None = Field(description="Height in inches.")
    weight_pounds: int | None = Field(description="Weight in pounds.")
    birth_date: date | None = Field(description="Date of birth.")
    birth_country: str | None = Field(description="Country of birth as the site's two letters.")
    experience_years: int | None = Field(description="Seasons played before this one; 0 for a rookie.")
    college: str | None = Field(description="Colleges, in the site's order.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the page of each of the thirty teams, on a date with games that has begun."""
    if not asking.games or asking.day > asking.today:
        return []
    ending = season_year(asking.day) + 1
    return [
        Request(
            *(PROVIDER, "roster", asking.scope, team.abbr),
            path=f"/teams/{OWN_CODES.get(team.abbr, team.abbr)}/{ending}.html",
            form=Form.HTML,
            as_of=asking.snapshot_at,
        )
        for team in TEAMS
    ]


def read(answer: Answer) -> list[Row]:
    """Read one row a player.

    Raises MissingFieldError, and ValueError for a table without players or a cell that cannot be read.
    """
    day, abbr = date.fromisoformat(answer.request.scope), answer.request.slug
    shared = {
        "game_date": day,
        "season_year": season_year(day),
        "season": season_of(day),
        "team_abbr": abbr,
        "br_team_code": OWN_CODES.get(abbr, abbr),
    }
    rows = [shared | _player(cells, answer) for cells in roster_cells(answer)]
    if not rows:
        raise unusable(answer, f"the roster of {abbr} has no players")
    return rows


def _player(cells: dict[str, str], answer: Answer) -> Row:
    shown = cells["player"]
    name = shown.replace(TWO_WAY, "").strip()
    if not name:
        raise unusable(answer, f"a player of the roster has no name: {cells}")
    return {
        "br_player_id": cells[PLAYER_ID] or None,
        "player_full_name": name,
        "player_last_name": _last_name(name),
        "player_lookup": player_lookup(name),
        "player_match_key": match_key(name),
        "is_two_way": TWO_WAY in shown,
        "jersey_number": cells.get("number") or None,
        "position": cells.get("pos") or None,
        "height_inches": _inches(cells.get("height")),
        "weight_pounds": int(cells["weight"]) if cells.get("weight") else None,
        "birth_date": _written_out(cells.get("birth_date")),
        "birth_country": (cells.get("birth_country") or "").upper() or None,
        "experience_years": _years(cells.get("years_experience")),
        "college": cells.get("college") or None,
    }


def _last_name(name: str) -> str:
    words = name.split()
    if player_lookup(name) != match_key(name):
        words = words[:-1]
    return " ".join(words[1:] or words)


def _inches(text: str | None) -> int | None:
    if not text:
        return None
    found = _HEIGHT.fullmatch(text)
    if found is None:
        msg = f"'{text}' is not a height such as 6-10"
        raise ValueError(msg)
    return int(found[1]) * INCHES_PER_FOOT + int(found[2])


def _written_out(text: str | None) -> date | None:
    return datetime.strptime(text, "%B %d, %Y").replace(tzinfo=UTC).date() if text else None


def _years(text: str | None) -> int | None:
    if not text:
        return None
    return 0 if text == ROOKIE else int(text)


BR_ROSTERS_CURRENT = RawTable(
    name="br_rosters_current",
    record=BrRosterPlayer,
    key=("game_date", "team_abbr", "player_lookup"),
    description="One row per player, team and date of Basketball-Reference's rosters, each date a snapshot.",
    feeds=(Feed(PROVIDER, "roster", ask=ask, read=read, fields=roster_fields, needs=NEEDED),),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    catch_up=MORNING_CATCH_UP,
    fresh_within_hours=12.0,
)
