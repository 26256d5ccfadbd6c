"""Makes the archive's games from the two recorded schedules and the team game logs."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pandas as pd

from nba_assets.eastern import EASTERN, eastern_date, eastern_moment
from nba_assets.replay.archive_format import GAMES, PLAYS, TEAM_GAMES
from nba_assets.replay.building.moved_games import MOVED_GAMES, MovedGame
from nba_assets.replay.building.part import Part
from nba_assets.replay.building.plays import closing_times
from nba_assets.replay.building.schedule_keys import SCHEDULE_ABSENT, SCOREBOARD_ABSENT, absent_by_season
from nba_assets.replay.feeds.periods import overtimes
from nba_assets.replay.format.games import SCHEDULE_FEED, SCOREBOARD_FEED
from nba_assets.seasons import season_year

SCHEDULES = {
    "2023-24": "schedule/schedule_league_v2_flat_2023-24.parquet",
    "2024-25": "schedule/schedule_league_v2_flat_2024-25_final.parquet",
}
# Assumed length of a game from its scheduled tip-off, and of each overtime: no source gives the final buzzer.
GAME_LENGTH = timedelta(hours=2, minutes=30)
OVERTIME_LENGTH = timedelta(minutes=20)
FIRST_CUP_NUMBER = 1201
# The league publishes a season's schedule in August; its first games are played in October.
PUBLISHED = (9, 1)
_MINUTES = 240
_OVERTIME_MINUTES = 25
_TEXT_THAT_MAY_BE_EMPTY = ("weekName", "seriesText", "seriesGameNumber", "branchLink")


def build_games(data: Path, team_games: pd.DataFrame, closed: Mapping[str, time]) -> pd.DataFrame:
    """Return one row per game with its result, its tip-off and the moments at which each became known.

    ``closed`` are the Eastern wall-clock minutes in which games ended, where a source tells them.
    Games without teams or result in the source (the All-Star games of 2023-24) are left out.
    """
    games = pd.concat([_read(data / name, season) for season, name in SCHEDULES.items()], ignore_index=True)
    games = _with_results(games, team_games)
    games["tipoff_at"] = [_tipoff(text) for text in games["gameDateTimeEst"]]
    games["final_at"] = [
        _end(tip, closed[game]) if game in closed else tip + GAME_LENGTH + overtimes(text) * OVERTIME_LENGTH
        for game, tip, text in zip(games["gameId"], games["tipoff_at"], games["final_text"], strict=True)
    ]
    games["shown_from"] = _shown_from(games)
    moves = _moves(games)
    for column in ("first_tipoff_at", "moved_known_at"):
        games[column] = pd.Series([moves.get(game, {}).get(column) for game in games["gameId"]], dtype=object)
    return games[[column.name for column in GAMES.columns]]


def _read(path: Path, season: str) -> pd.DataFrame:
    games = pd.read_parquet(path)
    games.insert(0, "season", season)
    for column in _TEXT_THAT_MAY_BE_EMPTY:
        games[column] = games[column].fillna("")
    for column in GAMES.columns:
        if column.name not in games:
            games[column.name] = None
    return games[games["homeTeam.teamTricode"].notna() & games["awayTeam.teamTricode"].notna()]


def _with_results(games: pd.DataFrame, team_games: pd.DataFrame) -> pd.DataFrame:
    """Fill in final text and score from the team game logs where the schedule was taken before the game."""
    box = {(row.GAME_ID, row.TEAM_ID): row for row in team_games.itertuples()}
    kept = []
    for game in games.to_dict("records"):
        home = box.get((game["gameId"], game["homeTeam.teamId"]))
        away = box.get((game["gameId"], game["awayTeam.teamId"]))
        if str(game["gameStatusText"]).startswith("Final"):
            kept.append(game | {"final_text": game["gameStatusText"]})
        elif home is not None and away is not None:
            text = final_text(home.MIN)
            kept.append(game | {"final_text": text, "homeTeam.score": home.PTS, "awayTeam.score": away.PTS})
    return pd.DataFrame(kept)


def final_text(team_minutes: int) -> str:
    """Return the status text that the minutes of a team tell: 240, and 25 more for each overtime."""
    overtimes = round((team_minutes - _MINUTES) / _OVERTIME_MINUTES)
    return "Final" if overtimes <= 0 else "Final/OT" + (str(overtimes) if overtimes > 1 else "")


def _tipoff(eastern_with_false_z: str) -> datetime:
    """Read gameDateTimeEst, which is Eastern wall time although it ends in Z."""
    return datetime.fromisoformat(eastern_with_false_z.rstrip("Z")).replace(tzinfo=EASTERN)


def _end(tipoff: datetime, minute: time) -> datetime:
    """Return the end of the first wall-clock minute of that name after the tip-off."""
    day = eastern_date(tipoff)
    ends = (eastern_moment(day + timedelta(days=days), minute) for days in (0, 1))
    return next(end for end in ends if end > tipoff) + timedelta(minutes=1)


def _shown_from(games: pd.DataFrame) -> list[datetime]:
    """Return from when each game was known: one whose teams a result decided, after both teams' last game."""
    last: dict[int, datetime] = {}  # when the last game of a team was over and its date past
    known: dict[str, datetime] = {}
    columns = ["gameId", "tipoff_at", "final_at", "homeTeam.teamId", "awayTeam.teamId"]
    in_order = games.sort_values(["tipoff_at", "gameId"])[columns]
    for game, tipoff, final, *teams in in_order.itertuples(index=False, name=None):
        known[game] = _known(game, tipoff, [last[team] for team in teams if team in last])
        midnight = eastern_moment(eastern_date(tipoff) + timedelta(days=1), time(0))
        last |= dict.fromkeys(teams, max(midnight, final))
    return [known[game] for game in games["gameId"]]


