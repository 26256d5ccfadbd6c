"""What every dbt model keeps: names, descriptions, keys, stages, and no window over results of its own making."""

import re
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from nba_assets import names_report, report
from nba_assets.assets import predictions
from nba_assets.assets.feature_files import files
from nba_assets.checks import gates, spot_rows
from nba_assets.forecasting.features import FEATURES
from nba_assets_tests.dbt.conftest import PROJECT, DbtRun

STAGES = ("analytics", "features", "grading")
DATASETS = {"nba_staging", "nba_analytics", "nba_precompute", "nba_predictions", "nba_reference", "nba_static"}
CONTRACTED = {"nba_analytics", "nba_precompute", "nba_predictions"}
# The SQL with which what is exposed asks the warehouse.
EXPOSED = {
    "tonight": [report.TONIGHT_SQL],
    "scorecard": [report.GRADED_SQL],
    "forecasts": [predictions.TRAINING_SQL, predictions.FEATURES_SQL],
    "unexplained_names": [names_report.UNRESOLVED_SQL, names_report.KNOWN_SQL],
    "checks": [
        gates.RESULTS_SQL,
        gates.FILLED_SQL,
        spot_rows.PLAYED_SQL,
        spot_rows.PREPARED_SQL,
        spot_rows.STORED_SQL,
        spot_rows.GAMES_SQL,
        spot_rows.BOXES_SQL,
    ],
}
# Outside of `code`.
MARKS = re.compile(r"(?<=\w)\*|\*(?=\w)|<[A-Za-z/]|(?<!\w)_\w|~~")
# Without a game date, so no partitions: built whole in passing, like views and seeds.
WHOLE_TABLES = {"nba_players_registry", "travel_distances"}
# Read so often that each reading would scan too much.
STAGING_TABLES = {"int_known_players", "int_player_appearances", "int_source_states", "int_team_game_details"}
# They hold the window of the last build and nothing else.
WINDOW_TABLES = {"int_source_states", "int_team_game_details"}
# A view that keeps the name by which it is known.
WELL_KNOWN_VIEWS = {"nbac_referee_game_pivot"}
# A window over dates, or a comparison of game dates, other than the one macro's.
OWN_HISTORY = re.compile(
    r"game_date\s*[<>]|[<>]=?\s*\w*\.?game_date|\blead\s*\(|\b(?:preceding|following)\b", re.IGNORECASE
)


def nodes(run: DbtRun, *kinds: str) -> Iterator[dict[str, Any]]:
    """Yield the project's nodes of some resource types."""
    yield from (node for node in run.artifact("manifest.json")["nodes"].values() if node["resource_type"] in kinds)


def stage(node: dict[str, Any]) -> int:
    """Return the position of the stage that builds a node; every node has exactly one."""
    (position,) = [STAGES.index(tag) for tag in node["tags"] if tag in STAGES]
    return position


def test_a_models_description_begins_with_what_a_row_is(built: DbtRun) -> None:
    vague = {n["name"] for n in nodes(built, "model", "seed") if not n["description"].startswith("One row per ")}
    assert vague == set()


def real_columns(run: DbtRun) -> dict[tuple[str, str], dict[str, str]]:
    """Return the columns of every built table with their types, in order, by dataset and table."""
    with duckdb.connect(str(run.lake / "warehouse.duckdb"), read_only=True) as warehouse:
        rows = warehouse.execute(
            "select table_schema, table_name, column_name, lower(data_type) from information_schema.columns "
            "order by ordinal_position"
        ).fetchall()
    found: dict[tuple[str, str], dict[str, str]] = {}
    for dataset, table, column, data_type in rows:
        found.setdefault((dataset, table), {})[column] = data_type
    return found


def test_every_column_is_described_in_the_order_of_the_table(built: DbtRun) -> None:
    real = real_columns(built)
    for node in nodes(built, "model", "seed"):
        assert list(node["columns"]) == list(real[node["schema"], node["name"]]), node["name"]
        assert {c["name"] for c in node["columns"].values() if not c["description"]} == set(), node["name"]


