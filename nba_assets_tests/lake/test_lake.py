"""The lake: landing keeps every answer once, partitions are replaced whole, worlds and moments do not mix."""

import gzip
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import Field

from nba_assets.lake.identity import claim
from nba_assets.lake.landing import Landing
from nba_assets.lake.store import LakeError, Store
from nba_assets.lake.tables import ParquetTable
from nba_assets.lake.warehouse import DuckDbWarehouse
from nba_assets.records import BadRowsError, Record

NOON = datetime(2025, 1, 12, 17, tzinfo=UTC)
ADDRESS = ("nba_stats", "schedule", "2024-25", "season")


class Points(Record):
    game_date: date = Field(description="Date.")
    points: int = Field(description="Points.")


@pytest.fixture
def store(tmp_path):
    return Store.open(str(tmp_path / "lake"))


@pytest.fixture
def points(store):
    table = ParquetTable(store, "nba_raw", "points", Points)
    table.declare()
    return table


def row(day, value):
    return {"game_date": date.fromisoformat(day), "points": value}


def test_landing_keeps_the_bytes_and_tells_where_they_came_from(store):
    path = Landing(store).keep(ADDRESS, b'{"a": 1}', NOON, {"url": "http://x/y", "status": 200})
    assert gzip.decompress(store.read("landing", path)) == b'{"a": 1}'
    sidecar = json.loads(store.read("landing", path + ".meta.json"))
    assert sidecar["url"] == "http://x/y"
    assert sidecar["fetched_at"] == NOON.isoformat()
    assert sidecar["sha256"] == "f9d86028c6e0d64e225186f96acb69338b2c59764df79162107f5c4bb34d1310"


def test_the_same_answer_at_the_same_moment_lies_there_once_and_another_beside_it(store):
    landing = Landing(store)
    for body, at in [(b"1", NOON), (b"1", NOON), (b"2", NOON + timedelta(hours=2))]:
        landing.keep(ADDRESS, body, at, {})
    assert [landed.body for landed in landing.answers(*ADDRESS[:3])] == [b"1", b"2"]
    assert [landed.captured_at for landed in landing.answers(*ADDRESS[:3])] == [NOON, NOON + timedelta(hours=2)]


def test_a_partition_is_replaced_whole(points):
    points.replace("2025-01-11", [row("2025-01-11", 1), row("2025-01-11", 2)])
    points.replace("2025-01-11", [row("2025-01-11", 3)])
    assert points.read(["2025-01-11"]).to_pylist() == [row("2025-01-11", 3)]
    assert points.partitions() == ["2025-01-11"]


def test_bad_rows_leave_the_old_partition_as_it_was(points):
    points.replace("2025-01-11", [row("2025-01-11", 1)])
    with pytest.raises(BadRowsError, match=r"nba_raw\.points game_date=2025-01-11: row 0 of 1, field points"):
        points.replace("2025-01-11", [row("2025-01-11", "many")])
    assert points.read(["2025-01-11"]).num_rows == 1


def test_a_date_without_rows_is_a_partition_of_zero_rows(points):
    assert points.replace("2025-07-01", []) == 0
    assert points.has("2025-07-01")
    assert points.read(["2025-07-01"]).num_rows == 0


def test_a_table_can_be_queried_before_it_has_rows(store, points):
    warehouse = DuckDbWarehouse(store, (points,))
    assert warehouse.query("select count(*) as n from nba_raw.points")["n"].tolist() == [0]
    points.replace("2025-01-11", [row("2025-01-11", 4)])
    found = warehouse.query("select points from nba_raw.points where game_date = ?", [date(2025, 1, 11)])
    assert found["points"].tolist() == [4]
    extent = warehouse.extents()[0]
    assert (extent.table, extent.rows, extent.latest_game_date) == ("nba_raw.points", 1, date(2025, 1, 11))


def test_a_value_with_a_quote_is_a_value(store, points):
    sql = "select ? as said from nba_raw.points"
    points.replace("2025-01-11", [row("2025-01-11", 4)])
    assert DuckDbWarehouse(store, (points,)).query(sql, ["D'Angelo; drop table x"])["said"].tolist() == [
        "D'Angelo; drop table x"
    ]


def test_a_lake_of_another_world_is_refused(store):
    claim(store, "replay", "two seasons", NOON)
    with pytest.raises(LakeError, match="holds the world 'replay'"):
        claim(store, "live", None, NOON)


def test_a_lake_filled_as_of_a_later_moment_is_refused(store):
    claim(store, "replay", "two seasons", NOON)
    claim(store, "replay", "two seasons", NOON + timedelta(days=1))
    with pytest.raises(LakeError, match="was filled as of"):
        claim(store, "replay", "two seasons", NOON)


def test_a_lake_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LakeError, match=r"the lake .*file/lake cannot be written"):
        Store.open(str(tmp_path / "file" / "lake"))
