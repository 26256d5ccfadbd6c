"""An archive in memory, in the form the feeds need: games by season, rows by game or date, snapshots by event."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pyarrow as pa

from nba_assets.replay.archive_format import GAME_LINES, GAMES, ODDS_EVENTS, PERSONS, POINTS_LINES, RECORDINGS
from nba_assets.replay.format.base import ArchiveFile, Tables
from nba_assets.replay.format.games import OWN_COLUMNS
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

    def is_final(self, as_of: datetime) -> bool:
        """Tell whether the final buzzer had gone at a moment."""
        return self.final_at <= as_of


@dataclass(frozen=True)
class KeyedRows:
    """A table whose rows are in the order of a column (dates or text), so that values of it are slices."""

    table: pa.Table
    key: str

    @cached_property
    def _keys(self) -> np.ndarray:
        return self.table.column(self.key).to_numpy()

    def between(self, first: date | str, last: date | str) -> pa.Table:
        """Return the rows of all values from first to last, both included."""
        ends = [np.datetime64(end) if isinstance(end, date) else end for end in (first, last)]
        start = int(np.searchsorted(self._keys, ends[0], side="left"))
        end = int(np.searchsorted(self._keys, ends[1], side="right"))
        return self.table.slice(start, max(0, end - start))

    def of(self, value: date | str) -> list[dict[str, Any]]:
        """Return the rows of one value."""
        return self.between(value, value).to_pylist()


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
class Recording:
    """A recorded answer; ``params`` are the parameters that ask for it, one without a value must be absent."""

    feed: str
    params: dict[str, str]
    shown_from: datetime
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Archive:
    """All that an archive holds: ``games`` by season in the order of play, the other rows as tables by file name."""

    manifest: Manifest
    tables: Tables
    games: dict[str, tuple[Game, ...]]
    _keyed: dict[str, KeyedRows] = field(default_factory=dict, init=False, repr=False, compare=False)

    def rows(self, file: ArchiveFile) -> KeyedRows:
        """Return a file's rows by the first column of its order."""
        if file.name not in self._keyed:
            self._keyed[file.name] = KeyedRows(self.tables[file.name], file.sorted_by[0])
        return self._keyed[file.name]

    @cached_property
    def game(self) -> dict[str, Game]:
        """The games by id."""
        return {game.game_id: game for season in self.games.values() for game in season}

    @cached_property
    def persons(self) -> dict[int, dict[str, Any]]:
        """The names of players by person id."""
        return {row["personId"]: row for row in self.tables[PERSONS.name].to_pylist()}

    @cached_property
    def events(self) -> dict[str, OddsEvent]:
        """The events of The Odds API by id."""
        names = ("event_id", "commence_time", "home_team", "away_team", "listed_from", "listed_until")
        table = self.tables[ODDS_EVENTS.name]
        rows = zip(*(table.column(name).to_pylist() for name in names), strict=True)
        return {row[0]: OddsEvent(*row) for row in rows}

    @cached_property
    def points(self) -> dict[str, tuple[Snapshot, ...]]:
        """The snapshots of points lines by event, in the order of their moments."""
        return _snapshots(self.tables[POINTS_LINES.name], ("bookmaker", "player", "side", "point", "price"))

    @cached_property
    def game_lines(self) -> dict[str, tuple[Snapshot, ...]]:
        """The snapshots of spreads and totals by event, in the order of their moments."""
        return _snapshots(self.tables[GAME_LINES.name], ("bookmaker", "home_spread", "total"))

    @cached_property
    def recordings(self) -> dict[str, tuple[Recording, ...]]:
        """The recorded answers by host and path."""
        found: dict[str, list[Recording]] = defaultdict(list)
        for row in self.tables[RECORDINGS.name].to_pylist():
            params = dict(parse_qsl(row["params"], keep_blank_values=True))
            recording = Recording(row["feed"], params, row["shown_from"], row["content_type"], row["body"])
            found[row["path"]].append(recording)
        return {path: tuple(recordings) for path, recordings in found.items()}


def load_archive(path: Path) -> Archive:
    """Read an archive. Raises ArchiveError naming the file and the column that is missing or wrong."""
    manifest, tables = read_archive(path)
    return Archive(manifest, tables, _games(tables[GAMES.name]))


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
