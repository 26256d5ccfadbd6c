"""espn_scoreboard: the games of a date with status and final score, as ESPN's public scoreboard shows them.

The site's feed is not documented by its owner. Beside the recordings, its readers in public agree on what is used here:
``status.type`` tells pre, in and post and whether a game was completed (a postponed one is post and not completed), a
competition of type ALLSTAR is the All-Star game, and season type 1 is the preseason.
"""

from datetime import date, datetime, time

from pydantic import AwareDatetime, Field

from nba_assets.eastern import eastern_date
from nba_assets.seasons import game_id, season_year
from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.espn.teams import abbr_from_espn
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.retries import CatchUp
from nba_assets.sources.scheduled_games import game_of_teams
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

PROVIDER = "espn"
PATH = "/apis/site/v2/sports/basketball/nba/scoreboard"
PRESEASON, POSTSEASON = 1, 3
ALL_STAR = "ALLSTAR"
SCHEDULED, IN_PROGRESS, FINAL = 1, 2, 3
STATUS_FINAL = "STATUS_FINAL"
RESULTS_ARE_DUE_AFTER_HOURS = 6.0


class EspnGame(RawRecord):
    """One game that counts on ESPN's scoreboard of a date."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM; the schedule's where it has the game.")
    nba_game_id: str | None = Field(description="The league's ten-digit id, from the schedule; absent if not there.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    season_year: int = Field(description="Year in which the season began.")
    espn_game_id: str = Field(description="ESPN's id of the game.")
    tipoff_at: AwareDatetime | None = Field(description="Scheduled tip-off, UTC; absent while it is to be determined.")
    game_status: int = Field(description="1 scheduled or not played, 2 in progress, 3 final, as known when captured.")
    status_name: str = Field(description="ESPN's status, e.g. STATUS_FINAL, STATUS_POSTPONED.")
    period: int | None = Field(description="Periods begun: 5 in the first overtime; absent before tip-off.")
    is_postseason: bool = Field(description="A playoff game; the play-in is none.")
    is_neutral_site: bool | None = Field(description="Played in neither team's arena.")
    home_team_abbr: str = Field(description="Tricode of the home team.")
    home_team_espn_id: str = Field(description="ESPN's id of the home team.")
    home_team_score: int | None = Field(description="Final points of the home team; unknown before the game is final.")
    away_team_abbr: str = Field(description="Tricode of the away team.")
    away_team_espn_id: str = Field(description="ESPN's id of the away team.")
    away_team_score: int | None = Field(description="Final points of the away team; unknown before the game is final.")
    winning_team_abbr: str | None = Field(description="Tricode of the winner; unknown before the game is final.")
    arena_name: str | None = Field(description="Arena.")
    attendance: int | None = Field(description="Spectators; absent where ESPN writes 0.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the scoreboard of a date that has games."""
    if not asking.games:
        return []
    return [Request(PROVIDER, "scoreboard", asking.scope, "date", PATH, {"dates": f"{asking.day:%Y%m%d}"})]


def read(answer: Answer) -> list[Row]:
    """Read one row a game. Preseason and All-Star games are left out.

    Raises MissingFieldError, and ValueError for an unknown team or a game of another date.
    """
    return [_row(event, answer) for event in required_rows(answer, "events") if _counts(event, answer)]


def _counts(event: Row, answer: Answer) -> bool:
    kind = required(answer, "type", "abbreviation", within=_competition(event, answer))
    return kind != ALL_STAR and required(answer, "season", "type", within=event) != PRESEASON


def _competition(event: Row, answer: Answer) -> Row:
    competitions = required_rows(answer, "competitions", within=event)
    if not competitions:
        raise MissingFieldError(answer.request, "events[].competitions[]", answer.source_file)
    return competitions[0]


