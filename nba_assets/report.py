"""What a person reads at the end of a run and from the command line."""

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from nba_assets.forecasting.scoring import EDGES, scorecard, verdict
from nba_assets.forecasting.systems import SystemId
from nba_assets.lake.extent import Extent
from nba_assets.lake.warehouse import DuckDbWarehouse
from nba_assets.replay.check import ArchiveReport, report_lines

SCORED_FROM = date(2024, 10, 22)
TOP_PREDICTIONS = 10
# The system whose view of a player does not come from the line itself.
RANKED_BY = SystemId.LIGHTGBM_V1

GRADED_SQL = """
    select
        system_id, game_date, nba_player_id, predicted_points, line_value, actual_points,
        points_avg_last_10, points_avg_season, is_voided, recommendation
    from nba_predictions.prediction_accuracy
    where game_date >= ?
    order by game_date, nba_player_id, system_id
"""
TONIGHT_SQL = """
    select
        coalesce(c.player_full_name, p.player_lookup) as player,
        p.team_abbr, p.opponent_team_abbr, p.is_home, p.system_id, p.predicted_points, p.current_points_line,
        p.line_margin, p.recommendation, p.is_actionable
    from nba_predictions.player_prop_predictions as p
    left join nba_analytics.upcoming_player_game_context as c
        on p.game_date = c.game_date and p.nba_player_id = c.nba_player_id
    where p.game_date = ? and p.predicted_points is not null
    order by player, p.system_id
"""


WIDTH_OF_TABLES = 150


class NothingThereError(LookupError):
    """There is nothing to show yet; the message says what to run."""


def console() -> Console:
    """Return what to print on: today's standard output, wide enough for the tables whatever the terminal's width."""
    return Console(file=sys.stdout, width=max(shutil.get_terminal_size().columns, WIDTH_OF_TABLES))


def say(out: Console, line: str) -> None:
    """Print a line as it is."""
    out.print(line, markup=False, highlight=False, soft_wrap=True)


def scorecard_rows(warehouse: DuckDbWarehouse) -> list[dict[str, Any]]:
    """Return the scorecard, one row a system. Raises NothingThereError before anything was graded."""
    _must_hold(warehouse, "nba_predictions.prediction_accuracy", "nothing was graded yet; run `nba run` first")
    return scorecard(warehouse.query(GRADED_SQL, [SCORED_FROM]))


def print_scorecard(out: Console, rows: Sequence[dict[str, Any]]) -> None:
    """Print errors, gap and hit rates of every system, and the sentence that says which is better."""
    if not rows:
        out.print("No graded prediction has a line, a result and both averages yet.")
        return
    first, last = min(row["from_date"] for row in rows), max(row["to_date"] for row in rows)
    out.print(f"Scorecard {first} to {last}, mean absolute errors in points, each row over the same games")
    errors = table_of("system", "from", "N", "error", "line", "last 10", "season", "bias", "gap to the line (95 %)")
    hits = table_of("system", *(f"edge >= {edge}" for edge in EDGES))
    for row in rows:
        interval = "" if row["gap_low"] is None else f" [{row['gap_low']:+.3f}, {row['gap_high']:+.3f}]"
        figures = [f"{row[name]:.3f}" for name in ("mae", "mae_line", "mae_last10", "mae_season")]
        errors.add_row(
            row["system_id"],
            str(row["from_date"]),
            f"{row['n']:,}",
            *figures,
            f"{row['bias']:+.3f}",
            f"{row['gap']:+.3f}{interval}",
        )
        hits.add_row(row["system_id"], *(_hit_rate(row, edge) for edge in EDGES))
    out.print(errors)
    out.print("Hit rate by the side of the line that the prediction is on (break-even at -110: 52.4 %)")
    out.print(hits)
    for row in rows:
        say(out, verdict(row))


def print_tonight(out: Console, warehouse: DuckDbWarehouse, day: date) -> None:
    """Print the predictions for a date. Raises NothingThereError when there are none."""
    _must_hold(warehouse, "nba_predictions.player_prop_predictions", "nothing was predicted yet; run `nba run` first")
    found = warehouse.query(TONIGHT_SQL, [day])
    if found.empty:
        msg = f"there are no predictions for {day}; is it a game date, and was it materialized?"
        raise NothingThereError(msg)
    _print_predictions(
        out, _one_row_a_player(found), f"Predictions for {day}, those of {RANKED_BY} furthest from their line first"
    )


