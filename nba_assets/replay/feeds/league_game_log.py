"""Player and team game logs by date: ``/stats/leaguegamelog`` with PlayerOrTeam P and T."""

from datetime import datetime
from typing import Any

import pyarrow.compute as pc

from nba_assets.replay.archive import Archive
from nba_assets.replay.archive_format import PLAYER_GAMES, TEAM_GAMES
from nba_assets.replay.feeds.parameters import Params, date_range, game_id_prefix, one_of, required
from nba_assets.replay.feeds.result_sets import final_rows, result_set
from nba_assets.replay.format.base import ArchiveFile

FILES = {"P": PLAYER_GAMES, "T": TEAM_GAMES}


def league_game_log(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the rows of games that are final as of the moment, the latest date first unless Direction is ASC."""
    league = one_of(params, "LeagueID", ("00",))
    kind = one_of(params, "PlayerOrTeam", ("P", "T"))
    season = required(params, "Season")
    prefix = game_id_prefix(params) + season[2:4]
    file = FILES[kind]
    headers = _headers(archive, file, prefix)
    rows = final_rows(archive, archive.rows(file).between(*date_range(params)), headers, as_of, prefix, "%Y-%m-%d")
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
    return result_set("leaguegamelog", parameters, "LeagueGameLog", headers, rows)


def _headers(archive: Archive, file: ArchiveFile, prefix: str) -> list[str]:
    """Return the columns that the rows of a season and its type have; VIDEO_AVAILABLE is not known of the play-offs."""
    whole = archive.tables[file.name]
    rows = whole.filter(pc.starts_with(whole.column("GAME_ID"), prefix))
    names = [column.name for column in file.columns]
    return [name for name in names if rows.num_rows == 0 or rows.column(name).null_count < rows.num_rows]
