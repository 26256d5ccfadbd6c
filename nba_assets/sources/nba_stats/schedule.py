"""nbac_schedule: the season's games as the league's schedule shows them now (scheduleleaguev2int, else the CDN's)."""

from datetime import datetime, time

from nba_assets.eastern import eastern_date, parse_eastern
from nba_assets.seasons import COUNTED_SEASON_TYPES, game_id, season_name, season_of, season_type, season_year
from nba_assets.sources.answers import required, required_rows
from nba_assets.sources.nba_cdn.host import PROVIDER as CDN
from nba_assets.sources.nba_stats import schedule_espn as espn
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.nba_stats.schedule_record import FINAL, ScheduledGame
from nba_assets.sources.retries import CatchUp
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

TEAM_KEYS = ("teamId", "teamTricode", "score")
NEEDS = frozenset(
    f"leagueSchedule.gameDates[].games[].{path}"
    for path in (
        *("gameId", "gameCode", "gameStatus", "gameStatusText", "gameDateTimeEst"),
        *(f"{side}.{key}" for side in ("homeTeam", "awayTeam") for key in TEAM_KEYS),
    )
)


def ask(asking: Asking) -> list[Request]:
    """Ask for the whole season: its answer is one document."""
    params = {"GameSubType": "", "LeagueID": "00", "Season": asking.scope}
    return [Request(PROVIDER, "schedule", asking.scope, "season", "/stats/scheduleleaguev2int", params)]


def ask_cdn(asking: Asking) -> list[Request]:
    """Ask for the whole season, if it is the current one or the next: the CDN holds no other."""
    if asking.scope < season_of(asking.today):
        return []
    return [Request(CDN, "schedule", asking.scope, "season", "/static/json/staticData/scheduleLeagueV2_1.json")]


def read(answer: Answer) -> list[Row]:
    """Read the games that count. Preseason and All-Star games are left out.

    Raises MissingFieldError when the payload lacks a field that every recording has.
    """
    return [row | {"data_source": "api_stats"} for row in _games(answer)]


def read_cdn(answer: Answer) -> list[Row]:
    """Read the games that count; an answer with another season than was asked for is no answer."""
    if required(answer, "leagueSchedule", "seasonYear") != answer.request.scope:
        return []
    return [row | {"data_source": "cdn_static"} for row in _games(answer)]


def _games(answer: Answer) -> list[Row]:
    """A game of a later round has no teams (id 0) until they are known; until then it is no game of anybody."""
    days = required_rows(answer, "leagueSchedule", "gameDates")
    games = [game for day in days for game in required_rows(answer, "games", within=day)]
    return [
        _row(game, answer)
        for game in games
        if season_type(required(answer, "gameId", within=game)) in COUNTED_SEASON_TYPES
        and all(required(answer, side, "teamId", within=game) for side in ("homeTeam", "awayTeam"))
    ]


def _row(game: Row, answer: Answer) -> Row:
    home, away = (
        {key: required(answer, side, key, within=game) for key in TEAM_KEYS} | game[side]
        for side in ("homeTeam", "awayTeam")
    )
    tipoff = _tipoff(game, answer)
    day = eastern_date(tipoff)
    status = required(answer, "gameStatus", within=game)
    return {
        "game_id": game_id(day, away["teamTricode"], home["teamTricode"]),
        "nba_game_id": game["gameId"],
        "game_code": required(answer, "gameCode", within=game),
        "season": season_name(season_year(day)),
        "season_year": season_year(day),
        "season_type": season_type(game["gameId"]),
        "game_date": day,
        "tipoff_at": tipoff,
        "game_status": status,
        "game_status_text": required(answer, "gameStatusText", within=game).strip(),
        "home_team_name": _full_name(home),
        "away_team_name": _full_name(away),
        "home_team_id": home["teamId"],
        "home_team_tricode": home["teamTricode"],
        "away_team_id": away["teamId"],
        "away_team_tricode": away["teamTricode"],
        **_result(home, away, status),
        "arena_name": game.get("arenaName") or None,
        "arena_city": game.get("arenaCity") or None,
        "arena_state": game.get("arenaState") or None,
        "week_number": game.get("weekNumber") or None,
        "week_name": game.get("weekName") or None,
        "game_label": game.get("gameLabel") or None,
        "game_sub_label": game.get("gameSubLabel") or None,
        "game_subtype": game.get("gameSubtype") or None,
        "series_text": game.get("seriesText") or None,
        "series_game_number": game.get("seriesGameNumber") or None,
        "if_necessary": game.get("ifNecessary"),
        "national_broadcasters": _broadcasters(game),
        "is_neutral_site": game.get("isNeutral"),
        "postponed_status": game.get("postponedStatus") or None,
    }


def _full_name(team: Row) -> str | None:
    """Older seasons of the replay's archive have the tricodes only."""
    return f"{team['teamCity']} {team['teamName']}" if "teamCity" in team and "teamName" in team else None


def _broadcasters(game: Row) -> str | None:
    shown = game.get("broadcasters", {}).get("nationalTvBroadcasters", [])
    return "/".join(broadcaster["broadcasterDisplay"] for broadcaster in shown) or None


def _tipoff(game: Row, answer: Answer) -> datetime:
    """The feed's Eastern time wears a false Z; older seasons have no other."""
    if "gameDateTimeUTC" in game:
        return datetime.fromisoformat(game["gameDateTimeUTC"])
    return parse_eastern(required(answer, "gameDateTimeEst", within=game).removesuffix("Z"))


def _result(home: Row, away: Row, status: int) -> Row:
    """The feed shows 0 before and during a game, so a score counts only once the game is final."""
    if status != FINAL:
        return {"home_team_score": None, "away_team_score": None, "winning_team_tricode": None}
    winner = home if home["score"] > away["score"] else away
    return {
        "home_team_score": home["score"],
        "away_team_score": away["score"],
        "winning_team_tricode": winner["teamTricode"],
    }


NBAC_SCHEDULE = RawTable(
    name="nbac_schedule",
    record=ScheduledGame,
    key=("nba_game_id", "game_date"),
    description="One row per game of the season that counts, as the league's schedule shows it now.",
    feeds=(
        Feed(PROVIDER, "schedule", ask=ask, read=read, needs=NEEDS),
        Feed(CDN, "schedule", ask=ask_cdn, read=read_cdn, needs=NEEDS),
        Feed(espn.PROVIDER, espn.FEED, ask=espn.ask, read=espn.read, needs=espn.NEEDS),
    ),
    scope=Scope.SEASON,
    keep=Keep.LATEST,
    combine=espn.newest_refreshed,
    catch_up=CatchUp(times=(time(6), time(12), time(18)), days_back=7, days_ahead=7),
    fresh_within_hours=24.0,
)
