"""What a player's own games before a date tell of him."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from nba_assets_tests.proof.recompute.numbers import Value, held, less, mean, sample_std, share, slope, steps
from nba_assets_tests.proof.recompute.results import ZONES, PlayerGame

MONTH_WITH_BOUNDARY = 10


def season_of(day: date) -> int:
    """The year in which a day's season began."""
    return day.year - (day.month < MONTH_WITH_BOUNDARY)


def points(games: Sequence[PlayerGame]) -> list[int]:
    """Their points."""
    return [game.points for game in games]


def scoring(games: Sequence[PlayerGame], day: date) -> dict[str, Value]:
    """Averages and their like; the games are those of 365 days, the latest first."""
    season = [game for game in games if game.season == season_of(day)]
    last_10, month = games[:10], [game for game in games if (day - game.day).days < 60]
    five, whole, std = mean(points(games[:5])), mean(points(season)), sample_std(points(last_10))
    usual = mean(points(month))
    below = 0
    while usual is not None and below < len(games) and games[below].points < usual:
        below += 1
    minutes_10, minutes_season = (mean(game.minutes for game in some) for some in (last_10, season))
    trend = less(mean(points(games[:2])), mean(points(games[2:5]))) if len(games) >= 5 else None
    apart = less(five, whole)
    z_score = share(apart, std)
    return {
        "points_avg_last_5": five,
        "points_avg_last_10": mean(points(last_10)),
        "points_avg_season": whole,
        "points_avg_last_365_days": mean(points(games)),
        "points_std_last_10": std,
        "points_avg_last_3": mean(points(games[:3])),
        "games_played_season": len(season),
        "games_last_10": len(last_10),
        "minutes_avg_last_10": minutes_10,
        "minutes_avg_season": minutes_season,
        "minutes_volatility_last_10": sample_std(game.minutes for game in last_10) if len(last_10) >= 3 else None,
        "ppm_avg_last_10": mean(game.points / game.minutes for game in last_10),
        "recent_trend": steps(trend, 2, 5),
        "minutes_change": steps(share(less(minutes_10, minutes_season), minutes_season), 0.10, 0.20),
        "pct_free_throw": _free_throws(last_10) if len(last_10) >= 5 else None,
        "pts_slope_10g": slope(points(last_10)[::-1]) if len(last_10) >= 5 else None,
        "scoring_trend_slope": slope(points(games[:7])[::-1]) if len(games) >= 4 else None,
        "pts_vs_season_zscore": held(z_score, 3),
        "breakout_flag": None if None in (apart, std) else int(apart > 1.5 * std),
        "deviation_from_avg_last3": share(less(mean(points(games[:3])), usual), sample_std(points(month)))
        if len(month) >= 3
        else None,
        "consecutive_games_below_avg": None if usual is None else below,
        "early_season_flag": len(season) < 10,
    }


def _free_throws(games: Sequence[PlayerGame]) -> float | None:
    made = share(sum(game.box["free_throws_made"] for game in games), sum(points(games)))
    return None if made is None else min(made, 0.5)


def usage(games: Sequence[PlayerGame], day: date) -> dict[str, Value]:
    """Means of usage rates and of true shooting."""
    rates = [game.usage for game in games]
    season = [game.usage for game in games if game.season == season_of(day)]
    return {
        "usage_rate_last_5": mean(rates[:5]),
        "usage_rate_last_10": mean(rates[:10]),
        "usage_rate_last_20": mean(rates[:20]),
        "player_usage_rate_season": mean(season),
        "ts_pct_last_10": mean(game.true_shooting for game in games[:10]),
        "projected_usage_rate": mean(rates[:5]) if len(games) >= 10 else None,
        "avg_usage_rate_last_7_games": mean(rates[:7]),
        "avg_usage_rate_last_7_days": mean(game.usage for game in games if (day - game.day).days < 7),
    }


def load(games: Sequence[PlayerGame], day: date) -> dict[str, Value]:
    """Rest and what he played lately; the days that count are those before, so many with the day itself."""
    week, fortnight = ([game for game in games if (day - game.day).days < days] for days in (7, 14))
    rest = (day - games[0].day).days if games else None
    pairs = pairwise(fortnight)
    return {
        "days_rest": rest,
        "back_to_back": None if rest is None else rest == 1,
        "days_rest_before_last_game": games[0].days_since_previous if games else None,
        "days_since_2_plus_days_rest": next(
            ((day - game.day).days for game in games if (game.days_since_previous or 0) >= 2), None
        ),
        "games_in_last_7_days": len(week),
        "games_in_last_14_days": len(fortnight),
        "minutes_in_last_7_days": sum(game.minutes for game in week),
        "minutes_in_last_14_days": sum(game.minutes for game in fortnight),
        "avg_minutes_per_game_last_7": mean(game.minutes for game in week),
        "back_to_backs_last_14_days": sum((later.day - earlier.day).days == 1 for later, earlier in pairs),
    }


