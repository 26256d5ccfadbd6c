"""An archive in memory, in the form the feeds need: games by season, rows by date, snapshots by event."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from nba_assets.replay.archive_format import (
    GAME_LINES,
    GAMES,
    ODDS_EVENTS,
    OWN_COLUMNS,
    PLAYER_GAMES,
    POINTS_LINES,
    SHOTS,
    TEAM_GAMES,
)
from nba_assets.replay.manifest import Manifest
from nba_assets.replay.validation import read_archive

# A points-line row: bookmaker key, player, side, point, American price.
PointsOffer = tuple[str, str, str, float, int]
# A game-line row: bookmaker key, points added to the home score, total.
GameOffer = tuple[str, float | None, float | None]


@dataclass(frozen=True)
class Game:
    """A game of the schedule with the moments at which its facts became known; ``fields`` are the provider's own."""

    game_id: str
    tipoff_at: datetime
    final_at: datetime
    shown_from: datetime
    first_tipoff_at: datetime | None
    moved_known_at: datetime | None
    final_text: str
    fields: dict[str, Any]

    def tipoff_known(self, as_of: datetime) -> datetime:
        """Return the tip-off that the schedule showed at a moment."""
        if self.first_tipoff_at and self.moved_known_at and as_of < self.moved_known_at:
            return self.first_tipoff_at
        return self.tipoff_at

    def is_shown(self, as_of: datetime) -> bool:
        """Tell whether the schedule showed the game at a moment."""
        return self.shown_from <= as_of


@dataclass(frozen=True)
class DatedRows:
    """A table whose rows are in the order of their GAME_DATE, so that dates are slices."""

    table: pa.Table

    @cached_property
    def _dates(self) -> np.ndarray:
        return self.table.column("GAME_DATE").to_numpy()

    def between(self, first: date, last: date) -> pa.Table:
        """Return the rows of all dates from first to last, both included."""
        start = int(np.searchsorted(self._dates, np.datetime64(first), side="left"))
        end = int(np.searchsorted(self._dates, np.datetime64(last), side="right"))
        return self.table.slice(start, max(0, end - start))


@dataclass(frozen=True)
class OddsEvent:
    """An event of The Odds API and the time in which it is listed."""

    event_id: str
    commence_time: datetime
    home_team: str
    away_team: str
    listed_from: datetime
    listed_until: datetime


@dataclass(frozen=True)
class Snapshot:
    """What one market of an event held at a moment."""

    taken_at: datetime
    offers: tuple[Any, ...]


@dataclass(frozen=True)
class Archive:
    """All that an archive holds. Snapshots are in the order of their moments."""

    manifest: Manifest
    games: dict[str, tuple[Game, ...]]
    final_at: dict[str, datetime]
    player_games: DatedRows
    team_games: DatedRows
    shots: DatedRows
    events: dict[str, OddsEvent]
    points: dict[str, tuple[Snapshot, ...]]
    game_lines: dict[str, tuple[Snapshot, ...]]


def load_archive(path: Path) -> Archive:
    """Read an archive. Raises ArchiveError naming the file and the column that is missing or wrong."""
    manifest, tables = read_archive(path)
    games = _games(tables[GAMES.name])
    return Archive(
        manifest=manifest,
        games=games,
        final_at={game.game_id: game.final_at for season in games.values() for game in season},
        player_games=DatedRows(tables[PLAYER_GAMES.name]),
        team_games=DatedRows(tables[TEAM_GAMES.name]),
        shots=DatedRows(tables[SHOTS.name]),
        events=_events(tables[ODDS_EVENTS.name]),
        points=_snapshots(tables[POINTS_LINES.name], ("bookmaker", "player", "side", "point", "price")),
        game_lines=_snapshots(tables[GAME_LINES.name], ("bookmaker", "home_spread", "total")),
    )


def _games(table: pa.Table) -> dict[str, tuple[Game, ...]]:
    by_season: dict[str, list[Game]] = defaultdict(list)
    for row in table.to_pylist():
        by_season[row["season"]].append(
            Game(
                game_id=row["gameId"],
                tipoff_at=row["tipoff_at"],
                final_at=row["final_at"],
                shown_from=row["shown_from"],
                first_tipoff_at=row["first_tipoff_at"],
                moved_known_at=row["moved_known_at"],
                final_text=row["final_text"],
                fields={name: value for name, value in row.items() if name not in OWN_COLUMNS and value is not None},
            )
        )
    return {season: tuple(sorted(games, key=lambda g: (g.tipoff_at, g.game_id))) for season, games in by_season.items()}


def _events(table: pa.Table) -> dict[str, OddsEvent]:
    names = ("event_id", "commence_time", "home_team", "away_team", "listed_from", "listed_until")
    rows = zip(*(table.column(name).to_pylist() for name in names), strict=True)
    return {row[0]: OddsEvent(*row) for row in rows}


def _snapshots(table: pa.Table, names: tuple[str, ...]) -> dict[str, tuple[Snapshot, ...]]:
    offers: dict[str, dict[datetime, list[Any]]] = defaultdict(lambda: defaultdict(list))
    keys = zip(table.column("event_id").to_pylist(), table.column("snapshot_at").to_pylist(), strict=True)
    rows = zip(*(table.column(name).to_pylist() for name in names), strict=True)
    for (event, moment), row in zip(keys, rows, strict=True):
        offers[event][moment].append(row)
    return {
        event: tuple(Snapshot(moment, tuple(moments[moment])) for moment in sorted(moments))
        for event, moments in offers.items()
    }
