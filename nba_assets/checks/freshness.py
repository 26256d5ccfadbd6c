"""Freshness, judged by the latest game date that should be there: never by the newest row of a range.

The schedule says which date that is; the rows of that date, and of no other, say whether it is there and how old it is.
So a table whose old dates were just re-processed is stale when its latest date is missing, and a table whose old dates
are days old is fresh when its latest date is there. A date without games is never waited for.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from nba_assets.accepted_gaps import AcceptedGap
from nba_assets.checks.expected import due_games, missing_games
from nba_assets.checks.verdict import Verdict, named
from nba_assets.sources.table import RawTable, Row

# The schedule is a state: it must be asked again every day, games or not.
SCHEDULE_MAX_AGE = timedelta(hours=24)


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


def judge_schedule(games: Sequence[Row], now: datetime) -> Verdict:
    """Judge the schedule: it must have been asked within a day, because everything else is judged by it."""
    if not games:
        return Verdict(passed=False, description="nbac_schedule is empty. Materialize it first.")
    captured = max(game["captured_at"] for game in games)
    age = now - captured
    return Verdict(
        passed=age <= SCHEDULE_MAX_AGE,
        description=f"the schedule was asked {age.total_seconds() / 3600:.1f} hours ago (limit 24)",
        metadata={"captured_at": captured.isoformat(), "games": len(games)},
    )
