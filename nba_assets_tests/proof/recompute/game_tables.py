"""The figures of one game that was played, under the names of the tables and columns that must hold them."""

from nba_assets_tests.proof.recompute.figures import Figures
from nba_assets_tests.proof.recompute.lines import Movement
from nba_assets_tests.proof.recompute.numbers import less, share
from nba_assets_tests.proof.recompute.results import PlayerGame, Shots, TeamGame

ZONE_NAMES = {"paint": "paint", "mid_range": "mid_range", "three": "three_zone"}


def player_game(game: PlayerGame, lines: Movement) -> Figures:
    """A row of player_game_summary."""
    box, line = game.box, lines.value
    margin = less(game.points, line)
    return {
        "team_abbr": game.team,
        "opponent_team_abbr": game.opponent,
        "is_home": game.team_game.is_home,
        "win_flag": game.team_game.margin > 0,
        "minutes_played": game.minutes,
        "points": game.points,
        "efg_pct": share(box["field_goals_made"] + 0.5 * box["three_pointers_made"], box["field_goals_attempted"]),
        "ts_pct": game.true_shooting,
        "usage_rate": game.usage,
        "has_complete_shot_zones": game.has_shots,
        "points_line": line,
        "opening_line": lines.opening,
        "line_movement": lines.movement,
        "margin": margin,
        "over_under_result": None if margin is None else "OVER" if margin > 0 else "UNDER" if margin < 0 else "PUSH",
        **_zones(game.shots),
    }


def offense(game: TeamGame) -> Figures:
    """A row of team_offense_game_summary."""
    return {
        "opponent_team_abbr": game.opponent,
        "home_game": game.is_home,
        "points_scored": game.own["points"],
        "overtime_periods": (game.minutes - 240) // 25,
        "possessions": game.possessions,
        "offensive_rating": game.offensive_rating,
        "pace": game.pace,
        "ts_pct": share(game.own["points"], 2 * (game.own["fg_attempted"] + 0.44 * game.own["ft_attempted"])),
        "win_flag": game.margin > 0,
        "margin_of_victory": game.margin,
    }


def defense(game: TeamGame) -> Figures:
    """A row of team_defense_game_summary."""
    against = game.against
    return {
        "points_allowed": against["points"],
        "opp_possessions": game.possessions_against,
        "defensive_rating": game.defensive_rating,
        "opponent_pace": game.pace_against,
        "opponent_ts_pct": share(against["points"], 2 * (against["fg_attempted"] + 0.44 * against["ft_attempted"])),
        "three_pt_points_allowed": 3 * against["three_pt_made"],
        "turnovers_forced": against["turnovers"],
        "fouls_committed": game.own["personal_fouls"],
        **{f"opp_{name}": value for name, value in _zones(game.shots_against).items()},
    }


def _zones(shots: Shots | None) -> Figures:
    return {
        f"{name}_{what}": getattr(shots, what)[zone] if shots else None
        for zone, name in ZONE_NAMES.items()
        for what in ("attempts", "makes")
    }
