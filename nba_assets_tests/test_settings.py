"""The settings: laptop defaults need nothing, bad values are named, the clock is the archive's in the replay world."""

from datetime import UTC, datetime

import pytest

from nba_assets.game_dates import game_dates
from nba_assets.settings import Settings, SettingsError, World


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("WORLD", "WAREHOUSE", "LAKE", "NOW", "REPLAY_ARCHIVE", "ODDS_API_KEY"):
        monkeypatch.delenv(f"NBA_{name}", raising=False)


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


def test_the_live_world_needs_a_key_and_says_so(monkeypatch):
    monkeypatch.setenv("NBA_WORLD", "live")
    with pytest.raises(SettingsError, match="NBA_ODDS_API_KEY"):
        Settings.load().odds_key()


def test_a_key_is_not_shown(monkeypatch):
    monkeypatch.setenv("NBA_ODDS_API_KEY", "s3cret")
    assert "s3cret" not in repr(Settings.load())


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
