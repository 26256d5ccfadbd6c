"""Short ways to ask the feeds what a test needs to know."""

from datetime import datetime
from typing import Any

from nba_assets.eastern import eastern_date, parse_eastern, utc
from nba_assets.replay.archive import Archive
from nba_assets.replay.coverage import is_counted
from nba_assets.replay.feeds.league_game_log import league_game_log
from nba_assets.replay.feeds.schedule import schedule
from nba_assets.replay.feeds.shot_chart import shot_chart
from nba_assets.replay.gap_rows import read_gaps
from nba_assets.replay.manifest import bundled_archive

AFTER_ALL = "2025-06-30T12:00"
LOG = {"LeagueID": "00", "SeasonType": "Regular Season", "Counter": "1000", "Direction": "DESC", "Sorter": "DATE"}
SHOTS = {
    "LeagueID": "00",
    "SeasonType": "Regular Season",
    "PlayerID": "0",
    "TeamID": "0",
    "ContextMeasure": "FGA",
}


def at(eastern: str) -> datetime:
    return utc(parse_eastern(eastern))


def games(archive: Archive, season: str, now: str) -> dict[str, dict[str, Any]]:
    """The schedule's games by id, each with the date it stands under."""
    payload = schedule(archive, at(now), {"LeagueID": "00", "Season": season})
    return {
        game["gameId"]: game | {"date": day["gameDate"][:10]}
        for day in payload["leagueSchedule"]["gameDates"]
        for game in day["games"]
    }


def log_rows(archive: Archive, kind: str, season: str, now: str = AFTER_ALL, **params: str) -> list[dict[str, Any]]:
    asked = LOG | {"PlayerOrTeam": kind, "Season": season} | params
    return as_dicts(league_game_log(archive, at(now), asked))


def shot_rows(archive: Archive, season: str, now: str = AFTER_ALL, **params: str) -> list[dict[str, Any]]:
    return as_dicts(shot_chart(archive, at(now), SHOTS | {"Season": season} | params))


def as_dicts(payload: dict[str, Any]) -> list[dict[str, Any]]:
    result = payload["resultSets"][0]
    return [dict(zip(result["headers"], row, strict=True)) for row in result["rowSet"]]


def on(day: str) -> dict[str, str]:
    return {"DateFrom": day, "DateTo": day}


def gap_games(archive: Archive, table: str) -> set[str]:
    """The ids of the counted games that a table may lack."""
    dates = {game.game_id: eastern_date(game.tipoff_at) for game in archive.game.values() if is_counted(game.game_id)}
    gaps = [gap for gap in read_gaps(bundled_archive()) if gap.table_name == table]
    lone = {gap.nba_game_id for gap in gaps if gap.nba_game_id}
    spans = [(gap.first_date, gap.last_date) for gap in gaps if not gap.nba_game_id]
    return lone | {game for game, day in dates.items() if any(first <= day <= last for first, last in spans)}
