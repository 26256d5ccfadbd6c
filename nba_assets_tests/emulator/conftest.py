"""One lake, filled by the product, and the dbt project built from it on DuckDB and on a BigQuery emulator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from google.cloud import bigquery

from nba_assets.forecasting.tables import FORECASTING_TABLES
from nba_assets.records import Record, arrow_schema
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets_tests.dbt.conftest import DbtRun, run_dbt, window_vars
from nba_assets_tests.emulator.emulator import Emulator, NotInstalledError, installed, running
from nba_assets_tests.proof.lakes import fill, played_dates, train_and_predict

# What the windows of the month look back on: results of the season before, and everything of this season's first days.
SEASON_BEFORE = (date(2023, 11, 1), date(2024, 4, 14))
FIRST_DAYS = (date(2024, 10, 22), date(2024, 10, 31))
HISTORY = (SEASON_BEFORE[0], FIRST_DAYS[1])
MONTH = (date(2024, 11, 1), date(2024, 11, 30))
PREDICTED = (date(2024, 11, 18), date(2024, 11, 24))
# Windows look back on results, and on nothing that was prepared for a player's game.
RESULTS = ("tag:analytics", "--exclude", "upcoming_player_game_context+")
# A table of which one row more is written for each of these days before the month is built.
STRANGER_TABLE = "nba_analytics.upcoming_team_game_context"
STRANGER_DAYS = (FIRST_DAYS[1], MONTH[0])

RAW_TYPES = {
    pa.string(): "STRING",
    pa.int64(): "INT64",
    pa.float64(): "FLOAT64",
    pa.bool_(): "BOOL",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP",
}


@dataclass(frozen=True)
class Built:
    """The project built twice from one lake."""

    lake: Path
    emulator: Emulator
    duckdb_run: DbtRun
    bigquery_run: DbtRun


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """A running emulator; where it cannot be installed, what needs it is skipped with the reason."""
    try:
        folder = installed()
    except NotInstalledError as error:
        pytest.skip(f"no BigQuery emulator: {error}")
    with running(folder, tmp_path_factory.mktemp("emulator")) as started:
        yield started


@pytest.fixture(scope="session")
def lake(emulator: Emulator, replay_server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of the season before and everything of the month and the days before it; not filled without emulator."""
    lake = tmp_path_factory.mktemp("emulator") / "lake"
    before, now = played_dates(*SEASON_BEFORE), played_dates(FIRST_DAYS[0], MONTH[1])
    fill(lake, replay_server, [NBAC_SCHEDULE], [*before, *now])
    fill(lake, replay_server, [NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE], before)
    fill(lake, replay_server, RAW_TABLES, now)
    return lake


@pytest.fixture(scope="session")
def built(lake: Path, emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Everything up to the grading of a week's predictions, of the month, after the history that its windows need."""
    target = tmp_path_factory.mktemp("target_duckdb")
    build(lake, target, *HISTORY, RESULTS)
    with duckdb.connect(str(lake / "warehouse.duckdb")) as warehouse:
        warehouse.execute(strangers())
    build(lake, target, *MONTH, ["tag:analytics", "tag:features"])
    train_and_predict(lake, played_dates(*PREDICTED))
    duckdb_run = build(lake, target, *MONTH, ["tag:grading"])

    load(emulator, lake)
    target = tmp_path_factory.mktemp("target_bigquery")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBA_BIGQUERY_EMULATOR_PORT", str(emulator.port))
        arguments = ["--target", "bigquery_emulator"]
        build(lake, target, *HISTORY, RESULTS, arguments)
        emulator.client.query(strangers()).result()
        stages = ["tag:analytics", "tag:features", "tag:grading"]
        bigquery_run = build(lake, target, *MONTH, stages, arguments)
    return Built(lake, emulator, duckdb_run, bigquery_run)


def build(
    lake: Path, target: Path, first: date, last: date, select: Sequence[str],
    arguments: Sequence[str] = ("--target", "duckdb"),
) -> DbtRun:  # fmt: skip
    """Build the selected models and seeds for a window."""
    run = run_dbt(
        [
            "build", *arguments, "--select", *select, "--exclude-resource-type", "test", "unit_test",
            *window_vars(first, last),
        ],
        lake=lake, target=target,
    )  # fmt: skip
    assert run.returncode == 0, run.output
    return run


def load(emulator: Emulator, lake: Path) -> None:
    """Load every table that Python wrote."""
    raw: dict[str, type[Record]] = {f"nba_raw.{table.name}": table.record for table in RAW_TABLES}
    made = {f"nba_predictions.{name}": record for name, record in FORECASTING_TABLES.items()}
    for table, record in (raw | made).items():
        schema = arrow_schema(record)
        files = f"'{lake / table.replace('.', '/')}/*/*.parquet', hive_partitioning=false, union_by_name=true"
        rows = duckdb.sql(f"select {', '.join(schema.names)} from read_parquet({files})").to_arrow_table()
        emulator.load(table, rows.cast(schema), [bigquery.SchemaField(f.name, RAW_TYPES[f.type]) for f in schema])


def strangers() -> str:
    """A statement that gives a table a row of no team on some days, for both engines."""
    rows = " union all ".join(f"select cast('{day}' as date), 'XXX'" for day in STRANGER_DAYS)
    return f"insert into {STRANGER_TABLE} (game_date, team_abbr) {rows}"
