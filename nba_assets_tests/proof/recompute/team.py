"""What a team's games before a date tell of it."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from nba_assets_tests.proof.recompute.numbers import Value, less, mean, sample_std, share
from nba_assets_tests.proof.recompute.player import season_of
from nba_assets_tests.proof.recompute.results import ZONES, Results, TeamGame, before

WINDOW_OF_DEFENCE = 15


def form(games: Sequence[TeamGame], day: date) -> dict[str, Value]:
    """Means of the last ten games, the latest first, and the season's record."""
    last, season = games[:10], [game for game in games if game.season == season_of(day)]
    return {
        "pace": mean(game.pace for game in last),
        "off_rating": mean(game.offensive_rating for game in last),
        "def_rating": mean(game.defensive_rating for game in last),
        "rebounding_rate": mean(game.own["total_rebounds"] / game.possessions for game in last),
        "ft_rate_allowed": mean(game.against["ft_attempted"] / game.possessions_against for game in last),
        "win_pct": share(sum(game.margin > 0 for game in season), len(season)) if len(season) >= 5 else None,
        "blowout_share": share(sum(abs(game.margin) >= 15 for game in last), len(last)),
    }


def spread(games: Sequence[TeamGame]) -> dict[str, Value]:
    """Sample standard deviations of the last ten games."""
    last = games[:10]
    return {
        "opponent_pace_std": sample_std(game.pace for game in last),
        "opponent_def_rating_std": sample_std(game.defensive_rating for game in last),
        "opponent_off_rating_std": sample_std(game.offensive_rating for game in last),
        "opponent_rebounding_rate_std": sample_std(game.own["total_rebounds"] / game.possessions for game in last),
        "opponent_ft_rate_std": sample_std(game.against["ft_attempted"] / game.possessions_against for game in last),
    }


def record(games: Sequence[TeamGame], day: date) -> dict[str, Value]:
    """How the team comes to the date."""
    season = [game.margin > 0 for game in games if game.season == season_of(day)]
    run = next((place for place, won in enumerate(season) if won != season[0]), len(season))
    last = games[0].margin if games else None
    return {
        "team_win_streak_entering": run if season and season[0] else 0,
        "team_loss_streak_entering": run if season and not season[0] else 0,
        "last_game_margin": last,
        "last_game_result": None if last is None else "W" if last > 0 else "L",
    }


def defence(games: Sequence[TeamGame]) -> dict[str, Value]:
    """The last 15 games on the defensive end."""
    last = games[:WINDOW_OF_DEFENCE]
    whole = [game.shots_against for game in last if game.has_shots_against]
    found: dict[str, Value] = {
        "games_in_sample": len(last),
        "zone_games_in_sample": len(whole),
        "defensive_rating_last_15": mean(game.defensive_rating for game in last),
        "opponent_pace": mean(game.pace_against for game in last),
        "opponent_points_per_game": mean(game.against["points"] for game in last),
    }
    for zone in ZONES:
        name = "three_pt" if zone == "three" else zone
        attempts, makes = (sum(getattr(shots, what)[zone] for shots in whole) for what in ("attempts", "makes"))
        found[f"{name}_pct_allowed_last_15"] = share(makes, attempts)
        found[f"{name}_attempts_allowed_per_game"] = share(attempts, len(whole))
    found["paint_points_allowed_per_game"] = share(2 * sum(shots.makes["paint"] for shots in whole), len(whole))
    return found


class Defences:
    """The defences of all teams on a date, each beside the league's."""

    def __init__(self, results: Results) -> None:
        """Keep the results."""
        self._results = results
        self._on = cache(self._all)

    def of(self, team: str, day: date) -> dict[str, Value]:
        """A team's defence before a date."""
        teams = self._on(day)
        found = dict(teams[team])
        against_league = {}
        for name, zone in (("paint", "paint"), ("mid_range", "mid_range"), ("three_pt", "perimeter")):
            allowed = f"{name}_pct_allowed_last_15"
            league = mean(one[allowed] for one in teams.values())
            against_league[zone] = found[f"{name}_defense_vs_league_avg"] = less(found[allowed], league)
        rating = "defensive_rating_last_15"
        found["defensive_rating_vs_league_avg"] = less(found[rating], mean(one[rating] for one in teams.values()))
        found["season_games_in_sample"] = sum(
            game.season == season_of(day) for game in before(self._results.of_team[team], day)[:WINDOW_OF_DEFENCE]
        )
        found["early_season_flag"] = found["season_games_in_sample"] < WINDOW_OF_DEFENCE
        some = {zone: value for zone, value in against_league.items() if value is not None}
        found["strongest_zone"] = min(some, key=some.get) if some else None
        found["weakest_zone"] = max(some, key=some.get) if some else None
        return found

    def _all(self, day: date) -> dict[str, dict[str, Value]]:
        return {team: defence(before(games, day)) for team, games in self._results.of_team.items()}
