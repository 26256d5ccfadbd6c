"""The prediction systems: their ids, what each learns from, and the rules that all share.

Both LightGBM systems learn the difference between the points scored and an *anchor*: a sensible forecast made of
columns of the same row. Without a tree the forecast is the anchor itself, so a model that finds nothing to learn falls
back to the player's own level (lightgbm_v1) or to the line (lightgbm_line_v1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from nba_assets.forecasting.feature_contract import DERIVED_BY_NAME, NO_LINE, OWN_LEVEL, WITH_LINE

FloatArray = npt.NDArray[np.float64]

MIN_POINTS = 0.0
MAX_POINTS = 60.0


class SystemId(StrEnum):
    """The ids of all prediction systems, as the tables hold them."""

    MOVING_AVERAGE = "moving_average"
    LIGHTGBM_V1 = "lightgbm_v1"
    LIGHTGBM_LINE_V1 = "lightgbm_line_v1"


class Recommendation(StrEnum):
    """What a system says about a line; NO_LINE where none is offered."""

    OVER = "OVER"
    UNDER = "UNDER"
    PASS = "PASS"  # noqa: S105 - a recommendation
    NO_LINE = "NO_LINE"


class SkipReason(StrEnum):
    """Why a player-date-system has no number."""

    NO_HISTORY = "no_history"
    NO_LINE = "no_line"
    NO_MODEL_YET = "no_model_yet"


@dataclass(frozen=True)
class LearnedSystem:
    """A LightGBM system: its features, its anchor, and how much it must have seen before it may be trained.

    ``anchor_columns``: the anchor is the mean of those that are known; a row that knows none has no number, for the
    reason ``without_anchor``. ``learning_rate``, ``num_leaves`` and ``min_data_in_leaf`` are LightGBM's;
    ``max_rounds`` is the most trees that early stopping may choose.
    """

    system_id: SystemId
    features: tuple[str, ...]
    anchor_columns: tuple[str, ...]
    without_anchor: SkipReason
    min_rows: int
    min_dates: int
    learning_rate: float
    num_leaves: int
    min_data_in_leaf: int
    max_rounds: int


# lightgbm_v1 was tuned walk-forward on January to April 2024. lightgbm_line_v1 could not be tuned, for the archive has
# no earlier lines; its settings were reasoned out. One result scatters by 6.7 points around the line, so the median of
# 1,000 results is known to 0.27 points, and the line is hardly further off than that. Hence one input, one split a
# tree, at least 200 rows on either side, and at the most 50 rounds of 0.02, which learn 64 % of a constant offset
# (1 - 0.98 ** 50). Early stopping on some hundred rows is nearly a coin toss between the line and that ceiling; the
# ceiling is what holds the model back. On the same 5,000 lined player-games of 2024-11-04 to 2025-01-11 its error is
# 5.196, the line's 5.197; with 43 inputs and up to 400 rounds it was 5.203.
LEARNED_SYSTEMS: dict[SystemId, LearnedSystem] = {
    system.system_id: system
    for system in (
        LearnedSystem(
            system_id=SystemId.LIGHTGBM_V1,
            features=NO_LINE,
            anchor_columns=OWN_LEVEL,
            without_anchor=SkipReason.NO_HISTORY,
            min_rows=1000,
            min_dates=10,
            learning_rate=0.05,
            num_leaves=15,
            min_data_in_leaf=50,
            max_rounds=400,
        ),
        LearnedSystem(
            system_id=SystemId.LIGHTGBM_LINE_V1,
            features=WITH_LINE,
            anchor_columns=("points_line",),
            without_anchor=SkipReason.NO_LINE,
            min_rows=500,
            min_dates=5,
            learning_rate=0.02,
            num_leaves=2,
            min_data_in_leaf=200,
            max_rounds=50,
        ),
    )
}


def numbers(frame: pd.DataFrame, name: str) -> FloatArray:
    """Return a column as floats, NaN where it is NULL."""
    return frame[name].astype("float64").to_numpy()


def game_dates(frame: pd.DataFrame) -> pd.Series:
    """Return the column game_date as Python dates, whether it holds dates or midnights."""
    return pd.to_datetime(frame["game_date"]).dt.date


def anchor(system: LearnedSystem, frame: pd.DataFrame) -> FloatArray:
    """Return each row's anchor in points: the mean of the anchor columns that are known, NaN where none is."""
    return _mean_of_known(frame, system.anchor_columns)


def feature_matrix(frame: pd.DataFrame, names: Sequence[str]) -> FloatArray:
    """Return the named features, derived ones too, as a matrix: one row a row of the frame, NaN where NULL."""
    return np.column_stack([_feature(frame, name) for name in names])


def _feature(frame: pd.DataFrame, name: str) -> FloatArray:
    derived = DERIVED_BY_NAME.get(name)
    if derived is None:
        return numbers(frame, name)
    return _mean_of_known(frame, derived.mean_of) - numbers(frame, derived.minus)


def _mean_of_known(frame: pd.DataFrame, columns: Sequence[str]) -> FloatArray:
    return frame[list(columns)].astype("float64").mean(axis=1, skipna=True).to_numpy()


def learned_confidence(feature_quality_score: FloatArray, points_std_last_10: FloatArray) -> FloatArray:
    """Return the confidence (0-1) of a LightGBM forecast, as the reference gives it to its tree models.

    0.75, and for the row's quality (score 0-100) 0.10 from 90 on, 0.07 from 80, 0.05 from 70, else 0.02; for the
    player's standard deviation 0.10 below 4 points, 0.07 below 6, 0.05 below 8, else 0.02. Unknown counts as worst.
    """
    quality = np.select(
        [feature_quality_score >= 90, feature_quality_score >= 80, feature_quality_score >= 70],
        [0.10, 0.07, 0.05],
        0.02,
    )
    steadiness = np.select(
        [points_std_last_10 < 4, points_std_last_10 < 6, points_std_last_10 < 8], [0.10, 0.07, 0.05], 0.02
    )
    return np.round(0.75 + quality + steadiness, 4)


def learned_sides_allowed(edge: FloatArray) -> npt.NDArray[np.bool_]:
    """Tell where a LightGBM system takes a side: at an edge of 1 point or more either way."""
    return np.abs(edge) >= 1.0


def recommendations(
    edge: FloatArray, has_line: npt.NDArray[np.bool_], may_take_side: npt.NDArray[np.bool_]
) -> npt.NDArray[np.str_]:
    """Return OVER, UNDER, PASS or NO_LINE for each edge (predicted points minus line; NaN if either is unknown).

    ``may_take_side`` is the system's own rule; the side itself is always the sign of the edge. A system without a
    number passes.
    """
    return np.select(
        [~has_line, may_take_side & (edge > 0), may_take_side & (edge < 0)],
        [Recommendation.NO_LINE.value, Recommendation.OVER.value, Recommendation.UNDER.value],
        Recommendation.PASS.value,
    )


def bounded(points: FloatArray) -> FloatArray:
    """Return forecasts within [0, 60] points, to two decimals: the value that is stored is the value that is judged."""
    return np.round(np.clip(points, MIN_POINTS, MAX_POINTS), 2)
