"""``python -m nba_assets_tests.bench.raw_layer``: what the raw layer can do on this machine. Ratios, not promises.

Prints requests per second against loopback with limits off, rows of play-by-play read per second, and the share of a
raw run that is neither network nor parsing.
"""

import gzip
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from rich.console import Console

from nba_assets.assets.raw import fill_dates
from nba_assets.assets.switches import switched_on
from nba_assets.assets.workshop import Workshop
from nba_assets.eastern import parse_eastern
from nba_assets.ingest import reading
from nba_assets.records import to_table
from nba_assets.settings import Settings
from nba_assets.sources.http import Client
from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.table import Answer, Request
from nba_assets_tests.conftest import RECORDINGS

REQUESTS = 2000
THREADS = 8
SECONDS_OF_PARSING = 5.0
FIRST, LAST = date(2024, 12, 1), date(2024, 12, 31)


class Stopwatch:
    """Seconds during which at least one thread was inside the watched code."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._inside, self._since, self._lock = 0, 0.0, threading.Lock()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time of the block."""
        with self._lock:
            if self._inside == 0:
                self._since = time.perf_counter()
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if self._inside == 0:
                    self.seconds += time.perf_counter() - self._since

    def watching(self, function: Callable) -> Callable:
        """Return a function with its time counted."""

        def watched(*args, **kwargs):
            with self.running():
                return function(*args, **kwargs)

        return watched


def requests_per_second() -> float:
    """Ask a small feed many times from a few threads."""
    with Workshop(Settings.load()) as tools:
        client = tools.ingest.client_of("nba_stats")
        params = {"GameDate": "12/01/2024", "LeagueID": "00", "DayOffset": "0"}
        request = Request("nba_stats", "scoreboard", "2024-12-01", "bench", "/stats/scoreboardV2", params)
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(lambda _: client.fetch(request), range(50)))
            began = time.perf_counter()
            list(pool.map(lambda _: client.fetch(request), range(REQUESTS)))
        return REQUESTS / (time.perf_counter() - began)


def rows_per_second() -> tuple[float, int]:
    """Read a recorded play-by-play into validated rows, again and again."""
    file = next(iter(sorted((RECORDINGS / "nbac_play_by_play").glob("*0022400561*"))))
    body = json.loads(gzip.decompress(file.read_bytes()))
    captured = parse_eastern("2025-01-16T06:00")
    game = {
        "game_id": "20250115_NYK_PHI",
        "nba_game_id": "0022400561",
        "game_date": date(2025, 1, 15),
        "home_team_id": 1610612755,
        "away_team_id": 1610612752,
        "home_team_tricode": "PHI",
        "away_team_tricode": "NYK",
    }
    feed = NBAC_PLAY_BY_PLAY.feeds[0]
    request = Request(feed.provider, feed.name, "2025-01-15", "0022400561", "/x")
    answer = Answer(
        request, body, captured, "bench.gz", {"0022400561": game}, dict.fromkeys(NBAC_PLAY_BY_PLAY.upstream, ())
    )
    audit = {"source_file": "bench.gz", "captured_at": captured, "processed_at": captured}
    read, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS_OF_PARSING:
        rows = [row | audit for row in feed.read(answer)]
        read += to_table(NBAC_PLAY_BY_PLAY.record, rows, table=NBAC_PLAY_BY_PLAY.name).num_rows
    return read / (time.perf_counter() - began), len(rows)


def shares_of_a_raw_run() -> dict[str, float]:
    """Fill a month of all raw tables that are on; return the seconds of network, parsing and the rest."""
    network, parsing = Stopwatch(), Stopwatch()
    with (
        Workshop(Settings.load()) as tools,
        patch.object(Client, "fetch", network.watching(Client.fetch)),
        patch.object(reading, "read_answer", parsing.watching(reading.read_answer)),
        patch("nba_assets.lake.tables.to_table", parsing.watching(to_table)),
    ):
        ingest = tools.ingest
        ingest.client_of("nba_stats")
        dates = [day.isoformat() for day in tools.settings.manifest().game_dates if FIRST <= day <= LAST]
        began = time.perf_counter()
        for table in switched_on(tools.settings):
            fill_dates(ingest, table, dates)
        whole = time.perf_counter() - began
    return {"whole": whole, "network": network.seconds, "parsing": parsing.seconds}


def main() -> None:
    """Run the three and print them."""
    out = Console()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NBA_LAKE"] = str(Path(folder) / "lake")
        rate = requests_per_second()
        out.print(f"requests per second, {THREADS} threads, loopback, limits off: {rate:,.0f}")
        rows, events = rows_per_second()
        out.print(f"play-by-play rows read and validated per second: {rows:,.0f} ({events} events a game)")
        seconds = shares_of_a_raw_run()
        rest = seconds["whole"] - seconds["network"] - seconds["parsing"]
        out.print(
            f"raw run of {FIRST} to {LAST}: {seconds['whole']:.1f} s, network {seconds['network']:.1f} s, parsing "
            f"{seconds['parsing']:.1f} s, neither {rest:.1f} s ({rest / seconds['whole']:.0%})"
        )


if __name__ == "__main__":
    main()
