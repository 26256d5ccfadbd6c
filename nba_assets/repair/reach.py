"""Which dates of a table can change when a source changed on one date, from what the models declare.

A model whose row of a date is made from other dates of what it reads says so beside its description:
``config: meta: {reads_back_days: 365, reads_ahead_days: 30}``; ``all`` is without an end. A model that says nothing
reads its own date only. Along a path from a source to a table the days add up.
"""

import functools
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

READS_BACK, READS_AHEAD = "reads_back_days", "reads_ahead_days"
ALL = "all"


@dataclass(frozen=True)
class Reach:
    """How many days before and after a changed date the rows of a table can change with it."""

    earlier: float = 0
    later: float = 0

    def has(self, changed: date, other: date) -> bool:
        """Tell whether rows of the other date can change with the changed one."""
        return -self.earlier <= (other - changed).days <= self.later


def declared(model: Mapping[str, Any]) -> Reach:
    """Return how far a model of the manifest reads: its row of a date changes with rows so many days away."""
    meta = model["config"].get("meta") or {}
    return Reach(earlier=_days(meta.get(READS_AHEAD, 0)), later=_days(meta.get(READS_BACK, 0)))


def reaches(manifest: Mapping[str, Any], sources: Collection[str]) -> dict[str, Reach]:
    """Return, by unique id, the reach of every model that is made from the sources, directly or by way of others.

    ``sources`` are names of source tables, all of which changed on the date.
    """
    changed = {node["unique_id"] for node in manifest["sources"].values() if node["name"] in sources}

    @functools.cache
    def reach_of(unique_id: str) -> Reach | None:
        if unique_id in changed:
            return Reach()
        if not _is_model(manifest, unique_id):
            return None
        found = [reach for parent in manifest["parent_map"][unique_id] if (reach := reach_of(parent)) is not None]
        own = declared(manifest["nodes"][unique_id])
        return _farthest(found, own) if found else None

    models = [unique_id for unique_id in manifest["nodes"] if _is_model(manifest, unique_id)]
    return {unique_id: reach for unique_id in models if (reach := reach_of(unique_id)) is not None}


def _farthest(found: Iterable[Reach], own: Reach) -> Reach:
    reached = list(found)
    return Reach(
        earlier=max(one.earlier for one in reached) + own.earlier, later=max(one.later for one in reached) + own.later
    )


def _is_model(manifest: Mapping[str, Any], unique_id: str) -> bool:
    return manifest["nodes"].get(unique_id, {}).get("resource_type") == "model"


def _days(value: float | str) -> float:
    return math.inf if value == ALL else value
