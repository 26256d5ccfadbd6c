"""What the tests share: the bundled archive behind a real server, and tools over a lake of their own."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import httpx
import pytest

from nba_assets.eastern import parse_eastern
from nba_assets.replay.manifest import bundled_archive
from nba_assets.replay.process import serving

RECORDINGS = Path(__file__).parent / "recordings"
NOW = parse_eastern("2025-01-12T12:00")
# Folders whose tests share lakes or builds that take minutes to make, the longest first.
SHARING = ("proof", "dbt", "emulator", "end_to_end")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the folders that share much first, so that the workers do the rest beside them."""
    items.sort(key=lambda item: (*SHARING, _work(item.nodeid)).index(_work(item.nodeid)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Let one worker run a file's tests, and all tests of a folder that shares much."""
    from xdist.scheduler import LoadScopeScheduling

    class ByWork(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _work(nodeid)

    return ByWork(config, log)


def _work(nodeid: str) -> str:
    file = PurePosixPath(nodeid.partition("::")[0])
    return file.parent.name if file.parent.name in SHARING else str(file)


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
