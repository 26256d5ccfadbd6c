"""The bearer token of a service account: got from a token server when needed, kept, renewed, refused by name."""

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pydantic import SecretStr

from nba_assets.sources.access import live_access
from nba_assets.sources.http import Client
from nba_assets.sources.outcomes import BlockedError, Payload, UnreachableError
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.retries import Backoff
from nba_assets.sources.table import Request
from nba_assets_tests.sources.answering import Says

BIGDATABALL = PROVIDERS["bigdataball"]
LISTING = Request("bigdataball", "play_by_play", "2025-01-11", "listing", "/drive/v3/files", {"pageSize": "10"})
ONCE = Backoff(attempts=1)


@pytest.fixture(scope="module")
def private_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.fixture
def account(tmp_path, server, private_key):
    file = tmp_path / "account.json"
    told = {"type": "service_account", "client_email": "a@b.c", "private_key": private_key, "private_key_id": "1"}
    file.write_text(json.dumps(told | {"token_uri": f"{server.url}/token"}))
    return file


@pytest.fixture
def client(server, clock, account):
    live = live_access(BIGDATABALL, SecretStr(str(account)), None, clock.now)
    here = replace(live, base_url=lambda as_of: server.url, sleep=clock.sleep, trusts_environment=False)
    with Client(BIGDATABALL, here) as opened:
        yield opened


def token(value, seconds=3600):
    return Says(body=json.dumps({"access_token": value, "expires_in": seconds, "token_type": "Bearer"}).encode())


def test_a_token_is_got_once_and_kept(server, client):
    server.says(token("t1"), Says())
    assert isinstance(client.fetch(LISTING), Payload)
    assert isinstance(client.fetch(LISTING), Payload)
    assert server.paths == ["/token", "/drive/v3/files?pageSize=10", "/drive/v3/files?pageSize=10"]
    assert [headers.get("authorization") for headers in server.headers[1:]] == ["Bearer t1", "Bearer t1"]


def test_a_token_that_runs_out_is_renewed(server, client):
    server.says(token("t1", seconds=1), Says(), token("t2"), Says())
    client.fetch(LISTING)
    client.fetch(LISTING)
    assert [headers.get("authorization") for headers in server.headers] == [None, "Bearer t1", None, "Bearer t2"]


def test_an_account_that_google_refuses_is_a_block_and_names_its_variable(server, client):
    server.says(Says(status=400, body=b'{"error": "invalid_grant"}'))
    with pytest.raises(BlockedError, match=r"RefreshError.*NBA_BIGDATABALL_SERVICE_ACCOUNT"):
        client.fetch(LISTING)


@pytest.mark.parametrize("content", [b"{}", b"no json", b'{"client_email": "a", "token_uri": "b", "private_key": "c"}'])
def test_a_file_that_is_no_account_is_a_block_and_names_its_variable(client, account, content):
    account.write_bytes(content)
    with pytest.raises(BlockedError, match="Check the file that NBA_BIGDATABALL_SERVICE_ACCOUNT names"):
        client.fetch(LISTING)


def test_a_token_server_that_is_away_is_a_transient_error(client, account):
    told = json.loads(account.read_text())
    account.write_text(json.dumps(told | {"token_uri": "http://127.0.0.1:1/token"}))
    with pytest.raises(UnreachableError, match="token server"):
        client.fetch(LISTING, ONCE)
