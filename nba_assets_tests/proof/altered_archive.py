"""An archive whose results are others from a date on."""

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa

from nba_assets.replay.archive_format import GAMES, PLAYER_GAMES, SHOTS, TEAM_GAMES
from nba_assets.replay.gap_rows import read_gaps
from nba_assets.replay.validation import read_archive
from nba_assets.replay.write_archive import write_archive
from nba_assets_tests.proof.other_results import BoxNames, other_players, other_shots, other_teams

BOX = BoxNames(
    "GAME_ID", "TEAM_ID", "PLAYER_ID", "MIN", "PTS", "FGA", "FGM", "FG3A", "FG3M", "FTA", "FTM", "OREB", "DREB", "REB",
    ("AST", "STL", "BLK", "TOV", "PF"),
)  # fmt: skip


def alter_archive(source: Path, target: Path, first: date) -> None:
    """Write the archive again with other box scores, shots and scores from the first date on."""
    manifest, tables = read_archive(source)
    kept, told = {}, {}
    for file in (PLAYER_GAMES, TEAM_GAMES, SHOTS):
        rows = tables[file.name].to_pandas(integer_object_nulls=True)
        kept[file], told[file] = rows[rows["GAME_DATE"] < first], rows[rows["GAME_DATE"] >= first]
    players = other_players(told[PLAYER_GAMES], BOX)
    teams = other_teams(told[TEAM_GAMES], BOX, players, BOX)
    shots = other_shots(told[SHOTS], players, BOX, zone="SHOT_ZONE_BASIC", made="SHOT_MADE_FLAG")
    changed = {
        file.name: _table(pd.concat([kept[file], rows]), tables[file.name].schema)
        for file, rows in ((PLAYER_GAMES, players), (TEAM_GAMES, teams), (SHOTS, shots))
    }
    scores = teams.set_index(["GAME_ID", "TEAM_ID"])["PTS"].to_dict()
    games = tables[GAMES.name].to_pandas(integer_object_nulls=True)
    for side in ("home", "away"):
        played = zip(games["gameId"], games[f"{side}Team.teamId"], games[f"{side}Team.score"], strict=True)
        games[f"{side}Team.score"] = [scores.get((game, team), score) for game, team, score in played]
    changed[GAMES.name] = _table(games, tables[GAMES.name].schema)
    write_archive(target, tables | changed, manifest, read_gaps(source))


def _table(rows: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pandas(rows, schema, preserve_index=False)
