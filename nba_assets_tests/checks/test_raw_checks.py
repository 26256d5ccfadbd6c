"""The checks of raw tables, each broken on real rows, and the schedule that asks again for what is missing."""

from datetime import date

import pytest

from nba_assets.assets.raw import fill_dates
from nba_assets.assets.workshop import Workshop
from nba_assets.automation.schedules import RESULTS, dates_that_lack_results
from nba_assets.checks.raw import judge_completeness, judge_freshness, judge_key, judge_schema
from nba_assets.lake.tables import ParquetTable
from nba_assets.settings import Settings
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE, TeamBoxScore
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE

FRIDAY, SATURDAY = "2025-01-10", "2025-01-11"
WINDOW = (date(2025, 1, 10), date(2025, 1, 12))


@pytest.fixture
def tools(replay, tmp_path, monkeypatch):
    monkeypatch.setenv("NBA_LAKE", str(tmp_path / "lake"))
    monkeypatch.setenv("NBA_REPLAY_URL", replay.url)
    with Workshop(Settings.load()) as opened:
        fill_dates(opened.ingest, NBAC_SCHEDULE, [SATURDAY])
        fill_dates(opened.ingest, NBAC_TEAM_BOXSCORE, [FRIDAY, SATURDAY])
        yield opened


@pytest.fixture
def teams(tools):
    return tools.tables[NBAC_TEAM_BOXSCORE.name]


def test_whole_dates_pass_every_check(tools, teams):
    assert judge_completeness(tools, NBAC_TEAM_BOXSCORE, *WINDOW).passed
    assert judge_freshness(tools, NBAC_TEAM_BOXSCORE).passed
    assert judge_freshness(tools, NBAC_SCHEDULE).passed
    assert judge_key(NBAC_TEAM_BOXSCORE, teams.read([FRIDAY, SATURDAY])).passed
    assert judge_schema(NBAC_TEAM_BOXSCORE, teams, [FRIDAY, SATURDAY]).passed


def test_a_missing_game_is_named(tools, teams):
    rows = [row for row in teams.read([SATURDAY]).to_pylist() if row["game_id"] != "20250111_UTA_PHX"]
    teams.replace(SATURDAY, rows)
    for found in (judge_completeness(tools, NBAC_TEAM_BOXSCORE, *WINDOW), judge_freshness(tools, NBAC_TEAM_BOXSCORE)):
        assert not found.passed
        assert found.metadata["missing_games"] == ["20250111_UTA_PHX"]
        assert "20250111_UTA_PHX" in found.description


def test_half_a_game_is_a_missing_game(tools, teams):
    teams.replace(SATURDAY, [row for row in teams.read([SATURDAY]).to_pylist() if row["team_abbr"] != "PHX"])
    found = judge_completeness(tools, NBAC_TEAM_BOXSCORE, *WINDOW)
    assert found.metadata["missing_games"] == ["20250111_UTA_PHX"]


def test_a_date_that_was_never_filled_is_missing_whole(tools):
    found = judge_completeness(tools, NBAC_PLAYER_BOXSCORES, *WINDOW)
    # Seven games on Friday, four on Saturday; tonight's are not due.
    assert found.metadata["games_due"] == len(found.metadata["missing_games"]) == 11


def test_a_doubled_row_is_named(teams):
    rows = teams.read([SATURDAY]).to_pylist()
    teams.replace(SATURDAY, [*rows, rows[0]])
    found = judge_key(NBAC_TEAM_BOXSCORE, teams.read([SATURDAY]))
    assert not found.passed
    assert rows[0]["nba_game_id"] in found.description


def test_a_file_with_other_columns_is_named(tools, teams):
    class Older(TeamBoxScore):
        pace: float | None = None

    older = ParquetTable(tools.store, "nba_raw", NBAC_TEAM_BOXSCORE.name, Older)
    older.replace(SATURDAY, [row | {"pace": 99.0} for row in teams.read([SATURDAY]).to_pylist()])
    found = judge_schema(NBAC_TEAM_BOXSCORE, teams, [FRIDAY, SATURDAY])
    assert found.metadata["differing"] == [SATURDAY]


def test_the_schedule_asks_for_every_date_that_lacks_a_game(tools, teams):
    assert {table.name for table in RESULTS} == {"nbac_player_boxscores", "nbac_team_boxscore", "nbac_shot_chart"}
    for table in RESULTS:
        fill_dates(tools.ingest, table, ["2025-01-08", "2025-01-09", FRIDAY, SATURDAY])
    assert dates_that_lack_results(tools) == []
    teams.replace("2025-01-09", [])
    teams.replace(FRIDAY, teams.read([FRIDAY]).to_pylist()[:2])
    assert dates_that_lack_results(tools) == ["2025-01-09", FRIDAY]
