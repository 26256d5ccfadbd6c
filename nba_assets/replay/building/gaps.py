"""Finds the holes of an archive: games of the schedule that a table will never have, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import groupby

import pandas as pd

from nba_assets.eastern import eastern_date
from nba_assets.replay.building.shots import CUT_GAME
from nba_assets.replay.coverage import is_counted
from nba_assets.replay.gap_rows import GapRow

Reason = Callable[[str], str]
_PLAYS_REASON = "the archive holds the plays of Boston's games of 2023-24 and of a few recorded games only"


def find_gaps(
    games: pd.DataFrame, held: Iterable[Mapping[str, frozenset[str]]], reasons: Mapping[str, Reason]
) -> list[GapRow]:
    """Return the gaps of every table that has a reason, against the counted games of the schedule.

    ``held`` are the ids of the games that the parts hold by table, ``reasons`` tell why a table lacks a game.
    """
    dates = {
        game: eastern_date(tip)
        for game, tip in zip(games["gameId"], games["tipoff_at"], strict=True)
        if is_counted(game)
    }
    have: dict[str, set[str]] = defaultdict(set)
    for holding in held:
        for table, ids in holding.items():
            have[table] |= ids
    return [row for table, reason in reasons.items() for row in _rows(table, dates, have[table], reason)]


def _rows(table: str, dates: dict[str, date], held: set[str], reason: Reason) -> list[GapRow]:
    """Missing games; dates in a row (of one season) on which all are missing for one reason become one row."""
    games_on: dict[date, list[str]] = defaultdict(list)
    for game, day in dates.items():
        games_on[day].append(game)

    def run_of(day: date) -> tuple[str, str | None]:
        games = games_on[day]
        reasons = {reason(game) for game in games}
        alike = len(reasons) == 1 and held.isdisjoint(games)
        return min(games)[3:5], reasons.pop() if alike else None

    rows = []
    for (_, common), run in groupby(sorted(games_on), key=run_of):
        days = list(run)
        missing = [(game, day) for day in days for game in games_on[day] if game not in held]
        if common and len(missing) > 1:
            rows.append(GapRow(table, "", days[0], days[-1], common))
        else:
            rows += [GapRow(table, game, day, day, reason(game)) for game, day in missing]
    return rows


def _always(reason: str) -> Reason:
    return lambda _: reason


def _box_reason(game: str) -> str:
    if game.startswith("006"):
        return "no public box score of the Cup final"
    return "the archive holds no box scores of the play-in games"


def _shots_reason(game: str) -> str:
    if game == CUT_GAME:
        return "the recording ends in the middle of this game"
    if not game.startswith("002"):
        return "the archive holds shots of the regular season only"
    return "the recording of 2024-25 ends at game 0022400576 and leaves out the Cup week"


def _live_reason(game: str) -> str:
    if game[:3] in ("005", "006"):
        return _box_reason(game)
    return "the archive holds box scores with all players of January to April 2025 and the play-offs only"


# Why a raw table lacks a game. A table that no line names lacks none.
REASONS: dict[str, Reason] = {
    "nbac_player_boxscores": _box_reason,
    "nbac_team_boxscore": _box_reason,
    "nbac_shot_chart": _shots_reason,
    "nbac_live_boxscores": _live_reason,
    "nbac_play_by_play": _always(_PLAYS_REASON),
    "bigdataball_play_by_play": _always(_PLAYS_REASON),
    "nbac_gamebook_player_stats": _always("no readable game book is recorded"),
    "bettingpros_player_points_props": _always("no offers of BettingPros are recorded"),
    "odds_api_events": _always("the sources have no odds event of the game"),
    "odds_api_player_points_props": _always("the source has no points lines of the game"),
    "odds_api_game_lines": _always("the source has no spread or total of the game"),
    "nbac_referee_game_assignments": _always("the source ends before the conference finals of 2025"),
    "nbac_player_list_current": _always("the rosters of a season's end are no snapshot of an earlier day"),
    "nbac_injury_report": _always("one edition is recorded, that of 2024-01-04 12:30"),
    "bdl_player_boxscores": _always("the answers of 2024-01-15 and 2025-06-22 alone are recorded"),
    "bdl_standings": _always("the standings of a season's end are no snapshot of an earlier day"),
    "espn_scoreboard": _always("the answer of 2024-01-15 alone is recorded"),
    "espn_boxscores": _always("the box score of HOU at PHI on 2024-01-15 alone is recorded"),
}
