"""What a spot check compares: figures worked out again in plain Python, and how near the stored ones must come.

The definitions are written out here a second time on purpose, over single rows and without the SQL of the models: an
error in a model is no error here.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from nba_assets.sources.minutes import seconds_from_clock, seconds_from_iso

Row = Mapping[str, Any]
WINDOW_DAYS = timedelta(days=365)
REGULATION_MINUTES, OVERTIME_MINUTES = 240, 25
LEAST_DIVISOR = 0.01


@dataclass(frozen=True)
class Figure:
    """A figure of a player on a game date as it should be and as it is stored; None where it is unknown."""

    game_date: date
    player: str
    name: str
    expected: float | None
    actual: float | None

    @property
    def is_known(self) -> bool:
        """Tell whether either side is known: two unknown ones prove nothing."""
        return self.expected is not None or self.actual is not None


@dataclass(frozen=True)
class Tolerance:
    """How a difference is measured, and the largest that is right; of two unknown figures there is none."""

    told: str
    distance: Callable[[float, float], float]
    most: float

    def of(self, figure: Figure) -> float:
        """Return the difference; infinite where only one side is known."""
        if figure.expected is None or figure.actual is None:
            return 0.0 if figure.expected is figure.actual else math.inf
        return self.distance(figure.expected, figure.actual)

    def holds(self, figure: Figure) -> bool:
        """Tell whether a figure is right."""
        return self.of(figure) <= self.most


def relative(expected: float, actual: float) -> float:
    """Return the difference as a share of what is expected."""
    return abs(expected - actual) / max(abs(expected), LEAST_DIVISOR)


def absolute(expected: float, actual: float) -> float:
    """Return the difference in the figure's own unit."""
    return abs(expected - actual)


TWO_PERCENT = Tolerance("2 % of the expected figure", relative, 0.02)
SIX_SECONDS = Tolerance("a tenth of a minute", absolute, 0.1)
EXACT = Tolerance("none", absolute, 0.0)


def known(value: Any) -> float | None:
    """Return a number of a data frame, None for any of its ways to say NULL."""
    return None if pd.isna(value) else float(value)


def mean_of_last(games: Iterable[Row], column: str, count: int, before: date) -> float | None:
    """Return the mean of a column over the last ``count`` games within a year before a date; None without any."""
    prior = [row for row in games if before - WINDOW_DAYS <= row["game_date"] < before]
    newest = sorted(prior, key=lambda row: row["game_date"], reverse=True)[:count]
    values = [value for row in newest if (value := known(row[column])) is not None]
    return math.fsum(values) / len(values) if values else None


def averages(rows: Iterable[Row], games: Sequence[Row], windows: Mapping[str, tuple[str, int]]) -> list[Figure]:
    """Compare stored means with the games before each row's date.

    ``windows`` gives a stored column the column of the games that it averages and how many games. ``games`` are games
    played, of all the players of ``rows``.
    """
    by_player: dict[int, list[Row]] = {}
    for game in games:
        by_player.setdefault(game["nba_player_id"], []).append(game)
    return [
        Figure(
            row["game_date"],
            row["player"],
            stored,
            mean_of_last(by_player.get(row["nba_player_id"], ()), column, count, row["game_date"]),
            known(row[stored]),
        )
        for row in rows
        for stored, (column, count) in windows.items()
    ]


def copied(rows: Iterable[Row], names: Sequence[str]) -> list[Figure]:
    """Compare columns with those that they were copied from, which stand beside them as ``from_<name>``."""
    return [
        Figure(row["game_date"], row["player"], name, known(row[f"from_{name}"]), known(row[name]))
        for row in rows
        for name in names
    ]


def points_from_makes(rows: Iterable[Row]) -> list[Figure]:
    """Compare points with the shots made; a row without either falls away."""
    figures = [Figure(row["game_date"], row["player"], "points", _points(row), known(row["points"])) for row in rows]
    return [figure for figure in figures if figure.is_known]


def _points(row: Row) -> float | None:
    field_goals, threes, free_throws = known(row["fg_makes"]), known(row["three_pt_makes"]), known(row["ft_makes"])
    if field_goals is None or threes is None or free_throws is None:
        return None
    return 2 * (field_goals - threes) + 3 * threes + free_throws


def minutes_as_told(row: Row) -> float | None:
    """Return the minutes of a raw row: of the text where a source writes minutes and seconds, else whole minutes."""
    text = row["minutes_text"]
    if not isinstance(text, str):
        return known(row["whole_minutes"])
    return (seconds_from_iso(text) if text.startswith("PT") else seconds_from_clock(text)) / 60


def minutes(rows: Iterable[Row]) -> list[Figure]:
    """Compare minutes with the raw box scores."""
    return [
        Figure(row["game_date"], row["player"], "minutes_played", minutes_as_told(row), known(row["minutes_played"]))
        for row in rows
    ]


def team_minutes(told: float) -> int:
    """Return the minutes of the team's five players together: the league's sum is a few off by rounding."""
    return REGULATION_MINUTES + OVERTIME_MINUTES * max(0, round((told - REGULATION_MINUTES) / OVERTIME_MINUTES))


def usage(row: Row) -> float | None:
    """Return the share of the team's plays that a player used while he was on the court.

    None without the box score of his team, and above one, where the minutes are too coarse to tell anything.
    """
    played, team_told = minutes_as_told(row), known(row["team_minutes"])
    if not played or team_told is None:
        return None
    own = row["fg_attempts"] + 0.44 * row["ft_attempts"] + row["turnovers"]
    team = row["team_fg_attempts"] + 0.44 * row["team_ft_attempts"] + row["team_turnovers"]
    share = own * (team_minutes(team_told) / 5) / (played * team)
    return share if share <= 1 else None


def usage_rates(rows: Iterable[Row]) -> list[Figure]:
    """Compare usage with the raw box scores of player and team."""
    return [Figure(row["game_date"], row["player"], "usage_rate", usage(row), known(row["usage_rate"])) for row in rows]
