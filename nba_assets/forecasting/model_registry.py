"""Models as files and as rows of ``trained_models``: what is written, and what is refused on reading.

A model file is JSON with sorted keys and holds nothing of the machine or the moment: the same training gives the same
bytes. It is trusted only if its SHA-256, its feature contract and its LightGBM version are the expected ones; there is
no stand-in model.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import lightgbm as lgb
from pydantic import AwareDatetime, Field

from nba_assets.forecasting.systems import SystemId
from nba_assets.forecasting.training import NotTrained, TrainedModel
from nba_assets.records import Record

FILE_FORMAT = 1
LIBRARY = "lightgbm"


class ModelFileError(ValueError):
    """A model file cannot be used; the message names the file and what is wrong with it."""


class ModelChangedError(ModelFileError):
    """The file's SHA-256 is not the one that was recorded when the model was trained."""


class ModelContractError(ModelFileError):
    """The model was trained on another feature contract than the one that is in force."""


class ModelLibraryError(ModelFileError):
    """The model was trained with another LightGBM version than the one that is installed."""


@dataclass(frozen=True)
class LoadedModel:
    """A model that may predict: ``training_to`` is the last game date it has learnt from."""

    model_id: str
    system_id: SystemId
    sha256: str
    contract_hash: str
    feature_names: tuple[str, ...]
    training_to: date
    booster: lgb.Booster


class TrainedModelsRow(Record):
    """One row per game date and learned system: the model in force on that date, or the reason why there is none."""

    game_date: date = Field(description="Game date (Eastern) that the model is in force on.")
    system_id: str = Field(description="Prediction system that the model belongs to.")
    week_start: date = Field(description="Monday of the ISO week that the model was trained for.")
    is_trained_on_this_date: bool = Field(
        description="True on the first game date of the week, when the model was trained; later dates point at it."
    )
    no_model_reason: str | None = Field(description="Why there is no model in force; NULL when there is one.")
    model_id: str | None = Field(description="System, Monday and the first eight digits of the file's SHA-256.")
    model_file: str | None = Field(description="Path of the model file, relative to the lake.")
    sha256: str | None = Field(description="SHA-256 (hex) of the model file's bytes.")
    contract_hash: str | None = Field(description="Hash of the feature contract that the model was trained on.")
    feature_count: int | None = Field(description="Number of features that the model reads.")
    training_from: date | None = Field(description="First game date that the model learnt from.")
    training_to: date | None = Field(description="Last game date that the model learnt from; before week_start.")
    training_rows: int | None = Field(description="Player-games that the model learnt from.")
    training_dates: int | None = Field(description="Game dates that the model learnt from.")
    best_iteration: int | None = Field(description="Number of trees, chosen by early stopping.")
    validation_from: date | None = Field(description="First of the last 15 % of dates, which chose that number.")
    validation_mae: float | None = Field(description="Mean absolute error on those dates before the final fit, points.")
    validation_mae_anchor: float | None = Field(
        description="Mean absolute error on the same rows of the anchor alone (own average, or the line), points."
    )
    library: str | None = Field(description="Library that trained the model.")
    library_version: str | None = Field(description="Version of that library; another one may not serve the model.")
    processed_at: AwareDatetime = Field(description="When this row was written.")


def model_bytes(model: TrainedModel) -> bytes:
    """Return the bytes of a model's file."""
    content = {
        "format": FILE_FORMAT,
        "system_id": model.system_id.value,
        "week_start": model.week_start.isoformat(),
        "training_to": model.training_to.isoformat(),
        "contract_hash": model.contract_hash,
        "feature_names": list(model.feature_names),
        "library_version": model.library_version,
        "booster": model.booster_text,
    }
    return json.dumps(content, sort_keys=True, indent=0).encode()


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 (hex) of a model file's bytes."""
    return hashlib.sha256(content).hexdigest()


def model_id(system_id: str, monday: date, sha256: str) -> str:
    """Return a model's id, such as ``lightgbm_v1_20241104_1f3a5c7e``."""
    return f"{system_id}_{monday:%Y%m%d}_{sha256[:8]}"


