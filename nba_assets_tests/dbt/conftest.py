"""dbt runs that the tests of this folder share: each fixture starts dbt once a session."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from nba_assets.forecasting.tables import FORECASTING_TABLES
from nba_assets.records import Record, arrow_schema
from nba_assets.sources.catalogue import RAW_TABLES

PROJECT = Path(__file__).parents[2] / "nba_dbt"
REPLACED_DAY = date(2024, 11, 2)
KEPT_DAY = date(2024, 11, 3)


@dataclass(frozen=True)
class DbtRun:
    """What a dbt process left behind: its output, its target folder and the lake that it worked on."""

    returncode: int
    output: str
    target: Path
    lake: Path

    def artifact(self, name: str) -> dict[str, Any]:
        """Return one of dbt's JSON artifacts."""
        return json.loads((self.target / name).read_text())


def run_dbt(arguments: list[str], *, lake: Path, target: Path) -> DbtRun:
    """Run dbt once on the project with artifacts and logs outside it."""
    command = [str(Path(sys.executable).with_name("dbt")), *arguments]
    paths = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(target)]
    finished = subprocess.run(
        [*command, *paths, "--log-path", str(target / "logs"), "--no-use-colors"],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"NBA_LAKE": str(lake)},
    )
    return DbtRun(finished.returncode, finished.stdout + finished.stderr, target, lake)


def window_vars(first: date, last: date) -> list[str]:
    """Return the arguments that set the window of game dates."""
    moment = datetime(2025, 1, 12, 17, tzinfo=UTC).isoformat()
    return ["--vars", json.dumps({"min_date": str(first), "max_date": str(last), "processed_at": moment})]


def make_empty_lake(lake: Path) -> Path:
    """Give every table that Python writes its folder with an empty file, as a new lake has it."""
    raw: dict[str, type[Record]] = {f"nba_raw/{table.name}": table.record for table in RAW_TABLES}
    written = {f"nba_predictions/{name}": record for name, record in FORECASTING_TABLES.items()}
    for name, record in (raw | written).items():
        folder = lake / name / "_schema"
        folder.mkdir(parents=True)
        pq.write_table(arrow_schema(record).empty_table(), folder / "part.parquet")
    return lake


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> DbtRun:
    """The whole project built on an empty lake, with its data tests and unit tests."""
    lake = make_empty_lake(tmp_path_factory.mktemp("lake"))
    target = tmp_path_factory.mktemp("target_duckdb")
    return run_dbt(["build", "--target", "duckdb", *window_vars(REPLACED_DAY, KEPT_DAY)], lake=lake, target=target)


@pytest.fixture(scope="session")
def rebuilt(built: DbtRun, tmp_path_factory: pytest.TempPathFactory) -> DbtRun:
    """One table that held a row on each of three days, rebuilt for the middle one on a lake without rows."""
    with duckdb.connect(str(built.lake / "warehouse.duckdb")) as warehouse:
        for day in (REPLACED_DAY - timedelta(days=1), REPLACED_DAY, KEPT_DAY):
            warehouse.execute(
                "insert into nba_analytics.upcoming_team_game_context (game_date, team_abbr) values (?, 'BOS')", [day]
            )
    return run_dbt(
        [
            "run", "--target", "duckdb", "--select", "upcoming_team_game_context",
            *window_vars(REPLACED_DAY, REPLACED_DAY),
        ],
        lake=built.lake,
        target=tmp_path_factory.mktemp("target_rebuilt"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def compiled_for_bigquery(tmp_path_factory: pytest.TempPathFactory) -> DbtRun:
    """The whole project compiled for BigQuery with no server to ask."""
    arguments = ["compile", "--target", "bigquery_emulator", "--no-introspect", "--no-populate-cache"]
    variables = {
        "offline_compile": True,
        "min_date": str(REPLACED_DAY),
        "max_date": str(KEPT_DAY),
        "processed_at": "2025-01-12T17:00:00+00:00",
    }
    return run_dbt(
        [*arguments, "--vars", json.dumps(variables)],
        lake=tmp_path_factory.mktemp("no_lake"),
        target=tmp_path_factory.mktemp("target_bigquery"),
    )
