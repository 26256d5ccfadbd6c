"""The moving average against sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nba_assets.forecasting import moving_average
from nba_assets.forecasting.systems import bounded
from nba_assets_tests.forecasting.frames import store_frame

AVERAGES = {"points_avg_last_5": 20.0, "points_avg_last_10": 18.0, "points_avg_season": 15.0}
# 0.5 * 20 + 0.3 * 18 + 0.2 * 15
BASE = 18.4


def points(**known: float) -> float:
    return moving_average.predict_points(store_frame(known))[0]


def confidence(**known: float) -> float:
    return moving_average.confidence(store_frame(known))[0]


def test_without_adjustments_it_is_the_weighted_mean_of_the_averages():
    assert points(**AVERAGES) == pytest.approx(BASE)


def test_every_adjustment_is_added():
    # 18.4 + 0.3 * 2 + 0.3 * -1 + 0.4 * 1.5 - 1.0 (fatigue 60) - 1.5 (back to back) + 0.5 (home) = 17.3
    assert points(
        **AVERAGES,
        shot_zone_mismatch_score=2.0,
        pace_score=-1.0,
        usage_spike_score=1.5,
        fatigue_score=60,
        back_to_back=1,
        home_away=1,
    ) == pytest.approx(17.3)


@pytest.mark.parametrize(
    ("fatigue_score", "adjustment"), [(0, -2.5), (49, -2.5), (50, -1.0), (70, -1.0), (71, 0.0), (100, 0.0)]
)
def test_a_fresh_player_loses_nothing_and_a_tired_one_most(fatigue_score, adjustment):
    assert points(**AVERAGES, fatigue_score=fatigue_score) == pytest.approx(BASE + adjustment)


@pytest.mark.parametrize(("home_away", "adjustment"), [(1, 0.5), (0, -0.5), (np.nan, 0.0)])
def test_the_venue_counts_half_a_point_and_nothing_when_unknown(home_away, adjustment):
    assert points(**AVERAGES, home_away=home_away) == pytest.approx(BASE + adjustment)


def test_the_weights_are_shared_out_over_the_averages_that_are_known():
    # A first game of the season: (0.5 * 20 + 0.3 * 18) / 0.8
    assert points(points_avg_last_5=20.0, points_avg_last_10=18.0) == pytest.approx(19.25)
    assert points(points_avg_season=15.0) == pytest.approx(15.0)


def test_without_any_average_there_is_no_number():
    assert np.isnan(points(fatigue_score=100, home_away=1))


@given(
    averages=st.lists(st.floats(0, 70) | st.just(np.nan), min_size=3, max_size=3).filter(
        lambda values: not np.isnan(values).all()
    )
)
def test_the_base_lies_between_the_averages_that_are_known(averages):
    value = points(**dict(zip(AVERAGES, averages, strict=True)))
    assert np.nanmin(averages) - 1e-9 <= value <= np.nanmax(averages) + 1e-9


@pytest.mark.parametrize(
    ("deviation", "games", "expected"),
    [
        (3.0, 3, 0.60),
        (4.0, 2, 0.55),
        (4.1, 4, 0.52),
        (6.0, 2, 0.47),
        (6.1, 3, 0.45),
        (6.1, 1, 0.25),
        (3.0, 0, 0.40),
        (np.nan, np.nan, 0.50),
    ],
)
def test_confidence_falls_with_scatter_and_rises_with_recent_games(deviation, games, expected):
    assert confidence(points_std_last_10=deviation, games_in_last_7_days=games) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("edge", "sure", "allowed"),
    [(2.0, 0.6, False), (2.01, 0.6, True), (-2.01, 0.6, True), (5.0, 0.45, False), (5.0, 0.46, True)],
)
def test_it_takes_a_side_over_2_points_of_edge_and_45_percent(edge, sure, allowed):
    assert moving_average.sides_allowed(np.array([edge]), np.array([sure]))[0] == allowed


def test_forecasts_stay_between_0_and_60_with_two_decimals():
    assert bounded(np.array([-1.2, 12.345678, 61.0])).tolist() == [0.0, 12.35, 60.0]
    assert np.isnan(bounded(np.array([np.nan]))[0])
