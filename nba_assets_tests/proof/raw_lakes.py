"""Raw lakes as of chosen moments, filled through a replay server by the product's own functions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nba_assets.assets.raw import fill_dates
from nba_assets.assets.workshop import Workshop
from nba_assets.eastern import parse_eastern
from nba_assets.settings import Settings
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.table import Row

TABLE = {table.name: table for table in RAW_TABLES}


@contextmanager
def as_of(lake: Path, server: str, now: str) -> Iterator[Workshop]:
    """The product's tools over a lake as of an Eastern moment; the lake is claimed as a run claims it."""
    with Workshop(Settings(lake=str(lake), now=parse_eastern(now), replay_url=server)) as tools:
        tools.claim()
        yield tools


def filled(tools: Workshop, dates: Sequence[str], *names: str) -> None:
    """Fill tables for dates, in the order named."""
    for name in names:
        fill_dates(tools.ingest, TABLE[name], dates)


def rows(tools: Workshop, name: str, scope: str) -> list[Row]:
    """Return the rows of one partition."""
    return tools.tables[name].read([scope]).to_pylist()
