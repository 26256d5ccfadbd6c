"""Makes the archive's player and team game logs."""

from pathlib import Path

import pandas as pd

from nba_assets.replay.archive_format import PLAYER_GAMES, TEAM_GAMES, ArchiveFile

SEASONS = ("2023-24", "2024-25")
PLAYER_FILES = tuple(f"player_box/player_gamelogs_{season}_regular.parquet" for season in SEASONS)
TEAM_FILES = tuple(f"team_box/team_gamelogs_{season}_regular.parquet" for season in SEASONS)


def build_player_games(data: Path) -> pd.DataFrame:
    """Return one row per player and regular-season game played."""
    return _build(data, PLAYER_FILES, PLAYER_GAMES)


def build_team_games(data: Path) -> pd.DataFrame:
    """Return two rows per regular-season game."""
    return _build(data, TEAM_FILES, TEAM_GAMES)


def _build(data: Path, names: tuple[str, ...], file: ArchiveFile) -> pd.DataFrame:
    rows = pd.concat([pd.read_parquet(data / name) for name in names], ignore_index=True)
    rows["SEASON_ID"] = rows["SEASON_ID"].astype(str)
    return rows[[column.name for column in file.columns]]
