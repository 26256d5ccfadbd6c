"""The forecasts of all systems for one game date, from that date's rows of the feature store."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import AwareDatetime

from nba_assets.forecasting import moving_average
from nba_assets.forecasting.feature_contract import contract_hash, store_columns
from nba_assets.forecasting.model_registry import LoadedModel, ModelContractError
from nba_assets.forecasting.prediction_record import PlayerPropPrediction
from nba_assets.forecasting.systems import (
    LEARNED_SYSTEMS,
    FloatArray,
    LearnedSystem,
    Recommendation,
    SkipReason,
    SystemId,
    anchor,
    bounded,
    feature_matrix,
    game_dates,
    learned_confidence,
    learned_sides_allowed,
    numbers,
    recommendations,
)
from nba_assets.forecasting.training import require_columns

MIN_ACTIONABLE_EDGE = 3.0
IDENTITY = (
    "player_lookup",
    "nba_player_id",
    "game_id",
    "nba_game_id",
    "team_abbr",
    "opponent_team_abbr",
    "is_home",
    "feature_version",
    "feature_quality_score",
    "is_quality_ready",
)
LINE = ("points_line", "line_books", "line_snapshot_at")


class SeveralDatesError(ValueError):
    """The frame to predict holds another game date than the one asked for."""


class FutureModelError(ValueError):
    """The model in force has learnt from games of the date that it should predict, or later ones."""


@dataclass(frozen=True)
class _Forecast:
    """What one system says about each row: points (NaN with a skip reason), confidence, and where it may take sides."""

    points: FloatArray
    confidence: FloatArray
    skip_reason: npt.NDArray[np.object_]
    sides_allowed: Callable[[FloatArray], npt.NDArray[np.bool_]]
    model: LoadedModel | None = None


def predict_date(
    frame: pd.DataFrame,
    models_in_force: Mapping[SystemId, LoadedModel],
    *,
    game_date: date,
    predicted_at: AwareDatetime,
    processed_at: AwareDatetime,
) -> pd.DataFrame:
    """Return a row for each player and system, in the columns and order of PlayerPropPrediction.

    ``frame`` holds the feature store's rows of ``game_date``: the identity and line columns named above, and the
    features. A learned system that is absent from ``models_in_force`` has no model yet. Unknown values are None.
    Raises MissingColumnsError, SeveralDatesError, FutureModelError, and ModelContractError when a model was trained
    on another contract than the one in force.
    """
    require_columns(frame, ["game_date", *IDENTITY, *LINE, *moving_average.COLUMNS])
    strangers = set(game_dates(frame)) - {game_date}
    if strangers:
        raise SeveralDatesError(f"rows of {min(strangers)} stand among those of {game_date}; pass one game date")
    forecasts = {SystemId.MOVING_AVERAGE: _moving_average(frame)} | {
        system.system_id: _learned(system, frame, models_in_force.get(system.system_id), game_date)
        for system in LEARNED_SYSTEMS.values()
    }
    shared = {name: _or_none(frame[name]) for name in IDENTITY} | {
        name: np.full(len(frame), value, dtype=object)
        for name, value in (("game_date", game_date), ("predicted_at", predicted_at), ("processed_at", processed_at))
    }
    parts = [shared | _columns(frame, game_date, system_id, forecast) for system_id, forecast in forecasts.items()]
    return pd.DataFrame(
        {name: np.concatenate([part[name] for part in parts]) for name in PlayerPropPrediction.model_fields},
        dtype=object,
    )


def prediction_rows(predictions: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what predict_date gave as the dictionaries that a table is written from."""
    return predictions.to_dict("records")


def prediction_id(game_date: date, nba_player_id: int, system_id: str) -> str:
    """Return the id of a prediction: the first 32 hex digits of the SHA-256 over date, player and system."""
    return hashlib.sha256(f"{game_date:%Y-%m-%d}|{nba_player_id}|{system_id}".encode()).hexdigest()[:32]


