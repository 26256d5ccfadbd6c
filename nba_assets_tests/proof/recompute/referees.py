"""How many points the games of a crew chief have."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from nba_assets_tests.proof.recompute.numbers import Value, held, mean
from nba_assets_tests.proof.recompute.raw import rows
from nba_assets_tests.proof.recompute.results import Results, TeamGame, before


class Referees:
    """The crew chiefs of games, and the games that they have led."""

    def __init__(self, lake: Path, results: Results) -> None:
        """Read who was named first for each game."""
        self.chief_of = {
            row["nba_game_id"]: (row["official_code"], row["official_name"])
            for row in rows(lake, "nbac_referee_game_assignments")
            if row["official_position"] == 1
        }
        self._all: list[TeamGame] = [game for games in results.of_team.values() for game in games if game.is_home]
        self._all.sort(key=lambda game: (game.day, game.game))
        self._of_chief: dict[int, list[TeamGame]] = defaultdict(list)
        for game in self._all:
            if game.game in self.chief_of:
                self._of_chief[self.chief_of[game.game][0]].append(game)
        self._league: dict[date, float | None] = {}

    def league_average(self, day: date) -> float | None:
        """Mean points of both teams in the games of the 365 days before."""
        if day not in self._league:
            self._league[day] = mean(_total(game) for game in before(self._all, day))
        return self._league[day]

    def of(self, game: str, day: date) -> dict[str, Value]:
        """What the chief of a game makes of it."""
        code, name = self.chief_of.get(game, (None, None))
        led = before(self._of_chief[code], day) if code else []
        enough = len(led) >= 10
        return {
            "chief_referee": name,
            "referee_games": len(led),
            "referee_avg_points_per_game": mean(map(_total, led)) if enough else None,
            "referee_avg_pace": mean((game.pace + game.pace_against) / 2 for game in led) if enough else None,
            "league_avg_points_per_game": self.league_average(day),
        }

    def favour(self, game: str, day: date) -> float | None:
        """Half the points that his games have more, drawn to nothing where he has led few."""
        found = self.of(game, day)
        his, games = found["referee_avg_points_per_game"], found["referee_games"]
        return None if his is None else held((his - self.league_average(day)) / 2 * games / (games + 30), 5)


def _total(game: TeamGame) -> int:
    return game.own["points"] + game.against["points"]
