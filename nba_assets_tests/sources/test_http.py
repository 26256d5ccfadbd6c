"""The polite client against real sockets that misbehave: each failure ends in its own outcome, and names itself."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from nba_assets.attempts import Outcome
from nba_assets.sources.access import Access, replay_access
from nba_assets.sources.http import Client
from nba_assets.sources.outcomes import (
    BlockedError,
    BrokenError,
    NotYetAvailable,
    Payload,
    ProviderError,
    UnreachableError,
)
from nba_assets.sources.provider import Rate
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.retries import BOX_SCORE_BACKOFF, Backoff
from nba_assets.sources.table import Form, Request
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.answering import STARTED, Says, a_provider, a_request, access_to

THREE_TRIES = Backoff(attempts=3, first_seconds=1.0, longest_seconds=60.0, jitter_seconds=1.0)
WALL = b"<!DOCTYPE html><html><head><title>Access Denied</title></head><body>no</body></html>"
PAGE = b"<!DOCTYPE html><html><head><title>Boston Celtics Roster</title></head><body>Tatum</body></html>"
NOT_THERE = b'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'


@pytest.fixture
def attempts():
    return []


@pytest.fixture
def client(server, clock, attempts):
    provider = a_provider(backoff=THREE_TRIES, timeout_seconds=0.2)
    with Client(provider, access_to(server, clock), attempts.append) as opened:
        yield opened


def test_a_payload_carries_the_bytes_and_the_providers_date(server, client):
    server.says(Says(body=b'{"events": []}', headers={"Date": "Sun, 12 Jan 2025 04:30:00 GMT"}))
    outcome = client.fetch(a_request(dates="20250111"))
    assert isinstance(outcome, Payload)
    assert (outcome.body, outcome.status) == (b'{"events": []}', 200)
    assert outcome.captured_at == datetime(2025, 1, 12, 4, 30, tzinfo=UTC)
    assert server.paths == ["/scoreboard?dates=20250111"]


def test_an_answer_without_a_usable_date_was_sent_now(server, client):
    server.says(Says(headers={"Date": "yesterday"}))
    assert client.fetch(a_request()).captured_at == STARTED


@pytest.mark.parametrize(
    ("asks_for", "at_least"),
    [("7", 7), ("1.5", 1.5), ("Sun, 12 Jan 2025 17:00:09 GMT", 9), ("soon", 1), ("-5", 1)],
)
def test_too_many_requests_are_retried_after_the_time_the_provider_asks_for(server, client, clock, asks_for, at_least):
    date = {"Date": "Sun, 12 Jan 2025 17:00:00 GMT"}
    server.says(Says(status=429, headers={"Retry-After": asks_for, **date}), Says())
    assert isinstance(client.fetch(a_request()), Payload)
    assert len(clock.waits) == 1
    # Never shorter than asked for, and never longer than that or the first wait with its jitter.
    assert at_least <= clock.waits[0] <= max(at_least, 2)


def test_a_provider_that_wants_hours_is_not_waited_for(server, client, clock):
    server.says(Says(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(UnreachableError, match="after 1 attempts; ask again in 3600 s"):
        client.fetch(a_request())
    assert clock.waits == []


def test_server_errors_are_retried_with_growing_waits(server, client, clock):
    server.says(Says(status=503), Says(status=500), Says())
    assert isinstance(client.fetch(a_request()), Payload)
    assert [1 <= clock.waits[0] <= 2, 2 <= clock.waits[1] <= 3] == [True, True]


def test_a_feeds_own_patience_of_hours_replaces_the_providers(server, client, clock, attempts):
    server.says(Says(status=500))
    with pytest.raises(UnreachableError, match="after 5 attempts"):
        client.fetch(a_request(), BOX_SCORE_BACKOFF)
    # 60, 120, 240 and 480 s, each with up to 30 s of jitter.
    assert [base <= wait <= base + 30 for base, wait in zip((60, 120, 240, 480), clock.waits, strict=True)] == [
        True
    ] * 4
    assert attempts[0].seconds == sum(clock.waits)


def test_waits_do_not_grow_beyond_the_longest(server, client, clock):
    server.says(Says(status=500))
    with pytest.raises(UnreachableError):
        client.fetch(a_request(), Backoff(attempts=8, first_seconds=60.0, longest_seconds=1800.0, jitter_seconds=30.0))
    assert max(clock.waits) <= 1800
    assert clock.waits[-1] == 1800


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Says(status=500), "HTTP 500"),
        (Says(seconds=0.5), "ReadTimeout"),
        (Says(missing=10), "RemoteProtocolError"),
        (Says(headers={"Content-Encoding": "gzip"}), "DecodingError"),
    ],
)
def test_an_error_that_stays_is_unreachable_and_names_provider_date_and_url(server, client, said, told):
    server.says(said)
    with pytest.raises(UnreachableError, match=told) as failed:
        client.fetch(a_request())
    for part in ("espn", "scoreboard", "2025-01-11", "/scoreboard", "after 3 attempts"):
        assert part in str(failed.value)


def test_a_host_that_nobody_listens_at_is_unreachable(clock):
    nowhere = Access(base_url=lambda as_of: "http://127.0.0.1:1", now=clock.now, sleep=clock.sleep)
    with Client(a_provider(backoff=THREE_TRIES), nowhere) as client, pytest.raises(UnreachableError, match="Connect"):
        client.fetch(a_request())


@pytest.mark.parametrize(
    "said",
    [
        Says(status=403, body=WALL),
        Says(status=401, body=b'{"message": "bad key"}'),
        Says(status=451),
        Says(body=WALL),
        Says(body=PAGE),
        Says(body=b"Sorry, robot", headers={"Content-Type": "text/html"}),
    ],
)
def test_a_refusal_or_a_wall_is_a_block_that_keeps_its_bytes_and_is_not_asked_again(server, client, clock, said):
    server.says(said)
    with pytest.raises(BlockedError, match=f"refused with HTTP {said.status}") as failed:
        client.fetch(a_request())
    assert failed.value.body == said.body
    assert clock.waits == []


def test_a_page_is_a_payload_where_a_page_is_asked_for(server, client):
    server.says(Says(body=PAGE, headers={"Content-Type": "text/html"}))
    assert client.fetch(a_request(form=Form.HTML)).body == PAGE


@pytest.mark.parametrize("title", [b"Access Denied", b"Just a moment..."])
def test_a_wall_is_a_block_even_where_a_page_is_asked_for(server, client, title):
    server.says(Says(body=PAGE.replace(b"Boston Celtics Roster", title)))
    with pytest.raises(BlockedError):
        client.fetch(a_request(form=Form.HTML))


@pytest.mark.parametrize(
    ("form", "body"),
    [
        (Form.JSON, b'{"game": {"actions": ['),
        (Form.JSON, b""),
        (Form.JSON, b"[" * 200_000),
        (Form.JSON, b'{"name": "Joki\xe6"}'),
        (Form.CSV, b" \n"),
        (Form.HTML, b""),
        (Form.PDF, b"%HTML"),
    ],
)
def test_an_unreadable_answer_is_broken_and_keeps_its_bytes(server, client, clock, form, body):
    server.says(Says(body=body))
    with pytest.raises(BrokenError, match="unreadable") as failed:
        client.fetch(a_request(form=form))
    assert failed.value.body == body
    assert clock.waits == []


def test_an_empty_page_where_a_page_is_asked_for_is_broken_and_no_wall(server, client):
    server.says(Says(body=b" ", headers={"Content-Type": "text/html"}))
    with pytest.raises(BrokenError, match="empty"):
        client.fetch(a_request(form=Form.HTML))


@pytest.mark.parametrize(
    ("form", "body"),
    [(Form.PDF, b"%PDF-1.7 \xff"), (Form.CSV, b"\xef\xbb\xbfgame_id,a1\n22400561,Nikola Joki\xc4\x87\n")],
)
def test_other_forms_are_payloads(server, client, form, body):
    server.says(Says(body=body))
    assert client.fetch(a_request(form=form)).body == body


@pytest.mark.parametrize("form", [Form.CSV, Form.PDF])
def test_a_page_instead_of_a_file_is_a_block(server, client, form):
    server.says(Says(body=PAGE))
    with pytest.raises(BlockedError):
        client.fetch(a_request(form=form))


@pytest.mark.parametrize("status", [302, 400, 405, 422])
def test_a_wrong_request_is_broken(server, client, status):
    server.says(Says(status=status))
    with pytest.raises(BrokenError, match=f"HTTP {status}"):
        client.fetch(a_request())


@pytest.mark.parametrize(
    ("name", "status", "body"),
    [
        ("nba_cdn", 403, NOT_THERE),
        ("nba_cdn", 404, b""),
        ("nba_injury", 403, NOT_THERE),
        ("nba_statsdmz", 404, b"<html><head><title>404 Not Found</title></head></html>"),
        ("odds_api", 204, b""),
        ("odds_api", 404, b'{"message": "Event not found"}'),
    ],
)
def test_what_a_provider_does_not_have_yet_is_late_and_no_failure(server, clock, name, status, body):
    server.says(Says(status=status, body=body))
    with Client(PROVIDERS[name], access_to(server, clock)) as client:
        outcome = client.fetch(a_request())
    assert isinstance(outcome, NotYetAvailable)
    assert outcome.status == status


@pytest.mark.parametrize("name", ["nba_cdn", "nba_injury", "nba_stats"])
def test_a_wall_before_the_league_is_no_late_file(server, clock, name):
    server.says(Says(status=403, body=WALL))
    with Client(PROVIDERS[name], access_to(server, clock)) as client, pytest.raises(BlockedError, match="NBA_PROXY"):
        client.fetch(a_request())


@pytest.mark.parametrize(
    ("said", "outcome", "status", "tries"),
    [
        (Says(), Outcome.PAYLOAD, 200, 1),
        (Says(status=404), Outcome.NOT_YET_AVAILABLE, 404, 1),
        (Says(status=403), Outcome.BLOCKED, 403, 1),
        (Says(body=b"{"), Outcome.BROKEN, 200, 1),
        (Says(status=500), Outcome.UNREACHABLE, 500, 3),
        (Says(missing=1), Outcome.UNREACHABLE, None, 3),
    ],
)
def test_every_request_leaves_one_attempt_with_its_outcome(
    server, client, attempts, clock, said, outcome, status, tries
):
    server.says(said)
    with suppress(ProviderError):
        client.fetch(a_request(slug="0022400561"))
    (attempt,) = attempts
    assert (attempt.outcome, attempt.status, attempt.tries) == (outcome, status, tries)
    assert (attempt.provider, attempt.host, attempt.feed) == ("espn", "site.api.espn.com", "scoreboard")
    assert (attempt.scope, attempt.slug) == ("2025-01-11", "0022400561")
    assert attempt.at == clock.now()
    assert (attempt.credits_used, attempt.credits_left) == (None, None)


def test_retries_wait_for_their_turn_too(server, clock):
    server.says(Says(status=500), Says(status=500), Says())
    provider = a_provider(rate=Rate(per_second=0.1, burst=1))
    with Client(provider, access_to(server, clock)) as client:
        client.fetch(a_request(), Backoff(attempts=3, first_seconds=1.0, longest_seconds=1.0, jitter_seconds=0.0))
    # The waits between the tries are 1 s each; the rate makes 10 s of either.
    assert clock.passed == 20


def test_no_request_offers_brotli_and_headers_of_the_provider_go_out(server, clock):
    for provider in PROVIDERS.values():
        with Client(provider, access_to(server, clock)) as client:
            client.fetch(a_request())
        sent = server.headers[-1]
        assert sent["accept-encoding"] == "gzip, deflate"
        assert not [name for name in sent if name.startswith("x-nba-stats")]
        assert sent["user-agent"] == provider.headers["User-Agent"]


def test_a_replayed_provider_is_asked_as_of_the_requests_moment_but_never_later_than_now(server):
    access = replay_access(PROVIDERS["bigdataball"], server.url, NOW)
    asked = [("2025-01-10T15:00-05:00", "2025-01-10T15:00"), ("2025-01-13T15:00-05:00", "2025-01-12T12:00")]
    with Client(PROVIDERS["bigdataball"], access) as client:
        for as_of, _ in asked:
            moment = datetime.fromisoformat(as_of)
            client.fetch(Request("bigdataball", "files", "2025-01-10", "x", "/drive/v3/files", as_of=moment))
        client.fetch(Request("bigdataball", "files", "2025-01-10", "x", "/drive/v3/files"))
    moments = [shown for _, shown in asked] + ["2025-01-12T12:00"]
    assert server.paths == [f"/as-of/{moment}/www.googleapis.com/drive/v3/files" for moment in moments]
    assert server.headers[0]["authorization"] == "Bearer replay"


def test_nothing_waits_in_the_replay_world(server):
    server.says(*[Says(status=500)] * 4, Says())
    access = replay_access(PROVIDERS["basketball_reference"], server.url, NOW)
    with Client(PROVIDERS["basketball_reference"], access) as client:
        started = access.monotonic()
        for _ in range(5):
            assert isinstance(client.fetch(a_request(), BOX_SCORE_BACKOFF), Payload)
        # Live, nine requests 3.5 s apart and 15 minutes of patience.
        assert access.monotonic() - started < 2


def test_the_replay_server_answers_the_client(replay):
    access = replay_access(PROVIDERS["nba_stats"], replay.url, NOW)
    params = {
        "PlayerOrTeam": "P",
        "DateFrom": "2025-01-11",
        "DateTo": "2025-01-11",
        "Season": "2024-25",
        "SeasonType": "Regular Season",
        "LeagueID": "00",
    }
    log = Request("nba_stats", "player_game_log", "2025-01-11", "regular_season", "/stats/leaguegamelog", params)
    with Client(PROVIDERS["nba_stats"], access) as client:
        outcome = client.fetch(log)
        assert b"LeagueGameLog" in outcome.body
        assert outcome.captured_at == datetime(2025, 1, 12, 17, tzinfo=UTC)
        replay.misbehave("leaguegamelog", "html_wall")
        with pytest.raises(BlockedError, match="refused with HTTP 403") as failed:
            client.fetch(log)
        assert b"Access Denied" in failed.value.body
