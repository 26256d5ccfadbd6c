"""What one family of archive files is made of, and what the archive says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from nba_assets.replay.format.base import Tables

# Rows by file name.
Frames = Mapping[str, pd.DataFrame]
# Provider keys that one season lacks, by feed and season.
AbsentBySeason = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Part:
    """One family of archive files.

    ``build`` makes its rows from the data folder and the rows of the parts before it. ``holds`` tells the ids of the
    games that each raw table can have from it. ``origins`` are by file name, ``absent`` by feed: keys of the provider
    that are never served.
    """

    build: Callable[[Path, Frames], Frames]
    origins: Mapping[str, str]
    holds: Callable[[Frames], Mapping[str, frozenset[str]]] = lambda _: {}
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    absent_by_season: Callable[[Tables], AbsentBySeason] = lambda _: {}
    assumptions: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
