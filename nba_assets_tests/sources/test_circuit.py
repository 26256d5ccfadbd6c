"""The circuit of a host: when it opens, for how long, who is let through, and that it outlives the process."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from nba_assets.attempts import Attempt, Outcome
from nba_assets.sources.access import replay_access
from nba_assets.sources.circuit import CircuitState, circuit_after
from nba_assets.sources.http import Client
from nba_assets.sources.outcomes import BlockedError, BrokenError, CircuitOpenError, NotYetAvailable, Payload
from nba_assets.sources.provider import CircuitRule
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.answering import STARTED, Says, a_provider, a_request, access_to

RULE = CircuitRule(failures=3, first_seconds=300.0, longest_seconds=1000.0)
REFUSAL = Says(status=403)


def attempt(outcome, seconds, host="site.api.espn.com"):
    return Attempt(
        provider="espn",
        host=host,
        feed="scoreboard",
        scope="2025-01-11",
        slug="all",
        outcome=outcome,
        status=None,
        tries=1,
        seconds=0.1,
        at=STARTED + timedelta(seconds=seconds),
        credits_used=None,
        credits_left=None,
    )


def history(*told):
    return [attempt(outcome, seconds) for outcome, seconds in told]


def open_until(state):
    return (state.open_until - STARTED).total_seconds() if state.open_until else None


def test_it_opens_after_so_many_failures_in_a_row():
    blocked, down = (Outcome.BLOCKED, 1), (Outcome.UNREACHABLE, 2)
    assert circuit_after(history(blocked, down), RULE).open_until is None
    assert open_until(circuit_after(history(blocked, down, (Outcome.BLOCKED, 3)), RULE)) == 303


@pytest.mark.parametrize("answered", [Outcome.PAYLOAD, Outcome.NOT_YET_AVAILABLE, Outcome.BROKEN])
def test_an_answer_begins_a_new_row(answered):
    told = history(
        (Outcome.BLOCKED, 1), (Outcome.BLOCKED, 2), (answered, 3), (Outcome.BLOCKED, 4), (Outcome.BLOCKED, 5)
    )
    assert circuit_after(told, RULE) == CircuitState(failures=2)


def test_each_failure_after_the_wait_doubles_it_up_to_the_longest():
    opened = history(*[(Outcome.BLOCKED, second) for second in (1, 2, 3)])
    second = [*opened, attempt(Outcome.BLOCKED, 400)]
    third = [*second, attempt(Outcome.UNREACHABLE, 1100)]
    assert open_until(circuit_after(second, RULE)) == 400 + 600
    assert open_until(circuit_after(third, RULE)) == 1100 + 1000


def test_failures_that_were_under_way_when_it_opened_do_not_lengthen_it():
    told = history(*[(Outcome.BLOCKED, second) for second in (1, 2, 3, 4, 5)])
    assert open_until(circuit_after(told, RULE)) == 303


def test_what_was_not_sent_and_the_order_of_keeping_do_not_count():
    told = history(
        (Outcome.BLOCKED, 3),
        (Outcome.CIRCUIT_OPEN, 9),
        (Outcome.BLOCKED, 1),
        (Outcome.QUOTA_EXHAUSTED, 2.5),
        (Outcome.BLOCKED, 2),
    )
    assert open_until(circuit_after(told, RULE)) == 303


def refuse(client, times):
    for _ in range(times):
        with pytest.raises(BlockedError):
            client.fetch(a_request())


def test_an_open_circuit_sends_nothing_and_says_until_when(server, clock):
    server.says(REFUSAL)
    attempts = []
    with Client(a_provider(circuit=RULE), access_to(server, clock), attempts.append) as client:
        refuse(client, 3)
        with pytest.raises(
            CircuitOpenError, match=r"site\.api\.espn\.com .* open until 2025-01-12 12:05:00 Eastern"
        ) as failed:
            client.fetch(a_request())
    assert failed.value.until == STARTED + timedelta(seconds=300)
    assert len(server.paths) == 3
    assert (attempts[-1].outcome, attempts[-1].status, attempts[-1].tries) == (Outcome.CIRCUIT_OPEN, None, 0)


def test_after_the_wait_a_success_closes_it(server, clock):
    server.says(REFUSAL, REFUSAL, REFUSAL, Says(status=404), Says())
    with Client(a_provider(circuit=RULE), access_to(server, clock)) as client:
        refuse(client, 3)
        clock.sleep(300)
        assert isinstance(client.fetch(a_request()), NotYetAvailable)
        assert isinstance(client.fetch(a_request()), Payload)


def test_after_the_wait_one_request_finds_out_and_the_others_wait_for_it(server, clock):
    server.says(REFUSAL)
    with Client(a_provider(circuit=RULE), access_to(server, clock)) as client, ThreadPoolExecutor(8) as pool:
        refuse(client, 3)
        clock.sleep(300)
        errors = list(pool.map(lambda _: failure_of(client), range(8)))
    # One more was refused; the circuit opened again before anybody else was let through.
    assert len(server.paths) == 4
    assert sorted(type(error).__name__ for error in errors) == ["BlockedError"] + ["CircuitOpenError"] * 7
    until = {error.until for error in errors if isinstance(error, CircuitOpenError)}
    assert until == {STARTED + timedelta(seconds=300 + 600)}


def failure_of(client):
    with pytest.raises((BlockedError, CircuitOpenError)) as failed:
        client.fetch(a_request())
    return failed.value


def test_those_who_waited_pass_when_the_host_answers_again(server, clock):
    server.says(REFUSAL, REFUSAL, REFUSAL, Says())
    with Client(a_provider(circuit=RULE), access_to(server, clock)) as client, ThreadPoolExecutor(8) as pool:
        refuse(client, 3)
        clock.sleep(300)
        outcomes = list(pool.map(lambda _: client.fetch(a_request()), range(8)))
    assert all(isinstance(outcome, Payload) for outcome in outcomes)


def test_a_broken_answer_does_not_leave_the_others_waiting(server, clock):
    server.says(REFUSAL, REFUSAL, REFUSAL, Says(body=b"{"), Says())
    with Client(a_provider(circuit=RULE), access_to(server, clock)) as client:
        refuse(client, 3)
        clock.sleep(300)
        with pytest.raises(BrokenError):
            client.fetch(a_request())
        assert isinstance(client.fetch(a_request()), Payload)


def test_its_state_outlives_the_process(server, clock):
    server.says(REFUSAL)
    kept = []
    with Client(a_provider(circuit=RULE), access_to(server, clock), kept.append) as client:
        refuse(client, 3)
    server.says(Says())
    with Client(a_provider(circuit=RULE), access_to(server, clock), recent=kept) as client:
        with pytest.raises(CircuitOpenError):
            client.fetch(a_request())
        clock.sleep(300)
        assert isinstance(client.fetch(a_request()), Payload)


def test_failures_of_another_host_or_from_later_than_now_do_not_count(server, clock):
    others = [attempt(Outcome.BLOCKED, -second, host="www.espn.com") for second in range(9)]
    later = history(*[(Outcome.BLOCKED, second) for second in range(1, 9)])
    with Client(a_provider(circuit=RULE), access_to(server, clock), recent=[*others, *later]) as client:
        assert isinstance(client.fetch(a_request()), Payload)


def test_a_replay_whose_time_stands_still_does_not_inherit_an_open_circuit(server):
    blocked = [attempt(Outcome.BLOCKED, -second) for second in range(9)]
    access = replay_access(a_provider(), server.url, NOW)
    with Client(a_provider(circuit=RULE), access, recent=blocked) as client:
        assert isinstance(client.fetch(a_request()), Payload)
