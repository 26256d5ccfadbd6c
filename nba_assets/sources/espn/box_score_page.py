"""The document inside ESPN's box score page: a script sets ``window['__espnfitt__']`` to the page's whole state."""

import json
import re
from typing import Any

from nba_assets.sources.fields import json_fields
from nba_assets.sources.html_pages import parsed

_STATE = re.compile(r"window\['__espnfitt__'\]\s*=\s*")
_WAY_TO_THE_GAME = ("page", "content", "gamepackage")


def game_package(body: str) -> dict[str, Any]:
    """Return what the page knows about its game; empty where it holds no game.

    Raises ValueError for text that is no page, or whose state is no JSON.
    """
    for script in parsed(body).xpath("//script[contains(text(), '__espnfitt__')]"):
        begins = _STATE.search(script.text)
        if begins:
            found, _ = json.JSONDecoder().raw_decode(script.text, begins.end())
            for key in _WAY_TO_THE_GAME:
                found = found.get(key, {})
            return found
    return {}


def box_score_fields(body: str) -> frozenset[str]:
    """Return the fields of the page's box score and of the game's id; the rest of the page is no concern of ours."""
    package = game_package(body)
    strip = package.get("gmStrp", {})
    used = {"gmStrp": {key: strip[key] for key in ("gid",) if key in strip}, "bxscr": package.get("bxscr")}
    return json_fields({key: value for key, value in used.items() if key in package})
