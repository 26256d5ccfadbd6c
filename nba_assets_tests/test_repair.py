"""Which dates a changed date touches, what is made again for it, and how a changed date is told."""

import io
import json
import math
import re
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
from rich.console import Console

from nba_assets import cli
from nba_assets.assets.dbt import STAGES, dbt_project, is_table
from nba_assets.lake.store import Store
from nba_assets.lake.warehouse import DUCKDB_FILE, DuckDbWarehouse
from nba_assets.repair import RepairError, repairing
from nba_assets.repair.again import commands_again
from nba_assets.repair.changes import DATA_HASH, changed_dates, date_hashes
from nba_assets.repair.plan import Change, Part, Touched, parts, touched_tables
from nba_assets.repair.reach import Reach, declared, reaches
from nba_assets.repair.repairing import repair
from nba_assets.repair_report import as_json, print_repair
from nba_assets.run import RunReport
from nba_assets.settings import Settings, Warehouse
from nba_assets.sources.providers import PROVIDERS
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
            "tags": [one["name"].partition("_")[0]],
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


def test_team_box_scores_reach_the_windows_after_their_date_and_no_date_before_it(manifest):
    by_name = {
        manifest["nodes"][unique_id]["name"]: reach
        for unique_id, reach in reaches(manifest, {"nbac_team_boxscore"}).items()
    }
    assert by_name["stg_team_boxscore"] == Reach()
    assert 0 < by_name["team_offense_game_summary"].later < 365 <= by_name["team_defense_zone_analysis"].later
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


def test_the_rows_of_every_table_by_game_date_carry_the_hash_by_which_a_repair_compares_them(manifest):
    by_date = [node for node in manifest["nodes"].values() if is_table(node)]
    assert by_date
    assert {node["name"] for node in by_date if DATA_HASH not in node["columns"]} == set()


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
            game_date, nba_player_id, data_hash as source, processed_at
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
@pytest.mark.parametrize(
    ("table", "by_data_hash", "column"), [("hashed", True, "data_hash"), ("plain", False, "source")]
)
def test_a_date_is_changed_when_its_rows_are_others_in_whatever_order(lake, sql, dates, table, by_data_hash, column):
    name = f"nba_analytics.{table}"
    assert changed_by(lake, name, sql.format(t=name, h=column), by_data_hash=by_data_hash) == dates


# What to repair again after a failure.


BUILT = ("2024-11-20", "2024-11-22", "2024-11-24")


def again(*changes: Change, names: tuple[str, ...] = (), ask: bool = False) -> tuple[str, ...]:
    return commands_again(DAY, names, changes, BUILT, ask=ask)


def of_schedule(day: str) -> Change:
    return Change(date.fromisoformat(day), frozenset({"schedule"}))


def test_a_failed_repair_is_repeated_as_it_was_and_asks_again_only_if_the_asking_failed():
    assert again(Change(DAY, frozenset({"boxes"}))) == ("nba repair --date 2024-11-20",)
    assert again(names=("boxes", "schedule"), ask=True) == (
        "nba repair --date 2024-11-20 --tables boxes,schedule --ask",
    )


def test_every_date_that_changed_besides_is_repaired_again_for_what_changed_on_it():
    moves = Change(date(2024, 11, 24), frozenset({"moves"}))
    assert again(of_schedule("2024-11-20"), of_schedule("2024-11-24"), moves, of_schedule("2024-11-22")) == (
        "nba repair --date 2024-11-20",
        "nba repair --date 2024-11-22 --tables schedule",
        "nba repair --date 2024-11-24 --tables moves,schedule",
    )


@pytest.mark.parametrize(
    ("changed", "others"),
    [
        ("2024-11-23", ["2024-11-22", "2024-11-24"]),
        # The date itself is repaired in any case.
        ("2024-11-21", ["2024-11-22"]),
        ("2024-12-24", ["2024-11-24"]),
        ("2023-11-20", []),
    ],
)
def test_a_date_that_cannot_be_repaired_gives_way_to_those_beside_it(changed, others):
    assert again(of_schedule(changed)) == (
        "nba repair --date 2024-11-20",
        *(f"nba repair --date {day} --tables schedule" for day in others),
    )


