"""The scorecard: how well each system forecast, beside the line and the plain averages on the very same rows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from nba_assets.forecasting.systems import FloatArray, SystemId, game_dates, numbers
from nba_assets.forecasting.training import require_columns

EDGES = (1, 2, 3)
RESAMPLES = 2000
SEED = 20241022
COLUMNS = (
    "system_id",
    "game_date",
    "predicted_points",
    "line_value",
    "actual_points",
    "points_avg_last_10",
    "points_avg_season",
    "is_voided",
)
# A row falls out for the first of these that it lacks.
NEEDED = {
    "excluded_no_line": "line_value",
    "excluded_no_prediction": "predicted_points",
    "excluded_no_result": "actual_points",
    "excluded_no_last10": "points_avg_last_10",
    "excluded_no_season": "points_avg_season",
}
# The two-sided 95 % point of the normal distribution.
Z_95 = 1.959964
LEAK_ROWS = 1000
LEAK_MAE = 4.3
LEAK_HIT_RATE = 0.58


def scorecard(graded: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a row for each system that has rows to judge, in the order of SystemId.

    ``graded`` has a row for each graded game date, player and system, with the columns named above; the averages are
    those known before the game. A row is judged if it is not void and has a prediction, a line, a result and both
    averages; every figure of a system is taken over the same rows. In each returned row:

    - from_date, to_date, system_id, n, dates; rows and the excluded_* counts say how many fell out and why;
    - mae, mae_line, mae_last10, mae_season: mean absolute errors in points; bias: mean of prediction minus result;
    - gap = mae - mae_line, with gap_low and gap_high, its 95 % interval by bootstrap over dates (None with one date);
    - for each edge e in 1, 2, 3 points: n_edge_e, hits_edge_e, hit_rate_edge_e and its 95 % Wilson interval
      hit_rate_low_edge_e, hit_rate_high_edge_e, over predictions at least e points off the line. A hit is a result
      on the prediction's side of the line; a push is neither hit nor miss and does not count (None without any).

    Raises MissingColumnsError for an absent column, ValueError for a system id that does not exist.
    """
    require_columns(graded, COLUMNS)
    unknown = set(graded["system_id"]) - set(SystemId)
    if unknown:
        raise ValueError(f"graded predictions of unknown systems {sorted(unknown)}; the ids stand in SystemId")
    rows = (_score(system_id.value, graded[graded["system_id"] == system_id.value]) for system_id in SystemId)
    return [row for row in rows if row["n"]]


def verdict(row: Mapping[str, Any]) -> str:
    """Return the sentence that says which of the two is better, the system or the line, or that it is not known."""
    system, n, dates, gap, low, high = (row[k] for k in ("system_id", "n", "dates", "gap", "gap_low", "gap_high"))
    if low is None:
        return f"{system}: one game date with {n} predictions cannot tell whether it or the line is better."
    measured = f"(gap {gap:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}, {n:,} predictions on {dates} dates)"
    if low > 0:
        return f"{system}: the line is better, its mean absolute error is {gap:.3f} points lower {measured}."
    if high < 0:
        return f"{system}: the system is better, its mean absolute error is {-gap:.3f} points lower {measured}."
    return f"{system}: the system and the line cannot be told apart {measured}."


def leak_suspicions(row: Mapping[str, Any]) -> list[str]:
    """Return why a scorecard row is too good to be true; empty when it is not.

    A mean absolute error under 4.3 points, or a hit rate over 58 %, over 1,000 or more: nobody forecasts so well
    without having seen the result, so it is a leak until disproved.
    """
    found = []
    if row["n"] >= LEAK_ROWS and row["mae"] < LEAK_MAE:
        found.append(f"{row['system_id']}: mean absolute error {row['mae']:.3f} over {row['n']:,} predictions")
    for edge in EDGES:
        n, rate = row[f"n_edge_{edge}"], row[f"hit_rate_edge_{edge}"]
        if n >= LEAK_ROWS and rate > LEAK_HIT_RATE:
            found.append(f"{row['system_id']}: hit rate {rate:.1%} over {n:,} bets at edge >= {edge}")
    return found


def bootstrap_interval(values: FloatArray, groups: npt.ArrayLike) -> tuple[float, float] | None:
    """Return the 95 % interval of the mean of ``values`` when whole groups are drawn anew, None with one group.

    Players of one date share its games, so dates and not rows are drawn (2,000 times, fixed seed).
    """
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    sums = np.bincount(group, weights=values)
    counts = np.bincount(group)
    if len(counts) < 2:
        return None
    draws = np.random.default_rng(SEED).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=RESAMPLES)
    means = (draws @ sums) / (draws @ counts)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def wilson_interval(hits: int, n: int) -> tuple[float, float] | None:
    """Return the 95 % Wilson score interval of a proportion, None without observations."""
    if n == 0:
        return None
    share, z2 = hits / n, Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * np.sqrt(share * (1 - share) / n + z2 / (4 * n**2)) / (1 + z2 / n)
    return float(centre - half), float(centre + half)


def _score(system_id: str, graded: pd.DataFrame) -> dict[str, Any]:
    judged, excluded = _same_rows(graded)
    counts = {"system_id": system_id, "n": len(judged), "rows": len(graded), **excluded}
    if judged.empty:
        return counts
    dates = game_dates(judged)
    actual = numbers(judged, "actual_points")
    predicted, line = numbers(judged, "predicted_points"), numbers(judged, "line_value")
    error, line_error = np.abs(predicted - actual), np.abs(line - actual)
    interval = bootstrap_interval(error - line_error, [day.toordinal() for day in dates])
    return {
        "from_date": dates.min(),
        "to_date": dates.max(),
        **counts,
        "dates": dates.nunique(),
        "mae": float(error.mean()),
        "mae_line": float(line_error.mean()),
        "mae_last10": float(np.abs(numbers(judged, "points_avg_last_10") - actual).mean()),
        "mae_season": float(np.abs(numbers(judged, "points_avg_season") - actual).mean()),
        "bias": float((predicted - actual).mean()),
        "gap": float((error - line_error).mean()),
        "gap_low": interval[0] if interval else None,
        "gap_high": interval[1] if interval else None,
        **_hit_rates(predicted - line, actual - line),
    }


def _same_rows(graded: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    left = graded[numbers(graded, "is_voided") != 1]
    excluded = {"excluded_void": len(graded) - len(left)}
    for reason, column in NEEDED.items():
        known = left[left[column].notna()]
        excluded[reason] = len(left) - len(known)
        left = known
    return left, excluded


def _hit_rates(edge: FloatArray, margin: FloatArray) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for least in EDGES:
        counted = (np.abs(edge) >= least) & (margin != 0)
        n = int(counted.sum())
        hits = int(((edge > 0) == (margin > 0))[counted].sum())
        interval = wilson_interval(hits, n)
        figures |= {
            f"n_edge_{least}": n,
            f"hits_edge_{least}": hits,
            f"hit_rate_edge_{least}": hits / n if n else None,
            f"hit_rate_low_edge_{least}": interval[0] if interval else None,
            f"hit_rate_high_edge_{least}": interval[1] if interval else None,
        }
    return figures