def trained_model_row(
    model: TrainedModel, *, game_date: date, model_file: str, processed_at: AwareDatetime
) -> dict[str, Any]:
    """Return the ``trained_models`` row of a model on the date that it was trained."""
    sha256 = sha256_of(model_bytes(model))
    return {
        "game_date": game_date,
        "system_id": model.system_id.value,
        "week_start": model.week_start,
        "is_trained_on_this_date": True,
        "no_model_reason": None,
        "model_id": model_id(model.system_id, model.week_start, sha256),
        "model_file": model_file,
        "sha256": sha256,
        "contract_hash": model.contract_hash,
        "feature_count": len(model.feature_names),
        "training_from": model.training_from,
        "training_to": model.training_to,
        "training_rows": model.training_rows,
        "training_dates": model.training_dates,
        "best_iteration": model.best_iteration,
        "validation_from": model.validation_from,
        "validation_mae": model.validation_mae,
        "validation_mae_anchor": model.validation_mae_anchor,
        "library": LIBRARY,
        "library_version": model.library_version,
        "processed_at": processed_at,
    }


def not_trained_row(outcome: NotTrained, *, game_date: date, processed_at: AwareDatetime) -> dict[str, Any]:
    """Return the ``trained_models`` row that says why a system has no model: a week without one is not silent."""
    return dict.fromkeys(TrainedModelsRow.model_fields) | {
        "game_date": game_date,
        "system_id": outcome.system_id.value,
        "week_start": outcome.week_start,
        "is_trained_on_this_date": True,
        "no_model_reason": outcome.reason,
        "processed_at": processed_at,
    }


def row_still_in_force(row: dict[str, Any], *, game_date: date, processed_at: AwareDatetime) -> dict[str, Any]:
    """Return a week's first row again for a later game date of the same week.

    Raises ValueError when the date does not lie in the row's week or does not come after the row's own date.
    """
    if not row["game_date"] < game_date or (game_date - row["week_start"]).days >= 7:
        raise ValueError(
            f"{row['system_id']}: the model of the week of {row['week_start']} (row of {row['game_date']}) "
            f"is not in force on {game_date}"
        )
    return row | {"game_date": game_date, "is_trained_on_this_date": False, "processed_at": processed_at}


def load_model(content: bytes, *, file: str, expected_sha256: str, expected_contract_hash: str) -> LoadedModel:
    """Make a model that may predict from the bytes of its file; ``file`` names it in messages.

    Raises ModelChangedError, ModelContractError or ModelLibraryError when the bytes are not the expected ones or do
    not suit this program, and ModelFileError when they are no model file.
    """
    actual = sha256_of(content)
    if actual != expected_sha256:
        raise ModelChangedError(
            f"model file {file} has SHA-256 {actual}, trained_models says {expected_sha256}; train the week again"
        )
    fields = _read_fields(file, content)
    if fields["contract_hash"] != expected_contract_hash:
        raise ModelContractError(
            f"model file {file} was trained on feature contract {fields['contract_hash']}, in force is "
            f"{expected_contract_hash}; train the week again with the present features"
        )
    if fields["library_version"] != lgb.__version__:
        raise ModelLibraryError(
            f"model file {file} was trained with {LIBRARY} {fields['library_version']}, installed is "
            f"{lgb.__version__}; install that version or train the week again"
        )
    return LoadedModel(
        model_id=model_id(fields["system_id"], date.fromisoformat(fields["week_start"]), actual),
        system_id=SystemId(fields["system_id"]),
        sha256=actual,
        contract_hash=fields["contract_hash"],
        feature_names=tuple(fields["feature_names"]),
        training_to=date.fromisoformat(fields["training_to"]),
        booster=lgb.Booster(model_str=fields["booster"]),
    )


def _read_fields(file: str, content: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(content)
    except ValueError as error:
        raise ModelFileError(f"model file {file} is not JSON: {error}") from error
    if not isinstance(fields, dict) or fields.get("format") != FILE_FORMAT:
        raise ModelFileError(f"model file {file} is not of format {FILE_FORMAT}; train the week again")
    return fields
