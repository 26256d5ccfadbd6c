"""What a repair makes again: the tables that a changed date reaches, each stage for the widest window of its tables.

A window of its own for every table would cost another start of dbt each, which takes longer than some dates more.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nba_assets.assets.dbt import STAGES, Stage, is_table
from nba_assets.repair.reach import Reach, reaches


@dataclass(frozen=True)
class Change:
    """Source tables that may hold other rows of a game date than before."""

    day: date
    sources: frozenset[str]


@dataclass(frozen=True)
class Touched:
    """A table that a change reaches."""

    dataset: str
    name: str
    stage: Stage
    reach_by_change: Mapping[Change, Reach]

    @property
    def full_name(self) -> str:
        """The name to query it by."""
        return f"{self.dataset}.{self.name}"

    def is_touched_on(self, day: date) -> bool:
        """Tell whether its rows of a date can change."""
        return any(reach.has(change.day, day) for change, reach in self.reach_by_change.items())


@dataclass(frozen=True)
class Part:
    """Tables that are made again for all game dates from the first to the last."""

    tables: tuple[Touched, ...]
    dates: tuple[str, ...]


def touched_tables(manifest: Mapping[str, Any], changes: Collection[Change]) -> list[Touched]:
    """Return the tables by game date that the changes reach, those of a stage together and in its order."""
    reach_by_change = {change: reaches(manifest, change.sources) for change in changes}
    found = []
    for stage in STAGES:
        for unique_id, node in sorted(manifest["nodes"].items()):
            reached = {change: reach[unique_id] for change, reach in reach_by_change.items() if unique_id in reach}
            if reached and is_table(node) and stage.tag in node["tags"]:
                found.append(Touched(node["schema"], node["name"], stage, reached))
    return found


def parts(
    tables: Sequence[Touched],
    keys: Sequence[str],
    built: Collection[str],
    played: Collection[str],
) -> list[Part]:
    """Return what is made again, in the order in which it has to be.

    ``keys`` are all game dates there can be, ``built`` those that the lake holds: nothing is built that was not there,
    but for dates between them on which nobody played (none of ``played``), which hold no rows.
    """
    found: list[Part] = []
    for stage in STAGES:
        mine = tuple(table for table in tables if table.stage == stage)
        touched = [key for key in keys if _is_touched(mine, key)]
        window = [key for key in keys if touched and touched[0] <= key <= touched[-1]]
        for dates in _spans(window, built, played):
            # Stages of one window are one run, so that the gates between them judge it.
            if found and found[-1].dates == dates:
                found[-1] = Part((*found[-1].tables, *mine), dates)
            else:
                found.append(Part(mine, dates))
    return found


def _is_touched(tables: Iterable[Touched], key: str) -> bool:
    return any(table.is_touched_on(date.fromisoformat(key)) for table in tables)


def _spans(keys: Iterable[str], built: Collection[str], played: Collection[str]) -> list[tuple[str, ...]]:
    """Cut the touched dates into spans without a hole; a span begins and ends with a date that was built."""
    spans: list[list[str]] = [[]]
    for key in keys:
        if key in built:
            spans[-1].append(key)
        elif key in played:
            spans.append([])
        elif spans[-1]:
            spans[-1].append(key)
    trimmed = []
    for span in spans:
        while span and span[-1] not in built:
            span.pop()
        if span:
            trimmed.append(tuple(span))
    return trimmed
