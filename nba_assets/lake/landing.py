"""Landing: every answer byte for byte, with a sidecar that tells where it came from. Never rewritten."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nba_assets.lake.store import Store

FOLDER = "landing"
GZIP_LEVEL = 1
SIDECAR = ".meta.json"
CHARACTERS_OF_SHA_IN_A_NAME = 12


@dataclass(frozen=True)
class Landed:
    """One answer in landing. ``path`` is below the landing folder; ``meta`` is the sidecar."""

    path: str
    meta: dict[str, Any]
    body: bytes

    @property
    def captured_at(self) -> datetime:
        """When the provider sent it."""
        return datetime.fromisoformat(self.meta["fetched_at"])


@dataclass(frozen=True)
class Landing:
    """The landing folder of a lake: ``provider/feed/scope/slug/moment-number-sha.gz``, each with a sidecar."""

    store: Store

    def keep(self, address: tuple[str, str, str, str], body: bytes, fetched_at: datetime, facts: dict[str, Any]) -> str:
        """Write an answer and its sidecar, and return its path below the landing folder.

        ``address`` is provider, feed, scope and slug. The same answer at the same moment lies there once.
        """
        sha = hashlib.sha256(body).hexdigest()
        moment = fetched_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        folder, short = "/".join(address), sha[:CHARACTERS_OF_SHA_IN_A_NAME]
        lying = [name for name in self.store.names(FOLDER, folder) if name.endswith(SIDECAR)]
        for name in lying:
            if name.startswith(moment) and name.endswith(f"-{short}.gz{SIDECAR}"):
                return f"{folder}/{name.removesuffix(SIDECAR)}"
        # The number keeps answers of one moment in the order of their arrival.
        path = f"{folder}/{moment}-{len(lying) + 1:04d}-{short}.gz"
        meta = {**facts, "fetched_at": fetched_at.astimezone(UTC).isoformat(), "sha256": sha, "bytes": len(body)}
        self.store.write(gzip.compress(body, GZIP_LEVEL, mtime=0), FOLDER, path)
        self.store.write(json.dumps(meta, indent=1, sort_keys=True).encode(), FOLDER, path + SIDECAR)
        return path

    def answers(self, provider: str, feed: str, scope: str) -> Iterator[Landed]:
        """Yield everything that was ever received for a scope, oldest first within each request."""
        for slug in self.store.names(FOLDER, provider, feed, scope):
            folder = "/".join((provider, feed, scope, slug))
            for name in self.store.names(FOLDER, folder):
                if name.endswith(SIDECAR):
                    path = f"{folder}/{name.removesuffix(SIDECAR)}"
                    meta = json.loads(self.store.read(FOLDER, path + SIDECAR))
                    yield Landed(path, meta, gzip.decompress(self.store.read(FOLDER, path)))
