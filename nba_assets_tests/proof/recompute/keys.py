"""The player-games that are recomputed: drawn once, by a seeded hash, and kept in a file beside this one.

Each carries the reason why it was drawn. ``python -m nba_assets_tests.proof.recompute.keys LAKE`` draws them anew.
"""

import csv
import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nba_assets_tests.proof.lakes import warehouse_of
from nba_assets_tests.proof.recompute.figures import Forecast, World

FILE = Path(__file__).with_name("keys.csv")
SEED = "2024-25"
ROWS_SQL = """
    select game_date, nba_player_id from nba_predictions.ml_feature_store_v2
    where game_date between '2024-10-22' and '2024-11-26' or game_date between '2024-01-08' and '2024-03-15'
"""
OPENING, END = date(2024, 10, 22), date(2024, 10, 31)


@dataclass(frozen=True)
class Key:
    """A player before the games of a date, and what is special about him."""

    day: date
    player: int
    reason: str


def is_traded(one: Forecast) -> bool:
    """The games before are not all of one team."""
    return len({game.team for game in one.games}) > 1


def came_from_overtime(one: Forecast) -> bool:
    """One of his last five games went into overtime."""
    return any(game.team_game.minutes > 240 for game in one.games[:5])


# Drawn in this order; a row that was drawn is not drawn again.
REASONS: dict[str, tuple[int, Callable[[Forecast], bool]]] = {
    "team_mismatch": (3, lambda one: one.day >= OPENING and one.team is None),
    "first_days": (30, lambda one: OPENING <= one.day <= END),
    "traded": (30, lambda one: one.day >= OPENING and is_traded(one)),
    "back_to_back": (25, lambda one: one.day >= OPENING and bool(one.own["back_to_back"])),
    "overtime": (25, lambda one: one.day >= OPENING and came_from_overtime(one)),
    "line": (50, lambda one: one.day >= OPENING and one.offers["current_points_line"] is not None),
    "season_before": (20, lambda one: one.day < OPENING),
    "any": (17, lambda one: one.day >= OPENING),
}


def read_keys() -> list[Key]:
    """The keys of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Key(date.fromisoformat(day), int(player), reason) for day, player, reason in list(csv.reader(file))[1:]]


def draw(lake: Path) -> list[Key]:
    """Draw the keys from all rows of the feature store."""
    world = World(lake)
    rows = [(row.game_date.date(), row.nba_player_id) for row in warehouse_of(lake).query(ROWS_SQL).itertuples()]
    rows.sort(key=lambda row: hashlib.sha256(f"{SEED}|{row[0]}|{row[1]}".encode()).hexdigest())
    drawn: dict[tuple[date, int], str] = {}
    for reason, (wanted, is_it) in REASONS.items():
        for day, player in rows:
            if sum(why == reason for why in drawn.values()) == wanted:
                break
            if (day, player) not in drawn and is_it(Forecast(world, player, day)):
                drawn[day, player] = reason
    return sorted(
        (Key(day, player, reason) for (day, player), reason in drawn.items()), key=lambda key: (key.day, key.player)
    )


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["game_date", "nba_player_id", "reason"])
        writer.writerows([key.day, key.player, key.reason] for key in draw(Path(sys.argv[1])))
