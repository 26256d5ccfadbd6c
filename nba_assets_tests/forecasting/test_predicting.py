"""One row for each player and system, with a number or the reason why there is none."""

from datetime import date, timedelta

import pandas as pd
import pytest

from nba_assets.forecasting.feature_contract import CONTRACT_VERSION, contract_hash
from nba_assets.forecasting.model_registry import LoadedModel, ModelContractError, load_model, model_bytes, sha256_of
from nba_assets.forecasting.predicting import (
    FutureModelError,
    SeveralDatesError,
    predict_date,
    prediction_id,
    prediction_rows,
)
from nba_assets.forecasting.prediction_record import PlayerPropPrediction
from nba_assets.forecasting.systems import LEARNED_SYSTEMS, SystemId
from nba_assets.forecasting.training import MissingColumnsError, train
from nba_assets.records import to_table
from nba_assets_tests.forecasting.frames import MOMENT, store_frame, training_frame

DAY = date(2024, 12, 2)
KNOWN = {
    "points_avg_last_5": 20.0,
    "points_avg_last_10": 18.0,
    "points_avg_season": 15.0,
    "points_avg_last_365_days": 15.0,
    "points_std_last_10": 3.0,
    "games_in_last_7_days": 3,
    "game_total_line": 230.0,
}
LINED = KNOWN | {"points_line": 15.0, "vegas_points_line": 15.0, "line_books": 2, "line_snapshot_at": MOMENT}


@pytest.fixture(scope="module")
def models() -> dict[SystemId, LoadedModel]:
    return {system_id: _load(system_id) for system_id in LEARNED_SYSTEMS}


def _load(system_id: SystemId) -> LoadedModel:
    content = model_bytes(train(system_id, training_frame(), date(2024, 11, 25)))
    expected = contract_hash(LEARNED_SYSTEMS[system_id].features)
    return load_model(content, file="a file", expected_sha256=sha256_of(content), expected_contract_hash=expected)


def predict(models, *rows: dict[str, object]) -> pd.DataFrame:
    frame = store_frame(*rows)
    return predict_date(frame, models, game_date=DAY, predicted_at=MOMENT, processed_at=MOMENT)


def by_system(predictions: pd.DataFrame) -> dict[str, dict[str, object]]:
    return {row["system_id"]: row for row in prediction_rows(predictions)}


def test_every_player_has_a_row_of_every_system(models):
    found = predict(models, LINED | {"nba_player_id": 1}, KNOWN | {"nba_player_id": 2}, {"nba_player_id": 3})
    assert len(found) == 9
    assert found.groupby("nba_player_id")["system_id"].agg(set).tolist() == [set(SystemId)] * 3
    assert found["prediction_id"].is_unique


def test_the_moving_average_row_by_hand(models):
    row = by_system(predict(models, LINED))["moving_average"]
    # 0.5 * 20 + 0.3 * 18 + 0.2 * 15 = 18.4, 3.4 over the line; steady and three games: 0.6.
    assert (row["predicted_points"], row["line_margin"], row["confidence_score"]) == (18.4, 3.4, 0.6)
    assert (row["recommendation"], row["is_actionable"], row["filter_reason"]) == ("OVER", True, None)
    assert (row["model_id"], row["contract_hash"], row["skip_reason"]) == (None, None, None)


def test_the_learned_rows_stand_on_their_anchors(models):
    rows = by_system(predict(models, LINED | {"points_line": 12.0, "vegas_points_line": 12.0}))
    # Anchors (18 + 15 + 15) / 3 = 16 and the line 12. In the training data a total of 230 is worth 5 points; a line 4
    # points under the own level is 4 points too low, of which 50 rounds of 0.02 learn 1 - 0.98 ** 50 = 64 %.
    assert rows["lightgbm_v1"]["predicted_points"] == pytest.approx(21, abs=1.5)
    assert rows["lightgbm_line_v1"]["predicted_points"] == pytest.approx(14.5, abs=1)
    for system_id in LEARNED_SYSTEMS:
        row, model = rows[system_id], models[system_id]
        assert (row["model_id"], row["model_sha256"]) == (model.model_id, model.sha256)
        assert row["line_margin"] == pytest.approx(row["predicted_points"] - 12)
        # Quality 100 and a deviation of 3 points.
        assert (row["recommendation"], row["confidence_score"]) == ("OVER", 0.95)


