"""``python -m nba_assets_tests.bench.sql_layer``: what dbt's SQL costs for one date, a month, one season and two.

Needs a lake that ``nba run`` has built (NBA_LAKE); works on copies of its warehouse. Prints seconds and peak memory
beside the same statements executed by DuckDB alone, the ratio of the two, and the seconds for each further date.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from nba_assets.assets.dbt import PROJECT_FOLDER
from nba_assets.lake.warehouse import DUCKDB_FILE
from nba_assets.settings import Settings
from nba_assets_tests.dbt.conftest import window_vars

STAGES = ("tag:analytics", "tag:features")
DATES_SQL = "select distinct game_date from nba_analytics.team_offense_game_summary order by game_date"
MEGABYTES_PER_KILOBYTE = 1 / 1024


@dataclass(frozen=True)
class Window:
    """Some of the game dates that the warehouse holds."""

    name: str
    dates: Sequence[date]


@dataclass(frozen=True)
class Cost:
    """What a child process took. ``starting`` are the seconds before it began to build."""

    seconds: float
    megabytes: float
    starting: float = 0.0

    @property
    def building(self) -> float:
        """The seconds without the start."""
        return self.seconds - self.starting


def windows(dates: Sequence[date]) -> Iterator[Window]:
    """Yield the windows to measure; a second season only where the warehouse holds one."""
    last = dates[-1]
    seasons = sorted({season(day) for day in dates})
    yield Window("one date", dates[-1:])
    yield Window("one month", [day for day in dates if (last - day).days < 30])
    yield Window("one season", [day for day in dates if season(day) == seasons[-1 if len(seasons) == 1 else -2]])
    if len(seasons) > 1:
        yield Window("two seasons", [day for day in dates if season(day) >= seasons[-2]])


def season(day: date) -> int:
    """Return the year in which the season of a date began."""
    return day.year - (day.month < 10)


def measured(command: Sequence[object], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a child process and return its time and the most memory that it held."""
    with tempfile.TemporaryFile("w+") as output:
        began = time.perf_counter()
        child = subprocess.Popen(
            [str(word) for word in command], stdout=output, stderr=output, env=os.environ | (environment or {})
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            sys.exit(output.read())
    return Cost(seconds, usage.ru_maxrss * MEGABYTES_PER_KILOBYTE)


def by_dbt(lake: Path, target: Path, window: Window) -> Cost:
    """Build a window with dbt; its start is what lies outside the time that dbt itself notes."""
    cost = measured(
        [
            Path(sys.executable).with_name("dbt"), "run", "--target", "duckdb", "--select", *STAGES,
            *window_vars(window.dates[0], window.dates[-1]), "--project-dir", PROJECT_FOLDER,
            "--profiles-dir", PROJECT_FOLDER, "--target-path", target, "--log-path", target / "logs",
        ],
        {"NBA_LAKE": str(lake)},
    )  # fmt: skip
    noted = json.loads((target / "run_results.json").read_text())["elapsed_time"]
    return Cost(cost.seconds, cost.megabytes, cost.seconds - noted)


def by_duckdb(warehouse: Path, target: Path, window: Window) -> Cost:
    """Build the same window with DuckDB alone, in a process that does nothing else."""
    module = "nba_assets_tests.bench.plain_duckdb"
    return measured([sys.executable, "-m", module, warehouse, target, window.dates[0], window.dates[-1]])


def tables_that_differ(left: Path, right: Path) -> list[str]:
    """Return the tables of two warehouses that do not hold the same rows."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{left}' as a (read_only); attach '{right}' as b (read_only)")
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'a'"
        ).fetchall()
        return [
            name
            for (name,) in names
            if connection.execute(
                f"select 1 from ((from a.{name} except all from b.{name}) union all "
                f"(from b.{name} except all from a.{name})) limit 1"
            ).fetchall()
        ]


def prepared(source: Path, scratch: Path) -> Path:
    """Return a lake with a copy of the warehouse, over the same Parquet files."""
    lake = scratch / "lake"
    lake.mkdir()
    for folder in source.iterdir():
        if folder.is_dir():
            (lake / folder.name).symlink_to(folder)
    shutil.copy(source / DUCKDB_FILE, lake / DUCKDB_FILE)
    return lake


def main() -> None:
    """Measure every window and print the table."""
    out = Console(width=120)
    source = Path(Settings.load().lake).absolute()
    if not (source / DUCKDB_FILE).exists():
        out.print(f"No warehouse in {source}: set NBA_LAKE to a lake that `nba run` has built.")
        return
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        # dbt's statements name the database, which is called as its file is.
        lake, target, twin = prepared(source, scratch), scratch / "target", scratch / DUCKDB_FILE
        with duckdb.connect(str(lake / DUCKDB_FILE), read_only=True) as warehouse:
            dates = [day for (day,) in warehouse.execute(DATES_SQL).fetchall()]
        table = Table(
            "window", "dates", "dbt s", "of it starting", "dbt MB", "DuckDB s", "DuckDB MB", "ratio", "without start",
            title=f"SQL of {' and '.join(STAGES)}, {source}",
        )  # fmt: skip
        costs: list[tuple[Window, Cost, Cost]] = []
        # The first run reads the project anew and makes every table that an older program did not know.
        by_dbt(lake, target, Window("", dates[-1:]))
        for window in windows(dates):
            shutil.copy(lake / DUCKDB_FILE, twin)
            dbt = by_dbt(lake, target, window)
            plain = by_duckdb(twin, target, window)
            if wrong := tables_that_differ(lake / DUCKDB_FILE, twin):
                sys.exit(f"The two sides did not build the same: {', '.join(wrong)}")
            costs.append((window, dbt, plain))
            table.add_row(
                window.name, str(len(window.dates)), f"{dbt.seconds:.1f}", f"{dbt.starting:.1f}",
                f"{dbt.megabytes:,.0f}", f"{plain.seconds:.1f}", f"{plain.megabytes:,.0f}",
                f"{dbt.seconds / plain.seconds:.2f}", f"{dbt.building / plain.seconds:.2f}",
            )  # fmt: skip
        out.print(table)
        for (fewer, dbt, plain), (more, more_dbt, more_plain) in pairwise(costs):
            further = len(more.dates) - len(fewer.dates)
            out.print(
                f"{fewer.name} to {more.name}, each of {further} further dates: "
                f"dbt {(more_dbt.seconds - dbt.seconds) / further * 1000:,.0f} ms, "
                f"DuckDB {(more_plain.seconds - plain.seconds) / further * 1000:,.0f} ms"
            )


if __name__ == "__main__":
    main()
