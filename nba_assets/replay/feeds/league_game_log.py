"""Player and team game logs by date: ``/stats/leaguegamelog`` with PlayerOrTeam P and T."""

from datetime import datetime
from typing import Any

from nba_assets.replay.archive import Archive
from nba_assets.replay.archive_format import PLAYER_GAMES, TEAM_GAMES
from nba_assets.replay.feeds.parameters import Params, date_range, game_id_prefix, one_of, required
from nba_assets.replay.feeds.result_sets import final_rows, result_set

HEADERS = {
    "P": tuple(column.name for column in PLAYER_GAMES.columns),
    "T": tuple(column.name for column in TEAM_GAMES.columns),
}


def league_game_log(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the rows of games that are final as of the moment, the latest date first unless Direction is ASC."""
    league = one_of(params, "LeagueID", ("00",))
    kind = one_of(params, "PlayerOrTeam", ("P", "T"))
    season = required(params, "Season")
    prefix = game_id_prefix(params) + season[2:4]
    table = (archive.player_games if kind == "P" else archive.team_games).between(*date_range(params))
    rows = final_rows(archive, table, HEADERS[kind], as_of, prefix, "%Y-%m-%d")
    direction = params.get("Direction", "DESC")
    if direction == "DESC":
        rows.reverse()
    parameters = {
        "LeagueID": league,
        "Season": season,
        "SeasonType": params["SeasonType"],
        "PlayerOrTeam": kind,
        "Counter": int(params.get("Counter", "0")),
        "Sorter": params.get("Sorter", "DATE"),
        "Direction": direction,
        "DateFrom": params.get("DateFrom", ""),
        "DateTo": params.get("DateTo", ""),
    }
    return result_set("leaguegamelog", parameters, "LeagueGameLog", HEADERS[kind], rows)
