"""Shots by date: ``/stats/shotchartdetail`` for all players and teams, field goal attempts."""

from datetime import datetime
from typing import Any

from nba_assets.replay.archive import Archive
from nba_assets.replay.archive_format import SHOTS
from nba_assets.replay.feeds.parameters import Params, date_range, game_id_prefix, one_of, required
from nba_assets.replay.feeds.result_sets import final_rows, result_set
from nba_assets.replay.format.shots import SHOTS_FEED


def shot_chart(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return one row per attempt in games that are final as of the moment, under the headers the season has."""
    parameters = {
        "LeagueID": one_of(params, "LeagueID", ("00",)),
        "Season": required(params, "Season"),
        "SeasonType": required(params, "SeasonType"),
        "TeamID": int(one_of(params, "TeamID", ("0",))),
        "PlayerID": int(one_of(params, "PlayerID", ("0",))),
        "ContextMeasure": one_of(params, "ContextMeasure", ("FGA",)),
        "DateFrom": params.get("DateFrom", ""),
        "DateTo": params.get("DateTo", ""),
    }
    season = parameters["Season"]
    absent = archive.manifest.feeds[SHOTS_FEED].absent_by_season.get(season, [])
    headers = [column.name for column in SHOTS.columns if column.name not in absent]
    table = archive.rows(SHOTS).between(*date_range(params))
    rows = final_rows(archive, table, headers, as_of, game_id_prefix(params) + season[2:4], "%Y%m%d")
    return result_set("shotchartdetail", parameters, "Shot_Chart_Detail", headers, rows)
