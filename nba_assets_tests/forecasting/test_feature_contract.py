"""The contract is the list of the specification, and its hash tells when it is not."""

import dataclasses

import pytest

from nba_assets.forecasting import feature_contract
from nba_assets.forecasting.feature_contract import (
    DERIVED_BY_NAME,
    DERIVED_FEATURES,
    NO_LINE,
    WITH_LINE,
    contract_hash,
    store_columns,
)
from nba_assets.forecasting.features import FEATURE_BY_NAME, FEATURES, FeatureGroup, FeatureSource

SPECIFIED = [
    "points_avg_last_5",
    "points_avg_last_10",
    "points_avg_season",
    "points_std_last_10",
    "games_in_last_7_days",
    "fatigue_score",
    "shot_zone_mismatch_score",
    "pace_score",
    "usage_spike_score",
    "rest_advantage",
    "injury_risk",
    "recent_trend",
    "minutes_change",
    "opponent_def_rating",
    "opponent_pace",
    "home_away",
    "back_to_back",
    "playoff_game",
    "pct_paint",
    "pct_mid_range",
    "pct_three",
    "pct_free_throw",
    "team_pace",
    "team_off_rating",
    "team_win_pct",
    "vegas_points_line",
    "vegas_opening_line",
    "vegas_line_move",
    "has_vegas_line",
    "avg_points_vs_opponent",
    "games_vs_opponent",
    "minutes_avg_last_10",
    "ppm_avg_last_10",
    "dnp_rate",
    "pts_slope_10g",
    "pts_vs_season_zscore",
    "breakout_flag",
    "star_teammates_out",
    "game_total_line",
    "days_rest",
    "minutes_load_last_7d",
    "spread_magnitude",
    "implied_team_total",
    "points_avg_last_3",
    "scoring_trend_slope",
    "deviation_from_avg_last3",
    "consecutive_games_below_avg",
    "teammate_usage_available",
    "usage_rate_last_5",
    "games_since_structural_change",
    "multi_book_line_std",
    "prop_over_streak",
    "prop_under_streak",
    "line_vs_season_avg",
    "prop_line_delta",
    "over_rate_last_10",
    "margin_vs_line_avg_last_5",
    "blowout_minutes_risk",
    "minutes_volatility_last_10",
    "opponent_pace_mismatch",
]
# The groups of the specification by position; ours, 64, is one of the player's history.
SPECIFIED_GROUPS = {
    FeatureGroup.MATCHUP: {5, 6, 7, 8, 13, 14},
    FeatureGroup.PLAYER_HISTORY: {*range(5), *range(29, 38), *range(43, 47), 48, 49, 54, 55, 56, 58, 64},
    FeatureGroup.TEAM_CONTEXT: {22, 23, 24, 57},
    FeatureGroup.VEGAS: {25, 26, 27, 28},
    FeatureGroup.GAME_CONTEXT: {*range(9, 13), *range(15, 22), *range(38, 43), 47, *range(50, 54), 59},
}
# The specification requires 0 to 24 and 28 to 36. Of these, unknown is a true answer of reports (10, 33), of two teams
# that have not met (29), of the share in no points (21) and of figures of a season that has not begun (2, 12, 24, 35,
# 36). Ours are 39, 40 and 64.
REQUIRED = ({*range(25), 28, *range(30, 35), 39, 40, 64}) - {2, 10, 12, 21, 24, 33}


def test_positions_0_to_59_are_those_of_the_specification():
    assert [(f.index, f.name) for f in FEATURES[:60]] == list(enumerate(SPECIFIED))
    assert [(f.index, f.name) for f in FEATURES[60:]] == [(64, "points_avg_last_365_days")]


def test_groups_are_those_of_the_specification():
    assert {group: {f.index for f in FEATURES if f.group is group} for group in FeatureGroup} == SPECIFIED_GROUPS


def test_what_a_full_row_must_know():
    assert {f.index for f in FEATURES if f.required} == REQUIRED


