"""DuckDB and BigQuery give the same rows for one month: every table, every column, and its hash of the row."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pandas as pd
import pytest

from nba_assets_tests.emulator.comparing import BIGQUERY_TYPES, Table, built_tables, differences
from nba_assets_tests.emulator.conftest import MONTH, PREDICTED, STRANGER_DAYS, STRANGER_TABLE, Built
from nba_assets_tests.emulator.emulator import PROJECT

pytestmark = pytest.mark.slow


def tables(built: Built) -> list[Table]:
    """The tables that dbt built."""
    return list(built_tables(built.bigquery_run.artifact("manifest.json")))


def of_month(built: Built, table: Table) -> Iterator[pd.DataFrame]:
    """Yield the month's rows of a table on DuckDB and on BigQuery, or all rows where it has no game date."""
    with duckdb.connect(str(built.lake / "warehouse.duckdb"), read_only=True) as warehouse:
        warehouse.execute("set timezone = 'UTC'")
        bigquery = built.emulator.rows(table.name)
        dated = "game_date" in bigquery.column_names
        where, window = ("where game_date between ? and ?", MONTH) if dated else ("", ())
        yield warehouse.execute(f"select * from {table.name} {where}", window).df()
        yield warehouse.execute(f"select * from bigquery {where}", window).df()


def test_every_table_holds_the_same_rows(built: Built) -> None:
    found, rows = {}, {}
    for table in tables(built):
        left, right = of_month(built, table)
        rows[table.name] = len(left)
        found[table.name] = differences(left, right, table.key)
    assert {table: what for table, what in found.items() if what} == {}
    # No table was found equal for want of rows.
    assert {table for table, count in rows.items() if not count} == set()
    # 222 games on 28 dates, each with two teams.
    assert rows["nba_analytics.team_offense_game_summary"] == rows["nba_analytics.team_defense_game_summary"] == 444


def test_every_column_has_the_type_that_it_declares(built: Built) -> None:
    wrong = {}
    for table in tables(built):
        schema = built.emulator.client.get_table(f"{PROJECT}.{table.name}").schema
        real = {field.name: field.field_type for field in schema}
        declared = {name: BIGQUERY_TYPES[data_type] for name, data_type in table.types.items()}
        if declared and list(real.items()) != list(declared.items()):
            wrong[table.name] = set(real.items()) ^ set(declared.items())
    assert wrong == {}


def test_a_build_replaces_its_window_and_nothing_before_it(built: Built) -> None:
    sql = f"select game_date from {STRANGER_TABLE} where team_abbr = 'XXX'"
    with duckdb.connect(str(built.lake / "warehouse.duckdb"), read_only=True) as warehouse:
        left: list[date] = [day for (day,) in warehouse.execute(sql).fetchall()]
    assert left == [row.game_date for row in built.emulator.client.query(sql).result()] == [STRANGER_DAYS[0]]


def test_a_week_of_predictions_is_graded(built: Built) -> None:
    sql = "select min(game_date) as first, max(game_date) as last from nba_predictions.prediction_accuracy"
    (row,) = built.emulator.client.query(sql).result()
    assert (row["first"], row["last"]) == PREDICTED
