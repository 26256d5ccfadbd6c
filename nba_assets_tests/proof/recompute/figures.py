"""Every recomputed figure of a player on a game date, by the table and column that must hold it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from nba_assets_tests.proof.recompute import player as of_player
from nba_assets_tests.proof.recompute import team as of_team
from nba_assets_tests.proof.recompute.lines import Lines
from nba_assets_tests.proof.recompute.numbers import Value, held, less
from nba_assets_tests.proof.recompute.referees import Referees
from nba_assets_tests.proof.recompute.results import PlayerGame, Results, TeamGame, before
from nba_assets_tests.proof.recompute.schedule import Schedule, Scheduled

Figures = dict[str, Value]
ZONE_COLUMN = {"paint": "paint", "perimeter": "three_pt", "mid_range": "mid_range", "balanced": "paint"}


class World:
    """What a lake's raw files tell."""

    def __init__(self, lake: Path) -> None:
        """Read them all."""
        self.results, self.schedule = Results(lake), Schedule(lake)
        self.lines = Lines(lake, self.schedule, self.results.player_of_name)
        self.defences = of_team.Defences(self.results)
        self.referees = Referees(lake, self.results)


@dataclass(frozen=True)
class Forecast:
    """A player before the games of a date."""

    world: World
    player: int
    day: date
    # Given, not recomputed: how many of his side's stars are out.
    stars_out: int | None = None

    @cached_property
    def games(self) -> list[PlayerGame]:
        """The games that he played in the 365 days before, the latest first."""
        return before(self.world.results.of_player[self.player], self.day)

    @cached_property
    def team(self) -> str | None:
        """His team, unless it does not play or his line is of another game."""
        team = self.world.results.team_of(self.player, self.day)
        game = self.world.schedule.of(team, self.day) if team else None
        offered = self.world.lines.game_of.get((self.day, self.player))
        if game is None or (offered and team not in offered.split("_")[1:]):
            return None
        return team

    @cached_property
    def game(self) -> Scheduled | None:
        """The game of his team."""
        return self.world.schedule.of(self.team, self.day) if self.team else None

    @cached_property
    def opponent(self) -> str | None:
        """Whom his team plays."""
        return self.game.opponent if self.game else None

    @cached_property
    def is_home(self) -> bool | None:
        """His team is at home."""
        return self.game.is_home if self.game else None

    @cached_property
    def offers(self) -> Figures:
        """What bookmakers say of him and of the game."""
        own = self.world.lines.of_player(self.player, self.day)
        lines = [self.world.lines.of_player(self.player, game.day).value for game in self.games]
        found: Figures = {
            "current_points_line": own.value,
            "opening_points_line": own.opening,
            "line_movement": own.movement,
            "line_books": len(own.last),
            "line_std": own.spread,
            **of_player.against_lines(self.games, lines, self.day),
            **of_player.streaks(self.games, own.value),
        }
        return found | self._of_game()

    def _of_game(self) -> Figures:
        # The table tells nothing of the game of a player whose team is unknown.
        away, home = (self.opponent, self.team) if self.is_home else (self.team, self.opponent)
        return self.world.lines.of_game(f"{self.day:%Y%m%d}_{away}_{home}", is_home=self.is_home)

    @cached_property
    def own(self) -> Figures:
        """What his own games tell."""
        return {
            **of_player.scoring(self.games, self.day), **of_player.usage(self.games, self.day),
            **of_player.load(self.games, self.day), **of_player.shot_zones(self.games),
            **of_player.against(self.games, self.opponent), **of_player.shooting(self.games),
            "games_since_structural_change": of_player.games_since_change(self.games, self.team, self.day),
        }  # fmt: skip

    def games_of(self, team: str | None) -> list[TeamGame]:
        """A team's games of the 365 days before, the latest first."""
        return before(self.world.results.of_team[team], self.day) if team else []

    def form_of(self, team: str | None) -> Figures:
        """A team's form before the date."""
        return of_team.form(self.games_of(team), self.day)

    @cached_property
    def defence(self) -> Figures:
        """The opponent's defence."""
        return self.world.defences.of(self.opponent, self.day) if self.opponent else {}

    @cached_property
    def mismatch(self) -> float | None:
        """How far the opponent's defence is weak where he shoots."""
        zone = ZONE_COLUMN.get(self.own["primary_scoring_zone"])
        if zone is None or not self.defence:
            return None
        weak = self.defence[f"{zone}_defense_vs_league_avg"]
        if weak is None:
            return None
        score = 100 * weak * min(self.own[f"{zone}_rate_last_10"] / 0.5, 1)
        return held(score * 1.2 if abs(score) > 5 else score, 10)

    @cached_property
    def pace_difference(self) -> float | None:
        """The team's pace less the opponent's."""
        return less(self.form_of(self.team)["pace"], self.form_of(self.opponent)["pace"])
