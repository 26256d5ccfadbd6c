"""The server as a child process: it starts, ends, dies with its parent, and says why it cannot start."""

import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from nba_assets.eastern import parse_eastern
from nba_assets.replay.manifest import ArchiveError, bundled_archive
from nba_assets.replay.process import PortInUseError, serving
from nba_assets.replay.slice_archive import slice_archive

NOW = parse_eastern("2025-01-12T12:00")
PARENT = """
import sys
from pathlib import Path
from nba_assets.eastern import parse_eastern
from nba_assets.replay.process import serving
with serving(Path(sys.argv[1]), parse_eastern("2025-01-12T12:00")) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    out = tmp_path_factory.mktemp("small") / "archive"
    day = NOW.date()
    slice_archive(bundled_archive(), out, day, day, "2025-01-12T12:00", "one day")
    return out


def gone(url):
    """Whether nobody answers any more, within five seconds."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/health", timeout=1)
        except httpx.TransportError:
            return True
        time.sleep(0.1)
    return False


def test_it_answers_inside_the_block_and_is_gone_after_it(small):
    with serving(small, NOW) as url:
        assert url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{url}/health").json() == {"archive": "one day", "now": "2025-01-12T12:00"}
    assert gone(url)


def test_it_ends_when_the_block_fails(small):
    with pytest.raises(KeyError, match="failed inside"), serving(small, NOW) as url:
        raise KeyError("failed inside")
    assert gone(url)


def test_it_ends_when_its_parent_is_killed(small):
    command = [sys.executable, "-c", PARENT, str(small)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        url = parent.stdout.readline().strip()
        assert httpx.get(f"{url}/health").status_code == 200
        os.kill(parent.pid, signal.SIGKILL)
    assert gone(url)


def test_a_port_in_use_is_named(small):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"127.0.0.1:{port}, the port is in use"), serving(small, NOW, port):
            pass


def test_a_broken_archive_is_named(tmp_path):
    with pytest.raises(ArchiveError, match=r"manifest\.json is missing"), serving(tmp_path, NOW):
        pass
