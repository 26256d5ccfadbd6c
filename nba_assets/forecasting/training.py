"""Training of the LightGBM systems: walk-forward only, deterministic, on the median.

A model is trained for an ISO week on games strictly before its Monday. The last 15 % of the dates decide by early
stopping how many trees are worth having; the model that is kept is then fitted on all rows with that number of trees.
Without the second fit the newest weeks would teach it nothing: measured walk-forward, the error rose by about 0.01
points in January to April 2024 and again in October 2024 to January 2025. All earlier games are used: a window of 56
days erred by 0.01 points more, one of 240 days by 0.03, one of 365 days by about as much as all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import lightgbm as lgb
import numpy as np
import numpy.typing as npt
import pandas as pd

from nba_assets.forecasting.feature_contract import contract_hash, store_columns
from nba_assets.forecasting.systems import (
    LEARNED_SYSTEMS,
    FloatArray,
    LearnedSystem,
    SystemId,
    anchor,
    feature_matrix,
    game_dates,
    numbers,
)

VALIDATION_SHARE = 0.15
PATIENCE = 40
# One thread: two wait for one another actively, which on two busy cores made a training of 1 s last 12 s. The anchor is
# the start of the boosting, so LightGBM's own start from the median is switched off.
PARAMS = {
    "objective": "regression_l1",
    "metric": "mae",
    "feature_fraction": 0.5,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "boost_from_average": False,
    "seed": 42,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


class FutureRowsError(ValueError):
    """The training frame holds games that were not played before the week that the model is for."""


class MissingColumnsError(ValueError):
    """A frame lacks columns that the system needs."""


@dataclass(frozen=True)
class TrainedModel:
    """A trained model and how it came about. Dates are game dates, errors are mean absolute errors in points.

    ``validation_mae`` is that of the early-stopping fit on the last 15 % of dates, which it had not learnt from (but
    which chose the number of trees), ``validation_mae_anchor`` that of the anchor alone on the same rows.
    """

    system_id: SystemId
    week_start: date
    booster_text: str
    best_iteration: int
    feature_names: tuple[str, ...]
    contract_hash: str
    training_from: date
    training_to: date
    training_rows: int
    training_dates: int
    validation_from: date
    validation_mae: float
    validation_mae_anchor: float
    library_version: str


@dataclass(frozen=True)
class NotTrained:
    """There was too little to learn from: what there was, and what there must be."""

    system_id: SystemId
    week_start: date
    rows: int
    dates: int
    reason: str


def week_start(day: date) -> date:
    """Return the Monday of a date's ISO week."""
    return day - timedelta(days=day.weekday())


def train(system_id: SystemId, frame: pd.DataFrame, monday: date) -> TrainedModel | NotTrained:
    """Train a LightGBM system for the week that begins on ``monday``, on the games before it.

    ``frame`` has a row for each player and game date: game_date, nba_player_id, points, minutes_played, the columns
    that the system's features are made from, and its anchor columns. Players who did not play and rows without an
    anchor teach nothing and are left out. The order of the rows does not matter. Raises FutureRowsError for a row
    dated at or after ``monday``, MissingColumnsError for a column that is absent, ValueError when ``monday`` is none.
    """
    if monday != week_start(monday):
        raise ValueError(f"{system_id}: {monday} is a {monday:%A}; a model is trained for a week that begins on Monday")
    system = LEARNED_SYSTEMS[system_id]
    identity_and_result = ("game_date", "nba_player_id", "points", "minutes_played")
    require_columns(frame, [*identity_and_result, *store_columns(system.features), *system.anchor_columns])
    frame = frame.assign(game_date=game_dates(frame))
    _refuse_future(system_id, frame["game_date"], monday)
    rows = _teaching_rows(system, frame)
    dates = sorted(set(rows["game_date"]))
    if len(rows) < system.min_rows or len(dates) < system.min_dates:
        reason = (
            f"{len(rows)} rows over {len(dates)} game dates before {monday}; "
            f"{system.min_rows} rows over {system.min_dates} dates are needed"
        )
        return NotTrained(system_id, monday, len(rows), len(dates), reason)

    validation_from = first_validation_date(dates)
    is_validation = (rows["game_date"] >= validation_from).to_numpy()
    start = anchor(system, rows)
    residual = numbers(rows, "points") - start
    features = feature_matrix(rows, system.features)
    stopped = _stopped_fit(system, features, residual, is_validation)
    booster = _fit(system, features, residual, stopped.best_iteration)
    forecast = stopped.predict(features[is_validation], num_iteration=stopped.best_iteration)
    return TrainedModel(
        system_id=system_id,
        week_start=monday,
        booster_text=booster.model_to_string(),
        best_iteration=stopped.best_iteration,
        feature_names=system.features,
        contract_hash=contract_hash(system.features),
        training_from=dates[0],
        training_to=dates[-1],
        training_rows=len(rows),
        training_dates=len(dates),
        validation_from=validation_from,
        validation_mae=round(float(np.abs(residual[is_validation] - forecast).mean()), 4),
        validation_mae_anchor=round(float(np.abs(residual[is_validation]).mean()), 4),
        library_version=lgb.__version__,
    )


