"""What the tables of an archive cover: seasons, game dates and the dates of each feed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive_format import (
    GAME_LINES,
    GAMES,
    ODDS_EVENTS,
    PLAYER_GAMES,
    POINTS_LINES,
    SHOTS,
    TEAM_GAMES,
)
from nba_assets.replay.manifest import (
    EVENTS_FEED,
    LINES_FEED,
    PLAYER_LOG_FEED,
    POINTS_FEED,
    SCHEDULE_FEED,
    SHOTS_FEED,
    TEAM_LOG_FEED,
    Season,
)
from nba_assets.replay.validation import Tables
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
    events = tables[ODDS_EVENTS.name]
    commence = [eastern_date(moment) for moment in events.column("commence_time").to_pylist()]
    day_of_event = dict(zip(events.column("event_id").to_pylist(), commence, strict=True))
    return {
        SCHEDULE_FEED: _ends(eastern_date(tipoff) for tipoff in tables[GAMES.name].column("tipoff_at").to_pylist()),
        PLAYER_LOG_FEED: _ends(tables[PLAYER_GAMES.name].column("GAME_DATE").unique().to_pylist()),
        TEAM_LOG_FEED: _ends(tables[TEAM_GAMES.name].column("GAME_DATE").unique().to_pylist()),
        SHOTS_FEED: _ends(tables[SHOTS.name].column("GAME_DATE").unique().to_pylist()),
        EVENTS_FEED: _ends(commence),
        POINTS_FEED: _ends(
            day_of_event[event] for event in tables[POINTS_LINES.name].column("event_id").unique().to_pylist()
        ),
        LINES_FEED: _ends(
            day_of_event[event] for event in tables[GAME_LINES.name].column("event_id").unique().to_pylist()
        ),
    }


def _ends(days: Iterable[date]) -> tuple[date | None, date | None]:
    found = sorted(set(days))
    return (found[0], found[-1]) if found else (None, None)
