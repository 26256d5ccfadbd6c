"""bqemulator: installed once in an environment of its own, started on loopback, ended by its process."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import httpx
import pyarrow as pa
import pyarrow.parquet as pq
from google.api_core.client_options import ClientOptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
# Where the environment is kept between test runs.
FOLDER_SETTING = "NBA_BIGQUERY_EMULATOR_FOLDER"
DEFAULT_FOLDER = HERE.parents[1] / ".venv-emulator"
PROJECT = "nba-local"
BUCKET = "rows"
INSTALL_SECONDS = 600
START_SECONDS = 90
# DuckDB looks for extensions below the home folder, and would ask the network for one that is not there.
TAKE_EXTENSION = """
import pathlib, duckdb, duckdb_extension_spatial
package = pathlib.Path(duckdb_extension_spatial.__file__).parent
file = next(package.glob("extensions/*/spatial.duckdb_extension"))
connection = duckdb.connect()
connection.execute(f"install '{file}'")
connection.execute("load spatial")
"""


class NotInstalledError(Exception):
    """The emulator could not be installed; the message says what failed."""


@dataclass(frozen=True)
class Emulator:
    """A running emulator, empty at first. ``bucket`` is the folder that stands for Cloud Storage."""

    port: int
    bucket: Path

    @cached_property
    def client(self) -> bigquery.Client:
        """The official client over the emulator."""
        return bigquery.Client(
            project=PROJECT,
            credentials=AnonymousCredentials(),
            client_options=ClientOptions(api_endpoint=f"http://127.0.0.1:{self.port}"),
        )

    def load(self, table: str, rows: pa.Table, schema: list[bigquery.SchemaField]) -> None:
        """Create a table, named dataset.table, from rows by one load job of Parquet."""
        file = self.bucket / "load.parquet"
        pq.write_table(rows, file)
        self.client.create_dataset(table.split(".", maxsplit=1)[0], exists_ok=True)
        config = bigquery.LoadJobConfig(source_format="PARQUET", schema=schema, write_disposition="WRITE_TRUNCATE")
        with file.open("rb") as opened:
            job = self.client.load_table_from_file(opened, f"{PROJECT}.{table}", job_config=config)
        job.result()
        assert job.output_rows == rows.num_rows, table

    def rows(self, table: str) -> pa.Table:
        """Return the rows of a table by one extract job to Parquet."""
        (self.bucket / BUCKET).mkdir(exist_ok=True)
        config = bigquery.ExtractJobConfig(destination_format="PARQUET")
        self.client.extract_table(f"{PROJECT}.{table}", f"gs://{BUCKET}/{table}.parquet", job_config=config).result()
        return pq.read_table(self.bucket / BUCKET / f"{table}.parquet", partitioning=None)


def installed() -> Path:
    """Return the folder of the emulator's environment, made if it is not there or holds other packages.

    Raises NotInstalledError when it cannot be made.
    """
    folder = Path(os.environ.get(FOLDER_SETTING, DEFAULT_FOLDER)).absolute()
    ready, wanted = folder / "installed.txt", REQUIREMENTS.read_text()
    if ready.exists() and ready.read_text() == wanted:
        return folder
    python = folder / "bin" / "python"
    _must_run("make the environment", sys.executable, "-m", "venv", "--clear", folder)
    _must_run("install the packages", python, "-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS)
    _must_run("install the extension", python, "-c", TAKE_EXTENSION, home=folder)
    ready.write_text(wanted)
    return folder


@contextmanager
def running(folder: Path, scratch: Path) -> Iterator[Emulator]:
    """Start an emulator from its environment, with nothing kept on disk but what jobs leave in ``scratch``.

    Raises RuntimeError when it does not start.
    """
    emulator = Emulator(_free_port(), scratch)
    log = scratch / "emulator.log"
    environment = os.environ | {
        "HOME": str(folder),
        "BQEMU_GCS_LOCAL_ROOT": str(scratch),
        "BQEMU_ENABLE_FORMAT_EXTENSIONS": "false",
        "BQEMU_QUERY_CACHE_TTL_SECONDS": "0",
        "BQEMU_TIME_TRAVEL_RETENTION_DAYS": "0",
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            [
                folder / "bin" / "python", HERE / "serve.py", "start", "--rest-port", str(emulator.port),
                "--grpc-port", "0", "--project", PROJECT, "--log-level", "warning", "--log-format", "console",
            ],
            env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=scratch,
        )  # fmt: skip
    try:
        _wait_until_healthy(emulator.port, process, log)
        yield emulator
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _must_run(purpose: str, *command: object, home: Path | None = None) -> None:
    environment = os.environ | ({"HOME": str(home)} if home else {})
    try:
        subprocess.run(
            [str(word) for word in command],
            check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS, env=environment,
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        raise NotInstalledError(f"could not {purpose}: {_last_line(error.stderr)}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalledError(f"could not {purpose}: {error}") from error


def _wait_until_healthy(port: int, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=2).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    said = log.read_text()
    msg = f"the emulator on port {port} did not start within {START_SECONDS} s or ended; see {log}: {_last_line(said)}"
    raise RuntimeError(msg)


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "it said nothing")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
