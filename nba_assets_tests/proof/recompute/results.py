"""Games that were played: what each player and each team did, from the box scores and the shot chart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from nba_assets_tests.proof.recompute.numbers import share
from nba_assets_tests.proof.recompute.raw import RawRow, rows

ZONE_OF = {
    "Restricted Area": "paint", "In The Paint (Non-RA)": "paint", "Mid-Range": "mid_range",
    "Left Corner 3": "three", "Right Corner 3": "three", "Above the Break 3": "three", "Backcourt": "three",
}  # fmt: skip
SHOT_COLUMNS = ("nba_game_id", "team_abbr", "nba_player_id", "shot_zone_basic", "shot_made")
ZONES = ("paint", "mid_range", "three")
DAYS_OF_HISTORY = 365


def plays_used(attempts: float, free_throws: float, turnovers: float) -> float:
    """How many plays ended with him or them."""
    return attempts + 0.44 * free_throws + turnovers


@dataclass
class Shots:
    """Attempts and makes by zone."""

    attempts: dict[str, int]
    makes: dict[str, int]

    @property
    def count(self) -> int:
        """All attempts."""
        return sum(self.attempts.values())


@dataclass(frozen=True)
class TeamGame:
    """A team in one game, and what its opponent did to it."""

    day: date
    game: str
    team: str
    opponent: str
    is_home: bool
    season: int
    minutes: int
    own: RawRow
    against: RawRow
    shots: Shots | None
    shots_against: Shots | None

    @property
    def margin(self) -> int:
        """Points scored less points allowed."""
        return self.own["points"] - self.against["points"]

    @property
    def plays(self) -> float:
        """Plays that the team used."""
        return plays_used(self.own["fg_attempted"], self.own["ft_attempted"], self.own["turnovers"])

    @property
    def possessions(self) -> float:
        """Estimated possessions of the team."""
        return self.plays - self.own["offensive_rebounds"]

    @property
    def possessions_against(self) -> float:
        """Estimated possessions of the opponent."""
        box = self.against
        plays = plays_used(box["fg_attempted"], box["ft_attempted"], box["turnovers"])
        return plays - box["offensive_rebounds"]

    @property
    def pace(self) -> float:
        """Possessions per 48 minutes."""
        return self.possessions * 48 / (self.minutes / 5)

    @property
    def pace_against(self) -> float:
        """The opponent's possessions per 48 minutes."""
        return self.possessions_against * 48 / (self.minutes / 5)

    @property
    def offensive_rating(self) -> float:
        """Points per 100 possessions."""
        return 100 * self.own["points"] / self.possessions

    @property
    def defensive_rating(self) -> float:
        """Points allowed per 100 possessions of the opponent."""
        return 100 * self.against["points"] / self.possessions_against

    @property
    def has_shots_against(self) -> bool:
        """The chart has every attempt of the opponent."""
        return self.shots_against is not None and self.shots_against.count == self.against["fg_attempted"]


@dataclass(frozen=True)
class PlayerGame:
    """A player in one game that he played at least a minute of."""

    day: date
    game: str
    team: str
    opponent: str
    season: int
    box: RawRow
    team_game: TeamGame
    shots: Shots | None
    previous_team: str | None
    days_since_previous: int | None

    @property
    def points(self) -> int:
        """Points scored."""
        return self.box["points"]

    @property
    def minutes(self) -> int:
        """Whole minutes."""
        return self.box["minutes"]

    @property
    def usage(self) -> float | None:
        """His plays by the team's, as if he had played all the time; unknown above 1."""
        box = self.box
        plays = plays_used(box["field_goals_attempted"], box["free_throws_attempted"], box["turnovers"])
        rate = plays * (self.team_game.minutes / 5) / (self.minutes * self.team_game.plays)
        return rate if rate <= 1 else None

    @property
    def true_shooting(self) -> float | None:
        """Points by twice the attempts, free throws counted as 0.44; unknown without an attempt."""
        attempts = self.box["field_goals_attempted"] + 0.44 * self.box["free_throws_attempted"]
        return share(self.points, 2 * attempts)

    @property
    def has_shots(self) -> bool:
        """The chart has every attempt of his."""
        return self.shots is not None and self.shots.count == self.box["field_goals_attempted"]


