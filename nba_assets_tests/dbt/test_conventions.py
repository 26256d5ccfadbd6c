"""What every dbt model keeps: names, descriptions, keys, stages, and no window over results of its own making."""

import re
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from nba_assets.forecasting.feature_contract import FEATURES
from nba_assets_tests.dbt.conftest import PROJECT, DbtRun

STAGES = ("analytics", "features", "grading")
DATASETS = {"nba_staging", "nba_analytics", "nba_precompute", "nba_predictions", "nba_reference", "nba_static"}
# Without a game date, so no partitions: built whole in passing, like views and seeds.
WHOLE_TABLES = {"nba_players_registry", "travel_distances"}
# Read so often that each reading would scan too much.
STAGING_TABLES = {"int_known_players", "int_player_appearances"}
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


def test_the_columns_of_a_table_have_the_types_that_are_shown(built: DbtRun) -> None:
    real = real_columns(built)
    for node in nodes(built, "model"):
        if node["schema"] != "nba_staging":
            shown = {column["name"]: column["data_type"] for column in node["columns"].values()}
            assert shown == real[node["schema"], node["name"]], node["name"]


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


def test_the_store_requires_what_the_contract_requires() -> None:
    macros = (PROJECT / "macros" / "features.sql").read_text()
    body = macros.split("macro optional_features()")[1].split("endmacro")[0]
    not_required = set(re.findall(r"'(\w+)'", body))
    assert not_required == {feature.name for feature in FEATURES if not feature.required}
