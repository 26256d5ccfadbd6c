"""The row-set answers of stats.nba.com: which rows are final as of a moment, and how they are wrapped."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from nba_assets.replay.archive import Archive

_DATE = "GAME_DATE"


def final_rows(
    archive: Archive, rows: pa.Table, headers: Sequence[str], as_of: datetime, game_ids: str, date_format: str
) -> list[tuple[Any, ...]]:
    """Return the rows, in the order of the headers, of games with an id prefix that are final as of a moment."""
    ids = rows.column("GAME_ID").to_pylist()
    final = {game: game.startswith(game_ids) and archive.game[game].is_final(as_of) for game in set(ids)}
    columns = (_column(rows, name, date_format) for name in headers)
    return [row for game, row in zip(ids, zip(*columns, strict=True), strict=True) if final[game]]


def result_set(
    resource: str, parameters: dict[str, Any], name: str, headers: Sequence[str], rows: list[tuple[Any, ...]]
) -> dict[str, Any]:
    """Return the provider's envelope around one row set."""
    return {
        "resource": resource,
        "parameters": parameters,
        "resultSets": [{"name": name, "headers": list(headers), "rowSet": rows}],
    }


def _column(rows: pa.Table, name: str, date_format: str) -> list[Any]:
    values = rows.column(name).to_pylist()
    if name != _DATE:
        return values
    text = {day: f"{day:{date_format}}" for day in set(values)}
    return [text[day] for day in values]
