"""The schedule that catches up, ticked as the daemon ticks it, over an empty lake and over one with a schedule."""

import dagster as dg
import pytest

from nba_assets.assets.raw import fill_dates
from nba_assets.assets.workshop import Workshop
from nba_assets.definitions import defs
from nba_assets.settings import Settings
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE

RANGE = ("dagster/asset_partition_range_start", "dagster/asset_partition_range_end")


@pytest.fixture
def tick(replay, tmp_path, monkeypatch):
    monkeypatch.setenv("NBA_LAKE", str(tmp_path / "lake"))
    monkeypatch.setenv("NBA_REPLAY_URL", replay.url)
    schedule = defs.resolve_schedule_def("catch_up")

    def ticked():
        with dg.DagsterInstance.ephemeral() as instance:
            context = dg.build_schedule_context(instance=instance, repository_def=defs.get_repository_def())
            return schedule.evaluate_tick(context).run_requests

    return ticked


def dates_by_table(requests):
    return {
        asset.path[-1]: (request.tags[RANGE[0]], request.tags[RANGE[1]])
        for request in requests
        for asset in request.asset_selection
    }


def test_over_an_empty_lake_the_schedule_is_asked_first(tick):
    assert dates_by_table(tick()) == {"nbac_schedule": ("2025-01-12", "2025-01-12")}


def test_at_noon_lines_of_today_and_tomorrow_and_todays_officials_are_asked(tick):
    with Workshop(Settings.load()) as tools:
        fill_dates(tools.ingest, NBAC_SCHEDULE, ["2025-01-12"])
    requests = tick()
    asked = dates_by_table(requests)
    # Noon is no hour of the box scores.
    assert "nbac_player_boxscores" not in asked
    assert asked["odds_api_player_points_props"] == ("2025-01-12", "2025-01-13")
    assert asked["nbac_referee_game_assignments"] == ("2025-01-12", "2025-01-12")
    # Everything is asked by the schedule, so each run asks it first, and results only for what is lacking.
    assert all(request.asset_selection[0].path[-1] == "nbac_schedule" for request in requests)
    assert {request.tags["nba/ask"] for request in requests} == {"lacking"}
    assert len({request.run_key for request in requests}) == len(requests)
