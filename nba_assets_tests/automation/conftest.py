"""A small real lake, made once by the whole graph, that the tests of gates and alerts copy and break."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest

from nba_assets.assets.raw import SWITCH
from nba_assets.assets.workshop import Workshop
from nba_assets.checks.window import RANGE_END, RANGE_START
from nba_assets.definitions import build_definitions
from nba_assets.settings import Settings

FIRST, LAST = "2025-01-09", "2025-01-12"


@dataclass
class SmallLake:
    """A lake of four game dates and an instance of its own. ``run`` executes a part of the graph over the dates."""

    folder: Path
    instance: dg.DagsterInstance

    @property
    def tools(self) -> Workshop:
        """Tools over the lake."""
        return Workshop(Settings.load())

    def run(self, selection: dg.AssetSelection) -> dg.ExecuteInProcessResult:
        """Run a selection of assets and checks over the dates; a failure is a result, not an exception."""
        job = dg.define_asset_job("part", selection=selection)
        base = build_definitions(Settings.load())
        defs = dg.Definitions.merge(base, dg.Definitions(jobs=[job]))
        return defs.resolve_job_def("part").execute_in_process(
            instance=self.instance,
            tags={RANGE_START: FIRST, RANGE_END: LAST},
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )


@pytest.fixture(scope="package")
def filled_lake(tmp_path_factory) -> Path:
    """The lake filled through feature store and predictions."""
    folder = tmp_path_factory.mktemp("filled") / "lake"
    with pytest.MonkeyPatch.context() as patch, dg.DagsterInstance.ephemeral() as instance:
        patch.setenv("NBA_LAKE", str(folder))
        patch.setenv("DAGSTER_HOME", str(folder.with_name("home")))
        result = SmallLake(folder, instance).run(dg.AssetSelection.all() - dg.AssetSelection.tag(SWITCH, "off"))
        assert result.success
    return folder


@pytest.fixture
def small_lake(filled_lake, tmp_path, monkeypatch) -> Iterator[SmallLake]:
    """A copy of the filled lake to break."""
    folder = tmp_path / "lake"
    shutil.copytree(filled_lake, folder)
    monkeypatch.setenv("NBA_LAKE", str(folder))
    monkeypatch.setenv("DAGSTER_HOME", str(folder.with_name("home")))
    with dg.DagsterInstance.ephemeral() as instance:
        yield SmallLake(folder, instance)