def test_columns_are_selected_in_the_order_of_their_descriptions(built: DbtRun) -> None:
    """DuckDB's contracts put them in that order; BigQuery's tables have the order in which they are selected."""
    held = [node for node in nodes(built, "model") if node["config"]["contract"]["enforced"]]
    assert held
    with duckdb.connect(str(built.lake / "warehouse.duckdb"), read_only=True) as warehouse:
        for node in held:
            selected = warehouse.execute(f"describe {node['compiled_code']}").fetchall()
            assert [name for name, *_ in selected] == list(node["columns"]), node["name"]


def test_the_columns_of_a_table_have_the_types_that_are_shown(built: DbtRun) -> None:
    real = real_columns(built)
    for node in nodes(built, "model"):
        if node["schema"] != "nba_staging":
            shown = {column["name"]: column["data_type"] for column in node["columns"].values()}
            assert shown == real[node["schema"], node["name"]], node["name"]


def test_a_table_that_others_rely_on_is_held_to_its_description(built: DbtRun) -> None:
    loose = {
        node["name"]
        for node in nodes(built, "model")
        if node["schema"] in CONTRACTED and not node["config"]["contract"]["enforced"]
    }
    assert loose == set()


def test_what_nothing_fills_has_its_reason(built: DbtRun) -> None:
    reasons = {
        (node["name"], column["name"]): column["config"]["meta"]["absent_source"]
        for node in nodes(built, "model")
        for column in node["columns"].values()
        if "absent_source" in column["config"].get("meta", {})
    }
    assert {where for where, reason in reasons.items() if not re.fullmatch(r"\S.*\.", reason)} == set()


@pytest.mark.parametrize("number", range(1, 31))
def test_a_decision_stands_in_the_description_of_a_model_that_it_concerns(built: DbtRun, number: int) -> None:
    text = built.artifact("manifest.json")["docs"][f"doc.nba.decision_c{number}"]["block_contents"]
    assert text.startswith(f"Decision C{number}: ")
    assert [node["name"] for node in nodes(built, "model") if text in node["description"]]


def test_decisions_are_a_list_at_the_end_of_a_description(built: DbtRun) -> None:
    run_together = re.compile(r"(?<!\n- )Decision C\d")
    assert {node["name"] for node in nodes(built, "model") if run_together.search(node["description"])} == set()


@pytest.mark.parametrize("exposure", sorted(EXPOSED))
def test_an_exposure_names_the_tables_that_are_really_asked(built: DbtRun, exposure: str) -> None:
    manifest = built.artifact("manifest.json")
    read = manifest["nodes"] | manifest["sources"]
    named = {
        f"{read[one]['schema']}.{read[one]['name']}"
        for one in manifest["exposures"][f"exposure.nba.{exposure}"]["depends_on"]["nodes"]
    }
    assert named == {table for sql in EXPOSED[exposure] for table in re.findall(r"(?:from|join) (nba_\w+\.\w+)", sql)}


def test_every_exposure_is_held_to_its_sql(built: DbtRun) -> None:
    found = {exposure["name"] for exposure in built.artifact("manifest.json")["exposures"].values()}
    assert found == set(EXPOSED)


def test_no_description_has_marks_that_a_page_would_take_for_emphasis_or_html(built: DbtRun) -> None:
    manifest = built.artifact("manifest.json")
    documented = [*manifest["nodes"].values(), *manifest["sources"].values(), *manifest["exposures"].values()]
    spoilt = {
        (node["name"], text)
        for node in documented
        for text in (node["description"], *(column["description"] for column in node.get("columns", {}).values()))
        if MARKS.search(re.sub(r"`[^`]*`", "", text))
    }
    assert spoilt == set()


@pytest.mark.parametrize("text", ["three_pt_* are", "*_pbp only", "is <feature>_source", "the _source of"])
def test_such_marks_would_be_found(text: str) -> None:
    assert MARKS.search(text)


