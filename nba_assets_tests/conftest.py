"""What the tests share: the bundled archive behind a real server, and tools over a lake of their own."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from nba_assets.eastern import parse_eastern
from nba_assets.replay.manifest import bundled_archive
from nba_assets.replay.process import serving

RECORDINGS = Path(__file__).parent / "recordings"
NOW = parse_eastern("2025-01-12T12:00")
PROOF = "proof"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a file's tests run in one worker, and all proofs in the same one: their lakes take minutes to make.

    So they come first, and the other worker does the rest meanwhile.
    """
    items.sort(key=lambda item: item.path.parent.name != PROOF)
    for item in items:
        group = PROOF if item.path.parent.name == PROOF else item.path.as_posix()
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def replay_server() -> Iterator[str]:
    """The base url of a server over the bundled archive, as of the default now."""
    with serving(bundled_archive(), NOW) as url:
        yield url


@pytest.fixture
def replay(replay_server) -> Iterator["Replay"]:
    """The server, behaving again when the test ends."""
    yield Replay(replay_server)
    httpx.delete(f"{replay_server}/misbehave").raise_for_status()


class Replay:
    """A replay server that can be told to fail."""

    def __init__(self, url: str) -> None:
        self.url = url

    def misbehave(self, path: str, kind: str, **how: object) -> None:
        """Fail the requests whose path and query match."""
        httpx.post(f"{self.url}/misbehave", json={"path": path, "kind": kind, **how}).raise_for_status()


def recording(*parts: str) -> object:
    """Return a recorded payload."""
    return json.loads(RECORDINGS.joinpath(*parts).read_bytes())
