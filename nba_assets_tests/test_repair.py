"""Which dates a changed date touches, what is made again for it, and how a changed date is told."""

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from nba_assets import cli
from nba_assets.assets.dbt import STAGES, dbt_project, is_table
from nba_assets.lake.store import Store
from nba_assets.lake.warehouse import DUCKDB_FILE, DuckDbWarehouse
from nba_assets.repair import RepairError
from nba_assets.repair.changes import changed_dates, date_hashes
from nba_assets.repair.plan import Change, Part, Touched, parts, touched_tables
from nba_assets.repair.reach import Reach, declared, reaches
from nba_assets.repair.repairing import repair
from nba_assets.settings import Settings, Warehouse
from nba_assets_tests.conftest import NOW

DAY = date(2024, 11, 20)
# By which a row is of a date: a player's move has no game.
DATES = {"game_date", "transaction_date"}
WINDOWS_BACK, WINDOWS_AHEAD, NAMES = ("prior_games", "latest_before"), ("next_games",), "resolved_names"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    """The dbt project as the program sees it."""
    return json.loads(dbt_project(Warehouse.DUCKDB).manifest_path.read_bytes())


def model(name: str, *parents: str, **meta: object) -> dict[str, Any]:
    return {"name": name, "parents": parents, "meta": meta}


def manifest_of(*models: dict[str, Any], sources: tuple[str, ...] = ("raw",)) -> dict[str, Any]:
    """A manifest of tables by game date, each of the stage that its name begins with."""
    nodes = {
        one["name"]: {
            "unique_id": one["name"], "name": one["name"], "schema": "nba", "resource_type": "model",
            "config": {"materialized": "incremental", "meta": one["meta"]},
            "tags": [one["name"].partition("_")[0]], "columns": {"data_hash": {}},
        }
        for one in models
    }  # fmt: skip
    return {
        "nodes": nodes,
        "sources": {name: {"unique_id": name, "name": name} for name in sources},
        "parent_map": {one["name"]: list(one["parents"]) for one in models},
    }


def test_days_add_up_along_a_path_and_the_longest_path_counts():
    found = reaches(
        manifest_of(
            model("games", "raw"),
            model("form", "games", reads_back_days=365),
            model("plan", "raw", reads_ahead_days=30),
            model("features", "games", "form", "plan"),
            model("streaks", "features", reads_back_days=60),
            model("ever", "games", reads_back_days="all"),
            model("other", "elsewhere"),
            sources=("raw", "elsewhere"),
        ),
        {"raw"},
    )
    assert found == {
        "games": Reach(0, 0),
        "form": Reach(0, 365),
        "plan": Reach(30, 0),
        "features": Reach(30, 365),
        # 365 of the form and 60 of its own.
        "streaks": Reach(30, 425),
        "ever": Reach(0, math.inf),
    }


@pytest.mark.parametrize(
    ("other", "touched"),
    [("2024-11-18", False), ("2024-11-19", True), ("2024-11-20", True), ("2024-11-23", True), ("2024-11-24", False)],
)
def test_a_row_that_reads_three_days_back_and_one_ahead_is_touched_so_far(other, touched):
    assert Reach(earlier=1, later=3).has(DAY, date.fromisoformat(other)) is touched


def test_every_table_that_depends_on_a_source_is_reached_and_no_other(manifest):
    for source in ("nbac_player_boxscores", "nbac_schedule", "nbac_shot_chart", "odds_api_player_points_props"):
        unique_id = next(one for one, node in manifest["sources"].items() if node["name"] == source)
        below, told = set(), [unique_id]
        while told:
            children = set(manifest["child_map"].get(told.pop(), ())) - below
            below |= children
            told += children
        expected = {one for one in below if one.startswith("model.")}
        assert set(reaches(manifest, {source})) == expected


