"""What the end-to-end tests share: the installed program over a lake of its own, filled once, and a running UI."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from nba_assets_tests.end_to_end.graphql import Graph

PROGRAM = Path(sys.executable).with_name("nba")
# Seventeen game dates with a Monday after the first two weeks, so that models are trained and used within the span.
FIRST, LAST = "2024-12-26", "2025-01-12"
RUN_SECONDS = 400
UI_START_SECONDS = 120
# It lets the runs end that it started.
UI_STOP_SECONDS = 150


@dataclass(frozen=True)
class World:
    """A lake and a Dagster home of the tests' own. ``first_run`` is how the run ended that filled them."""

    environment: Mapping[str, str]
    first_run: subprocess.CompletedProcess[str]

    def nba(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the installed program over the lake."""
        return _nba(self.environment, *arguments)


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A lake that `nba run` has filled over a short span."""
    folder = tmp_path_factory.mktemp("world")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("NBA_")}
    environment = plain | {"NBA_LAKE": str(folder / "lake"), "DAGSTER_HOME": str(folder / "dagster")}
    return World(environment, _nba(environment, "run", "--from", FIRST, "--to", LAST))


@pytest.fixture(scope="package")
def graph(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The GraphQL API of the UI that `nba dev` starts over the lake."""
    assert world.first_run.returncode == 0, world.first_run.stderr
    port = _free_port()
    log = tmp_path_factory.mktemp("dev") / "dev.log"
    with log.open("w") as output:
        # In a session of its own the whole tree can be sent Ctrl-C, which a shell's background job would ignore.
        server = subprocess.Popen(
            [PROGRAM, "dev", "--port", str(port)],
            env=dict(world.environment), stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
        try:
            yield _wait_until_it_answers(Graph(f"http://127.0.0.1:{port}"), server, log)
        finally:
            _end(server)


def _nba(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments], check=False, capture_output=True, text=True, env=dict(environment), timeout=RUN_SECONDS
    )


def _wait_until_it_answers(graph: Graph, server: subprocess.Popen, log: Path) -> Graph:
    deadline = time.monotonic() + UI_START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            graph.ask("{ version }")
        except httpx.TransportError:
            time.sleep(1)
        else:
            return graph
    pytest.fail(f"`nba dev` does not answer; it wrote:\n{log.read_text()}")


def _end(server: subprocess.Popen) -> None:
    """Press Ctrl-C for the whole tree; what does not end is killed."""
    os.killpg(server.pid, signal.SIGINT)
    try:
        server.wait(UI_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
