"""What bookmakers offered before tip-off, on players and on games."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from nba_assets.assets.dbt import PROJECT_FOLDER
from nba_assets_tests.proof.recompute.numbers import Value, less, middle, sample_std
from nba_assets_tests.proof.recompute.raw import rows
from nba_assets_tests.proof.recompute.schedule import Schedule

# By book and snapshot: the points offered then, each with how far its two prices lie apart.
Offers = dict[str, dict[datetime, list[tuple[float, float]]]]


def in_order(books: Iterable[str]) -> list[str]:
    """DraftKings, FanDuel, then by name."""
    return sorted(books, key=lambda book: (book != "draftkings", book != "fanduel", book))


class Movement:
    """The offers of all books on one thing: the last of each, and the first and last of one."""

    def __init__(self, offers: Offers) -> None:
        """Keep the offers in the order of time."""
        # Of several lines at once the main one is that with the most even prices, then the lowest.
        of_book = {book: [min(offers[book][at])[1] for at in sorted(offers[book])] for book in in_order(offers)}
        self.last = [points[-1] for points in of_book.values()]
        one = next(iter(of_book.values()), None)
        self.opening, self.closing = (one[0], one[-1]) if one else (None, None)

    @property
    def value(self) -> float | None:
        """Median over books of each one's last."""
        return middle(self.last)

    @property
    def movement(self) -> float | None:
        """Last less first of the one book."""
        return less(self.closing, self.opening)

    @property
    def spread(self) -> float | None:
        """Sample standard deviation over books."""
        return sample_std(self.last)


class Lines:
    """Points lines by date and player, spreads and totals by game."""

    def __init__(self, lake: Path, schedule: Schedule, player_of_name: dict[str, dict[int, date]]) -> None:
        """Read the lines that were offered before the scheduled tip-off."""
        tipoff, self._day = {}, {}
        for games in schedule.of_team.values():
            for game in games:
                away, home = (game.opponent, game.team) if game.is_home else (game.team, game.opponent)
                key = f"{game.day:%Y%m%d}_{away}_{home}"
                tipoff[key], self._day[key] = game.tipoff, game.day
        self._players: dict[tuple[date, int], Offers] = defaultdict(_no_offers)
        self._games: dict[tuple[str, str], Offers] = defaultdict(_no_offers)
        self.game_of: dict[tuple[date, int], str] = {}
        aliases = _aliases()
        for row in rows(lake, "odds_api_player_points_props"):
            game, at = row["game_id"], row["snapshot_timestamp"]
            if None in (row["over_price"], row["under_price"]) or game not in tipoff or at > tipoff[game]:
                continue
            name = aliases.get(row["player_lookup"], row["player_match_key"])
            for player, first in player_of_name.get(name, {}).items():
                if first >= self._day[game]:
                    continue
                offered = (abs(row["over_price"] - row["under_price"]), row["points_line"])
                self._players[self._day[game], player][row["bookmaker"]][at].append(offered)
                self.game_of[self._day[game], player] = game
        for row in rows(lake, "odds_api_game_lines"):
            game, at, market = row["game_id"], row["snapshot_timestamp"], row["market_key"]
            of_home = market == "totals" and row["outcome_name"] == "Over"
            of_home |= market == "spreads" and row["outcome_team_abbr"] == row["home_team_abbr"]
            if of_home and game in tipoff and at <= tipoff[game]:
                self._games[game, market][row["bookmaker_key"]][at].append((0, row["outcome_point"]))

    def of_player(self, player: int, day: date) -> Movement:
        """The points lines of a player."""
        return Movement(self._players.get((day, player), {}))

    def of_game(self, game_id: str, *, is_home: bool | None) -> dict[str, Value]:
        """Spread and total of a game, the spread signed for the team."""
        spread, total = (Movement(self._games.get((game_id, market), {})) for market in ("spreads", "totals"))
        sign = {True: 1, False: -1, None: None}[is_home]
        return {
            "game_total": total.value,
            "opening_total": total.opening,
            "total_movement": total.movement,
            "game_spread": _signed(spread.value, sign),
            "opening_spread": _signed(spread.opening, sign),
            "spread_movement": _signed(spread.movement, sign),
        }


def _no_offers() -> Offers:
    return defaultdict(lambda: defaultdict(list))


def _signed(value: float | None, sign: int | None) -> float | None:
    return None if value is None or sign is None else sign * value


def _aliases() -> dict[str, str]:
    with (Path(PROJECT_FOLDER) / "seeds" / "player_aliases.csv").open(encoding="utf-8", newline="") as file:
        return {row["alias_lookup"]: row["nba_canonical_lookup"] for row in csv.DictReader(file)}
