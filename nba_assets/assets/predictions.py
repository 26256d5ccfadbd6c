"""Model training and predictions as assets: both read the feature store and write Parquet partitions."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import dagster as dg
import lightgbm as lgb
import pandas as pd

from nba_assets.assets.columns import table_metadata
from nba_assets.assets.dbt import DUCKDB_POOL, EARLIER_DATES
from nba_assets.assets.keys import ANALYTICS, OWNERS, PREDICTIONS, key
from nba_assets.assets.progress import step
from nba_assets.assets.workshop import Workshop, WorkshopResource
from nba_assets.forecasting.feature_contract import contract_hash
from nba_assets.forecasting.model_registry import (
    LoadedModel,
    TrainedModelsRow,
    load_model,
    model_bytes,
    model_id,
    not_trained_row,
    row_still_in_force,
    sha256_of,
    trained_model_row,
)
from nba_assets.forecasting.predicting import predict_date, prediction_rows
from nba_assets.forecasting.prediction_record import PlayerPropPrediction
from nba_assets.forecasting.systems import LEARNED_SYSTEMS, SystemId
from nba_assets.forecasting.training import NotTrained, train, week_start

MODELS_FOLDER = "models"
TRAINED_MODELS, PREDICTED = "trained_models", "player_prop_predictions"
FEATURE_STORE = key(PREDICTIONS, "ml_feature_store_v2")

TRAINING_SQL = """
    select f.*, g.points, g.minutes_played
    from nba_predictions.ml_feature_store_v2 as f
    inner join nba_analytics.player_game_summary as g
        on f.game_date = g.game_date and f.nba_player_id = g.nba_player_id and g.is_active
    where f.game_date < ?
"""
FEATURES_SQL = """
    select * from nba_predictions.ml_feature_store_v2
    where game_date between ? and ?
    order by game_date, nba_player_id
