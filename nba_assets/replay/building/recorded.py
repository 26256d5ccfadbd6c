"""Recorded answers from which parts of the archive are made: where they lie, and what each is."""

import gzip
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pandas as pd

from nba_assets.eastern import eastern_date, eastern_moment

JSON = "application/json"
# Assumed: how long after the final buzzer a provider tells a result.
RESULT_LAG = timedelta(minutes=30)


@dataclass(frozen=True)
class Recorded:
    """A recorded answer: its file, feed, host and path, the query that asks for it, and the date it is about.

    ``tables`` are the raw tables that have ``game`` (all games of the date without one) from it. It is served ``lag``
    after the final buzzer of the game (of the date's last game), or from the Eastern time ``published`` of its date. A
    parameter without a value must be absent.
    """

    file: str
    feed: str
    path: str
    params: dict[str, str]
    day: date
    tables: tuple[str, ...] = ()
    game: str | None = None
    published: time | None = None
    lag: timedelta = RESULT_LAG
    content_type: str = JSON

    def shown_from(self, games: pd.DataFrame) -> datetime:
        """Return the moment from which the answer is served."""
        if self.published:
            return eastern_moment(self.day, self.published)
        return games.loc[games["gameId"].isin(self.games(games)), "final_at"].max() + self.lag

    def games(self, games: pd.DataFrame) -> frozenset[str]:
        """Return the game that the answer is about, or all games of its date."""
        if self.game:
            return frozenset({self.game})
        on_date = [eastern_date(tipoff) == self.day for tipoff in games["tipoff_at"]]
        return frozenset(games.loc[on_date, "gameId"])


def recorded_folder(data: Path) -> Path:
    """Return the folder of recorded answers: ``samples`` beside the data folder."""
    return data.parent / "samples"


def recorded_bytes(path: Path) -> bytes:
    """Return a recorded body as the provider sent it; files whose name ends in .gz are unpacked."""
    body = path.read_bytes()
    return gzip.decompress(body) if path.suffix == ".gz" else body
