"""Training sees only the past, splits by date, and gives the same model twice."""

from datetime import date, timedelta

import lightgbm as lgb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nba_assets.forecasting import training
from nba_assets.forecasting.feature_contract import NO_LINE, WITH_LINE, contract_hash
from nba_assets.forecasting.systems import LEARNED_SYSTEMS, SystemId, feature_matrix
from nba_assets.forecasting.training import (
    FutureRowsError,
    MissingColumnsError,
    NotTrained,
    TrainedModel,
    first_validation_date,
    train,
    week_start,
)
from nba_assets_tests.forecasting.frames import training_frame

MONDAY = date(2024, 11, 25)
LEARNED = list(LEARNED_SYSTEMS)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """30 dates to 2024-11-20, 60 players a date."""
    return training_frame()


@pytest.fixture(scope="module")
def model(frame) -> TrainedModel:
    found = train(SystemId.LIGHTGBM_V1, frame, MONDAY)
    assert isinstance(found, TrainedModel)
    return found


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2024, 11, 4), date(2024, 11, 4)),
        (date(2024, 11, 10), date(2024, 11, 4)),
        (date(2025, 1, 1), date(2024, 12, 30)),
    ],
)
def test_a_week_begins_on_monday(day, monday):
    assert week_start(day) == monday


@pytest.mark.parametrize("system_id", LEARNED)
def test_the_same_rows_in_any_order_give_the_same_model(frame, system_id):
    once = train(system_id, frame, MONDAY)
    again = train(system_id, frame.sample(frac=1, random_state=3), MONDAY)
    assert isinstance(once, TrainedModel)
    assert again == once


@pytest.mark.parametrize("late", [MONDAY, MONDAY + timedelta(days=3)])
def test_a_game_of_the_week_or_later_is_refused(frame, late):
    future = frame.head(1).assign(game_date=late)
    with pytest.raises(FutureRowsError, match=rf"lightgbm_v1 .*{MONDAY}.* dated {late}"):
        train(SystemId.LIGHTGBM_V1, pd.concat([frame, future]), MONDAY)


def test_the_model_says_what_it_has_seen(frame, model):
    assert (model.training_from, model.training_to) == (date(2024, 10, 22), date(2024, 11, 20))
    assert (model.training_rows, model.training_dates) == (1800, 30)
    assert model.contract_hash == contract_hash(NO_LINE)
    assert model.library_version == lgb.__version__
    # 15 % of 30 dates are 4.5: the last five, from 2024-11-16.
    assert model.validation_from == date(2024, 11, 16)


def test_it_learns_what_the_anchor_does_not_know(model):
    # The total moves every result by 5 points and the noise has a mean absolute size of 3 * 0.8 = 2.4.
    assert model.validation_mae_anchor > 4.5
    assert model.validation_mae < 3.0


def test_the_trees_hold_the_difference_to_the_anchor(frame, model):
    high = frame[frame["game_total_line"] == 230].head(50)
    learnt = lgb.Booster(model_str=model.booster_text).predict(feature_matrix(high, NO_LINE))
    assert learnt.mean() == pytest.approx(5, abs=1)


def test_early_stopping_judges_on_the_last_dates_only(frame, monkeypatch):
    splits = []
    stopped_fit = training._stopped_fit

    def watched(system, features, residual, is_validation):
        splits.append(is_validation)
        return stopped_fit(system, features, residual, is_validation)

    monkeypatch.setattr(training, "_stopped_fit", watched)
    train(SystemId.LIGHTGBM_V1, frame, MONDAY)
    expected = np.repeat([False, True], [25 * 60, 5 * 60])
    assert (splits[0] == expected).all()


@given(count=st.integers(2, 400))
def test_the_validation_dates_are_15_percent_rounded_up_and_never_all(count):
    dates = [date(2023, 10, 24) + timedelta(days=n) for n in range(count)]
    judged = sum(day >= first_validation_date(dates) for day in dates)
    assert 0.15 * count <= judged < 0.15 * count + 1
    assert judged < count


