"""The plays of a game: ``/stats/playbyplayv3``."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from nba_assets.replay.archive import Archive, Game
from nba_assets.replay.archive_format import PLAYS
from nba_assets.replay.feeds.final_game import final_game, not_found
from nba_assets.replay.feeds.parameters import Params
from nba_assets.teams import TEAMS

SHOTS = ("Made Shot", "Missed Shot")
_FEET = re.compile(r"(\d+)'")
_TRICODES = {team.nba_id: team.abbr for team in TEAMS}


def play_by_play(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the plays of a final game in order."""
    game = final_game(archive, as_of, params)
    plays = archive.rows(PLAYS).of(game.game_id)
    if not plays:
        raise not_found(params)
    return {"game": {"gameId": game.game_id, "actions": list(_actions(archive, game, plays))}}


def feet(description: str) -> int | None:
    """Return the distance of a shot that its description tells, None without one."""
    match = _FEET.search(description)
    return int(match[1]) if match else None


def _actions(archive: Archive, game: Game, plays: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A block or steal has the number of the shot or turnover before it, of which it is the second half."""
    number = 0
    for play in plays:
        number += bool(play["actionType"])
        yield {"actionNumber": number} | _action(archive, game, play)


def _action(archive: Archive, game: Game, play: dict[str, Any]) -> dict[str, Any]:
    person = archive.persons.get(play["personId"], {})
    told = _tells_the_score(play)
    is_shot = play["actionType"] in SHOTS
    home = game.fields["homeTeam.teamId"]
    side = {home: "h", game.fields["awayTeam.teamId"]: "v"}
    return {
        "clock": play["clock"],
        "period": play["period"],
        "teamId": play["teamId"],
        "teamTricode": _TRICODES.get(play["teamId"], ""),
        "personId": play["personId"],
        "playerName": person.get("familyName", ""),
        "playerNameI": person.get("nameI", ""),
        "xLegacy": play["xLegacy"],
        "yLegacy": play["yLegacy"],
        "shotDistance": (feet(play["description"]) or 0) if is_shot else 0,
        "shotResult": play["shotResult"],
        "isFieldGoal": int(is_shot),
        "scoreHome": str(play["score_home"]) if told else "",
        "scoreAway": str(play["score_away"]) if told else "",
        "pointsTotal": play["score_home"] + play["score_away"] if told else 0,
        "location": side.get(play["teamId"]) or side.get(play["personId"], ""),
        "description": play["description"],
        "actionType": play["actionType"],
        "subType": _sub_type(play),
        "shotValue": play["shotValue"],
        "actionId": play["actionId"],
    }


def _sub_type(play: dict[str, Any]) -> str:
    """Return the kind within a type where the description has the provider's words for it; else empty."""
    said = play["description"]
    if play["actionType"] == "period":
        return said.partition(" of ")[0].lower()
    return said[said.index("Free Throw") :].partition(" (")[0] if play["actionType"] == "Free Throw" else ""


def _tells_the_score(play: dict[str, Any]) -> bool:
    kind = play["actionType"]
    made_free_throw = kind == "Free Throw" and not play["description"].startswith("MISS")
    return made_free_throw or kind in ("Made Shot", "period", "Instant Replay")