def first_validation_date(dates: Sequence[date]) -> date:
    """Return the first of the last 15 % (rounded up) of sorted distinct game dates: early stopping splits there."""
    return dates[len(dates) - math.ceil(len(dates) * VALIDATION_SHARE)]


def require_columns(frame: pd.DataFrame, names: Sequence[str]) -> None:
    """Raise MissingColumnsError naming the columns that a frame lacks."""
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise MissingColumnsError(f"the frame lacks the columns {', '.join(missing)}; read them from the feature store")


def _refuse_future(system_id: SystemId, dates: pd.Series, monday: date) -> None:
    late = dates[dates >= monday]
    if len(late):
        raise FutureRowsError(
            f"{system_id} for the week of {monday}: {len(late)} training rows are dated {late.min()} to {late.max()}; "
            "pass only games before the week"
        )


def _teaching_rows(system: LearnedSystem, frame: pd.DataFrame) -> pd.DataFrame:
    played = (numbers(frame, "minutes_played") > 0) & ~np.isnan(numbers(frame, "points"))
    rows = frame[played & ~np.isnan(anchor(system, frame))]
    return rows.sort_values(["game_date", "nba_player_id"], kind="stable", ignore_index=True)


def _params(system: LearnedSystem) -> dict[str, object]:
    return PARAMS | {
        "learning_rate": system.learning_rate,
        "num_leaves": system.num_leaves,
        "min_data_in_leaf": system.min_data_in_leaf,
    }


def _dataset(system: LearnedSystem, features: FloatArray, residual: FloatArray) -> lgb.Dataset:
    # Without a given start LightGBM makes a model that finds no split out of the whole median, unshrunk; so it is 0.
    start = np.zeros(len(residual))
    return lgb.Dataset(features, residual, init_score=start, feature_name=list(system.features))


def _stopped_fit(
    system: LearnedSystem, features: FloatArray, residual: FloatArray, is_validation: npt.NDArray[np.bool_]
) -> lgb.Booster:
    learn = _dataset(system, features[~is_validation], residual[~is_validation])
    judge = learn.create_valid(
        features[is_validation], residual[is_validation], init_score=np.zeros(is_validation.sum())
    )
    return lgb.train(
        _params(system),
        learn,
        num_boost_round=system.max_rounds,
        valid_sets=[judge],
        callbacks=[lgb.early_stopping(PATIENCE, verbose=False)],
    )


def _fit(system: LearnedSystem, features: FloatArray, residual: FloatArray, rounds: int) -> lgb.Booster:
    return lgb.train(_params(system), _dataset(system, features, residual), num_boost_round=rounds)
