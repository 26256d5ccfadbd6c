"""Transactions: ``stats.nba.com/js/data/playermovement/NBA_Player_Movement.json``."""

from datetime import date, datetime, timedelta
from typing import Any

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive import Archive
from nba_assets.replay.feeds.parameters import Params
from nba_assets.replay.format.player_movement import MOVEMENT

_TYPES = {"text": "String", "date": "DateTime", "number": "Decimal"}


def player_movement(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return all transactions dated before the day of the moment, the newest first."""
    yesterday = eastern_date(as_of) - timedelta(days=1)
    rows = archive.rows(MOVEMENT).between(date.min, yesterday).to_pylist()
    return {
        "NBA_Player_Movement": {
            "rows": [
                row | {"TRANSACTION_DATE": f"{row['TRANSACTION_DATE']:%Y-%m-%d}T00:00:00"} for row in reversed(rows)
            ],
            "columns": [{"Name": column.name, "DataType": _TYPES[column.kind]} for column in MOVEMENT.columns],
        }
    }
