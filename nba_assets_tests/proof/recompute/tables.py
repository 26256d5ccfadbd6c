"""The recomputed figures under the names of the tables and columns that must hold them."""

from nba_assets_tests.proof.recompute import player as of_player
from nba_assets_tests.proof.recompute import team as of_team
from nba_assets_tests.proof.recompute.figures import Figures, Forecast
from nba_assets_tests.proof.recompute.numbers import held, less

PLAYER_CONTEXT = (
    "days_rest", "back_to_back", "days_rest_before_last_game", "games_in_last_7_days", "games_in_last_14_days",
    "minutes_in_last_7_days", "minutes_in_last_14_days", "avg_minutes_per_game_last_7", "back_to_backs_last_14_days",
    "avg_usage_rate_last_7_days", "points_avg_last_5", "points_avg_last_10", "avg_usage_rate_last_7_games",
    "projected_usage_rate", "days_since_2_plus_days_rest", "shooting_pct_decline_last_5",
)  # fmt: skip
LINES = (
    "current_points_line",
    "opening_points_line",
    "line_movement",
    "line_books",
    "prop_over_streak",
    "prop_under_streak",
)
GAME_LINES = (
    "game_spread", "opening_spread", "spread_movement", "game_total", "opening_total", "total_movement",
)  # fmt: skip
DAILY_CACHE = (
    "games_last_10", "games_played_season", "points_avg_last_5", "points_avg_last_10", "points_avg_season",
    "points_avg_last_365_days", "points_std_last_10", "minutes_avg_last_10", "minutes_avg_season", "usage_rate_last_5",
    "usage_rate_last_10", "usage_rate_last_20", "player_usage_rate_season", "ts_pct_last_10", "games_in_last_7_days",
    "games_in_last_14_days", "minutes_in_last_7_days", "minutes_in_last_14_days", "back_to_backs_last_14_days",
    "avg_minutes_per_game_last_7", "primary_scoring_zone", "paint_rate_last_10", "three_pt_rate_last_10",
    "early_season_flag",
)  # fmt: skip
SHOT_ZONES = (
    "games_in_sample_10", "games_in_sample_20", "total_shots_last_10", "paint_rate_last_10", "paint_pct_last_10",
    "paint_attempts_per_game", "mid_range_rate_last_10", "mid_range_pct_last_10", "mid_range_attempts_per_game",
    "three_pt_rate_last_10", "three_pt_pct_last_10", "three_pt_attempts_per_game", "paint_rate_last_20",
    "paint_pct_last_20", "primary_scoring_zone",
)  # fmt: skip
SCORING_FEATURES = (
    "points_avg_last_5", "points_avg_last_10", "points_avg_season", "points_std_last_10", "games_in_last_7_days",
    "recent_trend", "minutes_change", "pct_free_throw", "avg_points_vs_opponent", "games_vs_opponent",
    "minutes_avg_last_10", "ppm_avg_last_10", "pts_slope_10g", "pts_vs_season_zscore", "breakout_flag", "days_rest",
    "points_avg_last_365_days", "games_played_season", "points_avg_last_3", "scoring_trend_slope",
    "deviation_from_avg_last3", "consecutive_games_below_avg", "games_since_structural_change",
    "minutes_volatility_last_10",
)  # fmt: skip


def tables(one: Forecast) -> dict[str, Figures]:
    """Every figure of a player before a date, by table and column."""
    return {
        "nba_analytics.upcoming_player_game_context": player_context(one),
        "nba_precompute.player_daily_cache": daily_cache(one),
        "nba_precompute.player_shot_zone_analysis": _some(one.own, SHOT_ZONES),
        "nba_precompute.player_composite_factors": factors(one),
        "nba_predictions.ml_feature_store_v2": features(one),
    }


def team_tables(one: Forecast) -> dict[str, Figures]:
    """The figures of his team, and the opponent's defence, by table and column."""
    return {
        "nba_analytics.upcoming_team_game_context": team_context(one),
        "nba_precompute.team_defense_zone_analysis": one.defence,
    }


def player_context(one: Forecast) -> Figures:
    """What is known of him and of the game before tip-off."""
    opponent = one.form_of(one.opponent)
    schedule = one.world.schedule
    return {
        **_some(one.own, PLAYER_CONTEXT),
        **_some(one.offers, (*LINES, *GAME_LINES)),
        **_ways(one, zones="time_zone_changes"),
        "l5_games_used": min(5, len(one.games)),
        "l10_games_used": min(10, len(one.games)),
        "team_abbr": one.team,
        "opponent_team_abbr": one.opponent,
        "home_game": one.is_home,
        "team_days_rest": schedule.days_rest(one.team, one.day) if one.team else None,
        "opponent_days_rest": schedule.days_rest(one.opponent, one.day) if one.team else None,
        "pace_differential": one.pace_difference,
        "opponent_pace_last_10": opponent["pace"],
        "opponent_def_rating_last_10": opponent["def_rating"],
        "opponent_off_rating_last_10": opponent["off_rating"],
        "opponent_rebounding_rate": opponent["rebounding_rate"],
        "opponent_ft_rate_allowed": opponent["ft_rate_allowed"],
        **of_team.spread(one.games_of(one.opponent)),
    }


