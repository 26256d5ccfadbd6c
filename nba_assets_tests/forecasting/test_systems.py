"""What the learned systems share: anchors, confidence, recommendations."""

import numpy as np
import pytest

from nba_assets.forecasting.systems import (
    LEARNED_SYSTEMS,
    SystemId,
    anchor,
    feature_matrix,
    learned_confidence,
    learned_sides_allowed,
    recommendations,
)
from nba_assets_tests.forecasting.frames import store_frame


def test_the_anchor_without_line_is_the_mean_of_the_averages_that_are_known():
    frame = store_frame(
        {"points_avg_last_10": 12.0, "points_avg_season": 15.0, "points_avg_last_365_days": 18.0},
        {"points_avg_last_10": 12.0, "points_avg_last_365_days": 18.0},
        {"points_avg_last_5": 30.0, "points_line": 20.5},
    )
    found = anchor(LEARNED_SYSTEMS[SystemId.LIGHTGBM_V1], frame)
    assert found[:2].tolist() == [15.0, 15.0]
    assert np.isnan(found[2])


def test_the_anchor_with_line_is_the_line():
    frame = store_frame({"points_line": 20.5, "points_avg_last_10": 3.0}, {"points_avg_last_10": 3.0})
    found = anchor(LEARNED_SYSTEMS[SystemId.LIGHTGBM_LINE_V1], frame)
    assert found[0] == 20.5
    assert np.isnan(found[1])


def test_the_own_level_minus_the_line_by_hand():
    line = {"vegas_points_line": 20.5}
    frame = store_frame(
        line | {"points_avg_last_10": 12.0, "points_avg_season": 15.0, "points_avg_last_365_days": 18.0},
        line | {"points_avg_last_10": 24.0, "points_avg_last_365_days": 25.0},
        line,
        {"points_avg_last_10": 24.0},
    )
    found = feature_matrix(frame, ("own_level_minus_line", "points_avg_last_10"))
    # The mean of those that are known: 15, 24.5, none, 24.
    np.testing.assert_array_equal(found, [[-5.5, 12.0], [4.0, 24.0], [np.nan, np.nan], [np.nan, 24.0]])


@pytest.mark.parametrize(
    ("quality", "deviation", "expected"),
    [
        (90, 3.9, 0.95),
        (89.9, 3.9, 0.92),
        (80, 4.0, 0.89),
        (70, 6.0, 0.85),
        (69.9, 8.0, 0.79),
        (100, np.nan, 0.87),
        (np.nan, np.nan, 0.79),
    ],
)
def test_confidence_comes_from_quality_and_steadiness(quality, deviation, expected):
    assert learned_confidence(np.array([quality]), np.array([deviation]))[0] == pytest.approx(expected)


def test_recommendations_follow_the_sign_of_the_edge_from_one_point_on():
    edge = np.array([1.0, -1.0, 0.99, -0.99, 0.0, np.nan, np.nan])
    has_line = np.array([True] * 6 + [False])
    found = recommendations(edge, has_line, learned_sides_allowed(edge))
    assert found.tolist() == ["OVER", "UNDER", "PASS", "PASS", "PASS", "PASS", "NO_LINE"]
