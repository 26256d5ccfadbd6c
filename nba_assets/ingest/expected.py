"""Which games a raw table should hold, and which of them it lacks: the schedule says, accepted gaps excuse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nba_assets.accepted_gaps import AcceptedGap, excuses
from nba_assets.lake.tables import ParquetTable
from nba_assets.sources.nba_stats.schedule import FINAL
from nba_assets.sources.table import RawTable, Row


@dataclass(frozen=True)
class DueGame:
    """A game whose data should be in a table by now."""

    game_id: str
    nba_game_id: str
    game_date: date
    tipoff_at: datetime
    is_final: bool


def due_games(table: RawTable, games: Sequence[Row], gaps: Sequence[AcceptedGap], now: datetime) -> list[DueGame]:
    """Return the games that the table should hold now: what lacks one is wrong.

    Results are due a number of hours after tip-off, and at once when the schedule says final if the table's provider
    has them then; lines are due at tip-off.
    """
    return [
        game
        for game in _without_gaps(table, games, gaps)
        if _is_due(table, game, now, when_final=table.is_there_when_final)
    ]


def finished_games(table: RawTable, games: Sequence[Row], gaps: Sequence[AcceptedGap], now: datetime) -> list[DueGame]:
    """Return the games that the table's provider may have by now: what lacks one is asked for, due or not."""
    return [game for game in _without_gaps(table, games, gaps) if _is_due(table, game, now, when_final=True)]


def _without_gaps(table: RawTable, games: Sequence[Row], gaps: Sequence[AcceptedGap]) -> list[DueGame]:
    excused = excuses(gaps, table.name)
    return [
        DueGame(
            game["game_id"],
            game["nba_game_id"],
            game["game_date"],
            game["tipoff_at"],
            is_final=game["game_status"] == FINAL,
        )
        for game in games
        if not excused(game["nba_game_id"], game["game_date"])
    ]


def _is_due(table: RawTable, game: DueGame, now: datetime, *, when_final: bool) -> bool:
    wait = timedelta(hours=table.due_after_tipoff_hours or 0)
    return (when_final and game.is_final) or game.tipoff_at + wait <= now


def rows_by_game(stored: ParquetTable, dates: Iterable[str]) -> dict[str, int]:
    """Count a table's rows on some dates by canonical game id."""
    counted = stored.read(dates, ["game_id"]).group_by("game_id").aggregate([([], "count_all")])
    return {row["game_id"]: row["count_all"] for row in counted.to_pylist()}


def missing_games(table: RawTable, due: Sequence[DueGame], counts: Mapping[str, int]) -> list[DueGame]:
    """Return the due games with fewer rows than one game must have. ``counts`` are rows by canonical game id."""
    return [game for game in due if counts.get(game.game_id, 0) < table.rows_per_final_game]
