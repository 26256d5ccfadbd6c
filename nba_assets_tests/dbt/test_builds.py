"""The dbt project builds on a new lake, replaces windows, and compiles for both warehouses."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from nba_assets_tests.dbt.conftest import KEPT_DAY, REPLACED_DAY, DbtRun

# Words that only DuckDB understands; each has a macro in nba_dbt/macros/portable.sql.
DUCKDB_ONLY = re.compile(
    r"timestamptz|try_cast|date_diff\('|read_parquet|\bas double\b|\bexclude\b|decimal\(", re.IGNORECASE
)


def compiled_models(run: DbtRun) -> Iterator[Path]:
    """Yield the compiled SQL of the models."""
    folder = run.target / "compiled" / "nba" / "models"
    yield from (file for file in folder.rglob("*.sql") if not any(part.endswith(".yml") for part in file.parts))


def test_everything_builds_on_a_lake_without_rows(built: DbtRun) -> None:
    assert built.returncode == 0, built.output
    statuses = {result["unique_id"]: result["status"] for result in built.artifact("run_results.json")["results"]}
    assert {name for name, status in statuses.items() if status not in ("success", "pass", "no-op")} == set()


def test_every_unit_test_ran_and_passed(built: DbtRun) -> None:
    results = built.artifact("run_results.json")["results"]
    passed = {r["unique_id"] for r in results if r["unique_id"].startswith("unit_test.") and r["status"] == "pass"}
    assert passed == set(built.artifact("manifest.json")["unit_tests"])
    assert passed


def test_a_rebuild_empties_the_days_of_its_window_and_leaves_the_others(rebuilt: DbtRun) -> None:
    assert rebuilt.returncode == 0, rebuilt.output
    with duckdb.connect(str(rebuilt.lake / "warehouse.duckdb"), read_only=True) as warehouse:
        days = warehouse.execute(
            "select game_date from nba_analytics.upcoming_team_game_context order by game_date"
        ).fetchall()
    assert [day for (day,) in days] == [date(2024, 11, 1), KEPT_DAY]


def test_every_model_compiles_for_bigquery_without_a_server(compiled_for_bigquery: DbtRun) -> None:
    assert compiled_for_bigquery.returncode == 0, compiled_for_bigquery.output
    assert "error" not in compiled_for_bigquery.output.lower()
    models = {
        node["name"]
        for node in compiled_for_bigquery.artifact("manifest.json")["nodes"].values()
        if node["resource_type"] == "model"
    }
    assert {file.stem for file in compiled_models(compiled_for_bigquery)} == models


def test_no_word_of_duckdb_reaches_bigquery(compiled_for_bigquery: DbtRun) -> None:
    found = {
        file.stem: words
        for file in compiled_models(compiled_for_bigquery)
        if (words := DUCKDB_ONLY.findall(file.read_text()))
    }
    assert found == {}


def test_bigquery_overwrites_exactly_the_partitions_of_the_window(compiled_for_bigquery: DbtRun) -> None:
    tables = {
        node["name"]: node["config"]
        for node in compiled_for_bigquery.artifact("manifest.json")["nodes"].values()
        if node["resource_type"] == "model" and node["config"]["materialized"] == "incremental"
    }
    assert "ml_feature_store_v2" in tables
    for name, config in tables.items():
        assert config["incremental_strategy"] == "insert_overwrite", name
        assert config["partition_by"] == {"field": "game_date", "data_type": "date", "granularity": "day"}, name
        assert config["partitions"] == [f"date '{REPLACED_DAY}'", f"date '{KEPT_DAY}'"], name