def test_box_scores_reach_all_that_is_made_of_windows_of_games(manifest):
    by_name = {
        manifest["nodes"][unique_id]["name"]: reach
        for unique_id, reach in reaches(manifest, {"nbac_player_boxscores"}).items()
    }
    tables = {node["name"] for node in manifest["nodes"].values() if is_table(node)}
    # A box score on which nobody's name depends would end a year on; a name may be known by one box score alone.
    assert by_name["player_daily_cache"].later >= 365
    assert by_name["ml_feature_store_v2"].later >= by_name["player_daily_cache"].later
    assert {
        "player_game_summary", "upcoming_player_game_context", "player_shot_zone_analysis", "player_composite_factors",
        "unresolved_player_names", "prediction_accuracy",
    } <= by_name.keys() & tables  # fmt: skip


def test_team_box_scores_touch_the_team_tables_of_their_date_only_and_the_windows_after_it(manifest):
    by_name = {
        manifest["nodes"][unique_id]["name"]: reach
        for unique_id, reach in reaches(manifest, {"nbac_team_boxscore"}).items()
    }
    assert by_name["stg_team_boxscore"] == Reach()
    assert by_name["team_defense_zone_analysis"].later >= 365
    assert {name for name, reach in by_name.items() if reach.earlier} == set()


def test_the_schedule_is_read_ahead(manifest):
    by_name = {
        manifest["nodes"][unique_id]["name"]: reach for unique_id, reach in reaches(manifest, {"nbac_schedule"}).items()
    }
    assert by_name["upcoming_team_game_context"].earlier == 30
    assert by_name["player_game_summary"].earlier == 0


# Declarations, against what the SQL says.


def sql_of(node: dict[str, Any]) -> str:
    return re.sub(r"--[^\n]*|\{#.*?#\}", "", node["raw_code"], flags=re.DOTALL)


def bracketed(sql: str, before: str) -> Iterator[str]:
    """Yield what stands in the brackets after each match."""
    for match in re.finditer(before + r"\s*\(", sql):
        depth, at = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[at], 0)
            at += 1
        yield sql[match.end() : at - 1]


def days_of(manifest: dict[str, Any], sql: str, macros: tuple[str, ...]) -> int:
    """The most days that calls of the macros ask for; 0 without a call."""
    named = dict(re.findall(r"set (\w+) = (\d+)", sql))
    found = ["0"]
    for macro in macros:
        default = re.findall(r"within_days=(\d+)", manifest["macros"][f"macro.nba.{macro}"]["macro_sql"].split("%}")[0])
        for call in bracketed(sql, rf"\b{macro}"):
            given = re.search(r"(?:within_days\s*=\s*|,\s*)(\w+)\s*$", call)
            found += [given.group(1)] if given else default
    return max(int(named.get(days, days)) for days in found)


def windows_over_dates(sql: str) -> list[str]:
    """The windows whose rows are of several dates: neither the date nor a game stands in their partition."""
    found = [
        *bracketed(sql, r"\bover"),
        *bracketed(sql, r"\bwindow \w+ as"),
        *bracketed(sql, r"\b\w+ as(?= \(partition)"),
    ]
    partitions = [window.partition("order by")[0] for window in found]
    return [one for one in partitions if not re.search(r"\b(game_date|move_date|game_id|nba_game_id)\b", one)]


def expected_of(manifest: dict[str, Any], node: dict[str, Any]) -> Reach:
    sql = sql_of(node)
    names = manifest["macros"][f"macro.nba.{NAMES}"]["macro_sql"] if re.search(rf"\b{NAMES}\(", sql) else ""
    return Reach(earlier=days_of(manifest, sql, WINDOWS_AHEAD), later=days_of(manifest, sql + names, WINDOWS_BACK))


def made_of_dates(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        manifest["nodes"][unique_id]
        for unique_id in reaches(manifest, {n["name"] for n in manifest["sources"].values()})
    ]


