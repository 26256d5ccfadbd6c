"""Writes the plays of a game as BigDataBall's CSV: one row a play, blocks and steals beside their shot or turnover."""

import csv
import io
from typing import Any

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive import Game
from nba_assets.replay.feeds.bigdataball_court import SIDES, Court, Play, court_of
from nba_assets.replay.feeds.bigdataball_plays import Scene, told
from nba_assets.replay.feeds.periods import period_seconds

COLUMNS = (
    *("game_id", "data_set", "date", "a1", "a2", "a3", "a4", "a5", "h1", "h2", "h3", "h4", "h5", "period"),
    *("away_score", "home_score", "remaining_time", "elapsed", "play_length", "play_id", "team", "event_type"),
    *("assist", "away", "home", "block", "entered", "left", "num", "opponent", "outof", "player", "points"),
    *("possession", "reason", "result", "steal", "type", "shot_distance", "original_x", "original_y"),
    *("converted_x", "converted_y", "description"),
)
_DIGITS_LEFT_OUT = 2


def game_csv(game: Game, plays: list[Play], persons: dict[int, dict[str, Any]]) -> str:
    """Return the text of a game's file. Columns that the league's plays do not tell are empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    court = court_of(game.fields, persons, plays)
    before: Play | None = None
    for number, (play, second_half) in enumerate(_paired(plays), start=1):
        writer.writerow(
            {
                "game_id": game.game_id[_DIGITS_LEFT_OUT:],
                "date": f"{eastern_date(game.tipoff_at)}",
                **_on_court(court, play),
                "period": play["period"],
                "away_score": play["score_away"],
                "home_score": play["score_home"],
                **_clocks(play, before),
                "play_id": number,
                **told(Scene(court, play, second_half, before)),
            }
        )
        before = play
    return text.getvalue()


def _paired(plays: list[Play]) -> list[tuple[Play, Play | None]]:
    """Return each play with the block or steal that follows it as its second half."""
    pairs: list[tuple[Play, Play | None]] = []
    for play in plays:
        if play["actionType"]:
            pairs.append((play, None))
        else:
            pairs[-1] = (pairs[-1][0], play)
    return pairs


def _on_court(court: Court, play: Play) -> dict[str, str]:
    return {
        f"{side[0]}{place}": court.name(person)
        for side in SIDES
        for place, person in enumerate(court.lineup(play, side), start=1)
    }


def _clocks(play: Play, before: Play | None) -> dict[str, str]:
    length = period_seconds(play["period"])
    left = _seconds(play["clock"])
    same_period = before and before["period"] == play["period"]
    since = _seconds(before["clock"]) - left if same_period else length - left
    return {"remaining_time": _clock(left), "elapsed": _clock(length - left), "play_length": _clock(since)}


def _seconds(clock: str) -> int:
    """Return the whole seconds of ``PT11M39.00S``."""
    minutes, _, seconds = clock.removeprefix("PT").removesuffix("S").partition("M")
    return int(minutes) * 60 + int(float(seconds))


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
