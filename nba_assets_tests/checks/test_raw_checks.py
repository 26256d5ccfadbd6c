"""The checks of raw tables, each broken on real rows, and the schedule that asks again for what is missing."""

from datetime import date, timedelta

import pytest

from nba_assets.assets.raw import fill_dates
from nba_assets.assets.workshop import Workshop
from nba_assets.automation.due import due_again
from nba_assets.checks.raw import judge_completeness, judge_freshness, judge_key, judge_schema
from nba_assets.lake.tables import ParquetTable
from nba_assets.settings import Settings
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE, TeamBoxScore
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.odds_api.events import ODDS_API_EVENTS
from nba_assets_tests.conftest import NOW

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


def test_catching_up_asks_for_every_date_that_lacks_a_game_and_for_lines_that_move(tools, teams):
    results = (NBAC_TEAM_BOXSCORE, NBAC_PLAYER_BOXSCORES)
    tables = (*results, ODDS_API_EVENTS)
    for table in results:
        fill_dates(tools.ingest, table, ["2025-01-09", FRIDAY, SATURDAY])
    keys = [f"2025-01-{day:02d}" for day in range(5, 14)]
    six = NOW.replace(hour=6)

    def asked(since, now):
        return {again.table: again.dates for again in due_again(tools, tables, keys, since, now)}

    assert asked(six - timedelta(minutes=15), six) == {ODDS_API_EVENTS.name: ("2025-01-12", "2025-01-13")}
    teams.replace("2025-01-09", [])
    teams.replace(FRIDAY, teams.read([FRIDAY]).to_pylist()[:2])
    assert asked(six - timedelta(minutes=15), six)[NBAC_TEAM_BOXSCORE.name] == ("2025-01-09", FRIDAY)
    # Nothing is asked between the windows.
    assert asked(six, six + timedelta(minutes=15)) == {}


def test_before_the_schedule_was_ever_asked_it_is_the_first_thing_to_ask(replay, tmp_path, monkeypatch):
    monkeypatch.setenv("NBA_LAKE", str(tmp_path / "empty"))
    monkeypatch.setenv("NBA_REPLAY_URL", replay.url)
    with Workshop(Settings.load()) as empty:
        again = due_again(empty, (NBAC_TEAM_BOXSCORE,), ["2025-01-12"], NOW - timedelta(minutes=15), NOW)
    assert [(one.table, one.dates) for one in again] == [("nbac_schedule", ("2025-01-12",))]