def test_what_reads_other_dates_declares_the_widest_of_its_windows_and_nothing_else_does(manifest):
    wrong = {}
    for node in made_of_dates(manifest):
        said, needed = declared(node), expected_of(manifest, node)
        if not DATES & node["columns"].keys():
            # Its rows are of no date, so they are of all that it reads.
            right = said.later == math.inf
        elif windows_over_dates(sql_of(node)):
            right = said.later >= max(needed.later, 1) and said.earlier == needed.earlier
        else:
            right = said == needed
        if not right:
            wrong[node["name"]] = {"declared": said, "windows": needed, "over dates": windows_over_dates(sql_of(node))}
    assert wrong == {}


def test_no_window_is_longer_than_a_year_so_that_every_season_figure_ends_with_it(manifest):
    assert max(expected_of(manifest, node).later for node in made_of_dates(manifest)) == 365


# What is made again.


KEYS = ("2024-11-18", "2024-11-19", "2024-11-20", "2024-11-21", "2024-11-22", "2024-11-23", "2024-11-24")
CHAIN = manifest_of(
    model("analytics_games", "raw"),
    model("analytics_form", "analytics_games", reads_back_days=2),
    model("features_store", "analytics_form"),
    model("grading_grades", "analytics_games"),
)


def planned(built: tuple[str, ...], played: tuple[str, ...] = KEYS, graph: dict[str, Any] = CHAIN) -> list[Part]:
    tables = touched_tables(graph, [Change(DAY, frozenset({"raw"}))])
    return parts(tables, KEYS, set(built), set(played))


def told(found: list[Part]) -> list[tuple[list[str], str, str, int]]:
    return [([table.name for table in part.tables], part.dates[0], part.dates[-1], len(part.dates)) for part in found]


def test_a_stage_is_made_for_its_widest_table_and_stages_of_one_window_together():
    assert told(planned(KEYS)) == [
        (["analytics_form", "analytics_games", "features_store"], "2024-11-20", "2024-11-22", 3),
        (["grading_grades"], "2024-11-20", "2024-11-20", 1),
    ]


def test_nothing_is_made_that_the_lake_does_not_hold():
    assert told(planned(KEYS[:4]))[0][1:] == ("2024-11-20", "2024-11-21", 2)
    # Played on the 21st and never built: the window is cut there.
    without = tuple(key for key in KEYS if key != "2024-11-21")
    assert [one[1:] for one in told(planned(without))][:2] == [
        ("2024-11-20", "2024-11-20", 1),
        ("2024-11-22", "2024-11-22", 1),
    ]
    # Nobody played on the 21st: there is nothing that could be made, and one run does both.
    assert told(planned(without, played=without))[0][1:] == ("2024-11-20", "2024-11-22", 3)


def test_a_date_changed_besides_is_touched_by_what_changed_on_it_only():
    graph = manifest_of(
        model("analytics_games", "raw"), model("analytics_plan", "calendar"), sources=("raw", "calendar")
    )
    changes = [Change(DAY, frozenset({"raw"})), Change(date(2024, 11, 23), frozenset({"calendar"}))]
    touched = {table.name: [key for key in KEYS if table.is_touched_on(date.fromisoformat(key))]
               for table in touched_tables(graph, changes)}  # fmt: skip
    assert touched == {"analytics_games": ["2024-11-20"], "analytics_plan": ["2024-11-23"]}


def test_the_tables_of_the_project_come_in_the_order_of_the_stages(manifest):
    tables: list[Touched] = touched_tables(manifest, [Change(DAY, frozenset({"nbac_player_boxscores"}))])
    assert [table.stage for table in tables] == sorted((table.stage for table in tables), key=STAGES.index)
    assert {stage.name for stage in STAGES} == {table.stage.name for table in tables}


# How a changed date is told.


