"""Doing it again gives the same: dates of a range that are asked, built, trained and predicted again one by one."""

from datetime import date, timedelta

import pytest

from nba_assets.sources.catalogue import RAW_TABLES as CATALOGUE
from nba_assets_tests.conftest import NOW
from nba_assets_tests.proof.comparing import (
    FEATURE_TABLES,
    PREDICTION_TABLES,
    RAW_TABLES,
    RESULT_TABLES,
    changed,
    rows_of,
)
from nba_assets_tests.proof.conftest import PREDICTED
from nba_assets_tests.proof.lakes import build, copy_lake, fill, train_and_predict

pytestmark = pytest.mark.slow
# A Wednesday: the models of its week were trained on the Monday.
AGAIN = date(2024, 11, 20)
# A Monday: its models are trained again.
WEEK_LATER = date(2024, 11, 25)
LATER = NOW + timedelta(minutes=30)


@pytest.fixture(scope="session")
def lake_again(built_lake, replay_server, tmp_path_factory):
    """The lake after the whole way was gone again for single dates of its range."""
    lake = copy_lake(built_lake, tmp_path_factory.mktemp("proof") / "again", with_warehouse=True)
    for _ in range(2):
        fill(lake, replay_server, CATALOGUE, [AGAIN.isoformat()])
    build(lake, AGAIN, AGAIN, processed_at=LATER)
    for day in (AGAIN, WEEK_LATER):
        train_and_predict(lake, [day.isoformat()])
    return lake


@pytest.mark.parametrize("tables", [RAW_TABLES, RESULT_TABLES, FEATURE_TABLES, PREDICTION_TABLES])
def test_every_business_column_is_the_same(built_lake, lake_again, tables):
    assert changed(built_lake, lake_again, tables, *PREDICTED) == {}


def test_only_the_date_was_written_again(lake_again):
    for table in (*RESULT_TABLES, *FEATURE_TABLES):
        written = rows_of(lake_again, table, *PREDICTED)
        again = written["game_date"].dt.date == AGAIN
        assert (written["processed_at"] == LATER).equals(again), table
