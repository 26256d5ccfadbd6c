"""The last resort of nbac_schedule: ESPN's scoreboard, which lacks the league's ids.

It cannot add a game; it refreshes status and score of games that an earlier answer of the league made known.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from nba_assets.eastern import eastern_date
from nba_assets.seasons import game_id, season_of
from nba_assets.sources.answers import required, required_rows
from nba_assets.sources.nba_stats.schedule_record import FINAL, IN_PROGRESS, SCHEDULED
from nba_assets.sources.table import Answer, Asking, Request, Row
from nba_assets.teams import abbr_from_full_name

PROVIDER, FEED = "espn", "schedule_scoreboard"
PATH = "/apis/site/v2/sports/basketball/nba/scoreboard"
DAYS_AROUND_TODAY = (-1, 0, 1)
STATES = {"pre": SCHEDULED, "in": IN_PROGRESS}
# The league writes these letters for a game that is put off; staging looks for them.
PUT_OFF = "PPD"
NEEDS = frozenset({"events"})
REFRESHED = (
    *("game_status", "game_status_text", "home_team_score", "away_team_score", "winning_team_tricode", "data_source"),
    *("source_file", "captured_at", "processed_at"),
)


def ask(asking: Asking) -> list[Request]:
    """Ask for yesterday, today and tomorrow, if they belong to the season."""
    days = [asking.today + timedelta(days=days) for days in DAYS_AROUND_TODAY]
    return [
        Request(PROVIDER, FEED, asking.scope, day.isoformat(), PATH, {"dates": f"{day:%Y%m%d}"})
        for day in days
        if season_of(day) == asking.scope
    ]


def read(answer: Answer) -> list[Row]:
    """Read status and score of the games of two of the thirty teams; the rows are no whole rows of the schedule.

    Raises MissingFieldError for a lacking field.
    """
    games = [
        competition
        for event in required_rows(answer, "events")
        for competition in required_rows(answer, "competitions", within=event)
    ]
    return [row for game in games if (row := _row(game, answer))]


def newest_refreshed(rows_by_feed: Sequence[Sequence[Row]]) -> list[Row]:
    """Return the league's newest whole-season answer, its games refreshed by newer scoreboards.

    A status never goes back: a scoreboard that lags behind changes nothing.
    """
    *league, scoreboards = rows_by_feed
    seasons = [rows for rows in league if rows]
    if not seasons:
        return []
    newest = max(seasons, key=lambda rows: max(row["captured_at"] for row in rows))
    by_game = {row["game_id"]: row for row in sorted(scoreboards, key=lambda row: row["captured_at"])}
    return [_refreshed(row, by_game.get(row["game_id"])) for row in newest]


def _refreshed(row: Row, seen: Row | None) -> Row:
    if seen is None or seen["captured_at"] <= row["captured_at"] or seen["game_status"] < row["game_status"]:
        return row
    return row | {column: seen[column] for column in REFRESHED}


def _row(game: Row, answer: Answer) -> Row | None:
    sides = {
        required(answer, "homeAway", within=side): side for side in required_rows(answer, "competitors", within=game)
    }
    home, away = (_abbr(required(answer, side, "team", "displayName", within=sides)) for side in ("home", "away"))
    if home is None or away is None:
        return None
    status, text = _status(game, answer)
    day = eastern_date(datetime.fromisoformat(required(answer, "date", within=game)))
    return {
        "game_id": game_id(day, away, home),
        "game_status": status,
        "game_status_text": text,
        **_result(sides, home, away, status, answer),
        "data_source": "espn_scoreboard",
    }


def _abbr(name: str) -> str | None:
    """All-Star and foreign teams stand on the scoreboard too; their games are none of the schedule's."""
    try:
        return abbr_from_full_name(name)
    except ValueError:
        return None


def _status(game: Row, answer: Answer) -> tuple[int, str]:
    """A game that is put off is over for ESPN without being completed."""
    kind = required(answer, "status", "type", within=game)
    completed, state, detail = (required(answer, key, within=kind) for key in ("completed", "state", "detail"))
    if completed:
        return FINAL, detail
    return (STATES[state], detail) if state in STATES else (SCHEDULED, PUT_OFF)


def _result(sides: dict[str, Row], home: str, away: str, status: int, answer: Answer) -> Row:
    if status != FINAL:
        return {"home_team_score": None, "away_team_score": None, "winning_team_tricode": None}
    points = {side: int(required(answer, "score", within=sides[side])) for side in ("home", "away")}
    return {
        "home_team_score": points["home"],
        "away_team_score": points["away"],
        "winning_team_tricode": home if points["home"] > points["away"] else away,
    }
