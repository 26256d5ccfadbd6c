"""The statistics host's play-by-play of a game (playbyplayv3), in the words of the CDN's.

It names second persons in the sentence only ("Nance Jr. FOR Johnson"), by last name: such a person has an id where
exactly one player of the team has that name, among those in the game's events and in the date's box scores.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from nba_assets.sources.answers import required, required_rows
from nba_assets.sources.minutes import seconds_from_iso
from nba_assets.sources.nba_cdn.event_record import QUARTERS, clock_columns, shot_columns, whole_game
from nba_assets.sources.nba_cdn.people import Part, People, people_of
from nba_assets.sources.nba_stats.game_record import game_columns, game_requests
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.table import Answer, Asking, Request, Row
from nba_assets.teams import TEAMS, abbr_from_id

FEED = "play_by_play"
DATA_SOURCE = "playbyplayv3"
PATH = "/stats/playbyplayv3"
ALL_PERIODS = {"StartPeriod": "0", "EndPeriod": "0"}
ALWAYS = (
    *("actionId", "actionNumber", "clock", "period", "actionType", "subType", "description", "personId", "playerNameI"),
    *("teamTricode", "scoreHome", "scoreAway", "shotResult", "shotValue", "shotDistance", "xLegacy", "yLegacy"),
)
NEEDS = frozenset({"game.gameId", *(f"game.actions[].{key}" for key in ALWAYS)})
FIELD_GOALS = {"Made Shot": True, "Missed Shot": False}
# These two have no type; they share the number of the shot or turnover that they belong to.
BLOCK, STEAL = "block", "steal"
UNTYPED = ((" BLOCK (", BLOCK), (" STEAL (", STEAL))
TEAM_IDS = frozenset(team.nba_id for team in TEAMS)
ASSIST = re.compile(r"\((?P<name>[^()]+) \d+ AST\)")
SUBSTITUTION = re.compile(r"SUB: (?P<name>.+) FOR .+")
JUMP_BALL = re.compile(r"Jump Ball .+ vs\. (?P<opponent>.+): Tip to (?P<tip>.*)")


def ask(asking: Asking) -> list[Request]:
    """Ask for every lacking game that has tipped off."""
    return game_requests(asking, PROVIDER, FEED, lambda game: PATH, lambda game: {"GameID": game, **ALL_PERIODS})


def read_events(answer: Answer) -> list[Row]:
    """Read one row an event of a final game, in the order of play; none before the game is over.

    Raises MissingFieldError for a lacking field, ValueError for a game that is not the schedule's or not whole.
    """
    game = required(answer, "game")
    actions = required_rows(answer, "actions", within=game)
    found = [{key: required(answer, key, within=action) for key in ALWAYS} | action for action in actions]
    found.sort(key=lambda action: action["actionId"])
    scores = list(_scores(found))
    if not found or not _is_over(found[-1], scores[-1]):
        return []
    people = people_of(answer, found)
    teams = {action["teamTricode"] for action in found if action["teamTricode"]}
    shared = game_columns(answer, required(answer, "gameId", within=game), teams) | {"data_source": DATA_SOURCE}
    beside = _beside(found)
    rows = [
        shared
        | {"event_sequence": sequence, "score_home": home, "score_away": away}
        | _event(action, people, beside[action["actionNumber"]], teams)
        for sequence, (action, (home, away)) in enumerate(zip(found, scores, strict=True), start=1)
    ]
    return whole_game(rows, answer)


def _scores(actions: list[Row]) -> Iterator[tuple[int, int]]:
    """The feed writes the score where it changes only."""
    home = away = 0
    for action in actions:
        home, away = int(action["scoreHome"] or home), int(action["scoreAway"] or away)
        yield home, away


def _is_over(last: Row, score: tuple[int, int]) -> bool:
    return last["period"] >= QUARTERS and seconds_from_iso(last["clock"]) == 0 and score[0] != score[1]


def _beside(actions: list[Row]) -> dict[int, dict[str, Row]]:
    """Return the block or steal that shares an action's number, by number and kind."""
    beside: dict[int, dict[str, Row]] = defaultdict(dict)
    for action in actions:
        kind = _kind(action)
        if kind in (BLOCK, STEAL):
            beside[action["actionNumber"]][kind] = action
    return beside


def _kind(action: Row) -> str:
    kind = action["actionType"]
    if kind in FIELD_GOALS:
        return f"{action['shotValue']}pt"
    if not kind:
        return next((name for mark, name in UNTYPED if mark in action["description"]), "other")
    return kind.replace(" ", "").lower()


def _event(action: Row, people: People, beside: dict[str, Row], teams: set[str]) -> Row:
    kind, person = _kind(action), action["personId"]
    is_field_goal, is_free_throw = action["actionType"] in FIELD_GOALS, kind == "freethrow"
    made = FIELD_GOALS.get(action["actionType"], not action["description"].startswith("MISS "))
    # A team's event carries the team's id as its person; a replay review carries the official's.
    is_player = bool(person and action["teamTricode"])
    return {
        "event_id": str(action["actionId"]),
        **clock_columns(action["period"], seconds_from_iso(action["clock"])),
        "occurred_at": None,
        "event_type": kind,
        "event_action_type": action["subType"].removeprefix("Free Throw ") or None,
        "event_descriptor": None,
        "event_qualifiers": None,
        "event_description": action["description"],
        "team_abbr": abbr_from_id(person) if person in TEAM_IDS else action["teamTricode"] or None,
        "possession_team_abbr": None,
        **people.columns("player_1", person if is_player else None, action["playerNameI"] if is_player else None),
        **people.parts(_parts(action, kind, people, beside, teams)),
        **shot_columns(_shot_type(kind, is_field_goal, is_free_throw), made=made),
        "shot_distance": action["shotDistance"] if is_field_goal else None,
        "shot_area": None,
        "shot_area_detail": None,
        "shot_x": action["xLegacy"] if is_field_goal else None,
        "shot_y": action["yLegacy"] if is_field_goal else None,
        "official_id": None,
        "video_available": bool(action["videoAvailable"]) if "videoAvailable" in action else None,
    }


def _shot_type(kind: str, is_field_goal: bool, is_free_throw: bool) -> str | None:
    if is_free_throw:
        return "FT"
    return kind.upper() if is_field_goal else None


def _parts(action: Row, kind: str, people: People, beside: dict[str, Row], teams: set[str]) -> Iterator[Part]:
    own, text = (action["teamTricode"],), action["description"]
    if action["actionType"] == "Made Shot" and (assist := ASSIST.search(text)):
        yield Part("assist", people.by_last_name(assist["name"], own), assist["name"])
    if action["actionType"] == "Missed Shot" and BLOCK in beside:
        yield Part(BLOCK, beside[BLOCK]["personId"], beside[BLOCK]["playerNameI"])
    if kind == "turnover" and STEAL in beside:
        yield Part(STEAL, beside[STEAL]["personId"], beside[STEAL]["playerNameI"])
    if kind == "substitution" and (change := SUBSTITUTION.fullmatch(text)):
        yield Part("substitution_in", people.by_last_name(change["name"], own), change["name"])
    if kind == "jumpball" and (jump := JUMP_BALL.fullmatch(text)):
        yield Part("jump_ball_opponent", people.by_last_name(jump["opponent"], teams - {*own}), jump["opponent"])
        yield Part("jump_ball_recovered", people.by_last_name(jump["tip"], teams), jump["tip"])
