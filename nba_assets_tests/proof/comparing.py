"""What differs between two lakes, column by column."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from nba_assets.sources.catalogue import RAW_TABLES as CATALOGUE
from nba_assets_tests.proof.lakes import warehouse_of

RESULT_TABLES = {
    "nba_analytics.player_game_summary": ("game_date", "nba_player_id"),
    "nba_analytics.team_offense_game_summary": ("game_date", "team_abbr"),
    "nba_analytics.team_defense_game_summary": ("game_date", "defending_team_abbr"),
}
# What is prepared for a game date before its games.
FEATURE_TABLES = {
    "nba_analytics.upcoming_team_game_context": ("game_date", "team_abbr"),
    "nba_analytics.upcoming_player_game_context": ("game_date", "nba_player_id"),
    "nba_precompute.team_defense_zone_analysis": ("game_date", "team_abbr"),
    "nba_precompute.player_shot_zone_analysis": ("game_date", "nba_player_id"),
    "nba_precompute.player_daily_cache": ("game_date", "nba_player_id"),
    "nba_precompute.player_composite_factors": ("game_date", "nba_player_id"),
    "nba_precompute.daily_game_context": ("game_date", "nba_game_id"),
    "nba_precompute.daily_opponent_defense_zones": ("game_date", "opponent_team_abbr"),
    "nba_predictions.ml_feature_store_v2": ("game_date", "nba_player_id"),
    "nba_reference.unresolved_player_names": ("game_date", "source", "player_lookup", "place"),
}
PREDICTION_TABLES = {
    "nba_predictions.trained_models": ("game_date", "system_id"),
    "nba_predictions.player_prop_predictions": ("game_date", "nba_player_id", "system_id"),
}
RAW_TABLES = {f"nba_raw.{table.name}": table.key for table in CATALOGUE}
GRADED_TABLES = {"nba_predictions.prediction_accuracy": ("game_date", "nba_player_id", "system_id")}

AUDIT_COLUMNS = {"processed_at", "captured_at", "source_file"}
ROWS = "(rows of one side only)"


def is_audit(column: str) -> bool:
    """When and from which file a row, or what it was made from, was written is no business fact."""
    return column in AUDIT_COLUMNS or (column.startswith("source_") and column.endswith("_last_updated"))


def rows_of(lake: Path, table: str, first: date, last: date) -> pd.DataFrame:
    """The rows of a table between two game dates, both in."""
    return warehouse_of(lake).query(f"select * from {table} where game_date between ? and ?", [first, last])


def paired(
    before: pd.DataFrame, after: pd.DataFrame, key: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.Index]:
    """The rows that both sides have, by their key and in one order, and the keys that one side has. Keys are unique."""
    left, right = (rows.set_index(list(key), verify_integrity=True) for rows in (before, after))
    assert list(left.columns) == list(right.columns)
    common = left.index.intersection(right.index)
    return left.loc[common], right.loc[common], left.index.symmetric_difference(right.index)


def differences(before: pd.DataFrame, after: pd.DataFrame, key: tuple[str, ...]) -> dict[str, int]:
    """How many rows differ, by column; ROWS counts the rows that have no partner. The key must be unique."""
    left, right, unpaired = paired(before, after, key)
    found = {ROWS: len(unpaired)}
    for column in (name for name in left.columns if not is_audit(name)):
        same = (left[column] == right[column]) | (left[column].isna() & right[column].isna())
        found[column] = len(left) - int(same.fillna(value=False).sum())
    return {column: count for column, count in found.items() if count}


def changed(before: Path, after: Path, tables: Mapping[str, tuple[str, ...]], first: date, last: date) -> dict:
    """The differences of several tables between two game dates, both in; tables without any are left out."""
    found = {
        table: differences(rows_of(before, table, first, last), rows_of(after, table, first, last), key)
        for table, key in tables.items()
    }
    return {table: columns for table, columns in found.items() if columns}
