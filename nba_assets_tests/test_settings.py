"""The settings: laptop defaults need nothing, bad values are named, the clock is the archive's in the replay world."""

import traceback
from datetime import UTC, datetime

import pytest

from nba_assets.game_dates import game_dates
from nba_assets.settings import Settings, SettingsError, World


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"NBA_{name.upper()}", raising=False)


def test_the_default_is_the_bundled_archive_at_its_own_now():
    settings = Settings.load()
    assert settings.world is World.REPLAY
    assert settings.clock().now() == datetime(2025, 1, 12, 17, tzinfo=UTC)


def test_a_virtual_now_is_eastern(monkeypatch):
    monkeypatch.setenv("NBA_NOW", "2024-11-01T18:00")
    assert Settings.load().clock().now() == datetime(2024, 11, 1, 22, tzinfo=UTC)


def test_the_live_world_ignores_a_virtual_now(monkeypatch):
    monkeypatch.setenv("NBA_WORLD", "live")
    monkeypatch.setenv("NBA_NOW", "2024-11-01T18:00")
    assert Settings.load().clock().now().year > 2025


@pytest.mark.parametrize(
    ("name", "value"),
    [("NBA_WORLD", "mars"), ("NBA_WAREHOUSE", "excel"), ("NBA_NOW", "noon")],
)
def test_a_bad_value_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"{name}.*{value}"):
        Settings.load()


SECRETS = ("NBA_ODDS_API_KEY", "NBA_BDL_API_KEY", "NBA_BETTINGPROS_API_KEY", "NBA_PROXY")


def test_a_key_is_found_by_its_variable_and_blanks_around_it_are_cut(monkeypatch):
    monkeypatch.setenv("NBA_WORLD", "live")
    monkeypatch.setenv("NBA_BDL_API_KEY", " s3cret\n")
    settings = Settings.load()
    assert settings.key("NBA_BDL_API_KEY").get_secret_value() == "s3cret"
    assert settings.key("NBA_ODDS_API_KEY") is None


def test_a_variable_set_to_nothing_is_not_set(monkeypatch):
    monkeypatch.setenv("NBA_WORLD", "live")
    for name in (*SECRETS, "NBA_BIGDATABALL_SERVICE_ACCOUNT"):
        monkeypatch.setenv(name, "")
    settings = Settings.load()
    assert (settings.odds_api_key, settings.proxy, settings.bigdataball_service_account) == (None, None, None)


def test_the_service_account_is_the_path_of_a_file_that_is_there(monkeypatch, tmp_path):
    monkeypatch.setenv("NBA_WORLD", "live")
    monkeypatch.setenv("NBA_BIGDATABALL_SERVICE_ACCOUNT", str(tmp_path / "none.json"))
    with pytest.raises(SettingsError, match=r"NBA_BIGDATABALL_SERVICE_ACCOUNT.*no such file"):
        Settings.load()
    tmp_path.joinpath("account.json").write_text("{}")
    monkeypatch.setenv("NBA_BIGDATABALL_SERVICE_ACCOUNT", str(tmp_path / "account.json"))
    key = Settings.load().key("NBA_BIGDATABALL_SERVICE_ACCOUNT")
    assert key.get_secret_value() == str(tmp_path / "account.json")


def test_sources_are_switched_off_by_name(monkeypatch):
    assert Settings.load().sources_off == frozenset()
    monkeypatch.setenv("NBA_SOURCES_OFF", "espn, nba_stats,")
    assert Settings.load().sources_off == {"espn", "nba_stats"}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_never_shown_neither_right_nor_wrong(monkeypatch, name):
    right = "http://someone:s3cret@proxy.example:8000" if name == "NBA_PROXY" else "s3cret"
    monkeypatch.setenv(name, right)
    assert "s3cret" not in repr(Settings.load())
    monkeypatch.setenv(name, "s3cret with a blank")
    with pytest.raises(SettingsError, match=name) as failed:
        Settings.load()
    assert "s3cret" not in "".join(traceback.format_exception(failed.value))


@pytest.mark.parametrize(
    "url", ["ftp://a:s3cret@b:1", "s3cret@host:80", "http://", "http://u:s3cret@h:port", "http://h:0"]
)
def test_a_proxy_that_is_no_url_is_named_without_its_password(monkeypatch, url):
    monkeypatch.setenv("NBA_PROXY", url)
    with pytest.raises(SettingsError, match=r"NBA_PROXY.*must be a url") as failed:
        Settings.load()
    assert "s3cret" not in "".join(traceback.format_exception(failed.value))


def test_the_game_dates_of_the_replay_world_end_the_day_after_now_and_skip_dates_without_games():
    keys = game_dates(Settings.load()).get_partition_keys()
    assert (keys[0], keys[-2:]) == ("2023-10-24", ["2025-01-12", "2025-01-13"])
    # Election night, Thanksgiving, Christmas Eve and the summer have no games; Christmas has five.
    for day in ("2024-11-05", "2024-11-28", "2024-12-24", "2024-07-15"):
        assert day not in keys
    assert "2024-12-25" in keys


def test_the_game_dates_of_the_live_world_reach_tomorrow_and_skip_the_summer(monkeypatch):
    monkeypatch.setenv("NBA_WORLD", "live")
    keys = game_dates(Settings.load()).get_partition_keys(current_time=datetime(2025, 1, 12, 17, tzinfo=UTC))
    assert keys[-1] == "2025-01-13"
    assert "2024-08-01" not in keys
    assert "2024-10-22" in keys