def test_every_model_has_its_key_tested(built: DbtRun) -> None:
    tested = {
        test["attached_node"]
        for test in nodes(built, "test")
        if (test["test_metadata"] or {}).get("name") == "primary_key"
    }
    assert {node["name"] for node in nodes(built, "model") if node["unique_id"] not in tested} == set()


def test_datasets_and_prefixes_say_what_a_model_is(built: DbtRun) -> None:
    for node in nodes(built, "model", "seed"):
        assert node["schema"] in DATASETS, node["name"]
        named_as_staging = node["name"].startswith(("stg_", "int_")) or node["name"] in WELL_KNOWN_VIEWS
        assert named_as_staging == (node["schema"] == "nba_staging"), node["name"]


def test_a_table_is_replaced_by_windows_of_game_dates_unless_it_is_built_whole(built: DbtRun) -> None:
    kinds: dict[str, set[str]] = {}
    for node in nodes(built, "model"):
        kinds.setdefault(node["config"]["materialized"], set()).add(node["name"])
    assert kinds["table"] == WHOLE_TABLES | STAGING_TABLES
    for node in nodes(built, "model"):
        if node["schema"] != "nba_staging":
            dated = "game_date" in node["columns"]
            assert node["config"]["materialized"] == ("incremental" if dated else "table"), node["name"]


def test_a_node_reads_only_its_own_stage_and_earlier_ones(built: DbtRun) -> None:
    by_id = {node["unique_id"]: node for node in nodes(built, "model", "seed")}
    backward = [
        (node["name"], by_id[parent]["name"])
        for node in by_id.values()
        for parent in node["depends_on"].get("nodes", [])
        if parent in by_id and stage(by_id[parent]) > stage(node)
    ]
    assert backward == []


def test_a_table_of_the_window_is_read_by_the_stage_that_builds_it_and_for_its_window(built: DbtRun) -> None:
    by_id = {node["unique_id"]: node for node in nodes(built, "model")}
    of_window = {one for one, node in by_id.items() if node["name"] in WINDOW_TABLES}
    assert len(of_window) == len(WINDOW_TABLES)
    for node in by_id.values():
        for table in of_window.intersection(node["depends_on"]["nodes"]):
            name = by_id[table]["name"]
            assert stage(node) == stage(by_id[table]), (node["name"], name)
            reading = rf"ref\('{name}'\) \}}\}}\s+where \{{\{{ in_window\('game_date'\) \}}\}}"
            assert re.search(reading, node["raw_code"]), (node["name"], name)


def test_only_the_history_macro_compares_game_dates() -> None:
    found = {
        file.stem: text
        for file in (PROJECT / "models").rglob("*.sql")
        if (text := OWN_HISTORY.findall(re.sub(r"--.*", "", file.read_text())))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "and history.game_date < targets.game_date",
        "where target_date >= h.game_date",
        "rows between 5 preceding and current row",
        "lead(points) over (order by game_date)",
    ],
)
def test_a_comparison_of_its_own_would_be_found(text: str) -> None:
    assert OWN_HISTORY.search(text)


def test_the_store_holds_the_features_of_the_contract_in_their_order(built: DbtRun) -> None:
    (store,) = [node for node in nodes(built, "model") if node["name"] == "ml_feature_store_v2"]
    columns = list(store["columns"])
    first = columns.index(FEATURES[0].name)
    assert columns[first : first + len(FEATURES)] == [feature.name for feature in FEATURES]


def test_the_store_tells_of_every_feature_where_it_comes_from(built: DbtRun) -> None:
    (store,) = [node for node in nodes(built, "model") if node["name"] == "ml_feature_store_v2"]
    told = [name for feature in FEATURES for name in (f"{feature.name}_source", f"{feature.name}_quality")]
    assert [name for name in store["columns"] if name in set(told)] == told


def test_the_files_that_repeat_the_feature_contract_are_in_step_with_it() -> None:
    stale = [path.name for path, text in files().items() if path.read_text() != text]
    assert stale == [], "run `python -m nba_assets.assets.feature_files`"
