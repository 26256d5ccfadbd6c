"""nbac_injury_report: the league's official injury report, every edition that was asked for."""

from datetime import date, datetime, time, timedelta

from pydantic import AwareDatetime, Field

from nba_assets.eastern import utc
from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import game_id, season_of
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.nba_pdf.injury_editions import FOLDER, editions, file_name
from nba_assets.sources.nba_pdf.injury_layout import COLUMNS, NOT_YET_SUBMITTED, Entry, report, report_fields
from nba_assets.sources.nba_pdf.reasons import reason_category
from nba_assets.sources.nba_pdf.words import unreadable
from nba_assets.sources.retries import CatchUp
from nba_assets.sources.scheduled_games import game_of_teams
from nba_assets.sources.table import Answer, Asking, Feed, Form, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import abbr_from_full_name, is_abbr

PROVIDER = "nba_injury"
FEED = "injury_report"
STATUSES = frozenset({"out", "doubtful", "questionable", "probable", "available"})


class InjuryReportEntry(RawRecord):
    """One player whom a team lists for one game, in one edition."""

    report_timestamp: AwareDatetime = Field(description="The edition's own moment, UTC: what it says was known then.")
    report_date: date = Field(description="Eastern date of the edition.")
    report_hour: int = Field(description="Eastern hour of the edition, 0 to 23.")
    report_minute: int = Field(description="Minute of the edition: 30 until 2025-12-22, any quarter of an hour since.")
    season: str = Field(description="Season of the game as the league names it, e.g. 2024-25.")
    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, by the schedule, else as printed.")
    nba_game_id: str | None = Field(description="The league's ten-digit game id; unknown if not in the schedule.")
    game_date: date = Field(description="Eastern calendar date of the game, as printed.")
    game_time: str = Field(description="Tip-off as printed, HH:MM Eastern, afternoon implied.")
    minutes_before_tipoff: int | None = Field(
        description="Whole minutes from the edition to the scheduled tip-off; negative once the game is under way."
    )
    matchup: str = Field(description="Matchup as printed, AWY@HOM.")
    away_team_abbr: str = Field(description="Tricode of the away team.")
    home_team_abbr: str = Field(description="Tricode of the home team.")
    team_abbr: str = Field(description="Tricode of the player's team.")
    player_name_original: str = Field(description="Name as printed, family name first: Payton II, Gary.")
    player_full_name: str = Field(description="Name turned: Gary Payton II.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    injury_status: str = Field(description="out, doubtful, questionable, probable or available.")
    reason: str | None = Field(description="Reason as printed; absent where none is given.")
    reason_category: str = Field(
        description="injury, g_league, suspension, health_safety_protocol, rest, personal, coach_decision, "
        "other or unknown."
    )
    teams_not_submitted: str | None = Field(
        description="Tricodes, joined by commas, of the date's teams that had filed nothing by this edition: about "
        "their players it says nothing. Absent when all had filed."
    )


def ask(asking: Asking) -> list[Request]:
    """Ask for the useful editions of a past date, for the latest one of today and tomorrow."""
    return [
        Request(
            PROVIDER,
            FEED,
            asking.scope,
            f"{edition:%Y-%m-%d-%H%M}",
            f"{FOLDER}/{file_name(edition)}",
            form=Form.PDF,
        )
        for edition in editions(asking)
    ]


def read(answer: Answer) -> list[Row]:
    """Read the players that an edition lists for games of the asked date.

    An edition lists two days; the rows of the other day come with the editions asked for that day. Raises
    MissingFieldError for a lacking column and ValueError naming the file for a document or cell that is unclear.
    """
    found = report(answer)
    on_the_day = [
        (entry, day) for entry in found.entries if (day := _day(entry, answer)).isoformat() == answer.request.scope
    ]
    silent = [_team(entry, answer) for entry, _ in on_the_day if entry.reason == NOT_YET_SUBMITTED]
    shared = {
        "report_timestamp": utc(found.edition),
        "report_date": found.edition.date(),
        "report_hour": found.edition.hour,
        "report_minute": found.edition.minute,
        "teams_not_submitted": ",".join(silent) or None,
    }
    return [
        shared | _game(entry, day, found.edition, answer) | _player(entry, answer)
        for entry, day in on_the_day
        if entry.player
    ]


def turned(name: str) -> str:
    """Return a name with the given name first: ``Gary Payton II`` for ``Payton II, Gary``."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name.strip()


def _game(entry: Entry, day: date, edition: datetime, answer: Answer) -> Row:
    matchup = entry.carried["Matchup"]
    away, _, home = matchup.partition("@")
    if not is_abbr(away) or not is_abbr(home):
        raise unreadable(answer, f"unclear: '{matchup}' is no matchup of two teams")
    team = _team(entry, answer)
    if team not in (away, home):
        raise unreadable(answer, f"unclear: {team} is listed under {matchup}")
    scheduled = game_of_teams(answer, away, home)
    if scheduled:
        away, home = scheduled["away_team_tricode"], scheduled["home_team_tricode"]
    return {
        "season": season_of(day),
        "game_id": game_id(day, away, home),
        "nba_game_id": scheduled["nba_game_id"] if scheduled else None,
        "game_date": day,
        "game_time": entry.carried["Game Time"].removesuffix("(ET)").strip(),
        "minutes_before_tipoff": (scheduled["tipoff_at"] - edition) // timedelta(minutes=1) if scheduled else None,
        "matchup": matchup,
        "away_team_abbr": away,
        "home_team_abbr": home,
        "team_abbr": team,
    }


def _player(entry: Entry, answer: Answer) -> Row:
    status = (entry.status or "").lower()
    if status not in STATUSES:
        raise unreadable(answer, f"unclear: '{entry.status}' is no known status ({entry.player})")
    name = turned(entry.player or "")
    return {
        "player_name_original": entry.player,
        "player_full_name": name,
        "player_lookup": player_lookup(name),
        "player_match_key": match_key(name),
        "injury_status": status,
        "reason": entry.reason,
        "reason_category": reason_category(entry.reason),
    }


def _day(entry: Entry, answer: Answer) -> date:
    printed = entry.carried["Game Date"]
    try:
        month, day, year = map(int, printed.split("/"))
        return date(year, month, day)
    except ValueError as error:
        raise unreadable(answer, f"unclear: '{printed}' is no date MM/DD/YYYY") from error


def _team(entry: Entry, answer: Answer) -> str:
    try:
        return abbr_from_full_name(entry.carried["Team"])
    except ValueError as error:
        raise unreadable(answer, f"unclear: {error}") from error


NBAC_INJURY_REPORT = RawTable(
    name="nbac_injury_report",
    record=InjuryReportEntry,
    key=("report_timestamp", "game_id", "team_abbr", "player_lookup"),
    description="One row per edition of the official injury report, game and listed player.",
    feeds=(Feed(PROVIDER, FEED, ask=ask, read=read, fields=report_fields, needs=frozenset(COLUMNS)),),
    scope=Scope.GAME_DATE,
    keep=Keep.EVERY,
    catch_up=CatchUp(times=(time(10), time(14), time(17)), days_ahead=1),
)
