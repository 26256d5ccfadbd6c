"""One typed object for everything that the environment may set. Nothing else reads the environment."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

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


PREFIX = "NBA_"
# Their values are never shown, not even when they are wrong.
SECRETS = ("odds_api_key", "bdl_api_key", "bettingpros_api_key", "proxy")
PROXY_SCHEMES = ("http", "https")
# A replay server needs no key, but the clients send one as they do to the provider.
REPLAY_KEY = SecretStr("replay")


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names the variable and the allowed values."""


class Settings(BaseSettings):
    """The settings, each read from an environment variable beginning with NBA_ (NBA_WORLD, NBA_LAKE, ...)."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True)

    world: World = World.REPLAY
    warehouse: Warehouse = Warehouse.DUCKDB
    lake: str = "lake"
    now: datetime | None = None
    replay_archive: Path | None = None
    replay_url: str | None = None
    odds_api_key: SecretStr | None = None
    bdl_api_key: SecretStr | None = None
    bettingpros_api_key: SecretStr | None = None
    bigdataball_service_account: Path | None = None
    proxy: SecretStr | None = None
    sources_off: Annotated[frozenset[str], NoDecode] = frozenset()

    @field_validator("now", mode="before")
    @classmethod
    def _eastern(cls, value: object) -> object:
        return parse_eastern(value) if isinstance(value, str) else value

    @field_validator(*SECRETS, "bigdataball_service_account", mode="before")
    @classmethod
    def _set(cls, value: object) -> object:
        """A variable that is set to nothing is not set."""
        return (value.strip() or None) if isinstance(value, str) else value

    @field_validator(*SECRETS)
    @classmethod
    def _sendable(cls, value: SecretStr | None) -> SecretStr | None:
        """A header cannot carry anything else."""
        if value and not all("!" <= character <= "~" for character in value.get_secret_value()):
            msg = "it holds a blank or a character that no key has"
            raise ValueError(msg)
        return value

    @field_validator("proxy")
    @classmethod
    def _proxy_url(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        try:
            url = urlsplit(value.get_secret_value())
            usable = url.scheme in PROXY_SCHEMES and bool(url.hostname) and (url.port is None or url.port > 0)
        except ValueError:
            usable = False
        if not usable:
            # Without the parser's own text, which may hold the password.
            msg = "it must be a url like http://user:password@host:port"
            raise ValueError(msg) from None
        return value

    @field_validator("bigdataball_service_account")
    @classmethod
    def _a_file(cls, value: Path | None) -> Path | None:
        if value and not value.is_file():
            msg = "there is no such file"
            raise ValueError(msg)
        return value

    @field_validator("sources_off", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        return frozenset(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("replay_archive", "bigdataball_service_account")
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
            raise SettingsError("; ".join(_told(fault) for fault in error.errors())) from error

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

    def key(self, variable: str) -> SecretStr | None:
        """Return the key that an environment variable holds, None when it is not set. Replay gives each its own."""
        if self.world is World.REPLAY:
            return REPLAY_KEY
        value = getattr(self, variable.removeprefix(PREFIX).lower())
        return SecretStr(str(value)) if isinstance(value, Path) else value


def _told(fault: ErrorDetails) -> str:
    name = "_".join(map(str, fault["loc"]))
    shown = "its value is not shown" if name in SECRETS else f"is '{fault['input']}'"
    return f"{PREFIX}{name.upper()}: {fault['msg']} ({shown})"
