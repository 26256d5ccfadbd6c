"""Makes the archive's player and team game logs."""

from pathlib import Path

import pandas as pd

from nba_assets.replay.archive_format import PLAYER_GAMES, TEAM_GAMES
from nba_assets.replay.building.part import Frames, Part
from nba_assets.replay.format.game_logs import PLAYER_LOG_FEED, TEAM_LOG_FEED

SEASONS = ("2023-24", "2024-25")
PLAYOFFS = "player_box/player_box_2024-25_playoffs_with_starters.parquet"
_PLAYOFF_SEASON_ID = "42024"
_TEAM = "TEAM_"
PLAYER_FILES = tuple(f"player_box/player_gamelogs_{season}_regular.parquet" for season in SEASONS)
TEAM_FILES = tuple(f"team_box/team_gamelogs_{season}_regular.parquet" for season in SEASONS)


def build_game_logs(data: Path, _: Frames) -> Frames:
    """Return one row per player and game played, and two rows per game."""
    players = _regular(data, PLAYER_FILES)
    playoffs = _playoffs(data, dict(zip(players["TEAM_ID"], players["TEAM_NAME"], strict=True)))
    players = pd.concat([players, playoffs], ignore_index=True)
    teams = pd.concat([_regular(data, TEAM_FILES), _playoff_teams(playoffs)], ignore_index=True)
    players["VIDEO_AVAILABLE"] = players["VIDEO_AVAILABLE"].astype("Int64")
    made = ((PLAYER_GAMES, players), (TEAM_GAMES, teams))
    return {file.name: rows[[column.name for column in file.columns]] for file, rows in made}


def _regular(data: Path, names: tuple[str, ...]) -> pd.DataFrame:
    rows = pd.concat([pd.read_parquet(data / name) for name in names], ignore_index=True)
    rows["SEASON_ID"] = rows["SEASON_ID"].astype(str)
    return rows


def _playoffs(data: Path, team_names: dict[int, str]) -> pd.DataFrame:
    """Return the player rows of the 2024-25 play-offs, the columns of their team beside them."""
    rows = pd.read_parquet(data / PLAYOFFS)
    rows["GAME_ID"] = rows["GAME_ID"].str[-10:]
    rows["TEAM_NAME"] = rows["TEAM_ID"].map(team_names)
    return rows.assign(SEASON_ID=_PLAYOFF_SEASON_ID)


def _playoff_teams(players: pd.DataFrame) -> pd.DataFrame:
    """Return two rows a game from the team columns that every player row of the source repeats."""
    told = {column.name for column in TEAM_GAMES.columns if f"{_TEAM}{column.name}" in players}
    keys = ["SEASON_ID", "TEAM_ID", "TEAM_ABBREVIATION", "TEAM_NAME", "GAME_ID", "GAME_DATE", "MATCHUP", "WL"]
    counts = sorted(told - set(keys))
    rows = players[keys + [f"{_TEAM}{name}" for name in counts]].drop_duplicates()
    rows = rows.rename(columns={f"{_TEAM}{name}": name for name in counts})
    rows["PLUS_MINUS"] = 2.0 * rows["PTS"] - rows.groupby("GAME_ID")["PTS"].transform("sum")
    return rows


def _holds(frames: Frames) -> dict[str, frozenset[str]]:
    return {
        "nbac_player_boxscores": frozenset(frames[PLAYER_GAMES.name]["GAME_ID"]),
        "nbac_team_boxscore": frozenset(frames[TEAM_GAMES.name]["GAME_ID"]),
    }


GAME_LOGS = Part(
    build=build_game_logs,
    origins={
        "player_games.parquet": "donjuanpond/493g-project data/raw/player_gamelogs_*.csv. "
        "Play-offs: spon7ge/NBA-Prop-Predictor CSV_FILES/PLAYOFF_DATA/P25.csv (MIT)",
        "team_games.parquet": "donjuanpond/493g-project data/raw/games_*.csv. Play-offs: as the players'",
    },
    holds=_holds,
    absent={TEAM_LOG_FEED: ("VIDEO_AVAILABLE",), PLAYER_LOG_FEED: ("VIDEO_AVAILABLE of the play-offs",)},
    assumptions=(
        "In the play-offs a team's plus-minus is the difference of the two scores; the source does not tell it.",
    ),
)
