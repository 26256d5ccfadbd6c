"""A provider for tests: a real server on loopback that answers from a script, and a time that runs when one waits."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from nba_assets.sources.access import Access
from nba_assets.sources.provider import Provider, Rate
from nba_assets.sources.redaction import Secrets
from nba_assets.sources.table import Form, Request

STARTED = datetime(2025, 1, 12, 17, tzinfo=UTC)
GENEROUS = Rate(per_second=1000.0, burst=1000)


@dataclass(frozen=True)
class Says:
    """One answer. ``seconds`` of silence come before it; ``missing`` bytes are announced but never sent."""

    status: int = 200
    body: bytes = b'{"ok": 1}'
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    missing: int = 0


class Answering:
    """The script (its last answer repeats) and what was asked: paths with queries, and headers in small letters."""

    def __init__(self) -> None:
        self.script: list[Says] = [Says()]
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""
        self._lock = threading.Lock()

    def says(self, *script: Says) -> None:
        """Answer so from now on."""
        self.script = list(script)

    def next(self, path: str, headers: dict[str, str]) -> Says:
        """Note a request and take the answer to it."""
        with self._lock:
            self.paths.append(path)
            self.headers.append(headers)
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@contextmanager
def answering() -> Iterator[Answering]:
    """Serve a script on loopback."""
    script = Answering()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body leave in one piece; apart, the second would wait for the first to be acknowledged.
        wbufsize = 65536

        def do_GET(self) -> None:
            said = script.next(self.path, {name.lower(): value for name, value in self.headers.items()})
            time.sleep(said.seconds)
            self.send_response_only(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if said.status != 204:
                self.send_header("Content-Length", str(len(said.body) + said.missing))
            self.end_headers()
            self.wfile.write(said.body)
            self.close_connection = bool(said.missing)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class FakeTime:
    """Runs only while somebody sleeps. ``waits`` are the sleeps, in seconds."""

    passed: float = 0.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.waits.append(seconds)
        self.passed += seconds

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self.passed

    def now(self) -> datetime:
        """The moment."""
        return STARTED + timedelta(seconds=self.passed)


def access_to(server: Answering, clock: FakeTime, **how: object) -> Access:
    """Return the way to a scripted server in a fake time."""
    return Access(
        base_url=lambda as_of: server.url,
        now=clock.now,
        sleep=clock.sleep,
        monotonic=clock.monotonic,
        trusts_environment=False,
        **({"secrets": Secrets()} | how),
    )


def a_provider(**how: object) -> Provider:
    """Return a provider whose limits are not felt."""
    plain = {"name": "espn", "host": "site.api.espn.com", "rate": GENEROUS, "requests_at_once": 4}
    return Provider(**(plain | how))


def a_request(path: str = "/scoreboard", form: Form = Form.JSON, slug: str = "all", **params: str) -> Request:
    """Return a request for one game date."""
    return Request("espn", "scoreboard", "2025-01-11", slug, path, params, form)
