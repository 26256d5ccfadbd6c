"""Freshness, judged by the latest game date that should be there: never by the newest row of a range.

The schedule says which date that is; the rows of that date, and of no other, say whether it is there and how old it is.
So a table whose old dates were just re-processed is stale when its latest date is missing, and a table whose old dates
are days old is fresh when its latest date is there. A date without games is never waited for.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from nba_assets.accepted_gaps import AcceptedGap, excuses
from nba_assets.checks.verdict import Verdict, named
from nba_assets.eastern import eastern_moment
from nba_assets.ingest.expected import due_games, missing_games
from nba_assets.sources.table import RawTable, Row


def judge_table(
    table: RawTable,
    games: Sequence[Row],
    rows: Sequence[Row],
    gaps: Sequence[AcceptedGap],
    now: datetime,
) -> Verdict:
    """Judge a table of game dates.

    ``games`` are the schedule's rows, ``rows`` the table's with game_id, game_date and processed_at.
    """
    due = due_games(table, games, gaps, now)
    if not due:
        return Verdict(passed=True, description="no game is due, so nothing is waited for")
    latest = max(game.game_date for game in due)
    due_then = [game for game in due if game.game_date == latest]
    there = [row for row in rows if row["game_date"] == latest]
    counts: dict[str, int] = {}
    for row in there:
        counts[row["game_id"]] = counts.get(row["game_id"], 0) + 1
    missing = missing_games(table, due_then, counts)
    facts: dict[str, object] = {
        "latest_due_game_date": latest.isoformat(),
        "games_due": len(due_then),
        "rows_of_that_date": len(there),
    }
    if there:
        processed = max(row["processed_at"] for row in there)
        facts["processed_at_of_that_date"] = processed.isoformat()
        facts["age_hours"] = round((now - processed).total_seconds() / 3600, 1)
    if missing:
        ids = [game.game_id for game in missing]
        return Verdict(
            passed=False,
            description=(
                f"{table.name} lacks {len(ids)} of {len(due_then)} games of {latest}: {named(ids)}. Materialize it."
            ),
            metadata=facts | {"missing_games": ids},
        )
    return Verdict(passed=True, description=f"all {len(due_then)} due games of {latest} are there", metadata=facts)


def judge_state(table: RawTable, captured_at: datetime | None, now: datetime) -> Verdict:
    """Judge a table that holds a state (the schedule, a roster): its newest answer may be only so many hours old."""
    limit = table.fresh_within_hours or 0.0
    if captured_at is None:
        return Verdict(passed=False, description=f"{table.name} is empty. Materialize it.")
    age = (now - captured_at).total_seconds() / 3600
    return Verdict(
        passed=age <= limit,
        description=f"{table.name} was asked {age:.1f} hours ago (limit {limit:g})",
        metadata={"captured_at": captured_at.isoformat(), "age_hours": round(age, 1)},
    )


def judge_snapshot(
    table: RawTable,
    games: Sequence[Row],
    rows_of: Callable[[str], int],
    gaps: Sequence[AcceptedGap],
    now: datetime,
) -> Verdict:
    """Judge a table of daily snapshots: the latest date with games whose snapshot is due must have one.

    ``games`` are rows of nbac_schedule, ``rows_of`` counts the rows of a partition.
    """
    due_after, excused = timedelta(hours=table.fresh_within_hours or 0), excuses(gaps, table.name)
    due = {
        game["game_date"]
        for game in games
        if eastern_moment(game["game_date"], time.min) + due_after <= now
        and not excused(game["nba_game_id"], game["game_date"])
    }
    if not due:
        return Verdict(passed=True, description="no date's snapshot is due, so nothing is waited for")
    latest = max(due)
    rows = rows_of(latest.isoformat())
    return Verdict(
        passed=rows > 0,
        description=f"the snapshot of {latest} has {rows} rows" + ("" if rows else f". Materialize {table.name}."),
        metadata={"latest_due_game_date": latest.isoformat(), "rows_of_that_date": rows},
    )


def judge_asked(
    table: RawTable,
    games: Sequence[Row],
    was_asked: Callable[[str], bool],
    gaps: Sequence[AcceptedGap],
    today: date,
) -> Verdict:
    """Judge a table whose dates may rightly be empty (moves, reports): the last date with games must have been asked.

    ``games`` are rows of nbac_schedule, ``was_asked`` tells whether a partition was ever written.
    """
    excused = excuses(gaps, table.name)
    over = {
        game["game_date"]
        for game in games
        if game["game_date"] < today and not excused(game["nba_game_id"], game["game_date"])
    }
    if not over:
        return Verdict(passed=True, description="no date before today has games, so nothing is waited for")
    latest = max(over)
    asked = was_asked(latest.isoformat())
    return Verdict(
        passed=asked,
        description=f"{latest} was asked" if asked else f"{latest} was never asked. Materialize {table.name}.",
        metadata={"latest_due_game_date": latest.isoformat()},
    )
