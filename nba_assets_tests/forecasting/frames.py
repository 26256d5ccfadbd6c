"""Frames in the shape of the feature store, made up for the tests of forecasting."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd

from nba_assets.forecasting.features import FEATURES

MOMENT = datetime(2024, 12, 2, 20, 0, tzinfo=UTC)


def store_row(**known: object) -> dict[str, object]:
    """One feature store row of a date: every feature unknown but those named."""
    row: dict[str, object] = dict.fromkeys((feature.name for feature in FEATURES), np.nan)
    row |= {
        "game_date": date(2024, 12, 2),
        "nba_player_id": 1,
        "player_lookup": "onlyplayer",
        "game_id": "20241202_BOS_MIA",
        "nba_game_id": "0022400300",
        "team_abbr": "BOS",
        "opponent_team_abbr": "MIA",
        "is_home": False,
        "feature_version": "v2",
        "feature_quality_score": 100.0,
        "is_quality_ready": True,
        "points_line": np.nan,
        "line_books": 0,
        "line_snapshot_at": None,
    }
    return row | known


def store_frame(*rows: dict[str, object]) -> pd.DataFrame:
    """The rows, each a store_row with the given values known."""
    return pd.DataFrame([store_row(**row) for row in rows])


def training_frame(first: date = date(2024, 10, 22), dates: int = 30, players: int = 60) -> pd.DataFrame:
    """Player-games with results: each player scores around a level of his own, more when the game's total is high.

    The total is worth 5 points either way, which the system without line can learn. Every line is 4 points above or
    below the player's level, which the system with line can learn.
    """
    rng, rng_of_lines = np.random.default_rng(7), np.random.default_rng(8)
    level = rng.uniform(5, 25, players)
    days = [first + timedelta(days=n) for n in range(dates)]
    n = dates * players
    player = np.tile(np.arange(players), dates)
    total = rng.choice([210.0, 230.0], n)
    own = level[player]
    line = np.round((own + rng_of_lines.choice([-4.0, 4.0], n)) * 2) / 2
    points = np.round(np.clip(own + (total - 220) / 2 + rng.normal(0, 3, n), 0, None))
    unknown = {feature.name: np.full(n, np.nan) for feature in FEATURES}
    known = {
        "points_avg_last_10": own,
        "points_avg_season": own,
        "points_avg_last_365_days": own,
        "vegas_points_line": line,
        "points_line": line,
        "game_total_line": total,
        "game_date": np.repeat(np.array(days, dtype=object), players),
        "nba_player_id": player + 1,
        "points": points,
        "minutes_played": np.full(n, 30.0),
        "feature_quality_score": np.full(n, 100.0),
    }
    return pd.DataFrame(unknown | known)