def _moving_average(frame: pd.DataFrame) -> _Forecast:
    points = bounded(moving_average.predict_points(frame))
    confidence = moving_average.confidence(frame)
    skip_reason = np.where(np.isnan(points), SkipReason.NO_HISTORY.value, None)
    return _Forecast(points, confidence, skip_reason, lambda edge: moving_average.sides_allowed(edge, confidence))


def _learned(system: LearnedSystem, frame: pd.DataFrame, model: LoadedModel | None, game_date: date) -> _Forecast:
    require_columns(frame, [*store_columns(system.features), *system.anchor_columns])
    start = anchor(system, frame)
    skip_reason = np.where(np.isnan(start), system.without_anchor.value, None)
    points = np.full(len(frame), np.nan)
    if model is None:
        skip_reason = np.where(np.isnan(start), skip_reason, SkipReason.NO_MODEL_YET.value)
    elif len(frame):
        _refuse_unfit(system, model, game_date)
        points = bounded(start + model.booster.predict(feature_matrix(frame, system.features), num_threads=1))
    confidence = learned_confidence(numbers(frame, "feature_quality_score"), numbers(frame, "points_std_last_10"))
    return _Forecast(points, confidence, skip_reason, learned_sides_allowed, model)


def _refuse_unfit(system: LearnedSystem, model: LoadedModel, game_date: date) -> None:
    if model.contract_hash != contract_hash(system.features) or model.feature_names != system.features:
        raise ModelContractError(
            f"{model.model_id} was trained on feature contract {model.contract_hash}, in force for "
            f"{system.system_id} is {contract_hash(system.features)}; train the week again"
        )
    if model.training_to >= game_date:
        raise FutureModelError(
            f"{model.model_id} has learnt from games to {model.training_to} and may not predict {game_date}; "
            "take the model of that week"
        )


def _columns(
    frame: pd.DataFrame, game_date: date, system_id: SystemId, forecast: _Forecast
) -> dict[str, npt.NDArray[np.object_]]:
    line = numbers(frame, "points_line")
    has_line = ~np.isnan(line)
    edge = np.round(forecast.points - line, 4)
    side = recommendations(edge, has_line, forecast.sides_allowed(edge))
    filter_reason = _filter_reason(edge, frame["is_quality_ready"].astype(bool).to_numpy(), side)
    model = forecast.model
    of_each_row = {
        "prediction_id": [prediction_id(game_date, player, system_id) for player in frame["nba_player_id"]],
        "predicted_points": forecast.points,
        "confidence_score": np.where(np.isnan(forecast.points), np.nan, forecast.confidence),
        "recommendation": side,
        "has_prop_line": has_line,
        "current_points_line": line,
        "line_margin": edge,
        "line_books": np.nan_to_num(numbers(frame, "line_books")).astype("int64"),
        "line_snapshot_at": frame["line_snapshot_at"],
        "is_actionable": filter_reason == "",
        "filter_reason": np.where(filter_reason == "", None, filter_reason),
        "skip_reason": forecast.skip_reason,
    }
    of_the_system = {
        "system_id": system_id.value,
        "model_id": model.model_id if model else None,
        "model_sha256": model.sha256 if model else None,
        "contract_hash": model.contract_hash if model else None,
    }
    return {name: _or_none(values) for name, values in of_each_row.items()} | {
        name: np.full(len(frame), value, dtype=object) for name, value in of_the_system.items()
    }


def _or_none(values: npt.ArrayLike | pd.Series) -> npt.NDArray[np.object_]:
    """Return a column as Python objects, None where unknown."""
    objects = pd.Series(values).to_numpy(dtype=object, copy=True)
    objects[pd.isna(objects)] = None
    return objects


def _filter_reason(
    edge: FloatArray, ready: npt.NDArray[np.bool_], side: npt.NDArray[np.str_]
) -> npt.NDArray[np.object_]:
    """Return the first filter that each row fails, empty where it fails none (rules 2 and 7 of the reference)."""
    takes_side = np.isin(side, [Recommendation.OVER.value, Recommendation.UNDER.value])
    return np.select(
        [np.abs(edge) < MIN_ACTIONABLE_EDGE, ~ready, ~takes_side], ["low_edge", "not_quality_ready", "no_side"], ""
    ).astype(object)
