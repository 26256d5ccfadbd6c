"""Keys of the recorded schedule that the archive does not have."""

import pyarrow.compute as pc

from nba_assets.replay.building.part import AbsentBySeason
from nba_assets.replay.format.base import Tables
from nba_assets.replay.format.games import GAMES, OWN_COLUMNS, SCHEDULE_FEED

_GAME = "leagueSchedule.gameDates[].games[]"
_BROADCASTER_KEYS = (
    "broadcasterScope",
    "broadcasterMedia",
    "broadcasterId",
    "broadcasterAbbreviation",
    "broadcasterDescription",
    "tapeDelayComments",
    "broadcasterVideoLink",
    "regionId",
    "broadcasterTeamId",
    "broadcasterRanking",
    "localizationRegion",
)
_BROADCASTER_LISTS = (
    "nationalRadioBroadcasters",
    "nationalOttBroadcasters",
    "homeTvBroadcasters",
    "homeRadioBroadcasters",
    "homeOttBroadcasters",
    "awayTvBroadcasters",
    "awayRadioBroadcasters",
    "awayOttBroadcasters",
    "intlRadioBroadcasters",
    "intlTvBroadcasters",
    "intlOttBroadcasters",
)
SCHEDULE_ABSENT = (
    "meta",
    "leagueSchedule.weeks",
    "leagueSchedule.broadcasterList",
    f"{_GAME}.pointsLeaders",
    *(f"{_GAME}.broadcasters.{name}" for name in _BROADCASTER_LISTS),
    *(f"{_GAME}.broadcasters.nationalTvBroadcasters[].{key}" for key in _BROADCASTER_KEYS),
)
SCOREBOARD_ABSENT = (
    *(f"resultSets.GameHeader.{name}" for name in ("GAME_SEQUENCE", "LIVE_PC_TIME", "LIVE_PERIOD_TIME_BCAST")),
    *(f"resultSets.GameHeader.{side}_TV_BROADCASTER_ABBREVIATION" for side in ("HOME", "AWAY")),
    *(f"resultSets.GameHeader.{name}" for name in ("WH_STATUS", "WNBA_COMMISSIONER_FLAG")),
    *(f"resultSets.LineScore.{name}" for name in ("GAME_SEQUENCE", "TEAM_CITY_NAME", "TEAM_NAME")),
    *(f"resultSets.LineScore.PTS_QTR{number}" for number in range(1, 5)),
    *(f"resultSets.LineScore.PTS_OT{number}" for number in range(1, 11)),
    *("resultSets.SeriesStandings", "resultSets.LastMeeting", "resultSets.EastConfStandingsByDay"),
    *("resultSets.WestConfStandingsByDay", "resultSets.Available", "resultSets.TeamLeaders", "resultSets.TicketLinks"),
)


def absent_by_season(tables: Tables) -> AbsentBySeason:
    """Return the provider's keys that have no value in a whole season."""
    absent = {}
    for season in tables[GAMES.name].column("season").unique().to_pylist():
        rows = tables[GAMES.name].filter(pc.field("season") == season)
        empty = [name for name in rows.column_names if rows.column(name).null_count == rows.num_rows]
        keys = [name.replace("nationalBroadcasters", "broadcasters") for name in empty if name not in OWN_COLUMNS]
        if keys:
            absent[season] = [f"{_GAME}.{key}" for key in keys]
    return {SCHEDULE_FEED: absent}
