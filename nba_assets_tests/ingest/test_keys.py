"""No key is told by anything that a run leaves behind: landing, tables, attempts, events, metadata, logs."""

import gzip
import json
import logging
from dataclasses import replace

import dagster as dg
import pyarrow.parquet as pq
import pytest

from nba_assets.assets import workshop
from nba_assets.assets.raw import raw_assets
from nba_assets.assets.workshop import WorkshopResource
from nba_assets.game_dates import game_dates
from nba_assets.settings import Settings
from nba_assets.sources.access import live_access, replay_access
from nba_assets.sources.credentials import no_key
from nba_assets.sources.provider import KeyPlace
from nba_assets_tests.conftest import NOW

KEYS = {
    "NBA_ODDS_API_KEY": "odds+k3y/one==",
    "NBA_BDL_API_KEY": "bdl+k3y/two==",
    "NBA_BETTINGPROS_API_KEY": "bettingpros+k3y/three==",
}
PRIVATE_KEY = "-----BEGIN PRIVATE KEY-----four-----END PRIVATE KEY-----"
PASSWORD = "pr0xypassw0rd"
# As they are, as a url writes them, and the part that no writing changes.
FORMS = ("odds+k3y", "bdl+k3y", "bettingpros+k3y", "k3y%2F", "k3y/", "%2Bk3y", "BEGIN PRIVATE", "-four-", PASSWORD)
DAY = "2024-01-15"


@pytest.fixture
def live_form(replay_server, monkeypatch, tmp_path):
    """The live world with its keys, its requests sent to the replay server; it waits for nobody."""
    account = tmp_path / "account.json"
    account.write_text(
        json.dumps({"client_email": "a@b", "private_key": PRIVATE_KEY, "token_uri": "http://127.0.0.1:9"})
    )
    settings = KEYS | {
        "NBA_WORLD": "live",
        "NBA_LAKE": str(tmp_path / "lake"),
        "NBA_BIGDATABALL_SERVICE_ACCOUNT": str(account),
        "NBA_PROXY": f"http://someone:{PASSWORD}@127.0.0.1:9",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    sent = []

    def access(provider, key, proxy, now):
        live = live_access(provider, key, proxy, now)
        there = replay_access(provider, replay_server, NOW).base_url
        is_account = provider.key is not None and provider.key.place is KeyPlace.SERVICE_ACCOUNT
        sent.append(provider.name)
        return replace(
            live, base_url=there, sleep=lambda seconds: None, is_limited=False, trusts_environment=False, proxy=None,
            authorise=no_key if is_account else live.authorise,
        )  # fmt: skip

    monkeypatch.setattr(workshop, "live_access", access)
    monkeypatch.setattr(workshop.time, "sleep", lambda seconds: None)
    return sent


def told(text):
    return [form for form in FORMS if form in text]


def test_a_run_in_the_live_form_leaves_no_key_behind(live_form, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "nba.http", "nba.ingest"):
        caplog.set_level(logging.DEBUG, logger=name)
    settings = Settings.load()
    partitions = game_dates(Settings(world="replay"))
    assets = raw_assets(partitions, dg.AutomationCondition.missing(), {})
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize(
            assets,
            partition_key=DAY,
            resources={"workshop": WorkshopResource()},
            instance=instance,
            raise_on_error=False,
        )
        events = "\n".join(f"{event} {event.event_specific_data}" for event in result.all_events)
        logs = "\n".join(str(entry) for entry in instance.all_logs(result.run_id))
    # What was asked with each key, and what came of it, was there to be searched.
    assert {"odds_api", "balldontlie", "bettingpros"} <= set(live_form)
    assert "odds_api" in events
    assert "apiKey=***" in caplog.text
    landed = sorted((tmp_path / "lake" / "landing").rglob("*"))
    sidecars = [path.read_text() for path in landed if path.name.endswith(".meta.json")]
    assert any("apiKey=***" in text for text in sidecars)
    assert told(events) == told(logs) == told(caplog.text) == told(repr(settings)) == []
    searched = 0
    for path in sorted((tmp_path / "lake").rglob("*")):
        if path.is_file():
            searched += 1
            assert told(str(path)) == told(plain(path)) == [], path
    assert searched > 100
    attempts = list((tmp_path / "lake" / "attempts").rglob("*.parquet"))
    providers = {row["provider"] for path in attempts for row in pq.ParquetFile(path).read().to_pylist()}
    assert {"odds_api", "balldontlie", "bettingpros", "espn", "nba_stats"} <= providers


def plain(path):
    """A file's content as text: unpacked, its columns as values."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(content).decode("utf-8", "replace")
    if path.suffix == ".parquet":
        return str(pq.ParquetFile(path).read().to_pylist()) + str(pq.ParquetFile(path).schema_arrow.metadata)
    return content.decode("utf-8", "replace")
