"""The scores of a matchup beside the four factors, and what is known of the game as a whole."""

from nba_assets_tests.proof.recompute.figures import Figures, Forecast
from nba_assets_tests.proof.recompute.numbers import held, less, mean, share
from nba_assets_tests.proof.recompute.player import season_of


def scores(one: Forecast) -> Figures:
    """Referee, next game, journey and opponent."""
    if one.team is None:
        return {}
    against_league = one.defence["defensive_rating_vs_league_avg"]
    return {
        "referee_favorability_score": one.world.referees.favour(one.game.nba_game_id, one.day),
        "look_ahead_pressure_score": _look_ahead(one),
        "travel_impact_score": held(less(_burden(one, one.opponent), _burden(one, one.team)), 2),
        "opponent_strength_score": held(None if against_league is None else against_league / 2, 5),
    }


def _look_ahead(one: Forecast) -> float | None:
    coming = one.world.schedule.coming(one.team, one.day)
    if coming["next_game_days_rest"] is None:
        return None
    if coming["next_game_days_rest"] > 2:
        return 0
    following = one.world.schedule.share_won(coming["next_opponent_team_abbr"], one.day)
    apart = less(one.form_of(one.opponent)["win_pct"], following)
    return held(None if apart is None else 3 * apart, 3)


def _burden(one: Forecast, team: str) -> float | None:
    travel, rest = one.world.schedule.travel(team, one.day), one.world.schedule.days_rest(team, one.day)
    if travel["travel_miles"] is None or rest is None:
        return None
    journey = min(travel["travel_miles"] / 2500, 1) + min(travel["time_zones_crossed"] / 3, 1)
    return journey * {1: 1, 2: 0.5}.get(rest, 0.25)


def game_context(one: Forecast) -> Figures:
    """A row of daily_game_context."""
    home, away = (one.team, one.opponent) if one.is_home else (one.opponent, one.team)
    paces = [one.form_of(team)["pace"] for team in (home, away)]
    rests = [one.world.schedule.days_rest(team, one.day) for team in (home, away)]
    known = None not in rests
    return {
        **one.world.referees.of(one.game.nba_game_id, one.day),
        "home_team_abbr": home,
        "away_team_abbr": away,
        "projected_pace": None if None in paces else mean(paces),
        "pace_differential": less(*paces),
        "pace_games_in_sample": min(len(one.games_of(team)[:10]) for team in (home, away)),
        "home_rest_advantage": min(rests[0], 7) - min(rests[1], 7) if known else None,
        "rest_asymmetry_significant": abs(min(rests[0], 7) - min(rests[1], 7)) >= 2 if known else None,
        "game_total": one.offers["game_total"],
        "over_under_movement": one.offers["total_movement"],
    }


def season_defence(one: Forecast) -> Figures:
    """A row of daily_opponent_defense_zones: the opponent's games of this season."""
    games = [game for game in one.games_of(one.opponent) if game.season == season_of(one.day)]
    whole = [game.shots_against for game in games if game.has_shots_against]
    found: Figures = {
        "games_in_sample": len(games),
        "zone_games_in_sample": len(whole),
        "defensive_rating": mean(game.defensive_rating for game in games),
        "opponent_points_avg": mean(game.against["points"] for game in games),
    }
    for name, zone in (("paint", "paint"), ("mid_range", "mid_range"), ("three_pt", "three")):
        attempts, makes = (sum(getattr(shots, what)[zone] for shots in whole) for what in ("attempts", "makes"))
        found[f"{name}_fg_pct_allowed"] = share(makes, attempts)
        found[f"{name}_attempts_allowed"] = share(attempts, len(whole))
    return found
