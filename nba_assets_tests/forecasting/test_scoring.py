"""The scorecard against figures worked out by hand."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nba_assets.forecasting.scoring import (
    bootstrap_interval,
    leak_suspicions,
    scorecard,
    verdict,
    wilson_interval,
)
from nba_assets.forecasting.training import MissingColumnsError

FIRST = date(2024, 11, 1)


def graded(*rows: tuple, system_id: str = "lightgbm_v1") -> pd.DataFrame:
    """Rows of (day number, predicted, line, actual, last 10, season, voided)."""
    columns = ["day", "predicted_points", "line_value", "actual_points", "points_avg_last_10", "points_avg_season"]
    frame = pd.DataFrame(rows, columns=[*columns, "is_voided"])
    return frame.assign(
        system_id=system_id,
        game_date=[FIRST + timedelta(days=day) for day in frame["day"]],
        nba_player_id=range(len(frame)),
    )


HAND = graded(
    # over by 2, result over: hit.      errors 3, 5, 6, 7
    (0, 22.0, 20.0, 25.0, 19.0, 18.0, False),
    # under by 1, result over: miss.    errors 6, 5, 4, 3
    (0, 9.0, 10.0, 15.0, 11.0, 12.0, False),
    # over by 3, push: does not count.  errors 3, 0, 1, 2
    (1, 15.0, 12.0, 12.0, 13.0, 10.0, False),
    # under by 3, result under: hit.    errors 1, 4, 5, 6
    (1, 17.0, 20.0, 16.0, 21.0, 22.0, False),
    # did not play
    (2, 30.0, 20.0, 0.0, 20.0, 20.0, True),
    # no line, no season average yet, no number
    (2, 10.0, np.nan, 11.0, 9.0, 9.0, False),
    (2, 10.0, 10.5, 11.0, 9.0, np.nan, False),
    (2, np.nan, 10.5, 11.0, 9.0, 9.0, False),
)


@pytest.fixture
def row() -> dict:
    (found,) = scorecard(HAND)
    return found


def test_every_error_is_taken_over_the_same_rows(row):
    assert (row["n"], row["from_date"], row["to_date"], row["dates"]) == (4, FIRST, FIRST + timedelta(days=1), 2)
    assert row["mae"] == pytest.approx(13 / 4)
    assert row["mae_line"] == pytest.approx(14 / 4)
    assert row["mae_last10"] == pytest.approx(16 / 4)
    assert row["mae_season"] == pytest.approx(18 / 4)
    assert row["gap"] == pytest.approx(-1 / 4)
    # -3 - 6 + 3 + 1
    assert row["bias"] == pytest.approx(-5 / 4)


def test_every_row_that_falls_out_is_counted_once(row):
    excluded = {name: count for name, count in row.items() if name.startswith("excluded_")}
    assert excluded == {
        "excluded_void": 1,
        "excluded_no_prediction": 1,
        "excluded_no_line": 1,
        "excluded_no_result": 0,
        "excluded_no_last10": 0,
        "excluded_no_season": 1,
    }
    assert row["rows"] == row["n"] + sum(excluded.values())


def test_pushes_are_neither_hit_nor_miss(row):
    assert [(row[f"n_edge_{e}"], row[f"hits_edge_{e}"]) for e in (1, 2, 3)] == [(3, 2), (2, 2), (1, 1)]
    assert row["hit_rate_edge_1"] == pytest.approx(2 / 3)


def test_an_edge_that_nobody_had_has_no_hit_rate():
    (found,) = scorecard(graded((0, 10.5, 10.0, 12.0, 9.0, 9.0, False), (1, 10.5, 10.0, 12.0, 9.0, 9.0, False)))
    assert (found["n_edge_1"], found["hit_rate_edge_1"], found["hit_rate_low_edge_1"]) == (0, None, None)


def test_an_unknown_void_flag_is_no_void():
    (found,) = scorecard(HAND.assign(is_voided=None))
    assert (found["excluded_void"], found["n"]) == (0, 5)


def test_systems_stand_in_one_order_and_those_without_rows_are_left_out():
    both = pd.concat([HAND, HAND.assign(system_id="moving_average")])
    nothing = HAND.assign(system_id="lightgbm_line_v1", predicted_points=np.nan)
    assert [found["system_id"] for found in scorecard(pd.concat([both, nothing]))] == ["moving_average", "lightgbm_v1"]
    assert scorecard(HAND.head(0)) == []


def test_an_unknown_system_is_refused():
    with pytest.raises(ValueError, match="catboost_v8"):
        scorecard(HAND.assign(system_id="catboost_v8"))


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnsError, match="is_voided"):
        scorecard(HAND.drop(columns="is_voided"))


def test_the_interval_by_date_of_two_dates_lies_between_their_means():
    # Date 0: gaps -2 and +1, date 1: +3 and -3. Drawing two dates of two gives -0.5, -0.25 or 0.
    low, high = bootstrap_interval(np.array([-2.0, 1.0, 3.0, -3.0]), [0, 0, 1, 1])
    assert (low, high) == pytest.approx((-0.5, 0.0))


def test_the_interval_is_as_wide_as_the_theory_of_means_says():
    values = np.random.default_rng(1).normal(0, 2, 400)
    low, high = bootstrap_interval(values, np.arange(400))
    standard_error = values.std() / 20
    assert low == pytest.approx(values.mean() - 1.96 * standard_error, abs=0.03)
    assert high == pytest.approx(values.mean() + 1.96 * standard_error, abs=0.03)


def test_whole_dates_are_drawn_not_rows():
    # Ten dates of a hundred equal rows are ten observations, not a thousand.
    of_dates = np.random.default_rng(2).normal(0, 1, 10)
    of_rows = bootstrap_interval(np.repeat(of_dates, 100), np.repeat(np.arange(10), 100))
    assert of_rows == pytest.approx(bootstrap_interval(of_dates, np.arange(10)))


def test_one_date_has_no_interval():
    assert bootstrap_interval(np.array([1.0, 2.0]), [7, 7]) is None
    (found,) = scorecard(HAND.head(2))
    assert (found["gap_low"], found["gap_high"]) == (None, None)
    assert "cannot tell" in verdict(found)


def test_the_same_rows_give_the_same_interval():
    assert scorecard(HAND) == scorecard(HAND.sample(frac=1, random_state=1).sort_values("game_date"))


def test_wilson_interval_of_a_known_case():
    # 10 of 20 at 95 %: 0.5 -+ 0.2007 (Wilson 1927, computed by hand: z = 1.96, z2 = 3.8415;
    # half = 1.96 * sqrt(0.25 / 20 + 3.8415 / 1600) / (1 + 3.8415 / 20) = 0.2393 / 1.1921).
    assert wilson_interval(10, 20) == pytest.approx((0.2993, 0.7007), abs=2e-4)
    assert wilson_interval(0, 0) is None


@given(n=st.integers(1, 5000), data=st.data())
def test_a_wilson_interval_holds_the_share_and_stays_within_0_and_1(n, data):
    hits = data.draw(st.integers(0, n))
    low, high = wilson_interval(hits, n)
    assert -1e-9 <= low <= hits / n + 1e-9
    assert hits / n - 1e-9 <= high <= 1 + 1e-9


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.05, 0.2, "the line is better"),
        (-0.2, -0.05, "the system is better"),
        (-0.01, 0.02, "cannot be told apart"),
        (0.0, 0.02, "cannot be told apart"),
    ],
)
def test_the_verdict_says_honestly_who_is_better(row, low, high, words):
    sentence = verdict(row | {"gap": (low + high) / 2, "gap_low": low, "gap_high": high, "n": 6000})
    assert words in sentence
    assert "6,000" in sentence


def test_too_good_figures_are_suspected_of_a_leak(row):
    good = row | {"n": 1000, "mae": 4.9, "n_edge_1": 1000, "hit_rate_edge_1": 0.57}
    assert leak_suspicions(good) == []
    assert len(leak_suspicions(good | {"mae": 4.2})) == 1
    assert "58.1%" in leak_suspicions(good | {"hit_rate_edge_1": 0.581})[0]
    assert leak_suspicions(good | {"n": 999, "mae": 2.0}) == []
