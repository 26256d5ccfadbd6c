"""A model file is reproducible, and no other file than the expected one may predict."""

import hashlib
import json
from datetime import UTC, date, datetime

import numpy as np
import pytest

from nba_assets.forecasting.feature_contract import NO_LINE, WITH_LINE, contract_hash
from nba_assets.forecasting.model_registry import (
    ModelChangedError,
    ModelContractError,
    ModelFileError,
    ModelLibraryError,
    TrainedModelsRow,
    load_model,
    model_bytes,
    not_trained_row,
    row_still_in_force,
    trained_model_row,
)
from nba_assets.forecasting.systems import SystemId
from nba_assets.forecasting.training import NotTrained, TrainedModel, train
from nba_assets.records import to_table
from nba_assets_tests.forecasting.frames import MOMENT, training_frame

MONDAY = date(2024, 11, 25)
FILE = "nba_predictions/models/lightgbm_v1.json"


@pytest.fixture(scope="module")
def model() -> TrainedModel:
    found = train(SystemId.LIGHTGBM_V1, training_frame(), MONDAY)
    assert isinstance(found, TrainedModel)
    return found


@pytest.fixture(scope="module")
def content(model) -> bytes:
    return model_bytes(model)


def load(content: bytes, **expected: str):
    wanted = {
        "expected_sha256": hashlib.sha256(content).hexdigest(),
        "expected_contract_hash": contract_hash(NO_LINE),
    }
    return load_model(content, file=FILE, **(wanted | expected))


def test_two_trainings_give_the_same_bytes(content):
    assert model_bytes(train(SystemId.LIGHTGBM_V1, training_frame(), MONDAY)) == content


def test_a_loaded_model_predicts_as_the_trained_one(content, model):
    loaded = load(content)
    assert loaded.system_id is SystemId.LIGHTGBM_V1
    assert loaded.feature_names == NO_LINE
    assert loaded.training_to == model.training_to
    unknown = np.full((1, len(NO_LINE)), np.nan)
    assert np.isfinite(loaded.booster.predict(unknown)).all()
    assert loaded.booster.num_trees() == model.best_iteration


def test_a_changed_file_is_refused_by_name(content):
    with pytest.raises(ModelChangedError, match=f"{FILE}.*train the week again"):
        load(content + b"\n", expected_sha256=hashlib.sha256(content).hexdigest())


def test_another_contract_is_refused(content):
    with pytest.raises(ModelContractError, match=contract_hash(WITH_LINE)):
        load(content, expected_contract_hash=contract_hash(WITH_LINE))


def test_another_library_version_is_refused(content):
    older = json.dumps(json.loads(content) | {"library_version": "4.6.0"}).encode()
    with pytest.raises(ModelLibraryError, match=r"lightgbm 4\.6\.0"):
        load(older)


@pytest.mark.parametrize("broken", [b"tree\nversion=v4", b"[]", b'{"format": 0}'])
def test_what_is_no_model_file_is_refused(broken):
    with pytest.raises(ModelFileError, match=FILE):
        load(broken)


def test_the_row_of_a_trained_model_names_its_file(model, content):
    row = trained_model_row(model, game_date=date(2024, 11, 25), model_file=FILE, processed_at=MOMENT)
    sha256 = hashlib.sha256(content).hexdigest()
    assert row["sha256"] == sha256
    assert row["model_id"] == f"lightgbm_v1_20241125_{sha256[:8]}" == load(content).model_id
    assert row["training_to"] < row["week_start"]
    assert to_table(TrainedModelsRow, [row], table="trained_models").num_rows == 1


def test_later_dates_of_the_week_point_at_the_same_model(model):
    first = trained_model_row(model, game_date=date(2024, 11, 25), model_file=FILE, processed_at=MOMENT)
    later = datetime(2024, 12, 1, 12, tzinfo=UTC)
    sunday = row_still_in_force(first, game_date=date(2024, 12, 1), processed_at=later)
    assert (sunday["model_id"], sunday["sha256"]) == (first["model_id"], first["sha256"])
    assert (sunday["game_date"], sunday["is_trained_on_this_date"]) == (date(2024, 12, 1), False)
    assert to_table(TrainedModelsRow, [sunday], table="trained_models").num_rows == 1


@pytest.mark.parametrize("day", [date(2024, 11, 24), date(2024, 11, 25), date(2024, 12, 2)])
def test_a_model_is_not_in_force_outside_its_week(model, day):
    first = trained_model_row(model, game_date=date(2024, 11, 25), model_file=FILE, processed_at=MOMENT)
    with pytest.raises(ValueError, match=f"not in force on {day}"):
        row_still_in_force(first, game_date=day, processed_at=MOMENT)


def test_a_week_without_a_model_has_a_row_that_says_why():
    outcome = NotTrained(SystemId.LIGHTGBM_LINE_V1, MONDAY, 12, 1, "12 rows over 1 game dates")
    row = not_trained_row(outcome, game_date=MONDAY, processed_at=MOMENT)
    table = to_table(TrainedModelsRow, [row], table="trained_models").to_pylist()[0]
    assert (table["model_id"], table["no_model_reason"]) == (None, "12 rows over 1 game dates")
