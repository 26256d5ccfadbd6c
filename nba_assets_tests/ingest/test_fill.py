"""From provider to raw table, over real sockets: what fails is named, what was there stays, and nothing is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from nba_assets.accepted_gaps import AcceptedGap
from nba_assets.assets.raw import fill_dates
from nba_assets.assets.workshop import Workshop
from nba_assets.clock import Clock
from nba_assets.ingest.fill import IngestError
from nba_assets.settings import Settings
from nba_assets.sources.access import Access
from nba_assets.sources.http import Client
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets.sources.odds_api.events import ODDS_API_EVENTS
from nba_assets.sources.odds_api.game_lines import ODDS_API_GAME_LINES
from nba_assets.sources.odds_api.player_points import ODDS_API_PLAYER_POINTS_PROPS
from nba_assets.sources.outcomes import NotYetAvailable
from nba_assets.sources.providers import PROVIDERS
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.answering import Says, answering

FRIDAY, SATURDAY, TONIGHT = "2025-01-10", "2025-01-11", "2025-01-12"


@pytest.fixture
def tools(replay, tmp_path, monkeypatch):
    monkeypatch.setenv("NBA_LAKE", str(tmp_path / "lake"))
    monkeypatch.setenv("NBA_REPLAY_URL", replay.url)
    with Workshop(Settings.load()) as opened:
        yield opened


@pytest.fixture
def ingest(tools):
    made = replace(tools.ingest, gaps=(), never_there=())
    fill_dates(made, NBAC_SCHEDULE, [FRIDAY, SATURDAY, TONIGHT])
    return made


def rows(ingest, table, day):
    return ingest.source_of(table.name).read([day]).to_pylist()


def test_results_of_a_date_arrive_whole(ingest):
    filled = fill_dates(ingest, NBAC_TEAM_BOXSCORE, [SATURDAY])
    # Four games were played that Saturday; two were called off for snow and fire.
    assert filled[SATURDAY].rows == 8
    fill_dates(ingest, NBAC_PLAYER_BOXSCORES, [SATURDAY])
    by_team = {row["team_abbr"]: row["points"] for row in rows(ingest, NBAC_TEAM_BOXSCORE, SATURDAY)}
    assert (by_team["PHX"], by_team["UTA"]) == (114, 106)
    for team, points in by_team.items():
        players = [row for row in rows(ingest, NBAC_PLAYER_BOXSCORES, SATURDAY) if row["team_abbr"] == team]
        assert sum(row["points"] for row in players) == points


def test_shots_agree_with_the_box_score(ingest):
    fill_dates(ingest, NBAC_TEAM_BOXSCORE, [SATURDAY])
    fill_dates(ingest, NBAC_SHOT_CHART, [SATURDAY])
    shots = rows(ingest, NBAC_SHOT_CHART, SATURDAY)
    for box in rows(ingest, NBAC_TEAM_BOXSCORE, SATURDAY):
        of_team = [shot for shot in shots if shot["team_abbr"] == box["team_abbr"]]
        assert len(of_team) == box["fg_attempted"]
        assert sum(shot["shot_made"] for shot in of_team) == box["fg_made"]


def test_a_game_that_is_not_over_has_no_result(ingest):
    filled = fill_dates(ingest, NBAC_PLAYER_BOXSCORES, [TONIGHT])
    assert (filled[TONIGHT].rows, filled[TONIGHT].requests) == (0, 0)


def test_lines_of_past_games_are_opening_and_closing_snapshots(ingest):
    for table in (ODDS_API_EVENTS, ODDS_API_PLAYER_POINTS_PROPS, ODDS_API_GAME_LINES):
        fill_dates(ingest, table, [SATURDAY])
    lines = rows(ingest, ODDS_API_PLAYER_POINTS_PROPS, SATURDAY)
    ausar = {
        (row["bookmaker"], row["snapshot_timestamp"] < datetime(2025, 1, 11, 12, tzinfo=UTC)): row
        for row in lines
        if row["player_lookup"] == "ausarthompson"
    }
    # Underdog moved him from 9.5 the evening before to 8.5; PrizePicks came later with 8.5.
    assert ausar[("underdog", True)]["points_line"] == 9.5
    assert ausar[("underdog", False)]["points_line"] == 8.5
    assert ausar[("prizepicks", False)]["points_line"] == 8.5
    spreads = [row for row in rows(ingest, ODDS_API_GAME_LINES, SATURDAY) if row["market_key"] == "spreads"]
    assert {row["outcome_team_abbr"] for row in spreads} >= {"PHX", "UTA", "DET", "TOR"}


def test_no_line_of_tonight_is_later_than_now(ingest):
    fill_dates(ingest, ODDS_API_EVENTS, [TONIGHT])
    fill_dates(ingest, ODDS_API_PLAYER_POINTS_PROPS, [TONIGHT])
    lines = rows(ingest, ODDS_API_PLAYER_POINTS_PROPS, TONIGHT)
    assert lines
    assert max(row["snapshot_timestamp"] for row in lines) <= NOW


def test_asking_twice_lands_once_and_gives_the_same_rows(ingest, tmp_path):
    fill_dates(ingest, NBAC_PLAYER_BOXSCORES, [SATURDAY])
    before = rows(ingest, NBAC_PLAYER_BOXSCORES, SATURDAY)
    landed = sorted(path.name for path in (tmp_path / "lake" / "landing").rglob("*"))
    fill_dates(ingest, NBAC_PLAYER_BOXSCORES, [SATURDAY])
    assert rows(ingest, NBAC_PLAYER_BOXSCORES, SATURDAY) == before
    assert sorted(path.name for path in (tmp_path / "lake" / "landing").rglob("*")) == landed


@pytest.mark.parametrize(
    ("kind", "how", "said"),
    [
        ("too_many_requests", {"retry_after": 0}, "HTTP 429"),
        ("server_error", {}, "HTTP 500"),
        ("html_wall", {}, "refused with HTTP 403"),
        ("truncated_body", {}, "RemoteProtocolError"),
        ("empty_slate", {}, "has no rows although 4 games are over"),
    ],
)
def test_a_date_that_fails_keeps_its_rows_and_the_others_are_filled(ingest, replay, kind, how, said):
    fill_dates(ingest, NBAC_PLAYER_BOXSCORES, [SATURDAY])
    before = rows(ingest, NBAC_PLAYER_BOXSCORES, SATURDAY)
    replay.misbehave(f"DateFrom={SATURDAY}.*PlayerOrTeam=P", kind, **how)
    with pytest.raises(IngestError, match=said) as failed:
        fill_dates(ingest, NBAC_PLAYER_BOXSCORES, [FRIDAY, SATURDAY])
    assert len(failed.value.failures) == 1
    for told in ("nba_stats", "player_game_log", SATURDAY):
        assert told in str(failed.value)
    assert rows(ingest, NBAC_PLAYER_BOXSCORES, SATURDAY) == before
    assert len(rows(ingest, NBAC_PLAYER_BOXSCORES, FRIDAY)) > 100


def test_the_bytes_of_a_refusal_are_kept(ingest, replay, tmp_path):
    replay.misbehave("shotchartdetail", "html_wall")
    with pytest.raises(IngestError, match="stats/shotchartdetail"):
        fill_dates(ingest, NBAC_SHOT_CHART, [SATURDAY])
    refused = tmp_path / "lake" / "landing" / "refused" / "nba_stats" / "shot_chart" / SATURDAY
    assert len(list(refused.rglob("*.gz"))) == 1


def test_a_good_answer_after_an_empty_one_is_taken(ingest, replay):
    replay.misbehave("PlayerOrTeam=P", "empty_slate", times=1)
    with pytest.raises(IngestError, match="has no rows"):
        fill_dates(ingest, NBAC_PLAYER_BOXSCORES, [SATURDAY])
    later = replace(ingest, clock=Clock(fixed=NOW + timedelta(minutes=1)))
    fill_dates(later, NBAC_PLAYER_BOXSCORES, [SATURDAY])
    assert len(rows(later, NBAC_PLAYER_BOXSCORES, SATURDAY)) > 70


def test_an_accepted_gap_may_be_empty(ingest, replay):
    replay.misbehave("PlayerOrTeam=P", "empty_slate")
    gap = AcceptedGap("nbac_player_boxscores", None, date(2025, 1, 1), date(2025, 1, 31), "never recorded")
    filled = fill_dates(replace(ingest, gaps=(gap,)), NBAC_PLAYER_BOXSCORES, [SATURDAY])
    assert filled[SATURDAY].rows == 0


def test_an_answer_from_after_now_is_not_read(ingest):
    """The game log was captured on Sunday noon; a rebuild as of Sunday morning must not see it."""
    fill_dates(ingest, NBAC_PLAYER_BOXSCORES, [SATURDAY])
    morning = replace(ingest, clock=Clock(fixed=NOW - timedelta(hours=2)), client_of=lambda name: Nobody())
    with pytest.raises(IngestError, match="has no rows although 4 games are over"):
        fill_dates(morning, NBAC_PLAYER_BOXSCORES, [SATURDAY])


def test_an_answer_that_breaks_off_is_named_and_spoils_nothing_later(ingest, replay):
    """Lines keep every answer ever received, so one broken answer must not lie among them."""
    fill_dates(ingest, ODDS_API_EVENTS, [TONIGHT])
    before = rows(ingest, ODDS_API_EVENTS, TONIGHT)
    replay.misbehave("basketball_nba/events", "truncated_body", times=5)
    with pytest.raises(IngestError, match="odds_api events for 2025-01-12: RemoteProtocolError"):
        fill_dates(ingest, ODDS_API_EVENTS, [TONIGHT])
    assert rows(ingest, ODDS_API_EVENTS, TONIGHT) == before
    fill_dates(ingest, ODDS_API_EVENTS, [TONIGHT])
    assert rows(ingest, ODDS_API_EVENTS, TONIGHT) == before


def client_to(name, server):
    access = Access(base_url=lambda as_of: server.url, now=lambda: NOW, sleep=lambda seconds: None, is_limited=False)
    return Client(PROVIDERS[name], access)


def test_a_state_is_asked_from_the_next_source_only_when_those_before_it_failed(tools, replay):
    """The league's statistics host refuses, its content host answers: the last resort is left alone."""
    path = "/as-of/2025-01-12T12:00/stats.nba.com/stats/scheduleleaguev2int?LeagueID=00&Season=2024-25"
    season = httpx.get(f"{replay.url}{path}").raise_for_status().content
    with answering() as stats, answering() as cdn, answering() as espn:
        stats.says(Says(403, b"Forbidden"))
        cdn.says(Says(200, season))
        servers = {"nba_stats": stats, "nba_cdn": cdn, "espn": espn}
        clients = {name: client_to(name, server) for name, server in servers.items()}
        chained = replace(tools.ingest, is_on=lambda feed: True, client_of=clients.__getitem__)
        filled = fill_dates(chained, NBAC_SCHEDULE, [TONIGHT])
    assert (len(stats.paths), len(cdn.paths), espn.paths) == (1, 1, [])
    assert set(filled["2024-25"].games_by_source) == {"cdn_static"}
    assert "refused with HTTP 403" in filled["2024-25"].excused[0]
    found = chained.source_of(NBAC_SCHEDULE.name).read(["2024-25"]).to_pylist()
    assert {row["data_source"] for row in found} == {"cdn_static"}
    # 1,230 games and the Cup final, as the stats host has them.
    assert len(found) == 1231


class Nobody:
    """A client for whom every file is late."""

    provider = PROVIDERS["nba_stats"]

    def fetch(self, request, backoff=None):
        return NotYetAvailable(request, "http://late", 404, NOW)
