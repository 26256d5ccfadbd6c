"""Credits: what a request costs, what is left, and a clear end when the plan is used up."""

import pytest

from nba_assets.attempts import Outcome
from nba_assets.sources.http import Client
from nba_assets.sources.outcomes import BlockedError, Payload, QuotaExhaustedError, UnreachableError
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.quota import Credits, cost_in_credits
from nba_assets.sources.table import Request
from nba_assets_tests.sources.answering import Says, access_to

LIVE = "/v4/sports/basketball_nba/events"
HISTORY = "/v4/historical/sports/basketball_nba/events"
EXHAUSTED = b'{"message": "Usage quota has been reached", "error_code": "OUT_OF_USAGE_CREDITS"}'


def odds(path, **params):
    return Request("odds_api", "player_points", "2025-01-11", path[-9:].replace("/", "-"), path, params)


def told(used, left):
    return {"x-requests-used": str(used), "x-requests-remaining": str(left)}


@pytest.fixture
def attempts():
    return []


@pytest.fixture
def client(server, clock, attempts):
    with Client(PROVIDERS["odds_api"], access_to(server, clock), attempts.append) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "params", "cost"),
    [
        # The list of events is free; its history counts one.
        (LIVE, {"commenceTimeFrom": "x"}, 0),
        (HISTORY, {"date": "x"}, 1),
        # Markets times regions, ten times that for history.
        (f"{LIVE}/a1/odds", {"markets": "player_points", "regions": "us"}, 1),
        (f"{LIVE}/a1/odds", {"markets": "player_points", "regions": "us,us_dfs"}, 2),
        (f"{LIVE}/a1/odds", {"markets": "spreads,totals", "regions": "us"}, 2),
        (f"{HISTORY}/a1/odds", {"markets": "player_points", "regions": "us,us_dfs"}, 20),
        (f"{HISTORY}/a1/odds", {"markets": "spreads,totals", "regions": "us"}, 20),
        # Ten books by name are one region.
        (f"{LIVE}/a1/odds", {"markets": "player_points", "bookmakers": ",".join("abcdefghij")}, 1),
        (f"{LIVE}/a1/odds", {"markets": "player_points", "regions": "us", "bookmakers": ",".join("abcdefghijk")}, 2),
    ],
)
def test_the_cost_of_a_request(path, params, cost):
    assert cost_in_credits(odds(path, **params)) == cost


def test_requests_of_other_providers_cost_nothing():
    assert cost_in_credits(Request("espn", "scoreboard", "2025-01-11", "x", f"{HISTORY}/a1/odds", {})) == 0


def test_credits_reach_payload_and_attempt(server, client, attempts):
    server.says(Says(headers=told(2426, 17574)))
    outcome = client.fetch(odds(LIVE))
    assert (outcome.credits_used, outcome.credits_left) == (2426, 17574)
    assert (attempts[0].credits_used, attempts[0].credits_left) == (2426, 17574)


@pytest.mark.parametrize("headers", [{}, {"x-requests-remaining": "plenty"}, {"x-requests-remaining": "inf"}])
def test_credits_that_are_not_told_are_not_known(server, client, headers):
    server.says(Says(headers=headers))
    assert client.fetch(odds(LIVE)).credits_left is None


@pytest.mark.parametrize(
    "said",
    [
        Says(status=429, headers=told(20000, 0)),
        Says(status=401, headers=told(20000, 0)),
        Says(status=401, body=EXHAUSTED),
        Says(status=429, body=EXHAUSTED),
    ],
)
def test_a_used_up_plan_ends_clearly_without_a_retry_and_nothing_more_is_spent(server, client, clock, attempts, said):
    server.says(said)
    paid = odds(f"{LIVE}/a1/odds", markets="player_points", regions="us")
    with pytest.raises(QuotaExhaustedError, match=r"0 credits left.*Wait until the plan of odds_api is renewed"):
        client.fetch(paid)
    with pytest.raises(QuotaExhaustedError):
        client.fetch(paid)
    assert len(server.paths) == 1
    assert clock.waits == []
    assert [(one.outcome, one.tries) for one in attempts] == [
        (Outcome.QUOTA_EXHAUSTED, 1),
        (Outcome.QUOTA_EXHAUSTED, 0),
    ]
    # What is free is still asked for.
    server.says(Says(headers=told(20000, 0)))
    assert isinstance(client.fetch(odds(LIVE)), Payload)


def test_a_request_that_the_rest_cannot_pay_is_not_sent(server, client):
    server.says(Says(headers=told(19985, 15)))
    client.fetch(odds(LIVE))
    history = odds(f"{HISTORY}/a1/odds", markets="player_points", regions="us,us_dfs")
    with pytest.raises(QuotaExhaustedError, match="15 credits left, the request costs up to 20"):
        client.fetch(history)
    assert isinstance(client.fetch(odds(f"{LIVE}/a1/odds", markets="player_points", regions="us")), Payload)


def test_too_many_requests_with_credits_left_are_only_too_many_requests(server, client):
    server.says(Says(status=429, headers=told(100, 900)))
    with pytest.raises(UnreachableError, match="HTTP 429"):
        client.fetch(odds(LIVE))


def test_a_wrong_key_is_a_block_and_names_its_variable(server, client):
    server.says(Says(status=401, body=b'{"error_code": "INVALID_KEY"}'))
    with pytest.raises(BlockedError, match="NBA_ODDS_API_KEY"):
        client.fetch(odds(LIVE))


def test_a_provider_without_credits_is_not_taken_at_such_a_word(server, clock):
    server.says(Says(status=401, headers=told(1, 0)))
    with Client(PROVIDERS["balldontlie"], access_to(server, clock)) as client, pytest.raises(BlockedError):
        client.fetch(odds(LIVE))


@pytest.mark.parametrize(
    ("used", "left", "low"), [(900, 100, False), (901, 99, True), (1000, 0, True), (0, 500, False), (None, 0, True)]
)
def test_less_than_a_tenth_of_the_plan_is_low(used, left, low):
    assert Credits(used, left).are_low is low


@pytest.mark.parametrize("unknown", [Credits(), Credits(used=5), Credits(left=5)])
def test_an_unknown_plan_is_not_called_low(unknown):
    assert unknown.share_left is None
    assert not unknown.are_low