Game = TypeVar("Game", PlayerGame, TeamGame)


def whole_minutes(box: RawRow) -> int:
    """Minutes of the team: 240 and 25 for each overtime, nearest to the sum of the rounded ones."""
    return 240 + 25 * max(0, round((box["minutes"] - 240) / 25))


class Results:
    """All games of a lake, by player and by team, in the order of their dates."""

    def __init__(self, lake: Path) -> None:
        """Read box scores and shots."""
        shots, charted = _shots(rows(lake, "nbac_shot_chart", *SHOT_COLUMNS))
        teams: dict[str, list[RawRow]] = defaultdict(list)
        for box in rows(lake, "nbac_team_boxscore"):
            teams[box["nba_game_id"]].append(box)
        self.of_team: dict[str, list[TeamGame]] = defaultdict(list)
        in_game: dict[tuple[str, str], TeamGame] = {}
        for game, (one, other) in teams.items():
            for own, against in ((one, other), (other, one)):
                both = (shots.get((game, box["team_abbr"])) for box in (own, against))
                played = TeamGame(
                    own["game_date"], game, own["team_abbr"], against["team_abbr"], own["is_home"],
                    own["season_year"], whole_minutes(own), own, against, *both,
                )  # fmt: skip
                in_game[game, played.team] = played
                self.of_team[played.team].append(played)
        self.of_player: dict[int, list[PlayerGame]] = defaultdict(list)
        self.listed: dict[int, list[tuple[date, str]]] = defaultdict(list)
        # By name: the players and the days of their first games, before which nobody knows them.
        self.player_of_name: dict[str, dict[int, date]] = defaultdict(dict)
        for box in sorted(rows(lake, "nbac_player_boxscores"), key=lambda one: one["game_date"]):
            player, team = box["nba_player_id"], in_game[box["nba_game_id"], box["team_abbr"]]
            for name in (box["player_match_key"], box["player_lookup"]):
                self.player_of_name[name].setdefault(player, team.day)
            self.listed[player].append((team.day, team.team))
            if box["minutes"]:
                self.of_player[player].append(self._played(box, team, shots, charted))
        for games in self.of_team.values():
            games.sort(key=lambda game: game.day)

    def _played(
        self, box: RawRow, team: TeamGame, shots: dict[tuple[str, str | int], Shots], charted: set[str]
    ) -> PlayerGame:
        player = box["nba_player_id"]
        # Who took no shot needs no chart.
        is_told = team.game in charted or not box["field_goals_attempted"]
        of_him = shots.get((team.game, player), _none()) if is_told else None
        last = self.of_player[player][-1] if self.of_player[player] else None
        gap = (team.day - last.day).days if last else None
        return PlayerGame(
            team.day, team.game, team.team, team.opponent, team.season, box, team, of_him, last and last.team, gap
        )

    def team_of(self, player: int, day: date) -> str | None:
        """The team of his latest box score before the day."""
        teams = [team for listed, team in self.listed[player] if listed < day]
        return teams[-1] if teams else None


def before(games: Sequence[Game], day: date) -> list[Game]:
    """The games of the 365 days before a day, the latest first."""
    return [game for game in reversed(games) if 0 < (day - game.day).days <= DAYS_OF_HISTORY]


def _none() -> Shots:
    return Shots(dict.fromkeys(ZONES, 0), dict.fromkeys(ZONES, 0))


def _shots(chart: Iterable[RawRow]) -> tuple[dict[tuple[str, str | int], Shots], set[str]]:
    """Shots by game and team, and by game and player; and the games that the chart knows."""
    found: dict[tuple[str, str | int], Shots] = defaultdict(_none)
    charted = set()
    for shot in chart:
        zone, game = ZONE_OF[shot["shot_zone_basic"]], shot["nba_game_id"]
        charted.add(game)
        for whose in (shot["team_abbr"], shot["nba_player_id"]):
            found[game, whose].attempts[zone] += 1
            found[game, whose].makes[zone] += shot["shot_made"]
    return dict(found), charted