def _row(event: Row, answer: Answer) -> Row:
    competition = _competition(event, answer)
    tipoff = datetime.fromisoformat(required(answer, "date", within=competition))
    day = eastern_date(tipoff)
    if day.isoformat() != answer.request.scope:
        raise unusable(answer, f"game {event.get('id')} is of {day}")
    home, away = _side(competition, "home", answer), _side(competition, "away", answer)
    home_abbr, away_abbr = _abbr(home, answer), _abbr(away, answer)
    league = game_of_teams(answer, home_abbr, away_abbr)
    status = required(answer, "status", within=competition)
    return {
        "game_id": league["game_id"] if league else game_id(day, away_abbr, home_abbr),
        "nba_game_id": league["nba_game_id"] if league else None,
        "game_date": day,
        "season_year": season_year(day),
        "espn_game_id": required(answer, "id", within=event),
        "tipoff_at": tipoff if competition.get("timeValid", True) else None,
        "game_status": _game_status(status, answer),
        "status_name": required(answer, "type", "name", within=status),
        "period": status.get("period") or None,
        "is_postseason": event["season"]["type"] == POSTSEASON,
        "is_neutral_site": competition.get("neutralSite"),
        "home_team_abbr": home_abbr,
        "home_team_espn_id": required(answer, "team", "id", within=home),
        "away_team_abbr": away_abbr,
        "away_team_espn_id": required(answer, "team", "id", within=away),
        **_result(home, away, _game_status(status, answer), answer),
        "arena_name": competition.get("venue", {}).get("fullName"),
        "attendance": competition.get("attendance") or None,
    }


def _side(competition: Row, side: str, answer: Answer) -> Row:
    """Return the competitor at home or away, by what it is called and not by its place in the list."""
    for competitor in required_rows(answer, "competitors", within=competition):
        if competitor.get("homeAway") == side:
            return competitor
    raise MissingFieldError(answer.request, f"competitors[].homeAway '{side}'", answer.source_file)


def _abbr(competitor: Row, answer: Answer) -> str:
    return abbr_from_espn(required(answer, "team", "abbreviation", within=competitor))


def _game_status(status: Row, answer: Answer) -> int:
    kind = required(answer, "type", within=status)
    if required(answer, "name", within=kind) == STATUS_FINAL and required(answer, "completed", within=kind):
        return FINAL
    return IN_PROGRESS if required(answer, "state", within=kind) == "in" else SCHEDULED


def _result(home: Row, away: Row, status: int, answer: Answer) -> Row:
    """The feed shows 0 before a game, so a score counts only once the game is final."""
    if status != FINAL:
        return dict.fromkeys(("home_team_score", "away_team_score", "winning_team_abbr"))
    home_score, away_score = (int(required(answer, "score", within=side)) for side in (home, away))
    return {
        "home_team_score": home_score,
        "away_team_score": away_score,
        "winning_team_abbr": _abbr(home if home_score > away_score else away, answer),
    }


ESPN_SCOREBOARD = RawTable(
    name="espn_scoreboard",
    record=EspnGame,
    key=("game_id", "game_date"),
    description="One row per game of a date on ESPN's scoreboard, with its status and final score as known now.",
    feeds=(
        Feed(
            PROVIDER,
            "scoreboard",
            ask=ask,
            read=read,
            needs=frozenset(
                {
                    "events",
                    "events[].id",
                    "events[].season.type",
                    "events[].competitions[].date",
                    "events[].competitions[].type.abbreviation",
                    "events[].competitions[].status.type.name",
                    "events[].competitions[].status.type.state",
                    "events[].competitions[].status.type.completed",
                    "events[].competitions[].competitors[].homeAway",
                    "events[].competitions[].competitors[].score",
                    "events[].competitions[].competitors[].team.id",
                    "events[].competitions[].competitors[].team.abbreviation",
                }
            ),
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    rows_per_final_game=1,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
    catch_up=CatchUp(times=(time(11), time(15), time(19)), days_back=1, days_ahead=1),
)