def _known(game_id: str, tipoff: datetime, last_games_over: list[datetime]) -> datetime:
    kind = game_id[:3]
    if kind == "003":
        return max([eastern_moment(eastern_date(tipoff), time(0)), *last_games_over])
    if kind in ("004", "005", "006") or (kind == "002" and int(game_id[5:]) >= FIRST_CUP_NUMBER):
        return max(last_games_over)
    return eastern_moment(date(season_year(eastern_date(tipoff)), *PUBLISHED), time(0))


def _moves(games: pd.DataFrame) -> dict[str, dict[str, datetime]]:
    tipoffs = dict(zip(games["gameId"], games["tipoff_at"], strict=True))
    moved = {move.nba_game_id: move for move in MOVED_GAMES if move.nba_game_id in tipoffs}
    first = {game: _first_tipoff(move, tipoffs[game]) for game, move in moved.items()}
    return {
        game: {"first_tipoff_at": first[game], "moved_known_at": first[move.postponed]} for game, move in moved.items()
    }


def _first_tipoff(move: MovedGame, played: datetime) -> datetime:
    at = move.first_time or played.astimezone(EASTERN).time()
    return eastern_moment(move.first_date, at)


SCHEDULE = Part(
    build=lambda data, frames: {
        GAMES.name: build_games(data, frames[TEAM_GAMES.name], closing_times(frames[PLAYS.name]))
    },
    origins={
        "games.parquet": "2024-25: najicham/nba-stats-scraper (recorded scheduleleaguev2 answer). "
        "2023-24: mxufc29/nba-injuries core-datasets/nbaschedule_2324.csv (Apache-2.0),"
        " taken in February 2024; later scores from the team game logs.",
    },
    absent={SCHEDULE_FEED: SCHEDULE_ABSENT, SCOREBOARD_FEED: SCOREBOARD_ABSENT},
    absent_by_season=absent_by_season,
    assumptions=(
        "A game is final 2 h 30 min after its scheduled tip-off, 20 min later for each overtime, for want of a source "
        "of the buzzer; the 82 games with plays are final after the minute in which their last period ended.",
        "Overtimes of games not yet final in the 2023-24 schedule are read from the minutes in the team game logs.",
        "From tip-off to the final buzzer a game has status 2, the status text of before the game and a score of 0.",
        "Before its final buzzer a game shows, where the source has records, those of the last final game.",
        "A game that was called off stands at its first date until the tip-off first set, then at the date on which "
        "it was played; games that made room for it move at the same moment. The moment of the announcement is not "
        "recorded.",
        "An unknown first tip-off time is that of the game as played.",
        "On the scoreboard a game has no points before its final buzzer; its national broadcaster, null without one, "
        "is not recorded of 2023-24, nor a team's statistics of play-in games and Cup finals. Records of teams are "
        "counted from the results of the regular season.",
        "A season's schedule is shown from midnight (Eastern) of 1 September.",
        "Pairings of Cup knock-out games, of the regular games scheduled after them, of the Cup final, play-in and "
        "play-offs are shown from midnight (Eastern) after both teams' previous game, or its final buzzer if later; "
        "All-Star games from midnight of their day, but not before the games that decide who plays.",
    ),
    left_out=(
        "The four All-Star games of 2023-24: their teams and results are not in the source.",
        "The play-offs of 2023-24: the schedule was taken before them; 34 odds events of them are left out as well.",
    ),
)
