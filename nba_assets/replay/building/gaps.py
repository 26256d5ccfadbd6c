"""Finds the holes of an archive: games of the schedule that a table will never have, and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pandas as pd

from nba_assets.eastern import eastern_date
from nba_assets.replay.building.shots import CUT_GAME
from nba_assets.replay.coverage import is_counted
from nba_assets.replay.gap_rows import GapRow

BOX_TABLES = ("nbac_player_boxscores", "nbac_team_boxscore")
SHOTS_TABLE = "nbac_shot_chart"
EVENTS_TABLE = "odds_api_events"
POINTS_TABLE = "odds_api_player_points_props"
LINES_TABLE = "odds_api_game_lines"


@dataclass(frozen=True)
class Holdings:
    """The ids of the games that each table can have."""

    box: frozenset[str]
    shots: frozenset[str]
    events: frozenset[str]
    points: frozenset[str]
    lines: frozenset[str]


def holdings(
    games: pd.DataFrame,
    team_games: pd.DataFrame,
    shots: pd.DataFrame,
    events: pd.DataFrame,
    points: pd.DataFrame,
    lines: pd.DataFrame,
) -> Holdings:
    """Return which games each table has; an event counts only on the date on which its game was played."""
    played = {(game, eastern_date(tip)) for game, tip in zip(games["gameId"], games["tipoff_at"], strict=True)}
    game_of_event = {
        event.event_id: event.nba_game_id
        for event in events.itertuples()
        if (event.nba_game_id, eastern_date(event.commence_time)) in played
    }
    return Holdings(
        box=frozenset(team_games["GAME_ID"]),
        shots=frozenset(shots["GAME_ID"]),
        events=frozenset(game_of_event.values()),
        points=frozenset(game_of_event[event] for event in points["event_id"] if event in game_of_event),
        lines=frozenset(game_of_event[event] for event in lines["event_id"] if event in game_of_event),
    )


def find_gaps(games: pd.DataFrame, held: Holdings) -> list[GapRow]:
    """Return the gaps of every table against the counted games of the schedule."""
    dates = {
        game: eastern_date(tip)
        for game, tip in zip(games["gameId"], games["tipoff_at"], strict=True)
        if is_counted(game)
    }
    rows = [
        GapRow(table, game, dates[game], dates[game], _box_reason(game))
        for table in BOX_TABLES
        for game in dates.keys() - held.box
    ]
    rows += [
        GapRow(SHOTS_TABLE, game, dates[game], dates[game], _shots_reason(game)) for game in dates.keys() - held.shots
    ]
    rows += _by_range(EVENTS_TABLE, dates, held.events, "the sources have no odds event of the game")
    rows += _by_range(POINTS_TABLE, dates, held.points, "the source has no points lines of the game")
    rows += _by_range(LINES_TABLE, dates, held.lines, "the source has no spread or total of the game")
    return rows


def _box_reason(game: str) -> str:
    if game.startswith("006"):
        return "no public box score of the Cup final"
    return "the archive holds box scores of the regular season only"


def _shots_reason(game: str) -> str:
    if game == CUT_GAME:
        return "the recording ends in the middle of this game"
    if not game.startswith("002"):
        return "the archive holds shots of the regular season only"
    return "the recording of 2024-25 ends at game 0022400576 and leaves out the Cup week"


def _by_range(table: str, dates: dict[str, date], held: frozenset[str], reason: str) -> list[GapRow]:
    """Missing games; dates in a row (of one season) on which all games are missing become one row."""
    games_on: dict[date, list[str]] = defaultdict(list)
    for game, day in dates.items():
        games_on[day].append(game)
    days = sorted(games_on)
    rows = []
    for (all_missing, _season), run in groupby(
        days, key=lambda day: (not held.intersection(games_on[day]), min(games_on[day])[3:5])
    ):
        run_days = list(run)
        missing = [(game, day) for day in run_days for game in games_on[day] if game not in held]
        if all_missing and len(missing) > 1:
            rows.append(GapRow(table, "", run_days[0], run_days[-1], reason))
        else:
            rows += [GapRow(table, game, day, day, reason) for game, day in missing]
    return rows
