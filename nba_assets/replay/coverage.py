"""What the tables of an archive cover: seasons, game dates and the dates of each feed."""

from collections import defaultdict
from datetime import date, datetime

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive_format import FILES, GAMES
from nba_assets.replay.format.base import ArchiveFile, Tables
from nba_assets.replay.manifest import Season
from nba_assets.seasons import COUNTED_SEASON_TYPES, season_type


def is_counted(nba_game_id: str) -> bool:
    """Tell whether a game counts: regular season, play-offs, play-in or Cup final."""
    return season_type(nba_game_id) in COUNTED_SEASON_TYPES


def counted_days(tables: Tables) -> list[date]:
    """Return the Eastern date of every counted game, in order, one entry a game."""
    games = tables[GAMES.name]
    tipoffs = zip(games.column("gameId").to_pylist(), games.column("tipoff_at").to_pylist(), strict=True)
    return sorted(eastern_date(tipoff) for game, tipoff in tipoffs if is_counted(game))


def seasons(tables: Tables) -> list[Season]:
    """Return each season with the first and last Eastern date of its counted games."""
    games = tables[GAMES.name]
    days: dict[str, list[date]] = defaultdict(list)
    names = ("season", "gameId", "tipoff_at")
    for season, game, tipoff in zip(*(games.column(name).to_pylist() for name in names), strict=True):
        if is_counted(game):
            days[season].append(eastern_date(tipoff))
    return [
        Season(season=season, first_date=min(found), last_date=max(found)) for season, found in sorted(days.items())
    ]


def feed_dates(tables: Tables) -> dict[str, tuple[date | None, date | None]]:
    """Return the first and last Eastern date of every feed's rows; None twice for a feed without rows."""
    found: dict[str, set[date]] = {feed: set() for file in FILES for feed in file.feeds}
    for file in FILES:
        for feed in file.feeds:
            found[feed].update(row_days(file, tables))
        if file.feed_column:
            feeds = tables[file.name].column(file.feed_column).to_pylist()
            for feed, day in zip(feeds, row_days(file, tables), strict=True):
                found.setdefault(feed, set()).add(day)
    return {feed: (min(days), max(days)) if days else (None, None) for feed, days in found.items()}


def row_days(file: ArchiveFile, tables: Tables) -> list[date]:
    """Return the Eastern date of every row of a file: its own, else that of the row it belongs to; else no date."""
    rows = tables[file.name]
    if file.dated_by:
        return [_day(value) for value in rows.column(file.dated_by).to_pylist()]
    if not file.belongs_to:
        return []
    link = file.belongs_to
    owner = next(other for other in FILES if other.name == link.other)
    keys = tables[link.other].column(link.other_column).to_pylist()
    days = dict(zip(keys, row_days(owner, tables), strict=True))
    return [days[key] for key in rows.column(link.column).to_pylist()]


def _day(value: date | datetime) -> date:
    return eastern_date(value) if isinstance(value, datetime) else value