@pytest.fixture
def lake(tmp_path) -> Path:
    """A lake with a table of rows that carry their hash and one of rows that do not."""
    write(
        tmp_path,
        """
        create schema nba_analytics;
        create table nba_analytics.hashed as select * from (values
            (date '2024-11-20', 1, 'a', timestamp '2024-11-21'),
            (date '2024-11-20', 2, 'b', timestamp '2024-11-21'),
            (date '2024-11-21', 1, 'c', timestamp '2024-11-22')
        ) as t (game_date, nba_player_id, data_hash, processed_at);
        create table nba_analytics.plain as select
            game_date, nba_player_id, data_hash as source, processed_at, processed_at as source_box_last_updated
        from nba_analytics.hashed;
        """,
    )
    return tmp_path


def write(lake: Path, sql: str) -> None:
    with duckdb.connect(str(lake / DUCKDB_FILE)) as connection:
        connection.execute(sql)


def changed_by(lake: Path, table: str, sql: str, *, by_data_hash: bool) -> tuple[str, ...]:
    warehouse = DuckDbWarehouse(Store.open(str(lake)))

    def hashes() -> dict[str, str]:
        return date_hashes(warehouse, table, date(2024, 1, 1), date(2025, 1, 1), by_data_hash=by_data_hash)

    before = hashes()
    write(lake, sql)
    return changed_dates(before, hashes())


@pytest.mark.parametrize(
    ("sql", "dates"),
    [
        ("update {t} set {h} = 'z' where game_date = date '2024-11-21'", ("2024-11-21",)),
        ("delete from {t} where nba_player_id = 2", ("2024-11-20",)),
        ("delete from {t} where game_date = date '2024-11-21'", ("2024-11-21",)),
        ("insert into {t} select * replace (date '2024-11-25' as game_date) from {t} limit 1", ("2024-11-25",)),
        ("update {t} set processed_at = timestamp '2025-01-12'", ()),
        ("create or replace table {t} as from {t} order by {h} desc", ()),
    ],
)
@pytest.mark.parametrize(("table", "has_hash", "column"), [("hashed", True, "data_hash"), ("plain", False, "source")])
def test_a_date_is_changed_when_its_rows_are_others_in_whatever_order(lake, sql, dates, table, has_hash, column):
    name = f"nba_analytics.{table}"
    assert changed_by(lake, name, sql.format(t=name, h=column), by_data_hash=has_hash) == dates


def test_when_a_source_was_written_is_no_change_of_a_row(lake):
    sql = "update nba_analytics.plain set source_box_last_updated = timestamp '2025-01-12'"
    assert changed_by(lake, "nba_analytics.plain", sql, by_data_hash=False) == ()


# Errors say what to do.


def repaired(lake: Path, day: date) -> None:
    repair(Settings(lake=str(lake), now=NOW), day, (), ask=False, tell=lambda _: None)


def test_a_date_without_games_is_refused(tmp_path):
    with pytest.raises(RepairError, match="2024-12-24 is no game date; there are"):
        repaired(tmp_path / "lake", date(2024, 12, 24))


def test_a_date_that_was_never_built_is_left_to_a_run(tmp_path):
    with pytest.raises(RepairError, match="`nba run --from 2024-11-20 --to 2024-11-20`"):
        repaired(tmp_path / "lake", DAY)


def test_a_warehouse_of_before_the_hashes_is_told(tmp_path):
    Store.open(str(tmp_path))
    write(
        tmp_path,
        "create schema nba_analytics; create table nba_analytics.player_game_summary as "
        "select date '2024-11-20' as game_date, 1 as nba_player_id",
    )
    with pytest.raises(RepairError, match=r"player_game_summary has no column data_hash.*run `nba run`"):
        repaired(tmp_path, DAY)


def test_the_command_line_tells_an_unknown_table_and_a_mendable_error(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NBA_LAKE", str(tmp_path / "lake"))

    def ended(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["nba", "repair", *arguments])
        with pytest.raises(SystemExit) as found:
            cli.main()
        return found.value.code

    assert ended("--date", "2024-11-20", "--tables", "boxscores") == 2
    assert "no raw table" in capsys.readouterr().err
    assert ended("--date", "2024-11-20") == 2
    assert "error: no table was built for 2024-11-20 yet" in capsys.readouterr().err
