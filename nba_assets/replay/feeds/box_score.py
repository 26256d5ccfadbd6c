"""The box score of a game: ``/stats/boxscoretraditionalv3``."""

from datetime import datetime
from typing import Any

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive import Archive, Game
from nba_assets.replay.archive_format import BOX_LINES, TEAM_GAMES
from nba_assets.replay.feeds.final_game import final_game, not_found
from nba_assets.replay.feeds.parameters import Params
from nba_assets.replay.feeds.periods import overtimes

_TEAM_KEYS = ("teamId", "teamCity", "teamName", "teamTricode", "teamSlug")
_NAME_KEYS = ("firstName", "familyName", "nameI", "playerSlug")
_KEYS = {"gameId", "teamId", "row_in_team", "personId", "position", "comment"}
_STATISTICS = tuple(column.name for column in BOX_LINES.columns if column.name not in _KEYS)
_TEAM_COLUMNS = {
    "fieldGoalsMade": "FGM",
    "fieldGoalsAttempted": "FGA",
    "fieldGoalsPercentage": "FG_PCT",
    "threePointersMade": "FG3M",
    "threePointersAttempted": "FG3A",
    "threePointersPercentage": "FG3_PCT",
    "freeThrowsMade": "FTM",
    "freeThrowsAttempted": "FTA",
    "freeThrowsPercentage": "FT_PCT",
    "reboundsOffensive": "OREB",
    "reboundsDefensive": "DREB",
    "reboundsTotal": "REB",
    "assists": "AST",
    "steals": "STL",
    "blocks": "BLK",
    "turnovers": "TOV",
    "foulsPersonal": "PF",
    "points": "PTS",
    "plusMinusPoints": "PLUS_MINUS",
}
_REGULATION_MINUTES, _OVERTIME_MINUTES = 240, 25


def box_score(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return players and teams of a final game. A key whose value is unknown is absent."""
    game = final_game(archive, as_of, params)
    lines = archive.rows(BOX_LINES).of(game.game_id)
    if not lines:
        raise not_found(params)
    teams = {side: _team(archive, game, f"{side}Team", lines) for side in ("home", "away")}
    return {
        "boxScoreTraditional": {
            "gameId": game.game_id,
            "awayTeamId": teams["away"]["teamId"],
            "homeTeamId": teams["home"]["teamId"],
            "homeTeam": teams["home"],
            "awayTeam": teams["away"],
        }
    }


def _team(archive: Archive, game: Game, side: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    team = {key: game.fields[f"{side}.{key}"] for key in _TEAM_KEYS}
    log = archive.rows(TEAM_GAMES).of(eastern_date(game.tipoff_at))
    counts = next(row for row in log if (row["GAME_ID"], row["TEAM_ID"]) == (game.game_id, team["teamId"]))
    minutes = _REGULATION_MINUTES + _OVERTIME_MINUTES * overtimes(game.final_text)
    return {
        **team,
        "players": [_player(archive, line) for line in lines if line["teamId"] == team["teamId"]],
        "statistics": {
            "minutes": f"{minutes}:00",
            **{key: counts[column] for key, column in _TEAM_COLUMNS.items()},
        },
    }


def _player(archive: Archive, line: dict[str, Any]) -> dict[str, Any]:
    person = archive.persons[line["personId"]]
    told = {key: line[key] for key in ("position", "comment") if line[key] is not None}
    return {
        "personId": line["personId"],
        **{key: person[key] for key in _NAME_KEYS},
        **told,
        "statistics": {key: line[key] for key in _STATISTICS},
    }
