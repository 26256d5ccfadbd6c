"""The place that builds lake, tables, warehouse and clients from the settings. Nothing else tests for the world."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cached_property
from typing import Self

import dagster as dg
from pydantic import PrivateAttr

from nba_assets.accepted_gaps import accepted_gaps
from nba_assets.assets.ingest import Ingest
from nba_assets.assets.keys import PREDICTIONS, RAW
from nba_assets.clock import Clock
from nba_assets.eastern import EASTERN
from nba_assets.forecasting.tables import FORECASTING_TABLES
from nba_assets.lake.identity import check, claim
from nba_assets.lake.landing import Landing
from nba_assets.lake.store import Store
from nba_assets.lake.tables import ParquetTable
from nba_assets.lake.warehouse import DuckDbWarehouse
from nba_assets.replay.process import serving
from nba_assets.settings import LIVE_BASE_URLS, Settings, SettingsError, Warehouse, World
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.http import Client, Provider
from nba_assets.sources.providers import nba_stats, odds_api

HOSTS = {name: url.removeprefix("https://") for name, url in LIVE_BASE_URLS.items()}


class Workshop:
    """One process's tools, made from its settings. Close it, or use it as a context manager, once it has asked."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; everything is made when it is first needed.

        Raises SettingsError for a warehouse that the graph cannot load and read.
        """
        if settings.warehouse is not Warehouse.DUCKDB:
            raise SettingsError(
                f"NBA_WAREHOUSE={settings.warehouse}: the dbt project compiles for it, but the graph loads and reads "
                "duckdb only; set NBA_WAREHOUSE=duckdb"
            )
        self.settings = settings
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Return the tools themselves."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Close the clients, and end the replay server if one was started."""
        self._open.close()

    @cached_property
    def clock(self) -> Clock:
        """The one clock."""
        return self.settings.clock()

    @cached_property
    def store(self) -> Store:
        """The lake. Raises LakeError when it cannot be written or holds another world or archive."""
        store = Store.open(self.settings.lake)
        check(store, self.settings.world, self._archive_name)
        return store

    def claim(self) -> None:
        """Claim the lake for what is about to be made. Raises LakeError when it was filled as of a later moment."""
        claim(self.store, self.settings.world, self._archive_name, self.clock.now())

    @cached_property
    def _archive_name(self) -> str | None:
        manifest = self.settings.manifest()
        return manifest.name if manifest else None

    @cached_property
    def tables(self) -> dict[str, ParquetTable]:
        """Every table that Python writes, by name. Each can be read before it has rows."""
        raw = [ParquetTable(self.store, RAW, t.name, t.record, t.scope.value) for t in RAW_TABLES]
        made = [ParquetTable(self.store, PREDICTIONS, name, record) for name, record in FORECASTING_TABLES.items()]
        for table in (*raw, *made):
            table.declare()
        return {table.name: table for table in (*raw, *made)}

    @cached_property
    def warehouse(self) -> DuckDbWarehouse:
        """The engine to read from."""
        return DuckDbWarehouse(self.store, tuple(self.tables.values()))

    @cached_property
    def ingest(self) -> Ingest:
        """The way from the providers into the raw tables; in the replay world a replay server stands behind it."""
        clients = {
            provider.name: self._open.enter_context(Client(provider, time.sleep)) for provider in self._providers()
        }
        return Ingest(
            landing=Landing(self.store),
            source_of=self.tables.__getitem__,
            client_of=clients.__getitem__,
            now=self.clock.now(),
            today=self.clock.today(),
            gaps=accepted_gaps(),
        )

    def _providers(self) -> Sequence[Provider]:
        urls = self._base_urls()
        return nba_stats(urls["nba_stats"]), odds_api(urls["odds_api"], self.settings.odds_key())

    def _base_urls(self) -> dict[str, str]:
        if self.settings.world is World.LIVE:
            return LIVE_BASE_URLS
        now = self.clock.now()
        server = self.settings.replay_url or self._open.enter_context(serving(self.settings.archive, now))
        return {name: replay_url(server, now, host) for name, host in HOSTS.items()}


class WorkshopResource(dg.ConfigurableResource):
    """Hands a run's tools to its assets and checks. It has no configuration: settings come from the environment."""

    _tools: Workshop = PrivateAttr()

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Claim the lake and make the tools for a run; close them when it ends."""
        with Workshop(Settings.load()) as self._tools:
            self._tools.claim()
            yield self

    def tools(self) -> Workshop:
        """Return the run's tools."""
        return self._tools


def replay_url(server: str, as_of: datetime, host: str) -> str:
    """Return the base url of a provider on a replay server, asked as of a moment."""
    return f"{server}/as-of/{as_of.astimezone(EASTERN):%Y-%m-%dT%H:%M}/{host}"
