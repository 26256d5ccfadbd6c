"""The feature contract: what the systems learn from, by name, and the hash that holds a model to it.

A vector is always built by name, and a model carries the hash of the contract that it was trained on. A derived feature
is no column of the store and has no position: it is made from the row's columns wherever a vector is built, and its
definition is part of the hash.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from nba_assets.forecasting.features import FEATURE_BY_NAME

# Raised whenever a feature or an anchor changes its meaning without changing its name: older models are refused then.
CONTRACT_VERSION = 2


@dataclass(frozen=True)
class DerivedFeature:
    """The mean of the ``mean_of`` columns that are known, minus the column ``minus``; NULL where either is unknown."""

    name: str
    description: str
    unit: str
    mean_of: tuple[str, ...]
    minus: str


# What lightgbm_v1 learns from: nothing that a bookmaker says about the player. The spread and the total of the game
# (38, 41, 42) are market information too, but about the teams and known before tip-off. A feature of the store stands
# here only if it was shown to help, walk-forward.
NO_LINE: tuple[str, ...] = (
    "points_avg_last_5", "points_avg_last_10", "points_avg_season", "points_std_last_10", "games_in_last_7_days",
    "fatigue_score", "shot_zone_mismatch_score", "pace_score", "usage_spike_score", "rest_advantage", "injury_risk",
    "recent_trend", "minutes_change", "opponent_def_rating", "opponent_pace", "home_away", "back_to_back",
    "playoff_game", "pct_paint", "pct_mid_range", "pct_three", "pct_free_throw", "team_pace", "team_off_rating",
    "team_win_pct", "avg_points_vs_opponent", "games_vs_opponent", "minutes_avg_last_10", "ppm_avg_last_10", "dnp_rate",
    "pts_slope_10g", "pts_vs_season_zscore", "breakout_flag", "star_teammates_out", "game_total_line", "days_rest",
    "minutes_load_last_7d", "spread_magnitude", "implied_team_total", "points_avg_last_365_days",
)  # fmt: skip

# The columns whose mean is a player's own level: what he scored lately, this season and over a year.
OWN_LEVEL: tuple[str, ...] = ("points_avg_last_10", "points_avg_season", "points_avg_last_365_days")

DERIVED_FEATURES: tuple[DerivedFeature, ...] = (
    DerivedFeature(
        "own_level_minus_line",
        "The player's own level minus his points line: how far the market thinks otherwise",
        "points",
        mean_of=OWN_LEVEL,
        minus="vegas_points_line",
    ),
)

DERIVED_BY_NAME: dict[str, DerivedFeature] = {feature.name: feature for feature in DERIVED_FEATURES}

# The line knows nearly all that the other features know. What it may have missed is asked of one number only.
WITH_LINE: tuple[str, ...] = ("own_level_minus_line",)


def store_columns(feature_names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of the feature store that the named features are made from, each once.

    Raises KeyError for a name that the contract does not hold.
    """
    columns: dict[str, None] = {}
    for name in feature_names:
        derived = DERIVED_BY_NAME.get(name)
        columns |= dict.fromkeys((*derived.mean_of, derived.minus) if derived else (FEATURE_BY_NAME[name].name,))
    return tuple(columns)


def contract_hash(feature_names: Sequence[str]) -> str:
    """Return the SHA-256 (hex) over the contract's version and the named features: order, units, derivations.

    Raises KeyError for a name that the contract does not hold.
    """
    content = [CONTRACT_VERSION, [_definition(name) for name in feature_names]]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def _definition(name: str) -> list[object]:
    derived = DERIVED_BY_NAME.get(name)
    if derived is None:
        return [name, FEATURE_BY_NAME[name].unit]
    return [name, derived.unit, list(derived.mean_of), derived.minus]