def test_without_a_line_the_line_system_says_so_and_the_others_take_no_side(models):
    rows = by_system(predict(models, KNOWN))
    assert rows["lightgbm_line_v1"]["skip_reason"] == "no_line"
    assert rows["lightgbm_line_v1"]["predicted_points"] is None
    assert rows["lightgbm_v1"]["predicted_points"] is not None
    for row in rows.values():
        assert (row["recommendation"], row["has_prop_line"], row["line_margin"]) == ("NO_LINE", False, None)
        assert (row["is_actionable"], row["filter_reason"]) == (False, "no_side")


def test_a_newcomer_with_a_line_has_a_number_only_from_the_line(models):
    rows = by_system(predict(models, {"points_line": 8.5, "vegas_points_line": 8.5, "line_books": 1}))
    assert {s: row["skip_reason"] for s, row in rows.items()} == {
        "moving_average": "no_history",
        "lightgbm_v1": "no_history",
        "lightgbm_line_v1": None,
    }
    assert (rows["moving_average"]["recommendation"], rows["moving_average"]["confidence_score"]) == ("PASS", None)


def test_before_the_first_training_the_learned_systems_say_so():
    rows = by_system(predict({}, LINED))
    assert {s: row["skip_reason"] for s, row in rows.items()} == {
        "moving_average": None,
        "lightgbm_v1": "no_model_yet",
        "lightgbm_line_v1": "no_model_yet",
    }


@pytest.mark.parametrize(
    ("line", "ready", "reason"),
    [(16.0, True, "low_edge"), (15.4, True, None), (15.4, False, "not_quality_ready"), (21.4, True, None)],
)
def test_it_is_actionable_from_three_points_of_edge_on_good_features(line, ready, reason):
    rows = by_system(predict({}, LINED | {"points_line": line, "is_quality_ready": ready}))
    # The moving average says 18.4.
    assert rows["moving_average"]["filter_reason"] == reason
    assert rows["moving_average"]["is_actionable"] == (reason is None)


def test_the_rows_fit_the_declared_record(models):
    found = predict(models, LINED | {"nba_player_id": 1}, {"nba_player_id": 2})
    assert list(found.columns) == list(PlayerPropPrediction.model_fields)
    table = to_table(PlayerPropPrediction, prediction_rows(found), table="player_prop_predictions")
    assert table.num_rows == 6
    assert table.column("predicted_points").null_count == 3


def test_a_date_without_players_has_no_rows(models):
    empty = store_frame(LINED).head(0)
    found = predict_date(empty, models, game_date=DAY, predicted_at=MOMENT, processed_at=MOMENT)
    assert list(found.columns) == list(PlayerPropPrediction.model_fields)
    assert len(found) == 0


def test_the_same_prediction_has_the_same_id_and_another_another():
    usual = prediction_id(DAY, 1, "lightgbm_v1")
    assert usual == prediction_id(DAY, 1, "lightgbm_v1")
    others = [(DAY + timedelta(days=1), 1, "lightgbm_v1"), (DAY, 2, "lightgbm_v1"), (DAY, 1, "moving_average")]
    assert usual not in {prediction_id(*other) for other in others}


def test_the_order_of_the_columns_of_the_store_does_not_matter(models):
    frame = store_frame(LINED)
    moments = {"game_date": DAY, "predicted_at": MOMENT, "processed_at": MOMENT}
    pd.testing.assert_frame_equal(
        predict_date(frame[frame.columns[::-1]], models, **moments), predict_date(frame, models, **moments)
    )


def test_a_model_of_another_contract_may_not_predict(models, monkeypatch):
    monkeypatch.setattr("nba_assets.forecasting.feature_contract.CONTRACT_VERSION", CONTRACT_VERSION + 1)
    with pytest.raises(ModelContractError, match="lightgbm_v1_20241125"):
        predict(models, LINED)


def test_a_model_that_has_seen_the_date_may_not_predict_it(models):
    # The models have learnt from games to 2024-11-20.
    frame = store_frame(LINED | {"game_date": date(2024, 11, 20)})
    with pytest.raises(FutureModelError, match="2024-11-20"):
        predict_date(frame, models, game_date=date(2024, 11, 20), predicted_at=MOMENT, processed_at=MOMENT)


def test_rows_of_another_date_are_refused(models):
    with pytest.raises(SeveralDatesError, match="2024-12-03"):
        predict(models, LINED, LINED | {"game_date": date(2024, 12, 3)})


def test_a_missing_column_is_named(models):
    with pytest.raises(MissingColumnsError, match="line_books"):
        predict_date(
            store_frame(LINED).drop(columns="line_books"),
            models,
            game_date=DAY,
            predicted_at=MOMENT,
            processed_at=MOMENT,
        )