"""


def prediction_assets(
    partitions: dg.PartitionsDefinition, condition: dg.AutomationCondition
) -> list[dg.AssetsDefinition]:
    """Return the assets of the models in force and of the predictions."""
    shared: dict[str, Any] = {
        "partitions_def": partitions,
        "backfill_policy": dg.BackfillPolicy.single_run(),
        "group_name": "predictions",
        "owners": OWNERS,
        "automation_condition": condition,
        "pool": DUCKDB_POOL,
    }

    @dg.asset(
        key=key(PREDICTIONS, TRAINED_MODELS),
        deps=[
            FEATURE_STORE,
            dg.AssetDep(key(ANALYTICS, "player_game_summary"), partition_mapping=EARLIER_DATES),
        ],
        kinds={"python", "lightgbm", "parquet"},
        description=_first_line(TrainedModelsRow),
        metadata=table_metadata(PREDICTIONS, TRAINED_MODELS, TrainedModelsRow),
        **shared,
    )
    def trained_models(context: dg.AssetExecutionContext, workshop: WorkshopResource) -> None:
        _write(context, workshop, "training", TRAINED_MODELS, put_models_in_force)

    @dg.asset(
        key=key(PREDICTIONS, PREDICTED),
        deps=[FEATURE_STORE, key(PREDICTIONS, TRAINED_MODELS)],
        kinds={"python", "lightgbm", "parquet"},
        description=_first_line(PlayerPropPrediction),
        metadata=table_metadata(PREDICTIONS, PREDICTED, PlayerPropPrediction),
        **shared,
    )
    def player_prop_predictions(context: dg.AssetExecutionContext, workshop: WorkshopResource) -> None:
        _write(context, workshop, "predict", PREDICTED, predict)

    return [trained_models, player_prop_predictions]


def _write(
    context: dg.AssetExecutionContext,
    workshop: WorkshopResource,
    stage: str,
    table: str,
    rows_of: Callable[[Workshop, Sequence[str]], dict[str, int]],
) -> None:
    """Write the dates of the run; the rows of each stand beside its partition."""
    dates = sorted(context.partition_keys)
    with step(stage, table, dates) as told:
        rows = rows_of(workshop.tools(), dates)
        told.rows = sum(rows.values())
    for day in dates:
        context.add_asset_metadata({"dagster/partition_row_count": rows[day]}, partition_key=day)


def put_models_in_force(tools: Workshop, dates: Sequence[str]) -> dict[str, int]:
    """Write the models in force on the dates, training each ISO week once, and return the rows by date.

    A week is trained on its first date that is materialized, on the games before its Monday, so the model is the same
    whichever date that is; the week's later dates point at it.
    """
    table, counts = tools.tables[TRAINED_MODELS], {}
    results: pd.DataFrame | None = None
    for text in dates:
        day, now = date.fromisoformat(text), tools.clock.now()
        monday = week_start(day)
        of_the_week = [known for known in table.partitions() if monday.isoformat() <= known < text]
        earlier = table.read(of_the_week[-1:]).to_pylist()
        if earlier and all(_of_this_program(row) for row in earlier):
            rows = [row_still_in_force(row, game_date=day, processed_at=now) for row in earlier]
        else:
            if results is None:
                last_monday = week_start(date.fromisoformat(dates[-1]))
                results = _dated(tools.warehouse.query(TRAINING_SQL, [last_monday]))
            known_then = results[results["game_date"] < monday]
            rows = [_trained_row(tools, system_id, known_then, day) for system_id in LEARNED_SYSTEMS]
        counts[text] = table.replace(text, rows)
    return counts


def predict(tools: Workshop, dates: Sequence[str]) -> dict[str, int]:
    """Write the predictions of the dates with the models in force on each, and return the rows by date."""
    features = _dated(tools.warehouse.query(FEATURES_SQL, [dates[0], dates[-1]]))
    by_date = dict(iter(features.groupby("game_date", sort=True)))
    models = ModelShelf(tools)
    counts = {}
    for text in dates:
        day, now = date.fromisoformat(text), tools.clock.now()
        frame = by_date.get(day, features.head(0))
        found = predict_date(frame, models.in_force(text), game_date=day, predicted_at=now, processed_at=now)
        counts[text] = tools.tables[PREDICTED].replace(text, prediction_rows(found))
    return counts


class ModelShelf:
    """The models that trained_models points at, each loaded once and checked against what its row says."""

    def __init__(self, tools: Workshop) -> None:
        """Keep the tools; nothing is loaded yet."""
        self._tools = tools
        self._loaded = lru_cache(maxsize=8)(self._load)

    def in_force(self, day: str) -> dict[SystemId, LoadedModel]:
        """Return the models in force on a game date; a system that has none yet is absent.

        Raises a ModelFileError when a file is not the one that was trained or knows another feature contract.
        """
        rows = self._tools.tables[TRAINED_MODELS].read([day]).to_pylist()
        return {
            SystemId(row["system_id"]): self._loaded(row["system_id"], row["model_file"], row["sha256"])
            for row in rows
            if row["model_file"] is not None
        }

    def _load(self, system_id: str, file: str, sha256: str) -> LoadedModel:
        return load_model(
            self._tools.store.read(file),
            file=file,
            expected_sha256=sha256,
            expected_contract_hash=contract_hash(LEARNED_SYSTEMS[SystemId(system_id)].features),
        )


def _of_this_program(row: dict[str, Any]) -> bool:
    """A model of another feature contract or library could not be loaded: its week is trained again."""
    contract = contract_hash(LEARNED_SYSTEMS[SystemId(row["system_id"])].features)
    return row["model_id"] is None or (row["contract_hash"], row["library_version"]) == (contract, lgb.__version__)


def _trained_row(tools: Workshop, system_id: SystemId, results: pd.DataFrame, day: date) -> dict[str, Any]:
    outcome, now = train(system_id, results, week_start(day)), tools.clock.now()
    if isinstance(outcome, NotTrained):
        return not_trained_row(outcome, game_date=day, processed_at=now)
    content = model_bytes(outcome)
    name = model_id(system_id, outcome.week_start, sha256_of(content))
    file = f"{MODELS_FOLDER}/{system_id}/{name}.json"
    tools.store.write(content, file)
    return trained_model_row(outcome, game_date=day, model_file=file, processed_at=now)


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """DuckDB gives dates as timestamps; a game date is a date."""
    return frame.assign(game_date=pd.to_datetime(frame["game_date"]).dt.date)


def _first_line(record: type) -> str:
    return (record.__doc__ or "").strip().split("\n")[0]
