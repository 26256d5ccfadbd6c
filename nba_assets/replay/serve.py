"""Runs the replay server: ``python -m nba_assets.replay.serve ARCHIVE NOW [--host --port --parent]``."""

import argparse
import errno
import os
import signal
import socket
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import uvicorn

from nba_assets.eastern import parse_eastern, utc
from nba_assets.replay.archive import load_archive
from nba_assets.replay.manifest import ArchiveError
from nba_assets.replay.process import EXIT_BAD_ARCHIVE, EXIT_PORT_IN_USE, LOOPBACK, PortInUseError
from nba_assets.replay.server import create_app

PARENT_CHECK_SECONDS = 0.5


def serve(archive_path: Path, now: datetime, host: str = LOOPBACK, port: int = 0) -> None:
    """Serve an archive up to the moment ``now`` until the process is told to end; prints its address first.

    Port 0 takes a free one. Raises ArchiveError for a broken archive and PortInUseError for a taken port.
    """
    with bound_socket(host, port) as listener:
        app = create_app(load_archive(archive_path), utc(now))
        config = uvicorn.Config(
            app, access_log=False, log_level="critical", date_header=False, lifespan="off", timeout_graceful_shutdown=1
        )
        listener.listen(config.backlog)
        sys.stdout.write(f"http://{host}:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        uvicorn.Server(config).run(sockets=[listener])


def bound_socket(host: str, port: int) -> socket.socket:
    """Return a socket bound to a port. Raises PortInUseError naming the port when it is taken."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            msg = f"the replay server cannot listen on {host}:{port}, the port is in use; name another, or 0 for any"
            raise PortInUseError(msg) from error
        raise
    return listener


def _end_with_parent(parent: int) -> None:
    """Ask this process to end as soon as it is no longer the child of ``parent``."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(PARENT_CHECK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def main() -> int:
    """Run from the command line; the exit codes tell a broken archive and a taken port apart."""
    parser = argparse.ArgumentParser(prog="python -m nba_assets.replay.serve")
    parser.add_argument("archive", type=Path)
    parser.add_argument("now", type=parse_eastern, help="virtual now, Eastern: YYYY-MM-DDTHH:MM")
    parser.add_argument("--host", default=LOOPBACK)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--parent", type=int, help="process id with which to end")
    asked = parser.parse_args()
    if asked.parent:
        _end_with_parent(asked.parent)
    try:
        serve(asked.archive, asked.now, asked.host, asked.port)
    except ArchiveError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_BAD_ARCHIVE
    except PortInUseError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_PORT_IN_USE
    return 0


if __name__ == "__main__":
    sys.exit(main())
