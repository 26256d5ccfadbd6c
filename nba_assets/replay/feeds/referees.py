"""Officials by date: ``official.nba.com/wp-json/api/v1/get-game-officials``."""

from datetime import date, datetime, time
from typing import Any

from nba_assets.eastern import eastern_moment
from nba_assets.replay.archive import Archive
from nba_assets.replay.feeds.parameters import FeedError, Params, required
from nba_assets.replay.format.base import ArchiveFile
from nba_assets.replay.format.referees import REFEREES, REPLAY_CENTER

# Assumed: the league names the officials of a day in its morning, and no source has the minute.
PUBLISHED_AT = time(9)
_TYPES = {"text": "String", "date": "String", "integer": "Int32"}


def referees(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the officials of a date's games and of the replay centre, none before they were named."""
    day = _day(required(params, "date"))
    named = as_of >= eastern_moment(day, PUBLISHED_AT)
    return {
        "nba": {
            "Table": _table(archive, REFEREES, day, named),
            "Table1": _table(archive, REPLAY_CENTER, day, named),
        }
    }


def _table(archive: Archive, file: ArchiveFile, day: date, named: bool) -> dict[str, Any]:
    rows = archive.rows(file).of(day) if named else []
    return {
        "rows": [row | {"game_date": f"{day:%m/%d/%Y}"} for row in rows],
        "columns": [{"Name": column.name, "DataType": _TYPES[column.kind]} for column in file.columns],
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FeedError(400, {"message": f"date must be YYYY-MM-DD; got '{text}'"}) from error
