"""Freshness by the latest game date that should be there, with the cases that broke the system before this one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nba_assets.accepted_gaps import AcceptedGap
from nba_assets.checks.freshness import judge_asked, judge_snapshot, judge_state, judge_table
from nba_assets.sources.nba_stats.game_logs import NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.player_list import NBAC_PLAYER_LIST_CURRENT
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.odds_api.player_points import ODDS_API_PLAYER_POINTS_PROPS
from nba_assets.sources.pro_sports_transactions.injured_list import INJURED_LIST_MOVES

NOON = datetime(2025, 1, 12, 17, tzinfo=UTC)


def game(day, away, home, status=3, hour=1):
    tipoff = datetime.fromisoformat(f"{day}T00:00:00+00:00") + timedelta(days=1, hours=hour)
    return {
        "game_id": f"{day.replace('-', '')}_{away}_{home}",
        "nba_game_id": f"00224{abs(hash((day, away))) % 100000:05d}",
        "game_date": date.fromisoformat(day),
        "tipoff_at": tipoff,
        "game_status": status,
    }


def boxes(games, processed_at):
    return [
        {"game_id": g["game_id"], "game_date": g["game_date"], "processed_at": processed_at}
        for g in games
        for _ in range(2)
    ]


OLD = [game("2025-01-08", "BOS", "NYK")]
LAST_NIGHT = [game("2025-01-11", "UTA", "PHX"), game("2025-01-11", "TOR", "DET")]
TONIGHT = [game("2025-01-12", "MIL", "NYK", status=1)]


def judge(games, rows, now=NOON, table=NBAC_TEAM_BOXSCORE, gaps=()):
    return judge_table(table, games, rows, gaps, now)


def test_rows_four_days_old_beside_a_fresh_latest_date_pass():
    rows = boxes(OLD, NOON - timedelta(days=4)) + boxes(LAST_NIGHT, NOON - timedelta(hours=9))
    found = judge(OLD + LAST_NIGHT + TONIGHT, rows)
    assert found.passed
    assert found.metadata["latest_due_game_date"] == "2025-01-11"
    assert found.metadata["age_hours"] == 9.0


def test_old_dates_processed_again_do_not_hide_a_missing_latest_date():
    found = judge(OLD + LAST_NIGHT + TONIGHT, boxes(OLD, NOON))
    assert not found.passed
    assert found.metadata["missing_games"] == ["20250111_UTA_PHX", "20250111_TOR_DET"]
    assert found.metadata["rows_of_that_date"] == 0


def test_one_missing_game_of_the_latest_date_fails_and_is_named():
    found = judge(LAST_NIGHT, boxes(LAST_NIGHT[:1], NOON))
    assert not found.passed
    assert found.metadata["missing_games"] == ["20250111_TOR_DET"]
    assert "20250111_TOR_DET" in found.description


def test_a_date_without_games_raises_nothing():
    four_days_on = NOON + timedelta(days=4)
    assert judge(LAST_NIGHT, boxes(LAST_NIGHT, NOON), now=four_days_on).passed


def test_a_season_that_has_not_begun_raises_nothing():
    found = judge(TONIGHT, [])
    assert found.passed
    assert found.description == "no game is due, so nothing is waited for"


@pytest.mark.parametrize(("hours_after_tipoff", "passes"), [(5.9, True), (6.0, False)])
def test_results_are_waited_for_six_hours_when_the_schedule_does_not_say_final(hours_after_tipoff, passes):
    stuck = game("2025-01-11", "UTA", "PHX", status=2)
    now = stuck["tipoff_at"] + timedelta(hours=hours_after_tipoff)
    assert judge([stuck], [], now=now).passed is passes


def test_an_accepted_gap_is_not_missing():
    lost = LAST_NIGHT[1]
    gap = AcceptedGap("nbac_team_boxscore", lost["nba_game_id"], lost["game_date"], lost["game_date"], "never recorded")
    assert judge(LAST_NIGHT, boxes(LAST_NIGHT[:1], NOON), gaps=(gap,)).passed


def test_lines_are_due_at_tipoff():
    tonight = game("2025-01-12", "MIL", "NYK", status=1, hour=-4)
    table = ODDS_API_PLAYER_POINTS_PROPS
    assert judge([tonight], [], now=tonight["tipoff_at"] - timedelta(minutes=1), table=table).passed
    assert not judge([tonight], [], now=tonight["tipoff_at"], table=table).passed


@pytest.mark.parametrize(("hours", "passes"), [(23.9, True), (24.1, False)])
def test_the_schedule_must_be_asked_every_day(hours, passes):
    assert judge_state(NBAC_SCHEDULE, NOON - timedelta(hours=hours), NOON).passed is passes


def test_an_empty_schedule_fails():
    assert not judge_state(NBAC_SCHEDULE, None, NOON).passed


# The player list of a date is due twelve hours after its Eastern midnight; noon Eastern is NOON.
@pytest.mark.parametrize(("rows_of_today", "minutes", "passes"), [(500, 0, True), (0, 0, False), (0, -1, True)])
def test_the_snapshot_of_the_latest_due_date_must_be_there(rows_of_today, minutes, passes):
    rows = {"2025-01-11": 500, "2025-01-12": rows_of_today}
    now = NOON + timedelta(minutes=minutes)
    found = judge_snapshot(NBAC_PLAYER_LIST_CURRENT, LAST_NIGHT + TONIGHT, rows.__getitem__, (), now)
    assert found.passed is passes


def test_an_old_snapshot_does_not_stand_for_the_latest_date():
    rows = {"2025-01-08": 500, "2025-01-11": 0}
    found = judge_snapshot(NBAC_PLAYER_LIST_CURRENT, OLD + LAST_NIGHT, rows.__getitem__, (), NOON)
    assert not found.passed
    assert found.metadata["latest_due_game_date"] == "2025-01-11"


@pytest.mark.parametrize(("asked", "passes"), [({"2025-01-08", "2025-01-11"}, True), ({"2025-01-08"}, False)])
def test_a_table_that_may_be_empty_must_have_been_asked_for_the_last_date(asked, passes):
    found = judge_asked(INJURED_LIST_MOVES, OLD + LAST_NIGHT + TONIGHT, asked.__contains__, (), date(2025, 1, 12))
    assert found.passed is passes
    assert found.metadata["latest_due_game_date"] == "2025-01-11"
