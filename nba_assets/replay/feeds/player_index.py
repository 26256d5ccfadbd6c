"""Rosters: ``stats.nba.com/stats/playerindex``, of which the archive holds the end of each season."""

from datetime import datetime
from typing import Any

from nba_assets.replay.archive import Archive
from nba_assets.replay.feeds.parameters import FeedError, Params, one_of, required
from nba_assets.replay.feeds.result_sets import result_set
from nba_assets.replay.format.rosters import OWN_COLUMNS, ROSTERS
from nba_assets.replay.late import NOT_FOUND

HEADERS = tuple(column.name for column in ROSTERS.columns if column.name not in OWN_COLUMNS)
_FILTERS = ("College", "Country", "DraftPick", "DraftRound", "DraftYear", "Height", "Weight")


def player_index(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the players of a season by name.

    Raises FeedError (404) before the season's end: its rosters are those of no earlier day.
    """
    league = one_of(params, "LeagueID", ("00",))
    season = required(params, "Season")
    _refuse_filters(params)
    rows = [
        tuple(row[name] for name in HEADERS)
        for row in archive.tables[ROSTERS.name].to_pylist()
        if row["season"] == season and row["shown_from"] <= as_of
    ]
    if not rows:
        raise FeedError(NOT_FOUND, {"Message": f"The archive has no rosters of {season} as of this moment."})
    parameters = {"LeagueID": league, "Season": season, "Historical": 0, "TeamID": 0, **dict.fromkeys(_FILTERS)}
    return result_set("playerindex", parameters, "PlayerIndex", HEADERS, rows)


def _refuse_filters(params: Params) -> None:
    given = [name for name in _FILTERS if params.get(name)]
    given += [name for name in ("Historical", "TeamID") if params.get(name, "0") != "0"]
    if given:
        raise FeedError(400, {"Message": f"The archive does not filter by {', '.join(given)}."})
