"""Runs the replay server as a child process for as long as somebody needs it."""

import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from nba_assets.eastern import EASTERN
from nba_assets.replay.manifest import ArchiveError

LOOPBACK = "127.0.0.1"
# Exit codes of the child that say why it did not start.
EXIT_BAD_ARCHIVE = 3
EXIT_PORT_IN_USE = 4
START_SECONDS = 30.0
STOP_SECONDS = 10.0


class PortInUseError(OSError):
    """The port asked for is taken by another program."""


class ReplayServerError(RuntimeError):
    """The replay server did not start; the message carries what it wrote."""


@contextmanager
def serving(archive_path: Path, now: datetime, port: int = 0) -> Iterator[str]:
    """Serve an archive up to ``now`` in a child process and yield its base URL; the child ends with the block.

    It ends by itself when this process dies. Raises ArchiveError, PortInUseError, or ReplayServerError with what the
    child wrote when it does not start.
    """
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(  # noqa: S603 - our own module, arguments as a list
            [
                sys.executable,
                "-m",
                "nba_assets.replay.serve",
                str(archive_path),
                f"{now.astimezone(EASTERN):%Y-%m-%dT%H:%M}",
                "--port",
                str(port),
                "--host",
                LOOPBACK,
                "--parent",
                str(os.getpid()),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            yield _address(child, complaints)
        finally:
            _end(child)


def _address(child: subprocess.Popen[bytes], complaints: IO[bytes]) -> str:
    """Return the URL that the child prints once it listens."""
    deadline = time.monotonic() + START_SECONDS
    ready, _, _ = select.select([child.stdout], [], [], deadline - time.monotonic())
    line = child.stdout.readline().decode().strip() if ready and child.stdout else ""
    if line:
        return line
    code = child.wait(STOP_SECONDS) if ready else None
    complaints.seek(0)
    said = complaints.read().decode(errors="replace").strip()
    if code == EXIT_PORT_IN_USE:
        raise PortInUseError(said)
    if code == EXIT_BAD_ARCHIVE:
        raise ArchiveError(said)
    ended = f"ended with code {code}" if ready else f"did not answer within {START_SECONDS:.0f} s"
    msg = f"the replay server {ended}; it wrote: {said or '(nothing)'}"
    raise ReplayServerError(msg)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdout:
        child.stdout.close()