def test_those_who_did_not_play_and_rows_without_an_anchor_teach_nothing(frame, model):
    absent = frame.tail(60).assign(minutes_played=0.0, points=0.0, nba_player_id=range(1001, 1061))
    unknown = frame.tail(60).assign(
        points_avg_last_10=np.nan,
        points_avg_season=np.nan,
        points_avg_last_365_days=np.nan,
        nba_player_id=range(2001, 2061),
    )
    assert train(SystemId.LIGHTGBM_V1, pd.concat([frame, absent, unknown]), MONDAY) == model


def test_the_line_system_learns_from_rows_with_a_line_only(frame):
    half = frame.assign(points_line=frame["points_line"].where(frame["nba_player_id"] <= 30))
    found = train(SystemId.LIGHTGBM_LINE_V1, half, MONDAY)
    assert isinstance(found, TrainedModel)
    assert found.training_rows == 900


def test_the_line_system_learns_less_than_it_sees(frame):
    found = train(SystemId.LIGHTGBM_LINE_V1, frame, MONDAY)
    assert found.best_iteration <= 50
    learnt = learnt_by(found, frame)
    own_is_above = frame["points_avg_season"] > frame["points_line"]
    # The level lies 4 points off the line; 50 rounds of 0.02 learn 1 - 0.98 ** 50 = 64 % of that.
    assert learnt[own_is_above].mean() == pytest.approx(2.5, abs=0.8)
    assert learnt[~own_is_above].mean() == pytest.approx(-2.5, abs=0.8)


def test_with_too_few_rows_for_a_split_the_line_itself_is_the_forecast():
    # Half of the rows of each round cannot give 200 to either side. Everybody scores 3 points under his line.
    few = training_frame(dates=5, players=100)
    few = few.assign(points=few["points_line"] - 3)
    found = train(SystemId.LIGHTGBM_LINE_V1, few, MONDAY)
    assert isinstance(found, TrainedModel)
    assert (learnt_by(found, few) == 0).all()
    assert found.validation_mae == found.validation_mae_anchor == 3


def learnt_by(model: TrainedModel, frame: pd.DataFrame) -> np.ndarray:
    return lgb.Booster(model_str=model.booster_text).predict(feature_matrix(frame, WITH_LINE))


def test_midnights_are_dates_too(frame, model):
    assert train(SystemId.LIGHTGBM_V1, frame.assign(game_date=pd.to_datetime(frame["game_date"])), MONDAY) == model


@pytest.mark.parametrize(
    ("system_id", "dates", "players"),
    [
        (SystemId.LIGHTGBM_V1, 9, 200),
        (SystemId.LIGHTGBM_V1, 20, 49),
        (SystemId.LIGHTGBM_LINE_V1, 4, 130),
        (SystemId.LIGHTGBM_LINE_V1, 7, 71),
    ],
)
def test_too_few_rows_or_dates_give_no_model_and_a_reason(system_id, dates, players):
    found = train(system_id, training_frame(dates=dates, players=players), MONDAY)
    assert isinstance(found, NotTrained)
    assert f"{dates * players} rows over {dates} game dates" in found.reason


def test_no_rows_at_all_give_no_model():
    found = train(SystemId.LIGHTGBM_LINE_V1, training_frame().head(0), MONDAY)
    assert isinstance(found, NotTrained)
    assert found.rows == 0


def test_a_week_that_does_not_begin_on_monday_is_refused(frame):
    with pytest.raises(ValueError, match="2024-11-26 is a Tuesday"):
        train(SystemId.LIGHTGBM_V1, frame, date(2024, 11, 26))


@pytest.mark.parametrize(
    ("system_id", "column"),
    [(SystemId.LIGHTGBM_V1, "pace_score"), (SystemId.LIGHTGBM_LINE_V1, "vegas_points_line")],
)
def test_a_missing_column_is_named(frame, system_id, column):
    with pytest.raises(MissingColumnsError, match=column):
        train(system_id, frame.drop(columns=column), MONDAY)
