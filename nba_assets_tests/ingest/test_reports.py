"""What `nba sources`, `nba pbp-gaps` and `nba credits` tell of a small lake, against values worked out by hand."""

import json
import sys
from datetime import date, datetime

import pytest

from nba_assets.assets.raw import fill_dates
from nba_assets.cli import main
from nba_assets.eastern import EASTERN
from nba_assets.ingest.fill import IngestError
from nba_assets.source_report import credit_costs, pbp_gaps, provider_states, table_states
from nba_assets_tests.conftest import NOW
from nba_assets_tests.ingest.conftest import NOON
from nba_assets_tests.proof.raw_lakes import TABLE, as_of

FIVE_DATES = ["2024-11-01", "2024-11-02", "2024-11-03", "2024-11-04", "2024-11-06"]


@pytest.fixture
def nba(every_source, monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setenv("NBA_LAKE", str(every_source))
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "250")
        monkeypatch.setattr(sys, "argv", ["nba", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        assert (ended.value.code, told.err) == (0, "")
        return told.out

    return run


def states(tools):
    return {one.provider: one for one in provider_states(tools)}


def test_every_provider_is_told_with_its_requests_and_what_is_off(every_source):
    with as_of(every_source, None, NOON) as tools:
        found = states(tools)
    # Six dates: of referees, of moves of the injured list (one page each).
    assert (found["nba_official"].requests, found["pro_sports_transactions"].requests) == (6, 6)
    # The evening before and six hours of a day that ends with a tip-off at ten: seven editions, one of them recorded.
    assert (found["nba_injury"].requests, found["nba_injury"].success_rate) == (7, 1.0)
    # One scoreboard and one page are recorded; Ball Don't Lie has one date of box scores and no standings of six.
    assert (found["espn"].requests, found["espn_web"].requests, found["balldontlie"].requests) == (1, 1, 7)
    assert (found["bettingpros"].requests, found["bettingpros"].success_rate) == (0, None)
    assert "holds nothing of bettingpros" in found["bettingpros"].off
    assert found["odds_api"].off is None
    assert found["odds_api"].last_success_at == NOW
    assert 0 < found["odds_api"].credits_left < 5_000_000
    assert found["nba_stats"].credits_left is None


def test_a_blocked_provider_is_told_with_its_rate_and_until_when_it_is_left_alone(lake, replay):
    with as_of(lake, replay.url, NOON) as tools:
        replay.misbehave("get-game-officials", "html_wall")
        with pytest.raises(IngestError):
            fill_dates(tools.ingest, TABLE["nbac_referee_game_assignments"], FIVE_DATES)
        found = states(tools)["nba_official"]
    # Six good answers before, five refusals now: after five in a row the host is left alone for five minutes.
    assert (found.requests, found.success_rate) == (11, 6 / 11)
    assert found.last_failure == "blocked 403"
    assert found.last_success_at == NOW
    assert found.blocked_until == datetime(2025, 1, 12, 12, 5, tzinfo=EASTERN)


def test_every_table_is_told_with_its_lateness(every_source):
    with as_of(every_source, None, NOON) as tools:
        found = {one.table: one for one in table_states(tools)}
        # Of the two weeks before, the lake has the sixth and the eleventh only.
        games = tools.tables["nbac_schedule"].read(["2024-25"]).to_pylist()
    lacking = [
        game
        for game in games
        if date(2024, 12, 29) <= game["game_date"] < date(2025, 1, 12) and game["game_date"].day not in (6, 11)
    ]
    box = found["nbac_player_boxscores"]
    assert (box.latest_game_date, box.answered_at, box.games_lacking) == ("2025-01-11", NOW, len(lacking))
    first = min(game["tipoff_at"] for game in lacking)
    # Due six hours after tip-off.
    assert box.hours_overdue == round((NOW - first).total_seconds() / 3600 - 6, 1)
    assert (found["espn_scoreboard"].latest_game_date, found["bdl_standings"].latest_game_date) == ("2024-01-15", None)
    assert "holds nothing" in found["espn_team_rosters"].off


def test_the_command_tells_providers_and_tables(nba):
    told = json.loads(nba("sources", "--json"))
    assert {one["provider"]: one["requests"] for one in told["providers"]}["nba_injury"] == 7
    assert {one["table"]: one["latest_game_date"] for one in told["tables"]}["nbac_injury_report"] == "2024-01-04"
    shown = nba("sources")
    for text in ("nba_injury", "100.0%", "01-12 12:00", "espn_team_rosters is off: the archive", "Raw tables, by the"):
        assert text in shown


def test_gaps_of_play_by_play_against_the_target(every_source, nba):
    with as_of(every_source, None, NOON) as tools:
        gaps, final = pbp_gaps(tools, None)
    # The recorded game of 6 January has the league's plays only: eight in the evening to noon six days later.
    assert (final, [(gap.game_id, gap.source_in_use) for gap in gaps]) == (1, [("20250106_LAC_MIN", "nbacom_fallback")])
    assert gaps[0].hours_since_tipoff == 5 * 24 + 16
    assert (gaps[0].first_missed_at, gaps[0].next_attempt_at) == (NOW, NOW.replace(minute=15))
    assert "1 of 1 final games have a file: 100.0%, target 98% met" in nba("pbp-gaps", "--date", "2024-01-10")
    assert "0 of 1 final games have a file: 0.0%, target 98% MISSED" in nba("pbp-gaps")
    assert "no final game" in nba("pbp-gaps", "--date", "2025-01-11")


def test_what_a_span_costs_is_worked_out_before_anything_is_asked(every_source, nba):
    with as_of(every_source, None, NOON) as tools:
        costs, left = credit_costs(tools, date(2025, 1, 11), date(2025, 1, 12))
    # Four games yesterday, nine today. History costs ten times: one for its list of events; opening and closing lines
    # of players in two regions; closing spreads and totals in one. Today's list is free, its lines count once.
    assert costs == {
        "odds_api_events": 1,
        "odds_api_player_points_props": 4 * 2 * 2 * 10 + 9 * 2,
        "odds_api_game_lines": 4 * 2 * 10 + 9 * 2,
    }
    shown = nba("credits", "--from", "2025-01-11", "--to", "2025-01-12")
    assert "277" in shown
    assert f"credits left: {left:,}" in shown
