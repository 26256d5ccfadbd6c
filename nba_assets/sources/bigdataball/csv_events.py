"""A BigDataBall file, row by row: who did what to whom, and the ten players on the court."""

import csv
import io
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from nba_assets.names import player_lookup
from nba_assets.sources.answers import unusable
from nba_assets.sources.minutes import seconds_from_clock
from nba_assets.sources.nba_stats.game_record import game_columns
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer, Row

BIGDATABALL = "bigdataball"
AWAY_LINEUP = tuple(f"a{place}" for place in range(1, 6))
HOME_LINEUP = tuple(f"h{place}" for place in range(1, 6))
COLUMNS = (
    *("game_id", "data_set", "date", *AWAY_LINEUP, *HOME_LINEUP, "period", "away_score", "home_score"),
    *("remaining_time", "elapsed", "play_length", "play_id", "team", "event_type", "assist", "away", "home", "block"),
    *("entered", "left", "num", "opponent", "outof", "player", "points", "possession", "reason", "result", "steal"),
    *("type", "shot_distance", "original_x", "original_y", "converted_x", "converted_y", "description"),
)
# Column of the file: role; the first that is filled gives the second (third) player.
SECOND_ROLES = {
    "assist": "assist",
    "block": "block",
    "steal": "steal",
    "away": "jump_ball_away",
    "entered": "substitution_in",
    "possession": "possession",
}
THIRD_ROLES = {"home": "jump_ball_home", "left": "substitution_out"}
OTHER_TEAMS_ROLES = ("block", "steal")
DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y")
RESULTS = {"made": True, "missed": False}
# The same ten names stand in row after row.
_lookup = lru_cache(maxsize=1024)(player_lookup)


class Sides(NamedTuple):
    """The two teams of a game."""

    away: str
    home: str

    def other(self, team: str) -> str:
        """Return who plays against a team."""
        return self.home if team == self.away else self.away


def read_file(answer: Answer) -> list[Row]:
    """Read one row an event.

    Raises MissingFieldError when a column is gone, and ValueError for a value that is none, or a game that the schedule
    does not have on the file's date.
    """
    reader = csv.DictReader(io.StringIO(answer.body))
    try:
        lines, header = list(reader), reader.fieldnames or ()
    except csv.Error as error:
        raise unusable(answer, f"{error} in line {reader.line_num}") from error
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise MissingFieldError(answer.request, missing[0], answer.source_file)
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(_row(answer, {column: (line[column] or "").strip() for column in COLUMNS}, number))
        except ValueError as error:
            raise unusable(answer, f"{error} in row {number}") from error
    return rows


def _row(answer: Answer, line: dict[str, str], number: int) -> Row:
    game = _game(answer, line)
    sides = Sides(game["away_team_abbr"], game["home_team_abbr"])
    return game | {
        "data_source": BIGDATABALL,
        "data_set": line["data_set"] or None,
        "event_id": f"{game['game_id']}_{line['play_id']}",
        "event_sequence": int(line["play_id"]),
        "period": int(line["period"]),
        **_clock(line),
        "event_type": line["event_type"] or None,
        "event_subtype": line["type"] or None,
        "event_description": line["description"] or None,
        "score_home": _whole(line["home_score"]),
        "score_away": _whole(line["away_score"]),
        **_people(line, sides),
        **_attempt(line),
        **_lineups(line),
        "reason": line["reason"] or None,
        "num": _whole(line["num"]),
        "outof": _whole(line["outof"]),
        "csv_row_number": number,
    }


def _game(answer: Answer, line: dict[str, str]) -> Row:
    """The file drops the leading zeros of the league's game id."""
    game, day = game_columns(answer, line["game_id"].zfill(10)), _date(line["date"])
    if game["game_date"] != day:
        msg = f"the game {game['nba_game_id']} is of {game['game_date']} by the schedule, not of {day}"
        raise ValueError(msg)
    return game


def _date(text: str) -> date:
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar date, no moment
        except ValueError:
            continue
    msg = f"'{text}' is neither YYYY-MM-DD nor MM/DD/YYYY"
    raise ValueError(msg)


def _clock(line: dict[str, str]) -> Row:
    times = {"game_clock": "remaining_time", "elapsed_time": "elapsed", "play_length": "play_length"}
    seconds = {
        "game_clock": "game_clock_seconds",
        "elapsed_time": "elapsed_seconds",
        "play_length": "play_length_seconds",
    }
    row: Row = {}
    for column, written in times.items():
        row[column] = line[written] or None
        row[seconds[column]] = seconds_from_clock(line[written]) if line[written] else None
    return row


def _people(line: dict[str, str], sides: Sides) -> Row:
    second = next((column for column in SECOND_ROLES if line[column]), None)
    third = next((column for column in THIRD_ROLES if line[column]), None)
    return {
        **_player(1, line, "player", sides),
        **_player(2, line, second, sides),
        "player_2_role": SECOND_ROLES.get(second or ""),
        **_player(3, line, third, sides),
        "player_3_role": THIRD_ROLES.get(third or ""),
        "possession_player_name": line["possession"] or None,
        "possession_player_lookup": _lookup(line["possession"]) or None,
        "opponent_name": line["opponent"] or None,
        "opponent_lookup": _lookup(line["opponent"]) or None,
    }


def _player(place: int, line: dict[str, str], column: str | None, sides: Sides) -> Row:
    name = line[column] if column else ""
    return {
        f"player_{place}_name": name or None,
        f"player_{place}_lookup": _lookup(name) or None,
        f"player_{place}_nba_player_id": None,
        f"player_{place}_team_abbr": _team(line, column, name, sides) if column and name else None,
    }


def _team(line: dict[str, str], column: str, name: str, sides: Sides) -> str | None:
    """Return a player's team: by the lineups, else by the event's team and his part in it.

    The event's team alone is not enough: that of a jump ball is who won it. Whoever was substituted is in no lineup.
    """
    on_court = {line[spot]: sides.away for spot in AWAY_LINEUP} | {line[spot]: sides.home for spot in HOME_LINEUP}
    team = line["team"]
    if name in on_court:
        return on_court[name]
    if team not in sides or line["event_type"] == "jump ball":
        return None
    return sides.other(team) if column in OTHER_TEAMS_ROLES else team


def _attempt(line: dict[str, str]) -> Row:
    kind = line["event_type"]
    shot_type = None
    if kind == "free throw":
        shot_type = "FT"
    elif kind == "shot":
        shot_type = "3PT" if "3pt" in line["type"] else "2PT"
    if shot_type and line["result"] not in RESULTS:
        msg = f"result '{line['result']}' of a {kind} is neither made nor missed"
        raise ValueError(msg)
    return {
        "shot_made": RESULTS[line["result"]] if shot_type else None,
        "shot_type": shot_type,
        "shot_distance": _number(line["shot_distance"]),
        "points_scored": _whole(line["points"]),
        "original_x": _number(line["original_x"]),
        "original_y": _number(line["original_y"]),
        "converted_x": _number(line["converted_x"]),
        "converted_y": _number(line["converted_y"]),
    }


def _lineups(line: dict[str, str]) -> Row:
    sides = {"away": AWAY_LINEUP, "home": HOME_LINEUP}
    return {
        f"{side}_player_{place}_lookup": _lookup(line[spot]) or None
        for side, spots in sides.items()
        for place, spot in enumerate(spots, start=1)
    }


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
