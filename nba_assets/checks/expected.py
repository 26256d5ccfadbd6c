"""Which games a raw table should hold, and which of them it lacks: the schedule says, accepted gaps excuse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nba_assets.accepted_gaps import AcceptedGap, excuses
from nba_assets.sources.nba_stats.schedule import FINAL
from nba_assets.sources.table import RawTable, Row


@dataclass(frozen=True)
class DueGame:
    """A game whose data should be in a table by now."""

    game_id: str
    nba_game_id: str
    game_date: date
    tipoff_at: datetime


def due_games(table: RawTable, games: Sequence[Row], gaps: Sequence[AcceptedGap], now: datetime) -> list[DueGame]:
    """Return the games that the table should hold now.

    Results are due a number of hours after tip-off, or at once when the schedule says final; lines are due at tip-off.
    """
    wait, excused = timedelta(hours=table.due_after_tipoff_hours or 0), excuses(gaps, table.name)
    return [
        DueGame(game["game_id"], game["nba_game_id"], game["game_date"], game["tipoff_at"])
        for game in games
        if (game["game_status"] == FINAL or game["tipoff_at"] + wait <= now)
        and not excused(game["nba_game_id"], game["game_date"])
    ]


def missing_games(table: RawTable, due: Sequence[DueGame], rows_by_game: Mapping[str, int]) -> list[DueGame]:
    """Return the due games with fewer rows than one game must have. ``rows_by_game`` is keyed by canonical game id."""
    return [game for game in due if rows_by_game.get(game.game_id, 0) < table.rows_per_final_game]
