"""nbac_play_by_play: every event of a game (the CDN's liveData, else playbyplayv3)."""

from datetime import datetime, time

from nba_assets.sources.answers import required, required_rows
from nba_assets.sources.minutes import seconds_from_iso
from nba_assets.sources.nba_cdn.event_record import GameEvent, clock_columns, shot_columns, whole_game
from nba_assets.sources.nba_cdn.host import PROVIDER
from nba_assets.sources.nba_cdn.people import UPSTREAM, Part, People, people_of
from nba_assets.sources.nba_stats import play_by_play as stats
from nba_assets.sources.nba_stats.dated import RESULTS_ARE_DUE_AFTER_HOURS
from nba_assets.sources.nba_stats.game_record import game_columns, game_requests
from nba_assets.sources.nba_stats.host import PROVIDER as STATS
from nba_assets.sources.retries import CatchUp
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import abbr_from_id

FEED = "play_by_play"
DATA_SOURCE = "cdn_playbyplay"
GAME_OVER, MADE = "game", "Made"
SHOT_TYPES = {"2pt": "2PT", "3pt": "3PT", "freethrow": "FT"}
FIELD_GOALS = ("2pt", "3pt")
ALWAYS = (
    *("actionNumber", "orderNumber", "clock", "period", "timeActual", "actionType", "subType", "description"),
    *("personId", "scoreHome", "scoreAway", "possession", "qualifiers"),
)
NEEDS = frozenset({"game.gameId", *(f"game.actions[].{key}" for key in ALWAYS)})
PARTS = (
    ("assist", "assistPersonId", "assistPlayerNameInitial"),
    ("block", "blockPersonId", "blockPlayerName"),
    ("steal", "stealPersonId", "stealPlayerName"),
    ("foul_drawn", "foulDrawnPersonId", "foulDrawnPlayerName"),
    ("jump_ball_won", "jumpBallWonPersonId", "jumpBallWonPlayerName"),
    ("jump_ball_lost", "jumpBallLostPersonId", "jumpBallLostPlayerName"),
)


def ask(asking: Asking) -> list[Request]:
    """Ask for every lacking game that has tipped off."""
    path = "/static/json/liveData/playbyplay/playbyplay_{}.json".format
    return game_requests(asking, PROVIDER, FEED, path, lambda game: {})


def read_events(answer: Answer) -> list[Row]:
    """Read one row an event of a final game, in the order of play; none before the game is over.

    Raises MissingFieldError for a lacking field, ValueError for a game that is not the schedule's or not whole.
    """
    game = required(answer, "game")
    actions = required_rows(answer, "actions", within=game)
    if not any(required(answer, "actionType", within=action) == GAME_OVER for action in actions):
        return []
    people = people_of(answer, actions)
    teams = {action["teamTricode"] for action in actions if action.get("teamTricode")}
    shared = game_columns(answer, required(answer, "gameId", within=game), teams) | {"data_source": DATA_SOURCE}
    ordered = sorted(actions, key=lambda action: required(answer, "orderNumber", within=action))
    rows = [
        shared | {"event_sequence": sequence} | _event(action, answer, people)
        for sequence, action in enumerate(ordered, start=1)
    ]
    return whole_game(rows, answer)


def _event(action: Row, answer: Answer, people: People) -> Row:
    found = {key: required(answer, key, within=action) for key in ALWAYS}
    kind = found["actionType"]
    return {
        "event_id": str(found["actionNumber"]),
        **clock_columns(found["period"], seconds_from_iso(found["clock"])),
        "occurred_at": datetime.fromisoformat(found["timeActual"]),
        "event_type": kind,
        "event_action_type": found["subType"] or None,
        "event_descriptor": action.get("descriptor") or None,
        "event_qualifiers": ",".join(found["qualifiers"]) or None,
        "event_description": found["description"],
        "score_home": int(found["scoreHome"]),
        "score_away": int(found["scoreAway"]),
        "team_abbr": action.get("teamTricode") or None,
        "possession_team_abbr": abbr_from_id(found["possession"]) if found["possession"] else None,
        **people.columns("player_1", found["personId"] or None, action.get("playerNameI")),
        **people.parts(Part(role, action.get(person), action.get(name)) for role, person, name in PARTS),
        **shot_columns(SHOT_TYPES.get(kind), made=action.get("shotResult") == MADE),
        **_place(action, is_field_goal=kind in FIELD_GOALS),
        "official_id": action.get("officialId"),
        "video_available": None,
    }


def _place(action: Row, *, is_field_goal: bool) -> Row:
    """A rebound or foul has an area too: that of the shot or play before it."""
    names = {
        "shot_distance": "shotDistance",
        "shot_area": "area",
        "shot_area_detail": "areaDetail",
        "shot_x": "xLegacy",
        "shot_y": "yLegacy",
    }
    return {column: action.get(name) if is_field_goal else None for column, name in names.items()}


NBAC_PLAY_BY_PLAY = RawTable(
    name="nbac_play_by_play",
    record=GameEvent,
    key=("nba_game_id", "event_id"),
    description="One row per event of a final game: who did what, with whom, from where, and the score after it.",
    feeds=(
        Feed(PROVIDER, FEED, ask=ask, read=read_events, needs=NEEDS),
        Feed(STATS, stats.FEED, ask=stats.ask, read=stats.read_events, needs=stats.NEEDS),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    upstream=UPSTREAM,
    rows_per_final_game=200,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
    catch_up=CatchUp(times=(time(8), time(12)), days_back=2),
)