def fatigue(loaded: dict[str, Value], age: int | None) -> int | None:
    """100 is fresh; a rule whose figure is unknown takes nothing."""
    rest = loaded["days_rest"]
    if rest is None:
        return None
    score = 100 - 15 * (rest == 1) + 5 * (rest >= 3)
    score -= 10 * (loaded["games_in_last_7_days"] >= 4) + 10 * (loaded["minutes_in_last_7_days"] > 240)
    score -= 8 * ((loaded["avg_minutes_per_game_last_7"] or 0) > 35)
    score -= {0: 0, 1: 5}.get(loaded["back_to_backs_last_14_days"], 12)
    score -= 0 if age is None else 5 * (age >= 30) + 5 * (age >= 35)
    return max(0, min(100, score))


def shot_zones(games: Sequence[PlayerGame]) -> dict[str, Value]:
    """Where he shot from; games without a whole chart count as games and not as shots."""
    whole = {count: [game for game in games[:count] if game.has_shots] for count in (10, 20)}
    found: dict[str, Value] = {f"games_in_sample_{count}": len(some) for count, some in whole.items()}
    attempts, makes = _pooled(whole[10])
    total = sum(attempts.values())
    found["total_shots_last_10"] = total
    for zone in ZONES:
        name = "three_pt" if zone == "three" else zone
        found[f"{name}_rate_last_10"] = share(attempts[zone], total)
        found[f"{name}_pct_last_10"] = share(makes[zone], attempts[zone])
        found[f"{name}_attempts_per_game"] = share(attempts[zone], len(whole[10]))
    attempts, makes = _pooled(whole[20])
    enough = len(whole[20]) >= 15
    found["paint_rate_last_20"] = share(attempts["paint"], sum(attempts.values())) if enough else None
    found["paint_pct_last_20"] = share(makes["paint"], attempts["paint"]) if enough else None
    found["primary_scoring_zone"] = _main_zone(found)
    return found


def _pooled(games: Sequence[PlayerGame]) -> tuple[dict[str, int], dict[str, int]]:
    attempts = {zone: sum(game.shots.attempts[zone] for game in games) for zone in ZONES}
    return attempts, {zone: sum(game.shots.makes[zone] for game in games) for zone in ZONES}


def _main_zone(rates: dict[str, Value]) -> str | None:
    paint, three, middle = (rates[f"{zone}_rate_last_10"] for zone in ("paint", "three_pt", "mid_range"))
    if paint is None:
        return None
    if paint >= 0.40:
        return "paint"
    if three >= 0.40:
        return "perimeter"
    return "mid_range" if middle >= 0.35 else "balanced"


def against(games: Sequence[PlayerGame], opponent: str | None) -> dict[str, Value]:
    """How he did against an opponent."""
    if opponent is None:
        return {}
    met = [game for game in games if game.opponent == opponent]
    return {"avg_points_vs_opponent": mean(points(met)), "games_vs_opponent": len(met)}


def against_lines(games: Sequence[PlayerGame], lines: Sequence[float | None], day: date) -> dict[str, Value]:
    """How his results lay to the lines of those games, which stand beside them."""
    offered = [
        (game, line) for game, line in zip(games, lines, strict=True) if line is not None and (day - game.day).days < 60
    ]
    decided = [game.points > line for game, line in offered[:10] if game.points != line]
    margins = [game.points - line for game, line in offered[:5]]
    recent = [line for game, line in offered[:1] if (day - game.day).days < 14]
    return {
        "over_rate_last_10": share(sum(decided), len(decided)) if len(decided) >= 5 else None,
        "margin_vs_line_avg_last_5": mean(margins) if len(margins) >= 3 else None,
        "previous_points_line": recent[0] if recent else None,
    }


def streaks(games: Sequence[PlayerGame], line: float | None) -> dict[str, Value]:
    """Games in a row over or under today's line; one that equals it is skipped."""
    if line is None:
        return {"prop_over_streak": None, "prop_under_streak": None}
    sides = [game.points > line for game in games if game.points != line]
    run = next((place for place, side in enumerate(sides) if side != sides[0]), len(sides))
    is_over = bool(sides) and sides[0]
    return {"prop_over_streak": run if is_over else 0, "prop_under_streak": 0 if is_over else run}


def games_since_change(games: Sequence[PlayerGame], team: str | None, day: date) -> int | None:
    """Games since he changed teams or came back after more than 14 days, that game included, at most 30."""
    if team is None or not games:
        return None
    if games[0].team != team or (day - games[0].day).days > 14:
        return 0
    for place, game in enumerate(games, start=1):
        if game.previous_team not in (None, game.team) or (game.days_since_previous or 0) > 14:
            return min(place, 30)
    return min(len(games), 30)


def shooting(games: Sequence[PlayerGame]) -> dict[str, Value]:
    """Whether he has lost his touch: positive when he shoots worse lately."""
    last = {count: _made(games[:count]) for count in (5, 20)}
    return {"shooting_pct_decline_last_5": less(last[20], last[5]) if len(games) >= 10 else None}


def _made(games: Sequence[PlayerGame]) -> float | None:
    made, tried = (sum(game.box[f"field_goals_{what}"] for game in games) for what in ("made", "attempted"))
    return share(made, tried)
