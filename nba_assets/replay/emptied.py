"""Empties a payload but keeps its shape."""

from typing import Any

import orjson

from nba_assets.replay.feeds.content import Content

JSON = "application/json"
# Lists that belong to the shape: result sets, and the headers of rows.
_KEPT = ("resultSets", "headers", "columns")


def emptied(payload: Any) -> Any:
    """Return a provider's payload in its own shape but without a row, game, event, player or action."""
    if isinstance(payload, Content) and payload.media_type == JSON:
        return Content(orjson.dumps(emptied(orjson.loads(payload.body))), JSON)
    if isinstance(payload, Content):
        return payload.emptied()
    return _emptied(payload, "")


def _emptied(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _emptied(inner, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_emptied(inner, "") for inner in value] if key in _KEPT else []
    return value