def print_tables(out: Console, extents: Sequence[Extent]) -> None:
    """Print every table with rows and latest game date."""
    table = table_of("table", "rows", "first game date", "latest game date")
    for extent in extents:
        table.add_row(
            extent.table, f"{extent.rows:,}", str(extent.first_game_date or "-"), str(extent.latest_game_date or "-")
        )
    out.print(table)


def print_run(out: Console, warehouse: DuckDbWarehouse, today: date, outcome: Any) -> None:
    """Print what a run made: tables, scorecard, tonight's top predictions, seconds by stage, and what failed."""
    print_tables(out, warehouse.extents())
    if outcome.success:
        print_scorecard(out, scorecard_rows(warehouse))
        tonight = warehouse.query(TONIGHT_SQL, [today])
        if not tonight.empty:
            title = f"Tonight, {today}: the {TOP_PREDICTIONS} predictions of {RANKED_BY} furthest from their line"
            _print_predictions(out, _one_row_a_player(tonight).head(TOP_PREDICTIONS), title)
    stages = table_of("stage", "seconds")
    for stage, seconds in outcome.seconds_by_stage.items():
        stages.add_row(stage, f"{seconds:.1f}")
    stages.add_row("all", f"{outcome.seconds:.1f}")
    out.print(stages)
    for failure in outcome.failures:
        say(out, failure)
    state = "succeeded" if outcome.success else "FAILED"
    out.print(f"Run {outcome.run_id} over {outcome.first_date} to {outcome.last_date} {state}.")


def print_archive(out: Console, found: ArchiveReport) -> None:
    """Print what an archive holds."""
    for line in report_lines(found):
        say(out, line)


def _one_row_a_player(found: pd.DataFrame) -> pd.DataFrame:
    """One row a player with a column a system, those furthest from the line first, those without a line last."""
    systems = found.pivot_table(index="player", columns="system_id", values="predicted_points")
    shared = found.drop_duplicates("player").set_index("player")
    shared = shared[["team_abbr", "opponent_team_abbr", "is_home", "current_points_line"]].join(systems)
    edges = found[found["system_id"] == RANKED_BY].set_index("player")["line_margin"]
    return shared.assign(edge=edges).sort_values("edge", key=lambda edge: -edge.abs(), na_position="last").reset_index()


def _print_predictions(out: Console, players: pd.DataFrame, title: str) -> None:
    shared = ["player", "team_abbr", "opponent_team_abbr", "is_home", "current_points_line", "edge"]
    systems = [column for column in players.columns if column not in shared]
    table = table_of("player", "game", "line", *systems, "edge")
    for row in players.to_dict("records"):
        game = f"{row['team_abbr']} {'vs' if row['is_home'] else '@'} {row['opponent_team_abbr']}"
        figures = [_points(row[system]) for system in systems]
        edge = "-" if pd.isna(row["edge"]) else f"{row['edge']:+.1f}"
        table.add_row(str(row["player"]), game, _points(row["current_points_line"]), *figures, edge)
    out.print(title)
    out.print(table)


def _points(value: float | None) -> str:
    return "-" if pd.isna(value) else f"{value:.1f}"


def _hit_rate(row: dict[str, Any], edge: int) -> str:
    n = row[f"n_edge_{edge}"]
    if not n:
        return "N = 0"
    low, high = row[f"hit_rate_low_edge_{edge}"], row[f"hit_rate_high_edge_{edge}"]
    return f"{row[f'hit_rate_edge_{edge}']:.1%} [{low:.1%}, {high:.1%}] N = {n:,}"


def table_of(*headers: str) -> Table:
    """Return an empty table of the one look, its first column to the left and the others to the right."""
    table = Table(show_edge=False, pad_edge=False, box=None, header_style="bold")
    for number, header in enumerate(headers):
        table.add_column(header, justify="left" if number == 0 else "right", no_wrap=True)
    return table


def _must_hold(warehouse: DuckDbWarehouse, table: str, otherwise: str) -> None:
    if not any(extent.table == table and extent.rows for extent in warehouse.extents()):
        raise NothingThereError(otherwise)
