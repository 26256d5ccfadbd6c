"""injured_list_moves: who was put on the injured list or missed a game through injury, and who came back.

From the search of Pro Sports Transactions, which dates a move and gives no time: it is known from the day after. The
site stands behind a guard that refuses most programs (403): then the table keeps what it has and is reported as
blocked. Nothing here tries to get round that.
"""

import logging
from datetime import date, time, timedelta

from pydantic import Field

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import season_year
from nba_assets.sources.answers import unusable
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.pro_sports_transactions import reasons
from nba_assets.sources.pro_sports_transactions.results_page import (
    COLUMNS,
    LINES_A_PAGE,
    Line,
    result_columns,
    result_lines,
)
from nba_assets.sources.retries import CatchUp
from nba_assets.sources.table import Answer, Asking, Feed, Form, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import TEAMS

log = logging.getLogger("nba.sources")

PROVIDER = "pro_sports_transactions"
PATH = "/basketball/Search/SearchResults.php"
# Movement to and from the injured list, and games missed through injury (those are the day-to-day ones).
KINDS = {"ILChkBx": "yes", "InjuriesChkBx": "yes"}
SEASON_BEGINS = (7, 1)
PAGES_AT_MOST = 100
TRICODES = {team.nickname: team.abbr for team in TEAMS} | {"Blazers": "POR"}
# The site writes several spellings of one name with this between them.
OR = " / "


class InjuredListMove(RawRecord):
    """One player's move to or from the injured list, or a game missed through injury."""

    game_date: date = Field(description="Game date whose search shows the move: the first on or after the move.")
    season_year: int = Field(description="Year in which the season of the game date began.")
    move_date: date = Field(description="Date of the move, without a time: known from the day after.")
    result_row: int = Field(description="Place of the move in the search of the game date, from 1.")
    team_abbr: str = Field(description="Tricode of the player's team.")
    player_name: str = Field(description="Name as the site writes it, without its bullet.")
    player_lookup: str = Field(description="Standard form of the (first) name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    is_placed: bool = Field(description="The player is out: put on the list, or missing a game.")
    is_activated: bool = Field(description="The player is back: activated, or returned to the line-up.")
    is_on_injured_list: bool = Field(description="The notes speak of the injured list, not only of a missed game.")
    is_day_to_day: bool = Field(description="The notes say DTD: day to day.")
    is_out_for_season: bool = Field(description="The notes say that he is out for the season.")
    is_out_indefinitely: bool = Field(description="The notes say that he is out for an unknown time.")
    is_date_approximate: bool = Field(description="The notes say that the date is approximate.")
    notes: str | None = Field(description="The site's note, unchanged but for blanks.")
    reason: str | None = Field(description="What is wrong with him, out of the note; absent where it tells nothing.")
    reason_category: str | None = Field(description="injury, illness, rest, personal, suspension or other.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the moves since the last game date, or since 1 July for the first game date of a season."""
    first = _first_day(asking)
    if not asking.games or first > asking.today:
        return []
    searched = {"Player": "", "Team": "", "BeginDate": f"{first}", "EndDate": asking.scope, **KINDS, "Submit": "Search"}
    return [_page(asking.scope, searched, 0)]


def follow(answer: Answer) -> list[Request]:
    """Ask for the next page while pages are full.

    Raises ValueError for a search without an end: then the site ignores where a page starts.
    """
    if len(result_lines(answer)) < LINES_A_PAGE:
        return []
    start = int(answer.request.params["start"]) + LINES_A_PAGE
    if start >= PAGES_AT_MOST * LINES_A_PAGE:
        raise unusable(answer, f"the search has more than {PAGES_AT_MOST} full pages")
    return [_page(answer.request.scope, dict(answer.request.params), start)]


def read(answer: Answer) -> list[Row]:
    """Read one row a move. A line that names nobody is no move; it is logged.

    Raises MissingFieldError, and ValueError for an unknown team, or a date outside of what was searched.
    """
    return [row for line in result_lines(answer) for row in _moves(line, answer)]


def _first_day(asking: Asking) -> date:
    year = season_year(asking.day)
    if asking.previous is None or season_year(asking.previous) != year:
        return date(year, *SEASON_BEGINS)
    return asking.previous + timedelta(days=1)


def _page(scope: str, searched: Row, start: int) -> Request:
    params = {**searched, "start": str(start)}
    return Request(PROVIDER, "injured_list", scope, f"start-{start:04d}", PATH, params, Form.HTML)


def _moves(line: Line, answer: Answer) -> list[Row]:
    if not line.acquired and not line.relinquished:
        log.warning("%s %s: line %d of the search names no player", PROVIDER, answer.request.scope, line.place + 1)
        return []
    return [
        _move(line, name, activated, answer)
        for names, activated in ((line.acquired, True), (line.relinquished, False))
        for name in names
    ]


def _move(line: Line, name: str, acquired: bool, answer: Answer) -> Row:
    """The notes overrule the column where they say the opposite: the site mixes the two up now and then."""
    activated = reasons.says_activated(line.notes) or (acquired and not reasons.says_placed(line.notes))
    day, why = date.fromisoformat(answer.request.scope), reasons.reason(line.notes)
    spelling = name.split(OR, maxsplit=1)[0]
    return {
        "game_date": day,
        "season_year": season_year(day),
        "move_date": _date(line, answer),
        "result_row": line.place + 1,
        "team_abbr": _team(line, answer),
        "player_name": name,
        "player_lookup": player_lookup(spelling),
        "player_match_key": match_key(spelling),
        "is_placed": not activated,
        "is_activated": activated,
        "is_on_injured_list": reasons.speaks_of_the_list(line.notes),
        "is_day_to_day": reasons.remarks(line.notes, reasons.DAY_TO_DAY),
        "is_out_for_season": reasons.remarks(line.notes, reasons.OUT_FOR_SEASON),
        "is_out_indefinitely": reasons.remarks(line.notes, reasons.OUT_INDEFINITELY),
        "is_date_approximate": reasons.remarks(line.notes, reasons.DATE_APPROXIMATE),
        "notes": line.notes or None,
        "reason": None if activated else why,
        "reason_category": None if activated else reasons.category(why),
    }


def _date(line: Line, answer: Answer) -> date:
    day, searched = date.fromisoformat(line.date), answer.request.params
    if not searched["BeginDate"] <= line.date <= searched["EndDate"]:
        span = f"{searched['BeginDate']} to {searched['EndDate']}"
        raise unusable(answer, f"line {line.place + 1} of the search of {span} is of {day}")
    return day


def _team(line: Line, answer: Answer) -> str:
    if line.team not in TRICODES:
        raise unusable(answer, f"line {line.place + 1} of the search names an unknown team '{line.team}'")
    return TRICODES[line.team]


INJURED_LIST_MOVES = RawTable(
    name="injured_list_moves",
    record=InjuredListMove,
    key=("game_date", "result_row", "player_lookup"),
    description="One row per player and move to or from the injured list, or game missed through injury.",
    feeds=(
        Feed(
            PROVIDER,
            "injured_list",
            ask=ask,
            read=read,
            follow=follow,
            fields=result_columns,
            needs=frozenset(COLUMNS),
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    # A date's own moves are shown only after it: the days before today are asked for again.
    catch_up=CatchUp(times=(time(6), time(11), time(17)), days_back=3),
)
