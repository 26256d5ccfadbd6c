"""The moving_average system: recent scoring, adjusted for rest, matchup, pace, usage and venue. It learns nothing.

The formula is the reference system's, with two of its faults put right: the fatigue score is high when the player is
fresh, and the number of games in the last week is read from the column that holds it.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from nba_assets.forecasting.systems import FloatArray, numbers

BASE_WEIGHTS = {"points_avg_last_5": 0.50, "points_avg_last_10": 0.30, "points_avg_season": 0.20}
SCORE_WEIGHTS = {"shot_zone_mismatch_score": 0.3, "pace_score": 0.3, "usage_spike_score": 0.4}
BACK_TO_BACK_POINTS = -1.5
VENUE_POINTS = 0.5
MIN_EDGE = 2.0
MIN_CONFIDENCE = 0.45

COLUMNS: tuple[str, ...] = (
    *BASE_WEIGHTS,
    *SCORE_WEIGHTS,
    "fatigue_score",
    "back_to_back",
    "home_away",
    "points_std_last_10",
    "games_in_last_7_days",
)


def predict_points(frame: pd.DataFrame) -> FloatArray:
    """Return the forecast in points before bounding; NaN where no average is known.

    base = 0.50 last 5 + 0.30 last 10 + 0.20 season, the weights shared out anew over the averages that are known;
    plus 0.3 shot zone mismatch, 0.3 pace score, 0.4 usage spike; -2.5 with a fatigue score under 50 and -1.0 up to 70;
    -1.5 on a back-to-back; 0.5 more at home and less away. An adjustment that is not known adds nothing.
    """
    adjustments = sum(weight * np.nan_to_num(numbers(frame, name)) for name, weight in SCORE_WEIGHTS.items())
    fatigue = numbers(frame, "fatigue_score")
    tired = np.select([fatigue < 50, fatigue <= 70], [-2.5, -1.0], 0.0)
    rest = BACK_TO_BACK_POINTS * (numbers(frame, "back_to_back") == 1)
    home = numbers(frame, "home_away")
    venue = np.select([home == 1, home == 0], [VENUE_POINTS, -VENUE_POINTS], 0.0)
    return _base(frame) + adjustments + tired + rest + venue


def confidence(frame: pd.DataFrame) -> FloatArray:
    """Return the confidence (0-1) in a row's forecast.

    0.5; less 0.15 with a standard deviation over 6 points, 0.08 over 4; plus 0.10 with three or more games in the
    last week, 0.05 with two, less 0.10 with fewer. What is not known changes nothing. Within [0.2, 0.8].
    """
    deviation = numbers(frame, "points_std_last_10")
    games = numbers(frame, "games_in_last_7_days")
    unsteady = np.select([deviation > 6, deviation > 4], [-0.15, -0.08], 0.0)
    played = np.select([games >= 3, games == 2, games < 2], [0.10, 0.05, -0.10], 0.0)
    return np.round(np.clip(0.5 + unsteady + played, 0.2, 0.8), 4)


def sides_allowed(edge: FloatArray, confidence_score: FloatArray) -> npt.NDArray[np.bool_]:
    """Tell where the system takes a side: at an edge of more than 2 points and a confidence of more than 0.45."""
    return (np.abs(edge) > MIN_EDGE) & (confidence_score > MIN_CONFIDENCE)


def _base(frame: pd.DataFrame) -> FloatArray:
    averages = frame[list(BASE_WEIGHTS)].astype("float64").to_numpy()
    known = ~np.isnan(averages)
    weights = known * np.array(list(BASE_WEIGHTS.values()))
    total = weights.sum(axis=1)
    weighted = (np.where(known, averages, 0.0) * weights).sum(axis=1)
    return np.divide(weighted, total, out=np.full(len(frame), np.nan), where=total > 0)
