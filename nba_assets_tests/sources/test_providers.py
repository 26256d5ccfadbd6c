"""The declarations of the providers, and why one of them is off."""

import httpx
import pytest

from nba_assets.settings import Settings, SettingsError
from nba_assets.sources.access import live_access
from nba_assets.sources.providers import METERED, PROVIDERS, off_reason

KEYS = {
    "odds_api": "NBA_ODDS_API_KEY",
    "balldontlie": "NBA_BDL_API_KEY",
    "bigdataball": "NBA_BIGDATABALL_SERVICE_ACCOUNT",
    "bettingpros": "NBA_BETTINGPROS_API_KEY",
}
FREE = sorted(PROVIDERS.keys() - KEYS.keys())


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in (*KEYS.values(), "NBA_SOURCES_OFF", "NBA_PROXY", "NBA_NOW"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NBA_WORLD", "live")


def test_every_provider_that_wants_a_key_is_off_until_it_is_set_and_names_the_variable():
    settings = Settings.load()
    assert {name: off_reason(name, settings) for name in KEYS} == {
        name: f"{variable} is not set" for name, variable in KEYS.items()
    }
    assert [off_reason(name, settings) for name in FREE] == [None] * 9


def test_a_key_turns_its_provider_on(monkeypatch, tmp_path):
    account = tmp_path / "account.json"
    account.write_text("{}")
    for variable in KEYS.values():
        monkeypatch.setenv(variable, str(account) if "ACCOUNT" in variable else "k")
    settings = Settings.load()
    assert [off_reason(name, settings) for name in PROVIDERS] == [None] * 13


def test_the_replay_world_needs_no_key(monkeypatch):
    monkeypatch.setenv("NBA_WORLD", "replay")
    settings = Settings.load()
    assert [off_reason(name, settings) for name in PROVIDERS] == [None] * 13


def test_a_provider_can_be_switched_off(monkeypatch):
    monkeypatch.setenv("NBA_SOURCES_OFF", "espn, nba_stats,")
    settings = Settings.load()
    off = {name for name in FREE if off_reason(name, settings)}
    assert off == {"espn", "nba_stats"}
    assert off_reason("espn", settings) == "NBA_SOURCES_OFF names it"


def test_a_misspelt_provider_is_named(monkeypatch):
    monkeypatch.setenv("NBA_SOURCES_OFF", "espnn")
    settings = Settings.load()
    with pytest.raises(SettingsError, match=r"NBA_SOURCES_OFF.*espnn.*basketball_reference"):
        off_reason("odds_api", settings)


def test_only_the_odds_are_sold_by_credits():
    assert {"odds_api"} == METERED


def test_hosts_are_the_live_ones(clock):
    hosts = {}
    for provider in PROVIDERS.values():
        hosts[provider.name] = httpx.URL(live_access(provider, None, None, clock.now).base_url(None)).host
    assert hosts == {
        "nba_stats": "stats.nba.com",
        "nba_cdn": "cdn.nba.com",
        "nba_statsdmz": "statsdmz.nba.com",
        "nba_injury": "ak-static.cms.nba.com",
        "nba_official": "official.nba.com",
        "odds_api": "api.the-odds-api.com",
        "balldontlie": "api.balldontlie.io",
        "bigdataball": "www.googleapis.com",
        "bettingpros": "api.bettingpros.com",
        "espn": "site.api.espn.com",
        "espn_web": "www.espn.com",
        "basketball_reference": "www.basketball-reference.com",
        "pro_sports_transactions": "www.prosportstransactions.com",
    }
