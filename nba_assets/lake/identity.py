"""What a lake was filled from, so that two worlds or two moments never mix in one."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from nba_assets.lake.store import LakeError, Store

FILE = "lake.json"


@dataclass(frozen=True)
class Identity:
    """The world and archive a lake was filled from, and the latest moment it was filled as of (ISO, UTC)."""

    world: str
    archive: str | None
    as_of: str


def check(store: Store, world: str, archive: str | None) -> Identity | None:
    """Return what a lake was filled from, None for a new one. Raises LakeError for another world or archive."""
    if not store.exists(FILE):
        return None
    held = Identity(**json.loads(store.read(FILE)))
    if (held.world, held.archive) != (world, archive):
        msg = (
            f"the lake {store.root} holds the world '{held.world}' (archive {held.archive}), not '{world}' "
            f"(archive {archive}); set NBA_LAKE to another folder"
        )
        raise LakeError(msg)
    return held


def claim(store: Store, world: str, archive: str | None, now: datetime) -> None:
    """Write down what the lake is filled from, as of which moment.

    Raises LakeError when it holds another world or archive, or was filled as of a later moment: what was only known
    then would leak into what is made now.
    """
    held = check(store, world, archive)
    if held is not None and datetime.fromisoformat(held.as_of) > now:
        msg = (
            f"the lake {store.root} was filled as of {held.as_of}, later than {now.isoformat()}; "
            "set NBA_LAKE to another folder or NBA_NOW to a later moment"
        )
        raise LakeError(msg)
    store.write(json.dumps(asdict(Identity(world, archive, now.isoformat())), indent=1).encode(), FILE)
