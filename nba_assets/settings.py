"""One typed object for everything that the environment may set. Nothing else reads the environment."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from nba_assets.clock import Clock
from nba_assets.eastern import parse_eastern
from nba_assets.replay.manifest import Manifest, bundled_archive, read_manifest


class World(StrEnum):
    """Where answers come from."""

    REPLAY = "replay"
    LIVE = "live"


class Warehouse(StrEnum):
    """The engine that dbt builds on."""

    DUCKDB = "duckdb"
    BIGQUERY = "bigquery"


LIVE_BASE_URLS = {"nba_stats": "https://stats.nba.com", "odds_api": "https://api.the-odds-api.com"}
# A local server needs no key, but the clients send one as they do to the vendor.
REPLAY_KEY = SecretStr("replay")


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names the variable and the allowed values."""


class Settings(BaseSettings):
    """The settings, each read from an environment variable beginning with NBA_ (NBA_WORLD, NBA_LAKE, ...)."""

    model_config = SettingsConfigDict(env_prefix="NBA_", frozen=True, extra="ignore")

    world: World = World.REPLAY
    warehouse: Warehouse = Warehouse.DUCKDB
    lake: str = "lake"
    now: datetime | None = None
    replay_archive: Path | None = None
    replay_url: str | None = None
    odds_api_key: SecretStr | None = None

    @field_validator("now", mode="before")
    @classmethod
    def _eastern(cls, value: object) -> object:
        return parse_eastern(value) if isinstance(value, str) else value

    @field_validator("replay_archive")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        """What is started from here may run in another folder."""
        return value.absolute() if value else None

    @classmethod
    def load(cls) -> Self:
        """Read the environment. Raises SettingsError naming each bad variable."""
        try:
            return cls()
        except ValidationError as error:
            faults = [
                f"NBA_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']} (is '{e['input']}')" for e in error.errors()
            ]
            raise SettingsError("; ".join(faults)) from error

    @property
    def archive(self) -> Path:
        """The folder of recorded seasons that the replay world serves."""
        return self.replay_archive or bundled_archive()

    def manifest(self) -> Manifest | None:
        """The manifest of the archive in the replay world, None in the live one."""
        return read_manifest(self.archive) if self.world is World.REPLAY else None

    def clock(self) -> Clock:
        """The one clock: NBA_NOW, else the archive's default now in the replay world, else the machine's."""
        if self.world is World.LIVE:
            return Clock()
        return Clock(fixed=self.now or parse_eastern(read_manifest(self.archive).default_now))

    def odds_key(self) -> SecretStr:
        """The vendor's key. Raises SettingsError in the live world when none is set."""
        if self.world is World.REPLAY:
            return REPLAY_KEY
        if self.odds_api_key is None:
            raise SettingsError("NBA_ODDS_API_KEY is not set; The Odds API cannot be asked without a key")
        return self.odds_api_key
