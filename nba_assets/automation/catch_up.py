"""What to ask for again, and when, decided from declarations, schedule and attempts: catch-up windows, late files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nba_assets.accepted_gaps import AcceptedGap
from nba_assets.attempts import Attempt
from nba_assets.eastern import EASTERN
from nba_assets.ingest.expected import DueGame, finished_games, missing_games
from nba_assets.sources.table import RawTable, Row, Scope


@dataclass(frozen=True)
class Again:
    """A table and the game dates on which it is to be asked again."""

    table: str
    dates: tuple[str, ...]


def window_opened(table: RawTable, since: datetime, now: datetime) -> bool:
    """Tell whether one of the table's Eastern catch-up times fell between two moments, the later one included."""
    days = {since.astimezone(EASTERN).date(), now.astimezone(EASTERN).date()}
    openings = (datetime.combine(day, at, tzinfo=EASTERN) for day in days for at in table.catch_up.times)
    return any(since < opening <= now for opening in openings)


def dates_to_catch_up(
    table: RawTable, lacking: Sequence[DueGame], game_days: Sequence[date], today: date
) -> tuple[str, ...]:
    """Return the game dates that a table asks for when its window opens.

    Of a table that is judged by game, those that lack a finished game, and of lines also today and ahead, because they
    move. A table that is not judged by game (a state, moves that show later) asks for every date with games.
    """
    first, last = today - timedelta(days=table.catch_up.days_back), today + timedelta(days=table.catch_up.days_ahead)
    lacks = {game.game_date for game in lacking}
    is_judged, is_line = table.rows_per_final_game > 0, table.due_after_tipoff_hours is None
    days = [
        day
        for day in game_days
        if first <= day <= last and (not is_judged or day in lacks or (is_line and day >= today))
    ]
    return tuple(day.isoformat() for day in sorted(set(days)))


def lacking_games(
    table: RawTable, games: Sequence[Row], counts: Mapping[str, int], gaps: Sequence[AcceptedGap], now: datetime
) -> list[DueGame]:
    """Return the finished games with too few rows: what is not due yet may be there already, so it is asked for.

    ``counts`` are rows by game id.
    """
    if table.scope is Scope.SEASON:
        return []
    return missing_games(table, finished_games(table, games, gaps, now), counts)


@dataclass(frozen=True)
class LateGame:
    """A finished game without a file of its best source, and when automation asks for it next (None: given up)."""

    game: Row
    first_missed_at: datetime | None
    last_asked_at: datetime | None
    next_attempt_at: datetime | None


def late_games(
    table: RawTable, games: Sequence[Row], covered: frozenset[str], attempts: Sequence[Attempt]
) -> list[LateGame]:
    """Return the final games that the table's first feed does not have, with the plan of its next attempts.

    ``games`` are final games of nbac_schedule that no accepted gap excuses, ``covered`` the ids of those that the first
    feed has, ``attempts`` those of its provider. A game that was never asked for is asked at once.
    """
    asked: dict[str, list[datetime]] = {}
    for attempt in attempts:
        if attempt.feed == table.feeds[0].name:
            asked.setdefault(attempt.slug[:10], []).append(attempt.at)
    late = []
    for game in games:
        if game["game_id"] in covered:
            continue
        moments = asked.get(game["nba_game_id"])
        if not moments:
            late.append(LateGame(game, None, None, game["tipoff_at"]))
            continue
        first, last = min(moments), max(moments)
        late.append(LateGame(game, first, last, table.late.next_attempt(first, last)))
    return late
