"""What a play of the league says in BigDataBall's columns, read from its kind and its description."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nba_assets.replay.feeds.bigdataball_court import SIDES, Court, Play, plain, rebound_counts
from nba_assets.replay.feeds.play_by_play import feet

_ASSIST = re.compile(r"\((?P<name>[^()]+) \d+ AST\)")
_FREE_THROW = re.compile(r"(?P<num>\d) of (?P<outof>\d)")
_FOUL = re.compile(r"(?P<code>(?:[A-Z]+\.)+[A-Z.]*FOUL)")
_JUMP_BALL = re.compile(r"Jump Ball (?P<one>.+) vs\. (?P<other>.+?)(?:: Tip to (?P<to>.*))?$")
_SUBSTITUTION = re.compile(r"SUB: (?P<entered>.+) FOR ")
_AFTER_COLON = re.compile(r":\s*(?P<words>[^(]+?)\s*(?:\(|$)")
_BEFORE_BRACKET = re.compile(r"^(?:MISS )?(?P<words>.+?)\s*(?:\(|$)")
_FOUL_TYPES = {"s.foul": "shooting", "p.foul": "personal", "l.b.foul": "loose ball"}
_UNKNOWN = {"team": "", "player": "", "description": "", "type": "unknown"}


@dataclass(frozen=True)
class Scene:
    """A play, the block or steal that is its second half, the play before it, and the court."""

    court: Court
    play: Play
    second_half: Play | None
    before: Play | None


def told(scene: Scene) -> dict[str, Any]:
    """Return what a play says beside score, clock and lineups."""
    halves = (half["description"] for half in (scene.play, scene.second_half) if half)
    common = {
        "team": scene.court.team(scene.play),
        "player": scene.court.name(scene.play["personId"]),
        "description": ": ".join(halves),
    }
    reader = _READERS.get(scene.play["actionType"])
    return common | (reader(scene) if reader else _UNKNOWN)


def _period(scene: Scene) -> dict[str, Any]:
    edge = "start" if scene.play["description"].startswith("Start") else "end"
    return {"event_type": f"{edge} of period", "type": f"{edge} of period", "description": ""}


def _shot(scene: Scene) -> dict[str, Any]:
    court, play = scene.court, scene.play
    assist = _ASSIST.search(play["description"])
    side = "home" if court.team(play) == court.fields["homeTeam.teamTricode"] else "away"
    return {
        "event_type": "shot",
        "result": play["shotResult"].lower(),
        "points": play["shotValue"] if play["shotResult"] == "Made" else 0,
        "type": _words_after_name(scene).lower(),
        "shot_distance": "" if (distance := feet(play["description"])) is None else distance,
        "original_x": play["xLegacy"],
        "original_y": play["yLegacy"],
        "assist": court.name(court.called(play, assist["name"] if assist else None, side)),
        "block": court.name(scene.second_half["personId"]) if scene.second_half else "",
    }


def _free_throw(scene: Scene) -> dict[str, Any]:
    said = scene.play["description"]
    made = not said.startswith("MISS")
    count = _FREE_THROW.search(said)
    words = said.partition("Free Throw")[2].partition("(")[0].strip().lower()
    return {
        "event_type": "free throw",
        "type": f"free throw {words.replace(' of ', '/')}".strip(),
        "num": count["num"] if count else "",
        "outof": count["outof"] if count else "",
        "result": "made" if made else "missed",
        "points": int(made),
    }


def _rebound(scene: Scene) -> dict[str, Any]:
    counts = rebound_counts(scene.play)
    if not counts:
        return {"event_type": "rebound", "type": "team rebound"}
    is_defensive = scene.court.is_defensive(scene.play["personId"], counts)
    return {"event_type": "rebound", "type": "rebound defensive" if is_defensive else "rebound offensive"}


def _foul(scene: Scene) -> dict[str, Any]:
    code = _FOUL.search(scene.play["description"])
    reason = code["code"].lower() if code else ""
    return {"event_type": "foul", "reason": reason, "type": _FOUL_TYPES.get(reason, "")}


def _turnover(scene: Scene) -> dict[str, Any]:
    of_team = _AFTER_COLON.search(scene.play["description"])
    words = of_team["words"] if of_team else _words_after_name(scene).removesuffix("Turnover").strip()
    stolen = scene.court.name(scene.second_half["personId"]) if scene.second_half else ""
    return {"event_type": "turnover", "type": words.lower(), "steal": stolen}


def _substitution(scene: Scene) -> dict[str, Any]:
    """Tell who came for whom: the player who acts is the one who leaves."""
    court, play = scene.court, scene.play
    words = _SUBSTITUTION.match(play["description"])
    came = court.on_court(play) - (court.on_court(scene.before) if scene.before else set())
    entered = came.pop() if len(came) == 1 else court.called(play, words["entered"] if words else None)
    return {
        "event_type": "substitution",
        "type": "sub",
        "entered": court.name(entered),
        "left": court.name(play["personId"]),
    }


def _jump_ball(scene: Scene) -> dict[str, Any]:
    court, play = scene.court, scene.play
    kind = {"event_type": "jump ball", "type": "jump ball"}
    words = _JUMP_BALL.match(play["description"])
    if not words:
        return kind
    said = (words["one"], words["other"])
    jumpers = {side: next(filter(None, (court.called(play, one, side) for one in said)), None) for side in SIDES}
    return {
        **kind,
        **{side: court.name(person) for side, person in jumpers.items()},
        "possession": court.name(court.called(play, words["to"])),
    }


def _timeout(scene: Scene) -> dict[str, Any]:
    words = _AFTER_COLON.search(scene.play["description"])
    return {"event_type": "timeout", "type": f"timeout: {words['words'].lower()}" if words else "timeout"}


def _violation(scene: Scene) -> dict[str, Any]:
    words = _AFTER_COLON.search(scene.play["description"])
    return {"event_type": "violation", "type": words["words"].lower() if words else ""}


def _words_after_name(scene: Scene) -> str:
    """Return what stands between the distance (or the player's name) and the bracket; empty if neither is there."""
    words = _BEFORE_BRACKET.match(plain(scene.play["description"]))
    if not words:
        return ""
    _, distance, kind = words["words"].partition("' ")
    person = scene.court.persons.get(scene.play["personId"])
    if distance or not person:
        return kind
    return words["words"].partition(f"{plain(person['familyName'])} ")[2]


_READERS: dict[str, Callable[[Scene], dict[str, Any]]] = {
    "period": _period,
    "Made Shot": _shot,
    "Missed Shot": _shot,
    "Free Throw": _free_throw,
    "Rebound": _rebound,
    "Foul": _foul,
    "Turnover": _turnover,
    "Substitution": _substitution,
    "Jump Ball": _jump_ball,
    "Timeout": _timeout,
    "Violation": _violation,
}
