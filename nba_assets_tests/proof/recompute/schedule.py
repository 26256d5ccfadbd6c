"""Who plays when and where: rest, load, what comes next and how far the way is, from the schedule."""

import csv
import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from nba_assets.assets.dbt import PROJECT_FOLDER
from nba_assets_tests.proof.recompute.numbers import Value, share
from nba_assets_tests.proof.recompute.raw import RawRow, rows

EARTH_RADIUS_MILES = 3959
Place = tuple[float, float, int]


@dataclass(frozen=True)
class Scheduled:
    """A team's game of the schedule."""

    day: date
    nba_game_id: str
    team: str
    opponent: str
    is_home: bool
    season: int
    tipoff: datetime
    place: Place | None
    at_home: bool
    won: bool | None


class Schedule:
    """The games of each team in the order of their dates."""

    def __init__(self, lake: Path) -> None:
        """Read the schedule, and the places of arenas from the seeds."""
        self._arenas, self._elsewhere = _arenas(), _elsewhere()
        self.of_team: dict[str, list[Scheduled]] = defaultdict(list)
        for game in rows(lake, "nbac_schedule"):
            if game["postponed_status"] == "Y":
                continue
            home, away = game["home_team_tricode"], game["away_team_tricode"]
            arena = self._arena(home, game["season_year"])
            at_home = not game["is_neutral_site"] and game["arena_city"] in (None, arena["city"])
            place = _place(arena) if at_home else self._elsewhere.get(game["arena_city"])
            for team, opponent in ((home, away), (away, home)):
                one = Scheduled(
                    game["game_date"], game["nba_game_id"], team, opponent, team == home, game["season_year"],
                    game["tipoff_at"], place, at_home and team == home, _won(game, team),
                )  # fmt: skip
                self.of_team[team].append(one)
        for games in self.of_team.values():
            games.sort(key=lambda one: one.day)

    def _arena(self, team: str, season: int) -> dict[str, str]:
        known = [row for row in self._arenas[team] if int(row["valid_from_season"]) <= season]
        return max(known, key=lambda row: int(row["valid_from_season"]))

    def of(self, team: str, day: date) -> Scheduled | None:
        """The team's game of a day."""
        return next((game for game in self.of_team[team] if game.day == day), None)

    def days_rest(self, team: str, day: date) -> int | None:
        """Days since the team's game before, a season ago or not."""
        earlier = [game.day for game in self.of_team[team] if game.day < day]
        return (day - earlier[-1]).days if earlier else None

    def games_before(self, team: str, day: date, days: int) -> int:
        """Games of the days before that make so many days with the day itself."""
        return sum(0 < (day - game.day).days < days for game in self.of_team[team])

    def number_in_season(self, team: str, day: date) -> int:
        """1 for the team's first scheduled game of the season, whatever kind of game."""
        found = self.of(team, day)
        return sum(game.season == found.season and game.day <= day for game in self.of_team[team])

    def travel(self, team: str, day: date) -> dict[str, Value]:
        """The way to the game of a day, and the ways of the two weeks that end with it."""
        found = self.of(team, day)
        season = [game for game in self.of_team[team] if game.season == found.season and game.day <= day]
        legs = {after.day: _leg(earlier.place, after.place) for earlier, after in pairwise(season)}
        lately = [leg for arrived, leg in legs.items() if 0 < (day - arrived).days < 14]
        miles, zones = legs.get(day, (None, None))
        return {
            "travel_miles": miles,
            "time_zones_crossed": zones,
            "miles_traveled_last_14_days": _sum(lately, 0),
            "time_zones_crossed_last_14_days": _sum(lately, 1),
            "consecutive_road_games": _run(season, at_home=False),
            "home_stand_games": _run(season, at_home=True),
        }

    def share_won(self, team: str, day: date) -> float | None:
        """Share won of the final games of the 90 days before, the Cup final's too."""
        won = [game.won for game in self.of_team[team] if 0 < (day - game.day).days <= 90 and game.won is not None]
        return share(sum(won), len(won))

    def coming(self, team: str, day: date) -> dict[str, Value]:
        """What the schedule holds after a day; no round that results place may lie within a month of it."""
        month = [game for game in self.of_team[team] if timedelta(0) < game.day - day <= timedelta(30)]
        following = month[0] if month else None
        return {
            "games_in_next_7_days": sum(game.day - day <= timedelta(7) for game in month),
            "next_game_days_rest": (following.day - day).days if following else None,
            "next_opponent_team_abbr": following.opponent if following else None,
        }


def _won(game: RawRow, team: str) -> bool | None:
    return None if game["winning_team_tricode"] is None else game["winning_team_tricode"] == team


def _sum(legs: list[tuple[int | None, int | None]], which: int) -> int | None:
    ways = [leg[which] for leg in legs]
    return None if None in ways else sum(ways)


def _run(season: list[Scheduled], *, at_home: bool) -> int:
    run = 0
    for game in reversed(season):
        if game.at_home is not at_home:
            break
        run += 1
    return run


def _leg(start: Place | None, end: Place | None) -> tuple[int | None, int | None]:
    """Miles on the great circle by the haversine formula, and hours between the two standard times."""
    if start is None or end is None:
        return None, None
    (north, east, hours), (to_north, to_east, to_hours) = start, end
    a, b = math.radians(north), math.radians(to_north)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(to_east - east) / 2) ** 2
    return round(2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(half))), abs(to_hours - hours)


def _place(row: dict[str, str]) -> Place:
    return float(row["latitude"]), float(row["longitude"]), int(row["utc_offset_hours"])


def _seed(name: str) -> list[dict[str, str]]:
    with (Path(PROJECT_FOLDER) / "seeds" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _arenas() -> dict[str, list[dict[str, str]]]:
    arenas = defaultdict(list)
    for row in _seed("team_locations.csv"):
        arenas[row["team_abbr"]].append(row)
    return arenas


def _elsewhere() -> dict[str, Place]:
    return {row["city"]: _place(row) for row in _seed("neutral_locations.csv")}
