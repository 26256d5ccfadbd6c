"""The games of a date with their scores: ``/stats/scoreboardV2``."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive import Archive, Game
from nba_assets.replay.archive_format import TEAM_GAMES
from nba_assets.replay.feeds.parameters import Params, day_of, one_of, whole_number
from nba_assets.replay.feeds.periods import REGULATION_PERIODS, overtimes
from nba_assets.replay.feeds.schedule import FINAL, clock_text, status_of
from nba_assets.seasons import season_of, season_year

SIDES = ("away", "home")
# Game id and team id.
Key = tuple[str, int]

HEADER = (
    *("GAME_DATE_EST", "GAME_ID", "GAME_STATUS_ID", "GAME_STATUS_TEXT", "GAMECODE", "HOME_TEAM_ID"),
    *("VISITOR_TEAM_ID", "SEASON", "LIVE_PERIOD", "NATL_TV_BROADCASTER_ABBREVIATION", "ARENA_NAME"),
)
_COUNTS = ("FG_PCT", "FT_PCT", "FG3_PCT", "AST", "REB", "TOV")
LINE_SCORE = ("GAME_DATE_EST", "GAME_ID", "TEAM_ID", "TEAM_ABBREVIATION", "TEAM_WINS_LOSSES", "PTS", *_COUNTS)
_REGULAR_SEASON = "002"


def scoreboard(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the games that stood on a date at the moment, a score for those that were final."""
    league = one_of(params, "LeagueID", ("00",))
    offset = whole_number(params, "DayOffset")
    day = day_of(params, "GameDate") + timedelta(days=offset)
    shown = [game for game in archive.game.values() if game.is_shown(as_of)]
    games = sorted(
        (game for game in shown if eastern_date(game.tipoff_known(as_of)) == day),
        key=lambda game: (game.tipoff_known(as_of), game.game_id),
    )
    records = _records(archive, season_of(day), as_of)
    logs = {(row["GAME_ID"], row["TEAM_ID"]): row for row in archive.rows(TEAM_GAMES).of(day)}
    return {
        "resource": "scoreboardV2",
        "parameters": {"GameDate": f"{day}", "LeagueID": league, "DayOffset": f"{offset}"},
        "resultSets": [
            {"name": "GameHeader", "headers": HEADER, "rowSet": [_header(game, as_of, day) for game in games]},
            {
                "name": "LineScore",
                "headers": LINE_SCORE,
                "rowSet": [_line(game, side, as_of, day, logs, records) for game in games for side in SIDES],
            },
        ],
    }


def _header(game: Game, as_of: datetime, day: date) -> list[Any]:
    tipoff = game.tipoff_known(as_of)
    status = status_of(game, as_of)
    teams = f"{game.fields['awayTeam.teamTricode']}{game.fields['homeTeam.teamTricode']}"
    return [
        f"{day}T00:00:00",
        game.game_id,
        status,
        "Final" if status == FINAL else clock_text(tipoff),
        f"{day:%Y%m%d}/{teams}",
        game.fields["homeTeam.teamId"],
        game.fields["awayTeam.teamId"],
        f"{season_year(day)}",
        REGULATION_PERIODS + overtimes(game.final_text) if status == FINAL else 0,
        game.fields.get("nationalBroadcasters") or None,
        game.fields["arenaName"],
    ]


def _line(
    game: Game,
    side: str,
    as_of: datetime,
    day: date,
    logs: dict[Key, dict[str, Any]],
    records: dict[Key, str],
) -> list[Any]:
    team = game.fields[f"{side}Team.teamId"]
    is_final = game.is_final(as_of)
    counts = logs.get((game.game_id, team), {}) if is_final else {}
    return [
        f"{day}T00:00:00",
        game.game_id,
        team,
        game.fields[f"{side}Team.teamTricode"],
        records.get((game.game_id, team)),
        game.fields[f"{side}Team.score"] if is_final else None,
        *(counts.get(name) for name in _COUNTS),
    ]


def _records(archive: Archive, season: str, as_of: datetime) -> dict[Key, str]:
    """Return wins and losses of a team by game and team: after a final game, else those it has so far."""
    won: Counter[int] = Counter()
    lost: Counter[int] = Counter()
    records: dict[Key, str] = {}
    games = [game for game in archive.games.get(season, ()) if game.game_id.startswith(_REGULAR_SEASON)]
    for is_final in (True, False):
        for game in (game for game in games if game.is_final(as_of) is is_final):
            home, away = (game.fields[f"{side}Team.teamId"] for side in ("home", "away"))
            if is_final:
                home_won = game.fields["homeTeam.score"] > game.fields["awayTeam.score"]
                won[home if home_won else away] += 1
                lost[away if home_won else home] += 1
            records |= {(game.game_id, team): f"{won[team]}-{lost[team]}" for team in (home, away)}
    return records
