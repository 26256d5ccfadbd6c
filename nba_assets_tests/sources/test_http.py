"""The polite client against a real server that misbehaves: each failure ends in its own outcome, and names itself."""

from datetime import UTC, datetime

import pytest

from nba_assets.assets.workshop import replay_url
from nba_assets.sources.http import Client, Provider
from nba_assets.sources.outcomes import BlockedError, BrokenError, NotYetAvailable, Payload, UnreachableError
from nba_assets.sources.table import Request
from nba_assets_tests.conftest import NOW

GAME_LOG = Request(
    "nba_stats",
    "player_game_log",
    "2025-01-11",
    "regular_season",
    "/stats/leaguegamelog",
    {
        "PlayerOrTeam": "P",
        "DateFrom": "2025-01-11",
        "DateTo": "2025-01-11",
        "Season": "2024-25",
        "SeasonType": "Regular Season",
        "LeagueID": "00",
    },
)
EVENTS = Request("odds_api", "events", "2025-01-12", "live", "/v4/sports/basketball_nba/events", {})


@pytest.fixture
def waits():
    return []


@pytest.fixture
def client(replay, waits):
    url = replay_url(replay.url, NOW, "stats.nba.com")
    with Client(Provider("nba_stats", url, timeout_seconds=0.5, attempts=3), waits.append) as opened:
        yield opened


def test_a_payload_carries_the_bytes_and_the_providers_date(client):
    outcome = client.fetch(GAME_LOG)
    assert isinstance(outcome, Payload)
    assert outcome.captured_at == datetime(2025, 1, 12, 17, tzinfo=UTC)
    assert b"LeagueGameLog" in outcome.body


def test_too_many_requests_are_retried_after_the_time_the_provider_asks_for(replay, client, waits):
    replay.misbehave("leaguegamelog", "too_many_requests", times=1, retry_after=7)
    assert isinstance(client.fetch(GAME_LOG), Payload)
    assert len(waits) == 1
    assert waits[0] >= 7


def test_server_errors_are_retried_with_growing_waits(replay, client, waits):
    replay.misbehave("leaguegamelog", "server_error", times=2)
    assert isinstance(client.fetch(GAME_LOG), Payload)
    assert len(waits) == 2
    assert 1 <= waits[0] <= 2
    assert 2 <= waits[1] <= 3


@pytest.mark.parametrize(
    ("kind", "how", "said"),
    [
        ("server_error", {}, "HTTP 500"),
        ("time_out", {"seconds": 3}, "ReadTimeout"),
        ("truncated_body", {}, "RemoteProtocolError"),
    ],
)
def test_an_error_that_stays_is_unreachable_and_names_provider_date_and_url(replay, client, kind, how, said):
    replay.misbehave("leaguegamelog", kind, **how)
    with pytest.raises(UnreachableError, match=said) as failed:
        client.fetch(GAME_LOG)
    for told in ("nba_stats", "player_game_log", "2025-01-11", "/stats/leaguegamelog", "after 3 attempts"):
        assert told in str(failed.value)


def test_a_wall_of_html_is_a_block_and_is_not_asked_again(replay, client, waits):
    replay.misbehave("leaguegamelog", "html_wall")
    with pytest.raises(BlockedError, match="refused with HTTP 403") as failed:
        client.fetch(GAME_LOG)
    assert b"Access Denied" in failed.value.body
    assert waits == []


def test_a_wrong_request_is_broken(client):
    with pytest.raises(BrokenError, match="HTTP 4"):
        client.fetch(
            Request("nba_stats", "player_game_log", "2025-01-11", "x", "/stats/leaguegamelog", {"DateFrom": "x"})
        )


def test_what_the_provider_does_not_have_is_not_yet_available(replay, waits):
    gone = Request(
        "odds_api",
        "player_points",
        "2025-01-12",
        "x",
        "/v4/sports/basketball_nba/events/00/odds",
        {"markets": "player_points", "regions": "us_dfs"},
    )
    provider = Provider("odds_api", replay_url(replay.url, NOW, "api.the-odds-api.com"), secret_params={"apiKey": "k"})
    with Client(provider, waits.append) as client:
        assert isinstance(client.fetch(gone), NotYetAvailable)


def test_the_key_is_never_told(replay, waits, caplog):
    replay.misbehave("events", "server_error")
    url = replay_url(replay.url, NOW, "api.the-odds-api.com")
    provider = Provider("odds_api", url, secret_params={"apiKey": "s3cret"}, attempts=2)
    with Client(provider, waits.append) as client, pytest.raises(UnreachableError) as failed:
        client.fetch(EVENTS)
    assert "s3cret" not in str(failed.value) + caplog.text
    assert "apiKey=***" in str(failed.value)
