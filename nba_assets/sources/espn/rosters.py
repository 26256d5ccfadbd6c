"""espn_team_rosters: who is on a team as ESPN lists it on a date, with his listed injury. A snapshot."""

from datetime import date, datetime
from typing import Any

from pydantic import AwareDatetime, Field

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import season_year
from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.espn.teams import TEAM_IDS, abbr_from_espn
from nba_assets.sources.retries import MORNING_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Form, Keep, RawTable, Request, Row, Scope

PROVIDER = "espn"


class EspnRosterPlayer(RawRecord):
    """One player of one team's roster on a date."""

    game_date: date = Field(description="The date that the snapshot is for; captured_at tells when it was taken.")
    season_year: int = Field(description="Year in which the season of the date began.")
    team_abbr: str = Field(description="Tricode of the team.")
    team_display_name: str | None = Field(description="The team's name as ESPN writes it.")
    espn_player_id: int = Field(description="ESPN's id of the player.")
    player_full_name: str = Field(description="Name as ESPN writes it.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    jersey_number: str | None = Field(description="Number on the jersey, as text: 0 and 00 differ.")
    position: str | None = Field(description="Position in words, e.g. Shooting Guard.")
    position_abbr: str | None = Field(description="Position in short, e.g. SG.")
    height_inches: float | None = Field(description="Height in inches.")
    weight_pounds: float | None = Field(description="Weight in pounds.")
    age_years: int | None = Field(description="Age in years when captured.")
    birth_date: date | None = Field(description="Date of birth.")
    birth_place: str | None = Field(description="City, state and country of birth, as far as given.")
    experience_years: int | None = Field(description="Seasons played before this one; 0 for a rookie.")
    college: str | None = Field(description="College; this feed often leaves its name out.")
    salary_usd: int | None = Field(description="Salary in US dollars; absent where ESPN writes 0.")
    status: str | None = Field(description="ESPN's status of the player's membership, e.g. Active.")
    injury_status: str | None = Field(description="Status of the newest listed injury, e.g. Out, Day-To-Day.")
    injury_type: str | None = Field(description="Part of the body, or illness.")
    injury_side: str | None = Field(description="Left, Right or Not Specified.")
    injury_detail: str | None = Field(description="Kind of injury, e.g. Surgery.")
    injury_reported_at: AwareDatetime | None = Field(description="When ESPN listed the injury, UTC.")
    injury_return_date: date | None = Field(description="Expected return as ESPN guesses it.")
    injury_comment: str | None = Field(description="ESPN's sentence on the injury.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the roster of each of the thirty teams, on a date with games that has begun."""
    if not asking.games or asking.day > asking.today:
        return []
    return [
        Request(
            *(PROVIDER, "roster", asking.scope, abbr),
            path=f"/apis/site/v2/sports/basketball/nba/teams/{espn_id}",
            params={"enable": "roster"},
            form=Form.JSON,
            as_of=asking.snapshot_at,
        )
        for abbr, espn_id in TEAM_IDS.items()
    ]


def read(answer: Answer) -> list[Row]:
    """Read one row a player.

    Raises MissingFieldError, and ValueError for another team than asked for or a team without players.
    """
    team = required(answer, "team")
    abbr = abbr_from_espn(required(answer, "abbreviation", within=team))
    if abbr != answer.request.slug:
        raise unusable(answer, f"the roster asked for {answer.request.slug} is that of {abbr}")
    athletes = required_rows(answer, "athletes", within=team)
    if not athletes:
        raise unusable(answer, f"the roster of {abbr} has no players")
    day = date.fromisoformat(answer.request.scope)
    shared = {
        "game_date": day,
        "season_year": season_year(day),
        "team_abbr": abbr,
        "team_display_name": team.get("displayName"),
    }
    return [shared | _player(athlete, answer) | _injury(athlete) for athlete in athletes]


def _player(athlete: Row, answer: Answer) -> Row:
    name = required(answer, "fullName", within=athlete)
    born = athlete.get("dateOfBirth")
    return {
        "espn_player_id": int(required(answer, "id", within=athlete)),
        "player_full_name": name,
        "player_lookup": player_lookup(name),
        "player_match_key": match_key(name),
        "jersey_number": athlete.get("jersey"),
        "position": _of(athlete, "position", "displayName"),
        "position_abbr": _of(athlete, "position", "abbreviation"),
        "height_inches": athlete.get("height"),
        "weight_pounds": athlete.get("weight"),
        "age_years": athlete.get("age"),
        # Midnight of the day in California, written in UTC: its date is the birthday.
        "birth_date": datetime.fromisoformat(born).date() if born else None,
        "birth_place": _place(athlete.get("birthPlace") or {}),
        "experience_years": _of(athlete, "experience", "years"),
        "college": _of(athlete, "college", "name"),
        "salary_usd": _of(athlete, "contract", "salary") or None,
        "status": _of(athlete, "status", "name"),
    }


def _injury(athlete: Row) -> Row:
    listed = athlete.get("injuries") or []
    newest = max(listed, key=lambda injury: injury.get("date") or "", default={})
    details = newest.get("details") or {}
    reported, back = newest.get("date"), details.get("returnDate")
    return {
        "injury_status": newest.get("status"),
        "injury_type": details.get("type"),
        "injury_side": details.get("side"),
        "injury_detail": details.get("detail"),
        "injury_reported_at": datetime.fromisoformat(reported) if reported else None,
        "injury_return_date": date.fromisoformat(back) if back else None,
        "injury_comment": newest.get("shortComment"),
    }


def _of(athlete: Row, key: str, within: str) -> Any:
    return (athlete.get(key) or {}).get(within)


def _place(born: Row) -> str | None:
    return ", ".join(born[part] for part in ("city", "state", "country") if born.get(part)) or None


ESPN_TEAM_ROSTERS = RawTable(
    name="espn_team_rosters",
    record=EspnRosterPlayer,
    key=("game_date", "team_abbr", "espn_player_id"),
    description="One row per player, team and date of ESPN's rosters, each date a snapshot.",
    feeds=(
        Feed(
            PROVIDER,
            "roster",
            ask=ask,
            read=read,
            needs=frozenset({"team.abbreviation", "team.athletes", "team.athletes[].id", "team.athletes[].fullName"}),
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    catch_up=MORNING_CATCH_UP,
    fresh_within_hours=12.0,
)
