"""Keys and proxy passwords: no log, error, traceback, repr, attempt or sidecar ever tells one."""

import base64
import json
import logging
import traceback
from dataclasses import replace

import pytest
from pydantic import SecretStr

from nba_assets.lake.landing import Landing
from nba_assets.lake.store import Store
from nba_assets.sources.access import live_access
from nba_assets.sources.http import Client
from nba_assets.sources.outcomes import BlockedError, BrokenError, Payload, ProviderError, UnreachableError
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.redaction import Secrets
from nba_assets.sources.retries import Backoff
from nba_assets_tests.sources.answering import Says, a_request

# With signs that a url writes otherwise.
KEY = "s3cret+of/ours=="
FORMS_OF_KEY = (KEY, "s3cret%2Bof%2Fours%3D%3D", "s3cret+of%2Fours%3D%3D", "s3cret")
PASSWORD = "pa55word"
BASIC = base64.b64encode(f"someone:{PASSWORD}".encode()).decode()
KEYED = ("odds_api", "balldontlie", "bettingpros")
TWO_TRIES = Backoff(attempts=2, first_seconds=1.0, longest_seconds=1.0, jitter_seconds=0.0)


@pytest.fixture
def everything_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def access_with_key(name, server, clock, proxy=None):
    live = live_access(PROVIDERS[name], SecretStr(KEY), proxy, clock.now)
    return replace(
        live, base_url=lambda as_of: server.url, sleep=clock.sleep, monotonic=clock.monotonic, trusts_environment=False
    )


def assert_untold(*told):
    for text in told:
        for form in (*FORMS_OF_KEY, PASSWORD, BASIC):
            assert form not in text


@pytest.mark.parametrize("name", KEYED)
def test_the_key_goes_out_where_the_provider_wants_it(server, clock, name):
    with Client(PROVIDERS[name], access_with_key(name, server, clock)) as client:
        client.fetch(a_request(markets="player_points"))
    path, headers = server.paths[0], server.headers[0]
    sent = {
        "odds_api": path == "/scoreboard?markets=player_points&apiKey=s3cret%2Bof%2Fours%3D%3D",
        "balldontlie": headers.get("authorization") == f"Bearer {KEY}",
        "bettingpros": headers.get("x-api-key") == KEY,
    }
    assert sent == {one: one == name for one in sent}


@pytest.mark.parametrize("name", KEYED)
@pytest.mark.parametrize(
    ("said", "error"),
    [
        (Says(status=500), UnreachableError),
        (Says(missing=5), UnreachableError),
        (Says(status=401), BlockedError),
        (Says(status=302, headers={"Location": "/elsewhere"}), BrokenError),
        (Says(body=b"{"), BrokenError),
    ],
)
def test_no_failure_tells_the_key(server, clock, everything_is_logged, name, said, error):
    server.says(said)
    attempts = []
    access = access_with_key(name, server, clock)
    with Client(PROVIDERS[name], access, attempts.append) as client, pytest.raises(error) as failed:
        client.fetch(a_request(), TWO_TRIES)
    shown = "".join(traceback.format_exception(failed.value))
    assert_untold(str(failed.value), repr(failed.value), failed.value.url, shown, everything_is_logged.text)
    assert_untold(attempts[0].model_dump_json(), repr(attempts[0]))
    assert_untold(repr(client), repr(access), repr(client.provider), repr(access.secrets))
    assert ("apiKey=***" in str(failed.value)) is (name == "odds_api")
    # The library's own lines were there to be searched.
    assert "HTTP Request: GET" in everything_is_logged.text or said.missing


@pytest.mark.parametrize("name", KEYED)
def test_no_sidecar_tells_the_key(server, clock, everything_is_logged, tmp_path, name):
    with Client(PROVIDERS[name], access_with_key(name, server, clock)) as client:
        outcome = client.fetch(a_request(markets="player_points"))
    assert isinstance(outcome, Payload)
    facts = {"url": outcome.url, "params": dict(outcome.request.params), "path": outcome.request.path}
    store = Store.open(str(tmp_path))
    kept = Landing(store).keep((name, "odds", "2025-01-11", "all"), outcome.body, outcome.captured_at, facts)
    sidecar = store.read("landing", f"{kept}.meta.json").decode()
    assert json.loads(sidecar)["params"] == {"markets": "player_points"}
    assert_untold(sidecar, repr(outcome), everything_is_logged.text)


def test_a_key_that_was_written_into_a_request_by_mistake_is_blanked_too(server, clock):
    with Client(PROVIDERS["bettingpros"], access_with_key("bettingpros", server, clock)) as client:
        outcome = client.fetch(a_request(path=f"/v3/{KEY}", token=KEY))
    assert_untold(outcome.url)
    assert outcome.url.endswith("/v3/***?token=***")


def test_requests_go_through_the_proxy_and_its_password_is_never_told(server, clock, everything_is_logged):
    proxy = SecretStr(server.url.replace("http://", f"http://someone:{PASSWORD}@"))
    access = replace(access_with_key("nba_stats", server, clock, proxy), base_url=lambda as_of: "http://stats.nba.com")
    with Client(PROVIDERS["nba_stats"], access) as client:
        outcome = client.fetch(a_request())
    assert server.paths == ["http://stats.nba.com/scoreboard"]
    assert server.headers[0]["proxy-authorization"] == f"Basic {BASIC}"
    assert_untold(repr(access), repr(client), repr(outcome), everything_is_logged.text)


@pytest.mark.parametrize("base", ["https://stats.nba.com", "http://stats.nba.com"])
def test_a_proxy_that_fails_is_told_without_its_password(server, clock, everything_is_logged, base):
    # It refuses to connect through, as one without credit does.
    server.says(Says(status=407))
    proxy = SecretStr(server.url.replace("http://", f"http://someone:{PASSWORD}@"))
    access = replace(access_with_key("nba_stats", server, clock, proxy), base_url=lambda as_of: base)
    with Client(PROVIDERS["nba_stats"], access) as client, pytest.raises(ProviderError) as failed:
        client.fetch(a_request(), TWO_TRIES)
    assert_untold("".join(traceback.format_exception(failed.value)), everything_is_logged.text)


def test_only_providers_that_may_need_it_use_the_proxy(clock):
    proxy = SecretStr(f"http://someone:{PASSWORD}@127.0.0.1:9")
    for provider in PROVIDERS.values():
        access = live_access(provider, None, proxy, clock.now)
        assert (access.proxy is not None) is provider.may_use_proxy
    # What is paid for and what is close at hand goes out directly.
    for name in ("odds_api", "balldontlie", "bigdataball", "espn"):
        assert not PROVIDERS[name].may_use_proxy


def test_a_header_that_cannot_be_sent_is_told_without_its_value(server, clock):
    access = live_access(PROVIDERS["bettingpros"], SecretStr(f"{KEY}\n"), None, clock.now)
    here = replace(access, base_url=lambda as_of: server.url, trusts_environment=False)
    with (
        Client(PROVIDERS["bettingpros"], here) as client,
        pytest.raises(BrokenError, match="LocalProtocolError") as failed,
    ):
        client.fetch(a_request())
    assert_untold("".join(traceback.format_exception(failed.value)))


def test_a_secret_within_another_and_no_secret_at_all():
    secrets = Secrets(SecretStr("abc"), SecretStr("abcdef"), None, SecretStr(""))
    assert secrets.hide("abcdef and abc, not ab") == "*** and ***, not ab"
    assert Secrets().hide("as it is") == "as it is"
