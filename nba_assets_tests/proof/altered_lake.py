"""A lake whose results are others from a date on, made by rewriting its Parquet partitions."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from nba_assets_tests.proof.other_results import BoxNames, other_players, other_shots, other_teams

IN_PROGRESS = 2
REBOUNDS = ("offensive_rebounds", "defensive_rebounds", "total_rebounds")
COUNTS = ("assists", "steals", "blocks", "turnovers", "personal_fouls")
PLAYERS = BoxNames(
    "nba_game_id", "team_id", "nba_player_id", "minutes", "points", "field_goals_attempted", "field_goals_made",
    "three_pointers_attempted", "three_pointers_made", "free_throws_attempted", "free_throws_made", *REBOUNDS, COUNTS,
)  # fmt: skip
TEAMS = BoxNames(
    "nba_game_id", "team_id", "nba_player_id", "minutes", "points", "fg_attempted", "fg_made", "three_pt_attempted",
    "three_pt_made", "ft_attempted", "ft_made", *REBOUNDS, COUNTS,
)  # fmt: skip


def alter_lake(lake: Path, first: date) -> None:
    """Alter box scores and shots of all game dates from the first on, the schedule's scores and statuses, and moves.

    Who was put on the injured list from the first date on was taken from it, and the other way round.
    """
    raw = lake / "nba_raw"
    scores: dict[tuple[str, int], int] = {}
    for boxes in sorted((raw / "nbac_player_boxscores").glob("game_date=*/data.parquet")):
        day = boxes.parent.name
        if day < f"game_date={first}":
            continue
        players = rewrite(boxes, lambda rows: other_players(rows, PLAYERS))
        teams = rewrite(
            raw / "nbac_team_boxscore" / day / "data.parquet",
            lambda rows, players=players: other_teams(rows, TEAMS, players, PLAYERS),
        )
        rewrite(raw / "nbac_shot_chart" / day / "data.parquet", lambda rows, players=players: _shots(rows, players))
        scores |= {
            (game, team): points for game, team, points in teams[["nba_game_id", "team_id", "points"]].to_numpy()
        }
    for moves in (raw / "injured_list_moves").glob("game_date=*/data.parquet"):
        rewrite(moves, lambda rows: _moves(rows, first))
    for games in (raw / "nbac_schedule").glob("season=*/data.parquet"):
        rewrite(games, lambda rows: rows.apply(_game, axis=1, args=(scores,)))


def rewrite(file: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> pd.DataFrame:
    """Replace the rows of a Parquet file by what ``change`` makes of them, in the same schema, and return them."""
    table = pq.ParquetFile(file).read()
    rows = change(table.to_pandas(integer_object_nulls=True))
    pq.write_table(pa.Table.from_pandas(rows, table.schema, preserve_index=False), file)
    return rows


def _shots(shots: pd.DataFrame, players: pd.DataFrame) -> pd.DataFrame:
    found = other_shots(shots, players, PLAYERS, zone="shot_zone_basic", made="shot_made")
    return found.assign(shot_number=range(1, len(found) + 1))


def _moves(moves: pd.DataFrame, first: date) -> pd.DataFrame:
    later = moves["move_date"] >= first
    placed, activated = moves["is_placed"].copy(), moves["is_activated"].copy()
    return moves.assign(is_placed=placed.where(~later, activated), is_activated=activated.where(~later, placed))


def _game(game: pd.Series, scores: dict[tuple[str, int], int]) -> pd.Series:
    """Give an altered game its score; every second one is said not to be over and has none."""
    home = scores.get((game["nba_game_id"], game["home_team_id"]))
    away = scores.get((game["nba_game_id"], game["away_team_id"]))
    if home is None:
        return game
    changed = game.copy()
    if int(game["nba_game_id"]) % 2:
        changed["game_status"], changed["game_status_text"] = IN_PROGRESS, "Q4 0:01"
        changed[["home_team_score", "away_team_score", "winning_team_tricode"]] = None
    else:
        winner = "home" if home > away else "away"
        changed["home_team_score"], changed["away_team_score"] = home, away
        changed["winning_team_tricode"] = game[f"{winner}_team_tricode"]
    return changed
