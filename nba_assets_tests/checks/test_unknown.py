"""What is unknown and why: which columns may be empty, which must not, and what is told of the others."""

import json
from datetime import date

import duckdb
import pytest

from nba_assets.assets.dbt import dbt_project
from nba_assets.assets.workshop import Workshop
from nba_assets.checks.unknown import Declared, declared_tables, judge, look
from nba_assets.settings import Settings, Warehouse

TABLE = Declared(
    "nba_analytics",
    "player_game_summary",
    columns=("game_date", "nba_player_id", "points", "win_flag", "attendance"),
    never_unknown={"game_date": "error", "nba_player_id": "error", "win_flag": "warn"},
    absent={"attendance": "No source of attendance."},
)


def filled(**counts):
    return {"game_date": 4, "nba_player_id": 4, "points": 3, "win_flag": 4, "attendance": 0} | counts


def test_shares_are_told_the_worst_first_and_empty_columns_with_their_reason():
    found = judge(TABLE, 4, filled(win_flag=4))
    assert found.passed
    shares = [(record.data["column"], record.data["unknown"]) for record in found.metadata["unknown_by_column"].records]
    assert shares == [("attendance", "100.0%"), ("points", "25.0%")]
    [absent] = found.metadata["absent_sources"].records
    assert absent.data == {"column": "attendance", "reason": "No source of attendance."}
    # 4 + 4 + 3 + 4 + 0 of 20 values
    assert found.metadata["unknown_share"] == pytest.approx(0.25)


def test_an_empty_column_without_a_reason_warns():
    found = judge(TABLE, 4, filled(points=0))
    assert (found.passed, found.severity.value) == (False, "WARN")
    assert "points" in found.description
    assert "attendance" not in found.description


def test_columns_of_a_source_that_gave_no_row_need_no_reason():
    columns = ("source_box_rows_found", "source_box_last_updated", "source_box_hash")
    table = Declared("nba_analytics", "player_game_summary", columns)
    assert judge(table, 4, {columns[0]: 4, columns[1]: 0, columns[2]: 0}).passed
    # The count itself is 0 then, never unknown.
    assert not judge(table, 4, {columns[0]: 0, columns[1]: 0, columns[2]: 0}).passed


@pytest.mark.parametrize(("column", "severity"), [("nba_player_id", "ERROR"), ("win_flag", "WARN")])
def test_a_gap_in_a_column_that_must_be_known_is_as_grave_as_its_test(column, severity):
    found = judge(TABLE, 4, filled(**{column: 3}))
    assert (found.passed, found.severity.value) == (False, severity)
    assert column in found.description


def test_no_rows_are_not_judged():
    assert judge(TABLE, 0, dict.fromkeys(TABLE.columns, 0)).passed


def column(name, **meta):
    return {"name": name, "config": {"meta": meta}}


def test_what_is_declared_is_read_from_the_manifest():
    model, test = "model.nba.player_daily_cache", "test.nba.not_null"
    manifest = {
        "nodes": {
            model: {
                "unique_id": model, "resource_type": "model", "name": "player_daily_cache", "schema": "nba_precompute",
                "tags": ["features"], "config": {"materialized": "incremental"},
                "columns": {
                    "game_date": column("game_date"),
                    "team_abbr": column("team_abbr"),
                    "player_age": column("player_age", absent_source="No birth dates."),
                },
            },
            test: {
                "resource_type": "test", "attached_node": model, "column_name": "team_abbr",
                "config": {"severity": "WARN"}, "test_metadata": {"name": "not_null", "kwargs": {}},
            },
            f"{test}_of_the_key": {
                "resource_type": "test", "attached_node": model, "column_name": None, "config": {"severity": "ERROR"},
                "test_metadata": {"name": "primary_key", "kwargs": {"columns": ["game_date"]}},
            },
        },
        "child_map": {model: [test, f"{test}_of_the_key", "exposure.nba.tonight"]},
    }  # fmt: skip
    [found] = declared_tables(manifest)
    assert found == Declared(
        "nba_precompute",
        "player_daily_cache",
        ("game_date", "team_abbr", "player_age"),
        {"team_abbr": "warn", "game_date": "error"},
        {"player_age": "No birth dates."},
    )


def test_the_tables_of_analytics_precompute_and_the_feature_store_are_judged():
    manifest = json.loads(dbt_project(Warehouse.DUCKDB).manifest_path.read_bytes())
    found = {one.table: one for one in declared_tables(manifest)}
    assert {"player_game_summary", "upcoming_team_game_context", "player_daily_cache", "ml_feature_store_v2"} <= set(
        found
    )
    # It holds what the predictions of the models came to, and is judged by its own tests.
    assert "prediction_accuracy" not in found
    assert found["ml_feature_store_v2"].never_unknown.keys() >= {"game_date", "nba_player_id"}


@pytest.fixture
def tools(tmp_path, monkeypatch):
    monkeypatch.setenv("NBA_LAKE", str(tmp_path))
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as warehouse:
        warehouse.execute("create schema nba_analytics")
        warehouse.execute(
            """
            create table nba_analytics.player_game_summary as
            select date '2025-01-01' + cast(n as int) as game_date, n as nba_player_id,
                case when n = 0 then 20 end as points, true as win_flag, null::int as attendance
            from unnest(range(0, 30)) as days(n)
            """
        )
    with Workshop(Settings.load()) as opened:
        yield opened


def test_one_date_is_judged_with_the_two_weeks_before_it(tools):
    # The only points are of January 1: within two weeks of the 15th, and not of the 16th.
    assert look(TABLE, tools, date(2025, 1, 15), date(2025, 1, 15)).passed
    found = look(TABLE, tools, date(2025, 1, 16), date(2025, 1, 16))
    assert found.metadata["rows"] == 15
    assert not found.passed
    assert look(TABLE, tools, date(2025, 1, 1), date(2025, 1, 16)).passed
