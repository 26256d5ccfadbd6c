"""Real lakes: filled through the replay server by the product's own functions, built by its dbt project."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from nba_assets.assets.dbt import PROJECT_FOLDER
from nba_assets.assets.keys import PREDICTIONS, RAW
from nba_assets.assets.predictions import predict, put_models_in_force
from nba_assets.assets.raw import fill_dates
from nba_assets.assets.workshop import Workshop
from nba_assets.forecasting.tables import FORECASTING_TABLES
from nba_assets.lake.store import Store
from nba_assets.lake.tables import ParquetTable
from nba_assets.lake.warehouse import DUCKDB_FILE, DuckDbWarehouse
from nba_assets.replay.manifest import bundled_archive, read_manifest
from nba_assets.settings import Settings
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.table import RawTable
from nba_assets_tests.conftest import NOW

STAGES_BEFORE_PREDICTIONS = ("tag:analytics", "tag:features")


def played_dates(first: date, last: date) -> list[str]:
    """The game dates of the bundled archive between two dates, both in."""
    return [day.isoformat() for day in read_manifest(bundled_archive()).game_dates if first <= day <= last]


@contextmanager
def tools_of(lake: Path, server: str | None = None) -> Iterator[Workshop]:
    """The product's tools over a lake; ``server`` is the replay server that is asked."""
    with Workshop(Settings(lake=str(lake), now=NOW, replay_url=server)) as tools:
        yield tools


def warehouse_of(lake: Path) -> DuckDbWarehouse:
    """A lake's tables to be queried, whatever world or archive it was filled from."""
    store = Store.open(str(lake))
    raw = [ParquetTable(store, RAW, table.name, table.record, table.scope.value) for table in RAW_TABLES]
    made = [ParquetTable(store, PREDICTIONS, name, record) for name, record in FORECASTING_TABLES.items()]
    return DuckDbWarehouse(store, (*raw, *made))


def fill(lake: Path, server: str, tables: Sequence[RawTable], dates: Sequence[str]) -> None:
    """Ask the server for the dates and replace their partitions."""
    with tools_of(lake, server) as tools:
        for table in tables:
            fill_dates(tools.ingest, table, dates)


def build(
    lake: Path, first: date, last: date, *, project: Path = PROJECT_FOLDER, processed_at: datetime = NOW,
    select: Sequence[str] = STAGES_BEFORE_PREDICTIONS,
) -> None:  # fmt: skip
    """Build what is selected, by default all that predictions read, for a window of game dates in one dbt process."""
    window = {"min_date": str(first), "max_date": str(last), "processed_at": processed_at.isoformat()}
    artifacts = lake / "dbt_artifacts"
    finished = subprocess.run(
        [
            str(Path(sys.executable).with_name("dbt")), "build", "--target", "duckdb",
            "--select", *select, "--exclude-resource-type", "test", "unit_test",
            "--vars", json.dumps(window), "--project-dir", str(project), "--profiles-dir", str(project),
            "--target-path", str(artifacts), "--log-path", str(artifacts), "--no-use-colors",
        ],
        check=False, capture_output=True, text=True, env=os.environ | {"NBA_LAKE": str(lake)},
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr


def train_and_predict(lake: Path, dates: Sequence[str]) -> None:
    """Put models in force on the dates and predict them."""
    with tools_of(lake) as tools:
        put_models_in_force(tools, dates)
        predict(tools, dates)


def nba(lake: Path, home: Path, *arguments: str, **settings: str) -> str:
    """Run ``nba`` as a person would, on a lake and with a Dagster home and settings of its own; return what it told."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("NBA_")}
    finished = subprocess.run(
        [str(Path(sys.executable).with_name("nba")), *arguments],
        check=False, capture_output=True, text=True,
        env=plain | {"NBA_LAKE": str(lake), "DAGSTER_HOME": str(home), **settings},
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def copy_lake(source: Path, target: Path, *, with_warehouse: bool) -> Path:
    """Copy a lake without its landing; without the warehouse it holds what Python wrote, and no dbt table."""
    left_out = ["landing", "dbt_artifacts", *([] if with_warehouse else [DUCKDB_FILE])]
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*left_out))
    return target
