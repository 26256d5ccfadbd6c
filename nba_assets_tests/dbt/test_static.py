"""Arenas and the ways between them, as the built warehouse holds them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import duckdb
import pytest

from nba_assets.teams import TEAMS
from nba_assets_tests.dbt.conftest import DbtRun


def query(run: DbtRun, sql: str, *parameters: object) -> list[tuple]:
    """Return the rows of a statement on the built warehouse."""
    with duckdb.connect(str(run.lake / "warehouse.duckdb"), read_only=True) as warehouse:
        return warehouse.execute(sql, parameters).fetchall()


def test_every_team_has_an_arena_and_the_clippers_moved_in_2024(built: DbtRun) -> None:
    arenas = query(built, "select team_abbr, valid_from_season from nba_static.team_locations")
    assert {team for team, _ in arenas} == {team.abbr for team in TEAMS}
    assert sorted(season for team, season in arenas if team == "LAC") == [2021, 2024]
    assert len(arenas) == 31


def test_the_standard_time_of_an_arena_is_that_of_its_zone(built: DbtRun) -> None:
    winter = datetime(2025, 1, 15, 17, tzinfo=UTC)
    rows = query(
        built,
        "select team_abbr, timezone, utc_offset_hours from nba_static.team_locations "
        "union all select city, timezone, utc_offset_hours from nba_static.neutral_locations",
    )
    assert len(rows) == 37
    for place, zone, hours in rows:
        offset = winter.astimezone(ZoneInfo(zone)).utcoffset()
        assert offset is not None, place
        assert offset.total_seconds() == hours * 3600, place


# The distances of the specification; the Clippers' arena since 2024 is eight miles from the Lakers'.
@pytest.mark.parametrize(
    ("origin", "destination", "season", "miles"),
    [
        ("LAL", "BOS", 2021, 2592),
        ("LAL", "GSW", 2021, 345),
        ("MIA", "POR", 2021, 2704),
        ("NYK", "BKN", 2021, 5),
        ("LAL", "LAC", 2021, 0),
        ("LAL", "LAC", 2024, 8),
        ("ATL", "BOS", 2024, 936),
        ("ATL", "CHI", 2024, 589),
        ("ATL", "DAL", 2024, 720),
    ],
)
def test_the_way_between_two_arenas(built: DbtRun, origin: str, destination: str, season: int, miles: int) -> None:
    both = query(
        built,
        "select distance_miles from nba_static.travel_distances where valid_from_season = ? "
        "and ((from_team = ? and to_team = ?) or (from_team = ? and to_team = ?))",
        *(season, origin, destination, destination, origin),
    )
    assert both == [(miles,), (miles,)]


def test_every_era_has_a_way_between_every_two_teams(built: DbtRun) -> None:
    eras = query(built, "select valid_from_season, count(*) from nba_static.travel_distances group by 1 order by 1")
    assert eras == [(2021, 870), (2024, 870)]
