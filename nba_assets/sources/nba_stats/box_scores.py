"""The box score of one game (boxscoretraditionalv3, or version 2 of it) as two sides in the third version's words."""

from dataclasses import dataclass
from typing import Any

from nba_assets.sources.answers import required, required_rows, result_set, unusable
from nba_assets.sources.fields import json_fields
from nba_assets.sources.minutes import seconds_from_clock
from nba_assets.sources.nba_stats.game_record import game_requests
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.table import Answer, Asking, Request, Row

FEED = "box_score"
PATH = "/stats/boxscoretraditionalv3"
V3, V2 = "boxscoretraditionalv3", "boxscoretraditionalv2"
WHOLE_GAME = {"StartPeriod": "0", "EndPeriod": "10", "StartRange": "0", "EndRange": "28800", "RangeType": "0"}
REGULATION_MINUTES, OVERTIME_MINUTES = 240, 25
# One minute of the clock counts five times; rounded player minutes miss the sum by no more.
MINUTES_TOLERANCE = 5

STATISTICS = {
    "minutes": "MIN",
    "fieldGoalsMade": "FGM",
    "fieldGoalsAttempted": "FGA",
    "threePointersMade": "FG3M",
    "threePointersAttempted": "FG3A",
    "freeThrowsMade": "FTM",
    "freeThrowsAttempted": "FTA",
    "reboundsOffensive": "OREB",
    "reboundsDefensive": "DREB",
    "reboundsTotal": "REB",
    "assists": "AST",
    "steals": "STL",
    "blocks": "BLK",
    "turnovers": "TO",
    "foulsPersonal": "PF",
    "points": "PTS",
}
MARGIN = {"plusMinusPoints": "PLUS_MINUS"}
TEAM = {"teamId": "TEAM_ID", "teamTricode": "TEAM_ABBREVIATION", "teamCity": "TEAM_CITY", "teamName": "TEAM_NAME"}
PLAYER = {"personId": "PLAYER_ID", "name": "PLAYER_NAME", "position": "START_POSITION", "comment": "COMMENT"}
NEEDS = frozenset(
    f"boxScoreTraditional.{path}"
    for path in (
        "gameId",
        *(f"{side}.{key}" for side in ("homeTeam", "awayTeam") for key in (*TEAM, "players[].personId", "statistics")),
    )
)


@dataclass(frozen=True)
class Side:
    """One team of a box score: its fields, its statistics and its players as the third version names them.

    A player has ``personId``, ``name``, ``comment`` and ``statistics`` (``minutes`` is empty for who did not play);
    ``position`` is empty for who did not start, and lacking where the answer does not tell starters.
    """

    team: Row
    statistics: Row
    players: list[Row]


@dataclass(frozen=True)
class BoxScore:
    """A final game's box score. ``version`` is the name of the answer's shape."""

    nba_game_id: str
    version: str
    home: Side
    away: Side

    @property
    def sides(self) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
        """Each side with its opponent, the away team first."""
        return ((self.away, self.home), (self.home, self.away))


def ask(asking: Asking) -> list[Request]:
    """Ask for every lacking game that has tipped off."""
    return game_requests(asking, PROVIDER, FEED, lambda game: PATH, lambda game: {"GameID": game, **WHOLE_GAME})


def fields(body: Any) -> frozenset[str]:
    """Return the names of an answer's fields; an answer of the second version has those that it stands for."""
    return json_fields(body) | (NEEDS if isinstance(body, dict) and "resultSets" in body else frozenset())


def final_box_score(answer: Answer) -> BoxScore | None:
    """Return the box score of a game that is over, None before that.

    Raises MissingFieldError for a lacking field, ValueError when the teams are not the schedule's.
    """
    is_second = isinstance(answer.body, dict) and "resultSets" in answer.body
    box = _second_version(answer) if is_second else _third_version(answer)
    return box if box is not None and _is_over(box, answer) else None


def _third_version(answer: Answer) -> BoxScore | None:
    body = required(answer, "boxScoreTraditional")
    home, away = (required(answer, side, within=body) for side in ("homeTeam", "awayTeam"))
    if not (required(answer, "statistics", within=home) and required(answer, "statistics", within=away)):
        return None
    return BoxScore(required(answer, "gameId", within=body), V3, _side(home, answer), _side(away, answer))


def _side(team: Row, answer: Answer) -> Side:
    players = [_named(player, answer) for player in required_rows(answer, "players", within=team)]
    return Side(
        _required_of(team, TEAM, answer),
        _required_of(team["statistics"], STATISTICS, answer) | team["statistics"],
        players,
    )


def _named(player: Row, answer: Answer) -> Row:
    first, last = (required(answer, key, within=player) for key in ("firstName", "familyName"))
    statistics = required(answer, "statistics", within=player)
    checked = _required_of(statistics, STATISTICS, answer) | statistics
    return player | {"name": f"{first} {last}".strip(), "statistics": checked}


def _required_of(found: Row, names: dict[str, str], answer: Answer) -> Row:
    return {name: required(answer, name, within=found) for name in names}


def _second_version(answer: Answer) -> BoxScore | None:
    """The second version does not say who is at home: the schedule does."""
    needed = ("GAME_ID", *STATISTICS.values(), *MARGIN.values())
    teams = result_set(answer, "TeamStats", (*needed, *TEAM.values()))
    if not teams:
        return None
    game = teams[0]["GAME_ID"]
    players = result_set(answer, "PlayerStats", (*needed, "TEAM_ID", *PLAYER.values()))
    scheduled = answer.games.get(game)
    if scheduled is None:
        raise unusable(answer, f"game {game} is not on the schedule of that date, so its home team is unknown")
    by_team = {team["TEAM_ABBREVIATION"]: _side_of_second(team, players) for team in teams}
    home, away = scheduled["home_team_tricode"], scheduled["away_team_tricode"]
    if set(by_team) != {home, away} or len(teams) != len(by_team):
        raise unusable(
            answer, f"game {game} of {away} at {home} has the teams {[t['TEAM_ABBREVIATION'] for t in teams]}"
        )
    return BoxScore(game, V2, by_team[home], by_team[away])


def _side_of_second(team: Row, players: list[Row]) -> Side:
    def translated(found: Row, names: dict[str, str]) -> Row:
        return {name: found[header] for name, header in names.items()}

    own = [player for player in players if player["TEAM_ID"] == team["TEAM_ID"]]
    counts = STATISTICS | MARGIN
    return Side(
        translated(team, TEAM),
        translated(team, counts),
        [translated(player, PLAYER) | {"statistics": translated(player, counts)} for player in own],
    )


def _is_over(box: BoxScore, answer: Answer) -> bool:
    """The answer has no status: a game is over when full periods have been played and one team leads."""
    minutes = box.home.statistics["minutes"]
    if not minutes or box.home.statistics["points"] == box.away.statistics["points"]:
        return False
    try:
        played = seconds_from_clock(minutes) / 60
    except ValueError as error:
        raise unusable(answer, f"the home team's minutes are '{minutes}'") from error
    overtimes = max(0, round((played - REGULATION_MINUTES) / OVERTIME_MINUTES))
    return abs(played - REGULATION_MINUTES - overtimes * OVERTIME_MINUTES) <= MINUTES_TOLERANCE
