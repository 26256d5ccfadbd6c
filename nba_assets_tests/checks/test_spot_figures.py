"""Figures worked out by hand against those of the spot checks, and how near a stored one must come."""

from datetime import date, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from nba_assets.checks.spot import SPOTS, SpotConfig, judge, look
from nba_assets.checks.spot_figures import (
    EXACT,
    SIX_SECONDS,
    TWO_PERCENT,
    Figure,
    averages,
    copied,
    mean_of_last,
    minutes_as_told,
    points_from_makes,
    team_minutes,
    usage,
)
from nba_assets.checks.spot_rows import BOXES_SQL, PLAYED_SQL

DAY = date(2024, 11, 16)
PLAYER = 1627759


def games(*points, end=DAY - timedelta(days=1), player=PLAYER):
    """Return games of a player on consecutive days, the newest first."""
    return [
        {"nba_player_id": player, "game_date": end - timedelta(days=n), "points": value, "minutes_played": 30.5}
        for n, value in enumerate(points)
    ]


def test_a_mean_is_of_the_newest_games_before_the_date():
    played = games(99, 24, 37, 14, 25, 25, 30, end=DAY)
    # The 99 are of the date itself: (24 + 37 + 14 + 25 + 25) / 5
    assert mean_of_last(reversed(played), "points", 5, DAY) == 25.0


def test_fewer_games_than_the_window_give_the_mean_of_those_there_are_and_none_gives_nothing():
    assert mean_of_last(games(10, 21), "points", 5, DAY) == 15.5
    assert mean_of_last(games(10, end=DAY), "points", 5, DAY) is None


def test_a_game_of_365_days_before_counts_and_one_of_366_does_not():
    assert mean_of_last(games(10, end=DAY - timedelta(days=365)), "points", 5, DAY) == 10.0
    assert mean_of_last(games(10, end=DAY - timedelta(days=366)), "points", 5, DAY) is None


def test_stored_means_are_compared_with_the_games_of_their_own_player():
    row = {"game_date": DAY, "player": "Jaylen Brown", "nba_player_id": PLAYER, "points_avg_last_5": 12.0}
    other = games(40, player=1628369)
    found = averages([row], [*games(10, 11), *other], {"points_avg_last_5": ("points", 5)})
    assert found == [Figure(DAY, "Jaylen Brown", "points_avg_last_5", 10.5, 12.0)]


def test_a_null_of_a_data_frame_is_unknown():
    row = {"game_date": DAY, "player": "Jaylen Brown", "points_avg_last_5": float("nan"), "from_points_avg_last_5": 3.0}
    assert copied([row], ["points_avg_last_5"]) == [Figure(DAY, "Jaylen Brown", "points_avg_last_5", 3.0, None)]


def test_points_add_up_from_makes():
    row = {"game_date": DAY, "player": "", "fg_makes": 9, "three_pt_makes": 3, "ft_makes": 4, "points": 25}
    # 2 * 6 + 3 * 3 + 4
    [figure] = points_from_makes([row])
    assert figure.expected == 25.0
    assert EXACT.holds(figure)


MAKES = {"fg_makes": 9, "three_pt_makes": 3, "ft_makes": 4}
NAN = float("nan")


def test_points_of_unknown_makes_are_unknown_and_wrong_where_points_are_told():
    row = {"game_date": DAY, "player": "Jaylen Brown"}
    known_points, known_makes = row | MAKES | {"ft_makes": NAN, "points": 25}, row | MAKES | {"points": NAN}
    figures = points_from_makes([known_points, known_makes])
    assert [(figure.expected, figure.actual) for figure in figures] == [(None, 25.0), (25.0, None)]
    found = judge(figures, EXACT, {})
    assert (found.passed, found.severity.value) == (False, "ERROR")
    assert "points: 25.0 instead of unknown; " in found.description


def test_points_and_makes_that_are_both_unknown_are_nothing_to_compare():
    row = {"game_date": DAY, "player": "Jaylen Brown", "points": NAN}
    assert points_from_makes([row | dict.fromkeys(MAKES, NAN)]) == []


@pytest.mark.parametrize(
    ("text", "whole", "told"),
    [("34:12", 34, 34.2), ("PT34M12.00S", 34, 34.2), (None, 34, 34.0), (float("nan"), 34, 34.0), (None, None, None)],
)
def test_minutes_and_seconds_come_before_whole_minutes(text, whole, told):
    assert minutes_as_told({"minutes_text": text, "whole_minutes": whole}) == told


@pytest.mark.parametrize(("told", "real"), [(237, 240), (240, 240), (244, 240), (263, 265), (289, 290), (315, 315)])
def test_a_teams_minutes_are_those_of_whole_overtimes(told, real):
    assert team_minutes(told) == real


BOX = {
    "minutes_text": "36:00", "whole_minutes": 36, "fg_attempts": 20, "ft_attempts": 5, "turnovers": 3,
    "team_minutes": 241, "team_fg_attempts": 88, "team_ft_attempts": 25, "team_turnovers": 11,
}  # fmt: skip


