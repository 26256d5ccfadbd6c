"""A lake with some dates of every table that the bundled archive has something of."""

import shutil

import pytest

from nba_assets.assets.switches import switched_on
from nba_assets_tests.proof.raw_lakes import as_of, filled

NOON = "2025-01-12T12:00"
# An injury report, Boston's plays, Ball Don't Lie and ESPN, a recorded play-by-play, fires in Los Angeles, tonight.
DATES = ["2024-01-04", "2024-01-10", "2024-01-15", "2025-01-06", "2025-01-11", "2025-01-12"]


@pytest.fixture(scope="session")
def every_source(replay_server, tmp_path_factory):
    """The lake, which no test may change."""
    lake = tmp_path_factory.mktemp("every_source") / "lake"
    with as_of(lake, replay_server, NOON) as tools:
        for table in switched_on(tools.settings):
            filled(tools, DATES, table.name)
    return lake


@pytest.fixture
def lake(every_source, tmp_path):
    """A copy of it."""
    return shutil.copytree(every_source, tmp_path / "lake")