def team_context(one: Forecast) -> Figures:
    """What is known of his team before tip-off."""
    schedule, day = one.world.schedule, one.day
    rest = schedule.days_rest(one.team, day)
    return {
        **of_team.record(one.games_of(one.team), day),
        **_some(one.offers, GAME_LINES),
        **_ways(one, zones="time_zones_crossed"),
        "opponent_team_abbr": one.opponent,
        "home_game": one.is_home,
        "game_number_in_season": schedule.number_in_season(one.team, day),
        "team_days_rest": rest,
        "team_back_to_back": None if rest is None else rest == 1,
        "opponent_days_rest": schedule.days_rest(one.opponent, day),
        "games_in_last_7_days": schedule.games_before(one.team, day, 7),
        "games_in_last_14_days": schedule.games_before(one.team, day, 14),
    }


def _ways(one: Forecast, zones: str) -> Figures:
    if one.team is None:
        return {}
    schedule, day = one.world.schedule, one.day
    travel, coming = schedule.travel(one.team, day), schedule.coming(one.team, day)
    opponent, following = schedule.coming(one.opponent, day), coming["next_opponent_team_abbr"]
    found = {zones if name == "time_zones_crossed" else name: value for name, value in travel.items()}
    return (
        found
        | coming
        | {
            "next_opponent_win_pct": schedule.share_won(following, day) if following else None,
            "opponent_games_in_next_7_days": opponent["games_in_next_7_days"],
            "opponent_next_game_days_rest": opponent["next_game_days_rest"],
        }
    )


def daily_cache(one: Forecast) -> Figures:
    """His and his team's averages."""
    form = one.form_of(one.team)
    return {
        **_some(one.own, DAILY_CACHE),
        "team_pace_last_10": form["pace"],
        "team_off_rating_last_10": form["off_rating"],
        "team_win_pct_season": form["win_pct"],
    }


def factors(one: Forecast) -> Figures:
    """Tiredness and the matchup."""
    usage = less(one.own["projected_usage_rate"], one.own["usage_rate_last_20"])
    usage = None if usage is None else 0.3 * 100 * usage
    if usage and usage > 0:
        usage *= {None: 1, 0: 1, 1: 1.15}.get(one.stars_out, 1.30)
    found: Figures = {
        "fatigue_score": of_player.fatigue(one.own, None),
        "shot_zone_mismatch_score": one.mismatch,
        "pace_score": held(None if one.pace_difference is None else one.pace_difference / 2, 3),
        "usage_spike_score": held(usage, 3),
    }
    if None in found.values():
        return found | {"total_composite_adjustment": None}
    others = sum(value for name, value in found.items() if name != "fatigue_score")
    return found | {"total_composite_adjustment": (found["fatigue_score"] - 100) / 20 + others}


def features(one: Forecast) -> Figures:
    """The features by name."""
    own, offers, form = one.own, one.offers, one.form_of(one.team)
    context, composite = player_context(one), factors(one)
    spread, total = offers["game_spread"], offers["game_total"]
    return {
        **_some(own, SCORING_FEATURES),
        **_some(composite, ("fatigue_score", "shot_zone_mismatch_score", "pace_score", "usage_spike_score")),
        "rest_advantage": held(less(own["days_rest"], context["opponent_days_rest"]), 2),
        "opponent_def_rating": one.defence.get("defensive_rating_last_15"),
        "opponent_pace": one.defence.get("opponent_pace"),
        "home_away": None if one.is_home is None else int(one.is_home),
        "back_to_back": None if own["back_to_back"] is None else int(own["back_to_back"]),
        "playoff_game": 0,
        "pct_paint": own["paint_rate_last_10"],
        "pct_mid_range": own["mid_range_rate_last_10"],
        "pct_three": own["three_pt_rate_last_10"],
        "team_pace": form["pace"],
        "team_off_rating": form["off_rating"],
        "team_win_pct": form["win_pct"],
        "vegas_points_line": offers["current_points_line"],
        "vegas_opening_line": offers["opening_points_line"],
        "vegas_line_move": offers["line_movement"],
        "has_vegas_line": int(offers["current_points_line"] is not None),
        "game_total_line": total,
        "minutes_load_last_7d": own["minutes_in_last_7_days"],
        "spread_magnitude": None if spread is None else abs(spread),
        "usage_rate_last_5": own["usage_rate_last_5"] if len(one.games) >= 3 else None,
        "multi_book_line_std": offers["line_std"],
        **_some(offers, ("prop_over_streak", "prop_under_streak", "over_rate_last_10", "margin_vs_line_avg_last_5")),
        "line_vs_season_avg": less(offers["current_points_line"], own["points_avg_season"]),
        "prop_line_delta": less(offers["current_points_line"], offers["previous_points_line"]),
        "blowout_minutes_risk": form["blowout_share"],
        "opponent_pace_mismatch": less(form["pace"], one.defence.get("opponent_pace")),
        "implied_team_total": None if None in (spread, total) else (total - spread) / 2,
    }


def _some(figures: Figures, names: tuple[str, ...]) -> Figures:
    return {name: figures.get(name) for name in names}
