"""The league's own events in the columns of bigdataball_play_by_play, for games whose file is not there."""

import re
from dataclasses import replace

from nba_assets.sources.bigdataball.record import BigDataBallEvent
from nba_assets.sources.nba_cdn.event_record import OVERTIME_SECONDS, QUARTER_SECONDS, QUARTERS
from nba_assets.sources.table import Feed, Row

NBACOM_FALLBACK = "nbacom_fallback"
# BigDataBall's words for the league's.
EVENT_TYPES = {"2pt": "shot", "3pt": "shot", "freethrow": "free throw", "jumpball": "jump ball"}
PERIOD_EVENTS = {"start": "start of period", "end": "end of period"}
THREE, FREE_THROW, REBOUND = "3PT", "FT", "rebound"
FOUL_DRAWN = "foul_drawn"
SAME = (
    *("game_id", "nba_game_id", "game_date", "season_year", "season_type", "home_team_abbr", "away_team_abbr"),
    *("event_sequence", "period", "game_clock", "game_clock_seconds", "event_description", "score_home", "score_away"),
    *("shot_made", "shot_type", "shot_distance", "points_scored"),
)
_OF = re.compile(r"(\d) of (\d)", re.ASCII)
_NOTHING: Row = dict.fromkeys(set(BigDataBallEvent.model_fields) - set(BigDataBallEvent.trailing))


def fallback_of(feed: Feed) -> Feed:
    """Return a feed that reads what nbac_play_by_play's feed has landed; it asks nobody."""
    return replace(feed, ask=None, follow=None, read=lambda answer: [as_event(event) for event in feed.read(answer)])


def as_event(event: Row) -> Row:
    """Return a row of nbac_play_by_play as one of bigdataball_play_by_play: no lineups, ids where the league tells."""
    return {
        **_NOTHING,
        **{column: event[column] for column in SAME},
        "data_source": NBACOM_FALLBACK,
        "event_id": f"{event['game_id']}_{event['event_sequence']}",
        "elapsed_seconds": _elapsed(event),
        "event_type": _event_type(event),
        **_subtype(event),
        "original_x": event["shot_x"],
        "original_y": event["shot_y"],
        **_player(event, 1),
        **_others(event),
    }


def _elapsed(event: Row) -> float:
    length = QUARTER_SECONDS if event["period"] <= QUARTERS else OVERTIME_SECONDS
    return round(length - event["game_clock_seconds"], 2)


def _event_type(event: Row) -> str:
    kind = event["event_type"]
    if kind == "period":
        return PERIOD_EVENTS.get(event["event_action_type"] or "", kind)
    return EVENT_TYPES.get(kind, kind)


def _subtype(event: Row) -> Row:
    """Kinds in BigDataBall's words: 3pt jump shot, free throw 1/2, rebound offensive."""
    kind = (event["event_action_type"] or "").casefold()
    if event["shot_type"] == FREE_THROW and (of_how_many := _OF.fullmatch(kind)):
        num, outof = of_how_many.groups()
        return {"event_subtype": f"free throw {num}/{outof}", "num": int(num), "outof": int(outof)}
    prefix = {THREE: "3pt", REBOUND: REBOUND}.get(event["shot_type"] or event["event_type"], "")
    return {"event_subtype": f"{prefix} {kind}".strip() or None}


def _others(event: Row) -> Row:
    """The second and third player; who was fouled is BigDataBall's opponent and no second player."""
    if event["player_2_role"] != FOUL_DRAWN:
        roles = {f"player_{place}_role": event[f"player_{place}_role"] for place in (2, 3)}
        return _player(event, 2) | _player(event, 3) | roles
    drawn = _player(event, 2)
    return {"opponent_name": drawn["player_2_name"], "opponent_lookup": drawn["player_2_lookup"]}


def _player(event: Row, place: int) -> Row:
    """The full name if the box scores told it, else the name as the event writes it, which is no lookup."""
    slot = f"player_{place}"
    return {
        f"{slot}_name": event[f"{slot}_name"] or event[f"{slot}_name_written"],
        f"{slot}_lookup": event[f"{slot}_lookup"],
        f"{slot}_nba_player_id": event[f"{slot}_id"],
        f"{slot}_team_abbr": event[f"{slot}_team_abbr"],
    }
