"""The tables that forecasting writes, by name, with what a row of each is."""

from nba_assets.forecasting.model_registry import TrainedModelsRow
from nba_assets.forecasting.prediction_record import PlayerPropPrediction
from nba_assets.records import Record

FORECASTING_TABLES: dict[str, type[Record]] = {
    "trained_models": TrainedModelsRow,
    "player_prop_predictions": PlayerPropPrediction,
}
