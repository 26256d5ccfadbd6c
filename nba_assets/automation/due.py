"""Which raw tables are to be asked again now, looked up in a lake."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from nba_assets.accepted_gaps import excuses
from nba_assets.assets.raw import SCHEDULE
from nba_assets.assets.workshop import Workshop
from nba_assets.automation.catch_up import (
    Again,
    LateGame,
    dates_to_catch_up,
    lacking_games,
    late_games,
    window_opened,
)
from nba_assets.ingest.expected import rows_by_game
from nba_assets.sources.nba_stats.schedule import FINAL
from nba_assets.sources.table import RawTable, Row, Scope

# Late files are asked for up to a day after the first miss; games of earlier days are backfills.
DAYS_OF_LATE_FILES = 3


def due_again(
    tools: Workshop, tables: Sequence[RawTable], game_dates: Sequence[str], since: datetime, now: datetime
) -> list[Again]:
    """Return the tables whose catch-up window opened between two moments or whose late files are due, with their dates.

    Before the schedule was ever asked nothing can be lacking: then the schedule itself is to be asked for today.
    """
    today = tools.clock.today()
    known = set(game_dates)
    if not tools.tables[SCHEDULE].partitions():
        return [Again(SCHEDULE, (today.isoformat(),))] if today.isoformat() in known else []
    found = []
    for table in tables:
        days = _dates(tools, table, since, now)
        inside = tuple(sorted(day for day in days if day in known))
        if inside:
            found.append(Again(table.name, inside))
    return found


def late_games_of(tools: Workshop, table: RawTable, games: Sequence[Row]) -> list[LateGame]:
    """Return the final games of a table's first feed that are late. ``games`` are rows of nbac_schedule."""
    excused = excuses(tools.ingest.gaps, table.name)
    never = excuses(tools.ingest.never_there, table.name)
    final = [
        game
        for game in games
        if game["game_status"] == FINAL
        and not excused(game["nba_game_id"], game["game_date"])
        and not never(game["nba_game_id"], game["game_date"])
    ]
    dates = sorted({game["game_date"].isoformat() for game in final})
    rows = tools.tables[table.name].read(dates, _columns(table)).to_pylist()
    best = table.best_data_source
    # The plan counts from the first miss, which may lie a little further back than the games.
    since = tools.clock.now() - timedelta(days=DAYS_OF_LATE_FILES + 1)
    covered = frozenset(row["game_id"] for row in rows if best is None or row["data_source"] == best)
    return late_games(table, final, covered, tools.ingest.attempts.read(since, table.provider))


def games_around(tools: Workshop, days_back: int, days_ahead: int) -> list[Row]:
    """Return the rows of nbac_schedule from some days before today to some days after it."""
    today = tools.clock.today()
    first, last = today - timedelta(days=days_back), today + timedelta(days=days_ahead)
    return tools.calendar(first, last).between(first, last)


def _dates(tools: Workshop, table: RawTable, since: datetime, now: datetime) -> set[str]:
    days: set[str] = set()
    if window_opened(table, since, now):
        games = games_around(tools, table.catch_up.days_back, table.catch_up.days_ahead)
        if table.scope is Scope.SEASON:
            days.add(tools.clock.today().isoformat())
        else:
            lacking = lacking_games(table, games, _counts(tools, table, games), tools.ingest.gaps, now)
            days |= set(dates_to_catch_up(table, lacking, [g["game_date"] for g in games], tools.clock.today()))
    if table.late.again_after:
        late = late_games_of(tools, table, games_around(tools, DAYS_OF_LATE_FILES, 0))
        days |= {
            one.game["game_date"].isoformat() for one in late if one.next_attempt_at and one.next_attempt_at <= now
        }
    return days


def _counts(tools: Workshop, table: RawTable, games: Sequence[Row]) -> dict[str, int]:
    if not table.rows_per_final_game:
        return {}
    return rows_by_game(tools.tables[table.name], sorted({game["game_date"].isoformat() for game in games}))


def _columns(table: RawTable) -> list[str]:
    return ["game_id", *(["data_source"] if table.best_data_source else [])]