def test_the_contexts_of_the_day_are_worth_less_than_what_is_made_from_them():
    contexts = {FeatureSource.PLAYER_CONTEXT, FeatureSource.TEAM_CONTEXT}
    assert {source: source.weight for source in FeatureSource} == {
        source: 87 if source in contexts else 100 for source in FeatureSource
    }


def test_positions_and_names_are_never_shared():
    assert len({f.index for f in FEATURES}) == len({f.name for f in FEATURES}) == len(FEATURES)


def test_every_feature_has_a_range_and_a_description():
    for feature in FEATURES:
        assert feature.low < feature.high, feature.name
        assert len(feature.description) > 10, feature.name


def test_fractions_lie_between_0_and_1():
    for feature in FEATURES:
        if feature.unit == "fraction":
            assert (feature.low, feature.high <= 1) == (0, True), feature.name


@pytest.mark.parametrize("name", ["injury_risk", "dnp_rate", "star_teammates_out"])
def test_features_without_a_source_do_not_count_against_a_row(name):
    assert not FEATURE_BY_NAME[name].required


def test_the_model_without_line_reads_nothing_about_the_players_line():
    # It learns from what it was tuned on: positions 0 to 42 without the line, and the long memory.
    kept = [f.name for f in FEATURES if f.index not in {25, 26, 27, 28} and (f.index <= 42 or f.index == 64)]
    assert list(NO_LINE) == kept
    assert {"game_total_line", "spread_magnitude", "implied_team_total"} <= set(NO_LINE)


def test_the_model_with_line_reads_only_how_far_the_line_is_from_the_players_own_level():
    assert WITH_LINE == ("own_level_minus_line",)
    assert store_columns(WITH_LINE) == (
        "points_avg_last_10",
        "points_avg_season",
        "points_avg_last_365_days",
        "vegas_points_line",
    )


def test_a_derived_feature_is_made_of_columns_of_the_store_and_is_none_itself():
    for derived in DERIVED_FEATURES:
        assert {*derived.mean_of, derived.minus} <= set(FEATURE_BY_NAME)
        assert derived.name not in FEATURE_BY_NAME


def test_the_columns_of_several_features_are_named_once():
    assert store_columns(("vegas_points_line", "pace_score", *WITH_LINE)) == (
        "vegas_points_line",
        "pace_score",
        "points_avg_last_10",
        "points_avg_season",
        "points_avg_last_365_days",
    )


def test_the_hash_moves_with_names_order_and_units(monkeypatch):
    usual = contract_hash(["pace_score", "days_rest"])
    assert usual == contract_hash(("pace_score", "days_rest"))
    assert len(usual) == 64
    assert contract_hash(["days_rest", "pace_score"]) != usual
    assert contract_hash(["pace_score"]) != usual
    in_hours = dataclasses.replace(FEATURE_BY_NAME["days_rest"], unit="hours")
    monkeypatch.setitem(feature_contract.FEATURE_BY_NAME, "days_rest", in_hours)
    assert contract_hash(["pace_score", "days_rest"]) != usual


@pytest.mark.parametrize(
    "other", [{"minus": "vegas_opening_line"}, {"mean_of": ("points_avg_last_5",)}, {"unit": "points per game"}]
)
def test_the_hash_moves_with_what_a_derived_feature_is_made_of(monkeypatch, other):
    usual = contract_hash(WITH_LINE)
    changed = dataclasses.replace(DERIVED_BY_NAME["own_level_minus_line"], **other)
    monkeypatch.setitem(feature_contract.DERIVED_BY_NAME, changed.name, changed)
    assert contract_hash(WITH_LINE) != usual


def test_the_hash_moves_with_the_version(monkeypatch):
    usual = contract_hash(NO_LINE)
    monkeypatch.setattr(feature_contract, "CONTRACT_VERSION", feature_contract.CONTRACT_VERSION + 1)
    assert contract_hash(NO_LINE) != usual


@pytest.mark.parametrize("asked", [contract_hash, store_columns])
def test_an_unknown_feature_is_refused(asked):
    with pytest.raises(KeyError, match="vig_skew"):
        asked(["vig_skew"])
