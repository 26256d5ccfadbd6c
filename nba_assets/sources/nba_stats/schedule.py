"""nbac_schedule: the season's games as the league's schedule shows them now (scheduleleaguev2int)."""

from datetime import date, datetime

from pydantic import AwareDatetime, Field

from nba_assets.eastern import eastern_date, parse_eastern
from nba_assets.seasons import COUNTED_SEASON_TYPES, game_id, season_name, season_type, season_year
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.nba_stats.answers import PROVIDER, required
from nba_assets.sources.table import Answer, Asking, Keep, RawTable, Request, Row, Scope

FINAL = 3


class ScheduledGame(RawRecord):
    """One game of a season that counts: regular season, Cup final, play-in or playoffs."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, Eastern date.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    game_code: str = Field(description="The league's code YYYYMMDD/AWYHOM.")
    season: str = Field(description="Season as the league names it, e.g. 2024-25.")
    season_year: int = Field(description="Year in which the season began.")
    season_type: str = Field(description="Regular Season, Cup Final, PlayIn or Playoffs, from the game id.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    tipoff_at: AwareDatetime = Field(description="Scheduled tip-off, UTC.")
    game_status: int = Field(description="1 scheduled, 2 in progress, 3 final, as known when captured.")
    game_status_text: str = Field(description="The provider's text: a time, a period, Final, Final/OT.")
    home_team_id: int = Field(description="NBA team id of the home team.")
    home_team_tricode: str = Field(description="Tricode of the home team.")
    away_team_id: int = Field(description="NBA team id of the away team.")
    away_team_tricode: str = Field(description="Tricode of the away team.")
    home_team_score: int | None = Field(description="Final points of the home team; unknown before the game is final.")
    away_team_score: int | None = Field(description="Final points of the away team; unknown before the game is final.")
    winning_team_tricode: str | None = Field(description="Tricode of the winner; unknown before the game is final.")
    arena_name: str | None = Field(description="Arena.")
    arena_city: str | None = Field(description="City of the arena.")
    arena_state: str | None = Field(description="State of the arena; absent outside the United States.")
    week_name: str | None = Field(description="The league's week, e.g. Week 12.")
    game_label: str | None = Field(description="Label such as Emirates NBA Cup or NBA Paris Games.")
    game_sub_label: str | None = Field(description="Round or group within the label.")
    is_neutral_site: bool | None = Field(description="Played in neither team's arena; unknown where the feed omits it.")
    postponed_status: str | None = Field(description="The provider's postponement flag, N when not postponed.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the whole season: its answer is one document."""
    params = {"GameSubType": "", "LeagueID": "00", "Season": asking.scope}
    return [Request(PROVIDER, "schedule", asking.scope, "season", "/stats/scheduleleaguev2int", params)]


def read(answer: Answer) -> list[Row]:
    """Read the games that count. Preseason and All-Star games are left out.

    Raises MissingFieldError when the payload lacks a field that every recording has.
    """
    days = required(answer, "leagueSchedule", "gameDates")
    games = [game for day in days for game in required(answer, "games", within=day)]
    return [_row(game, answer) for game in games if season_type(game["gameId"]) in COUNTED_SEASON_TYPES]


def _row(game: Row, answer: Answer) -> Row:
    home, away = required(answer, "homeTeam", within=game), required(answer, "awayTeam", within=game)
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
        "home_team_id": home["teamId"],
        "home_team_tricode": home["teamTricode"],
        "away_team_id": away["teamId"],
        "away_team_tricode": away["teamTricode"],
        **_result(home, away, status),
        "arena_name": game.get("arenaName") or None,
        "arena_city": game.get("arenaCity") or None,
        "arena_state": game.get("arenaState") or None,
        "week_name": game.get("weekName") or None,
        "game_label": game.get("gameLabel") or None,
        "game_sub_label": game.get("gameSubLabel") or None,
        "is_neutral_site": game.get("isNeutral"),
        "postponed_status": game.get("postponedStatus") or None,
    }


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
    provider=PROVIDER,
    feed="schedule",
    scope=Scope.SEASON,
    keep=Keep.LATEST,
    ask=ask,
    read=read,
)