class FakeGraph:
    """A graph whose runs of raw tables, or those of dbt tables, fail."""

    def __init__(self, *, raw_fails: bool) -> None:
        self.raw_fails = raw_fails

    def run(self, first: str, last: str, only: list[dg.AssetKey]) -> RunReport:
        success = self.raw_fails != (only[0].path[0] == "nba_raw")
        return RunReport(success, "run", first, last, () if success else ("it broke",), 1.0, {})


@pytest.mark.parametrize("raw_fails", [False, True])
def test_a_repair_that_fails_after_it_asked_tells_every_date_to_repair_again(tmp_path, monkeypatch, raw_fails):
    Store.open(str(tmp_path))
    write(
        tmp_path,
        "create schema nba_analytics; create table nba_analytics.player_game_summary as "
        "select game_date, 'a' as data_hash from (values (date '2024-11-20'), (date '2024-11-22')) as t (game_date)",
    )
    hashes = iter([{"2024-11-20": "a", "2024-11-22": "a"}, {"2024-11-20": "b", "2024-11-22": "b"}])
    monkeypatch.setattr(repairing, "_raw_hashes", lambda *_: {"nbac_schedule": next(hashes)})
    monkeypatch.setattr(repairing, "loaded_graph", lambda *_: nullcontext(FakeGraph(raw_fails=raw_fails)))
    settings = Settings(lake=str(tmp_path), now=NOW)
    report = repair(settings, DAY, ["nbac_schedule"], ask=True, tell=lambda _: None)
    commands = [
        "nba repair --date 2024-11-20 --tables nbac_schedule" + (" --ask" if raw_fails else ""),
        "nba repair --date 2024-11-22 --tables nbac_schedule",
    ]
    assert [run.success for run in report.runs] == ([False] if raw_fails else [True, False])
    assert as_json(report)["repair_again"] == commands
    out = io.StringIO()
    print_repair(Console(file=out, width=60), report)
    assert out.getvalue().splitlines()[-2:] == commands


# Errors say what to do.


# Errors say what to do.


def repaired(lake: Path, day: date, *names: str, ask: bool = False, **settings: str) -> None:
    repair(Settings(lake=str(lake), now=NOW, **settings), day, names, ask=ask, tell=lambda _: None)


def test_a_date_without_games_is_refused(tmp_path):
    with pytest.raises(RepairError, match="2024-12-24 is no game date; there are"):
        repaired(tmp_path / "lake", date(2024, 12, 24))


def test_a_date_that_was_never_built_is_left_to_a_run(tmp_path):
    with pytest.raises(RepairError, match="`nba run --from 2024-11-20 --to 2024-11-20`"):
        repaired(tmp_path / "lake", DAY)


def test_tables_of_which_nothing_is_made_by_game_date_are_named(tmp_path):
    with pytest.raises(RepairError, match="nothing is made by game date from nbac_scoreboard_v2, odds_api_events, so"):
        repaired(tmp_path / "lake", DAY, "odds_api_events", "nbac_scoreboard_v2")


def test_named_tables_that_cannot_be_asked_for_are_told_each_with_its_reason(tmp_path):
    named = ("nbac_player_boxscores", "nbac_team_boxscore", "bdl_active_players_current")
    with pytest.raises(RepairError) as told:
        repaired(tmp_path / "lake", DAY, *named, ask=True, sources_off="balldontlie")
    assert "bdl_active_players_current (NBA_SOURCES_OFF names it)" in str(told.value)
    assert "boxscore" not in str(told.value)


def test_of_tables_that_nobody_named_those_that_are_off_are_not_asked_for_until_all_are(tmp_path):
    with pytest.raises(RepairError, match="`nba run --from 2024-11-20"):
        repaired(tmp_path / "lake", DAY, ask=True, sources_off="balldontlie")
    with pytest.raises(RepairError, match=r"none of nbac_schedule, .* can be asked: their sources are off"):
        repaired(tmp_path / "lake", DAY, ask=True, sources_off=",".join(PROVIDERS))


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