def test_usage_is_the_players_share_of_plays_while_on_the_court():
    # (20 + 0.44 * 5 + 3) * 48 / (36 * (88 + 0.44 * 25 + 11)) = 25.2 * 48 / (36 * 110) = 1209.6 / 3960
    assert usage(BOX) == pytest.approx(0.305455, abs=1e-6)
    # With one overtime a player could be on for 53 minutes: 25.2 * 53 / 3960
    assert usage(BOX | {"team_minutes": 265}) == pytest.approx(0.337273, abs=1e-6)


def test_usage_of_no_play_is_zero_and_is_unknown_where_nothing_can_be_told():
    nothing = {"fg_attempts": 0, "ft_attempts": 0, "turnovers": 0}
    assert usage(BOX | nothing) == 0.0
    assert usage(BOX | {"team_minutes": None}) is None
    # Two shots in half a minute: 2 * 48 / (0.5 * 110) = 1.75
    assert usage(BOX | nothing | {"fg_attempts": 2, "minutes_text": "0:30"}) is None


def figure(expected, actual):
    return Figure(DAY, "Jaylen Brown", "points_avg_last_5", expected, actual)


@pytest.mark.parametrize(
    ("tolerance", "expected", "actual", "right"),
    [
        (TWO_PERCENT, 25.0, 25.5, True),
        (TWO_PERCENT, 25.0, 25.51, False),
        (TWO_PERCENT, 0.0, 0.0001, True),
        (TWO_PERCENT, 0.0, 0.001, False),
        (SIX_SECONDS, 34.2, 34.29, True),
        (SIX_SECONDS, 34.2, 34.0, False),
        (EXACT, 25.0, 25.0, True),
        (EXACT, 25.0, 26.0, False),
        (TWO_PERCENT, None, None, True),
        (TWO_PERCENT, None, 0.0, False),
        (TWO_PERCENT, 0.0, None, False),
    ],
)
def test_how_near_a_figure_must_come(tolerance, expected, actual, right):
    assert tolerance.holds(figure(expected, actual)) is right


@pytest.mark.parametrize(
    ("wrong", "passed", "severity"), [(0, True, "WARN"), (1, True, "WARN"), (2, False, "WARN"), (3, False, "ERROR")]
)
def test_of_twenty_rows_two_wrong_warn_and_three_are_an_error(wrong, passed, severity):
    rows = [Figure(DAY, f"player {n}", "points", 20.0, 30.0 if n < wrong else 20.0) for n in range(20)]
    found = judge(rows, TWO_PERCENT, {"seed": 7})
    assert (found.passed, found.severity.value) == (passed, severity)
    assert found.metadata["accuracy"] == pytest.approx(1 - wrong / 20)
    assert found.metadata["seed"] == 7
    assert found.metadata["largest_difference"] == (0.5 if wrong else 0.0)


def test_a_row_with_two_wrong_figures_is_one_wrong_row_and_both_are_told():
    rows = [Figure(DAY, "A", name, 20.0, None) for name in ("points_avg_last_5", "points_avg_last_10")]
    found = judge([*rows, Figure(DAY, "B", "points_avg_last_5", 10.0, 10.0)], TWO_PERCENT, {})
    assert found.metadata["accuracy"] == 0.5
    told = [(record.data["figure"], record.data["actual"]) for record in found.metadata["wrong"].records]
    assert told == [("points_avg_last_5", "unknown"), ("points_avg_last_10", "unknown")]
    assert "A 2024-11-16 points_avg_last_5: unknown instead of 20.0" in found.description


PLAYED = {
    "game_date": pd.Timestamp(DAY), "game_id": "20241116_TOR_BOS", "nba_player_id": PLAYER, "player": "Jaylen Brown",
    "points": 25, "minutes_played": 36.0, "usage_rate": 0.305455,
} | MAKES  # fmt: skip


def looked(name, rows, boxes):
    """Return what a spot check finds in rows and their raw box scores."""
    tables = {PLAYED_SQL: pd.DataFrame(rows), BOXES_SQL: pd.DataFrame(boxes)}
    tools = SimpleNamespace(warehouse=SimpleNamespace(query=lambda sql, _values: tables[sql]))
    [spot] = [spot for spot in SPOTS if spot.name == name]
    return look(spot, tools, DAY, DAY, SpotConfig())


@pytest.mark.parametrize("name", ["spot_usage", "spot_minutes"])
def test_rows_of_which_none_can_be_compared_do_not_pass(name):
    box = BOX | {"game_id": PLAYED["game_id"], "nba_player_id": PLAYER}
    assert looked(name, [PLAYED], [box]).passed
    found = looked(name, [PLAYED], [])
    assert (found.passed, found.severity.value) == (False, "WARN")
    assert found.description.startswith("none of the 1 rows drawn can be compared: nbac_player_boxscores")
    assert "materialize it for 2024-11-16 to 2024-11-16" in found.description


def test_figures_that_are_unknown_on_both_sides_alone_do_not_pass():
    boxes = [BOX | {"game_id": PLAYED["game_id"], "nba_player_id": PLAYER, "team_minutes": NAN}]
    found = looked("spot_usage", [PLAYED | {"usage_rate": NAN}], boxes)
    assert (found.passed, found.severity.value) == (False, "WARN")
    assert not looked("spot_points", [PLAYED | dict.fromkeys((*MAKES, "points"), NAN)], []).passed


def test_a_window_without_rows_passes():
    assert looked("spot_usage", [], []).passed
