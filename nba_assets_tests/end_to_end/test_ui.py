"""`nba dev`, used as a person uses it: one date made, a few dates filled again, and the asset graph looked at."""

import json
import shutil
import time
from pathlib import Path

import pytest

from nba_assets_tests.end_to_end.browser import dom, needs_browser, picture
from nba_assets_tests.end_to_end.conftest import World
from nba_assets_tests.end_to_end.graphql import Graph

pytestmark = pytest.mark.slow

TEAM_BOXES = "nba_raw/nbac_team_boxscore"
# Four games were played on the 11th; three more had been called off for snow and fires.
DAY, TEAM_ROWS = "2025-01-11", 8
SUMMARY = "nba_analytics/team_offense_game_summary"
BACKFILLED = ("2025-01-08", "2025-01-09", "2025-01-10")
# The sensor looks every half minute.
ALERT_SECONDS = 90


def test_every_table_tells_what_it_is_and_whose(graph: Graph):
    nodes = {name: node for name, node in graph.nodes().items() if node["isMaterializable"]}
    assert {"nba_raw/nbac_schedule", "nba_predictions/ml_feature_store_v2"} <= set(nodes)
    for name, node in nodes.items():
        assert node["isPartitioned"], name
        assert node["backfillPolicy"]["policyType"] == "SINGLE_RUN", name
        assert node["description"], name
        assert node["owners"], name
        assert node["groupName"] == name.split("/")[0].removeprefix("nba_"), name
        assert node["kinds"], name
        columns = [
            column for entry in node["metadataEntries"] if "schema" in entry for column in entry["schema"]["columns"]
        ]
        assert columns, name
        assert [column["name"] for column in columns if not column["description"]] == [], name


def test_a_date_that_went_missing_is_alerted(world: World, graph: Graph):
    shutil.rmtree(Path(world.environment["NBA_LAKE"], TEAM_BOXES, f"game_date={DAY}"))
    assert graph.run_status(graph.run_job("freshness")) in ("SUCCESS", "FAILURE")
    # Tables with games of dates that this lake does not hold are rightly told too.
    [alert] = wait_for_alerts(Path(world.environment["DAGSTER_HOME"], "alerts.jsonl"), "check fresh", TEAM_BOXES)
    assert DAY in alert["message"]


def wait_for_alerts(log: Path, what: str, where: str) -> list[dict[str, str]]:
    """Return what was alerted of a table, as soon as anything was."""
    deadline = time.monotonic() + ALERT_SECONDS
    while time.monotonic() < deadline:
        lines = log.read_text().splitlines() if log.exists() else []
        alerts = [json.loads(line) for line in lines]
        if found := [alert for alert in alerts if alert["what"] == what and where in alert["where"]]:
            return found
        time.sleep(1)
    raise AssertionError(f"no alert '{what}' of {where} within {ALERT_SECONDS} s")


def test_one_date_of_one_table_is_made_from_the_ui(graph: Graph):
    run = graph.materialize(TEAM_BOXES, DAY)
    assert graph.run_status(run) == "SUCCESS"
    latest = graph.materializations(TEAM_BOXES, [DAY])[0]
    assert (latest["runId"], latest["partition"]) == (run, DAY)
    counts = {entry["label"]: entry.get("intValue") for entry in latest["metadataEntries"]}
    assert counts["dagster/partition_row_count"] == TEAM_ROWS


def test_what_reads_that_date_is_made_again_by_itself(graph: Graph):
    before = graph.materializations(SUMMARY, [DAY])
    assert before
    # From the run of the test above: the automation sensor looks every half minute.
    made = graph.wait(lambda: graph.materializations(SUMMARY, [DAY]), lambda made: len(made) > len(before))
    assert made[0]["runId"] != before[0]["runId"]
    assert graph.run_status(made[0]["runId"]) == "SUCCESS"


def test_a_backfill_of_some_dates_is_one_run(graph: Graph):
    backfill = graph.backfill_end(graph.backfill(TEAM_BOXES, BACKFILLED))
    assert backfill["status"] == "COMPLETED_SUCCESS", backfill
    assert [one["status"] for one in backfill["runs"]] == ["SUCCESS"]
    run = backfill["runs"][0]
    tags = {tag["key"]: tag["value"] for tag in run["tags"]}
    assert tags["dagster/asset_partition_range_start"] == BACKFILLED[0]
    assert tags["dagster/asset_partition_range_end"] == BACKFILLED[-1]
    made = {
        one["partition"] for one in graph.materializations(TEAM_BOXES, BACKFILLED) if one["runId"] == run_id(backfill)
    }
    assert made == set(BACKFILLED)


def run_id(backfill: dict) -> str:
    return backfill["runs"][0]["runId"]


@needs_browser
def test_a_source_that_is_off_says_so_on_its_page(graph: Graph):
    assert "holds nothing of espn/roster" in dom(f"{graph.url}/assets/nba_raw/espn_team_rosters")


@needs_browser
def test_the_asset_graph_is_drawn(graph: Graph, tmp_path):
    page = f"{graph.url}/locations/nba_assets/asset-groups/predictions/lineage"
    drawn = dom(page)
    tables = ("ml_feature_store_v2", "trained_models", "player_prop_predictions", "prediction_accuracy")
    assert [table for table in tables if table not in drawn] == []
    image = picture(page, tmp_path / "graph.png").read_bytes()
    assert image.startswith(b"\x89PNG")
    # An empty page of this size has 9 kB.
    assert len(image) > 50_000
