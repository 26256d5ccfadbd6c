"""The place that builds lake, tables, warehouse and clients from the settings. Nothing else tests for the world."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import dagster as dg

from nba_assets.accepted_gaps import accepted_gaps
from nba_assets.assets.ingest import Ingest
from nba_assets.clock import Clock
from nba_assets.eastern import EASTERN
from nba_assets.forecasting.tables import FORECASTING_TABLES
from nba_assets.lake.identity import claim
from nba_assets.lake.landing import Landing
from nba_assets.lake.store import Store
from nba_assets.lake.tables import ParquetTable
from nba_assets.lake.warehouse import DuckDbWarehouse
from nba_assets.replay.process import serving
from nba_assets.settings import LIVE_BASE_URLS, Settings, World
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.http import Client, Provider
from nba_assets.sources.providers import nba_stats, odds_api

RAW_DATASET = "nba_raw"
PREDICTIONS_DATASET = "nba_predictions"
HOSTS = {name: url.removeprefix("https://") for name, url in LIVE_BASE_URLS.items()}


@dataclass(frozen=True)
class Workshop:
    """One process's tools, made from its settings."""

    settings: Settings

    @cached_property
    def clock(self) -> Clock:
        """The one clock."""
        return self.settings.clock()

    @cached_property
    def store(self) -> Store:
        """The lake, claimed for this world. Raises LakeError when it cannot be used."""
        store = Store.open(self.settings.lake)
        manifest = self.settings.manifest()
        claim(store, self.settings.world, manifest.name if manifest else None, self.clock.now())
        for table in self._tables(store).values():
            table.declare()
        return store

    @cached_property
    def tables(self) -> dict[str, ParquetTable]:
        """Every table that Python writes, by name."""
        return self._tables(self.store)

    @cached_property
    def warehouse(self) -> DuckDbWarehouse:
        """The engine to read from."""
        return DuckDbWarehouse(self.store, tuple(self.tables.values()))

    @contextmanager
    def ingest(self) -> Iterator[Ingest]:
        """Open the clients of all providers, with a replay server behind them in the replay world."""
        with ExitStack() as stack:
            clients = {
                provider.name: stack.enter_context(Client(provider, time.sleep)) for provider in self._providers(stack)
            }
            yield Ingest(
                landing=Landing(self.store),
                source_of=self.tables.__getitem__,
                client_of=clients.__getitem__,
                now=self.clock.now(),
                today=self.clock.today(),
                gaps=accepted_gaps(),
            )

    def _providers(self, stack: ExitStack) -> Sequence[Provider]:
        urls = self._base_urls(stack)
        return nba_stats(urls["nba_stats"]), odds_api(urls["odds_api"], self.settings.odds_key())

    def _base_urls(self, stack: ExitStack) -> dict[str, str]:
        if self.settings.world is World.LIVE:
            return LIVE_BASE_URLS
        now = self.clock.now()
        server = self.settings.replay_url or stack.enter_context(serving(self.settings.archive, now))
        return {name: replay_url(server, now, host) for name, host in HOSTS.items()}

    def _tables(self, store: Store) -> dict[str, ParquetTable]:
        raw = [ParquetTable(store, RAW_DATASET, t.name, t.record, t.scope.value) for t in RAW_TABLES]
        made = [ParquetTable(store, PREDICTIONS_DATASET, name, record) for name, record in FORECASTING_TABLES.items()]
        return {table.name: table for table in (*raw, *made)}


class WorkshopResource(dg.ConfigurableResource):
    """Hands the tools to assets and checks. It has no configuration of its own: settings come from the environment."""

    def tools(self) -> Workshop:
        """Build the tools from the settings as they stand now."""
        return Workshop(Settings.load())


def replay_url(server: str, as_of: datetime, host: str) -> str:
    """Return the base url of a provider on a replay server, asked as of a moment."""
    return f"{server}/as-of/{as_of.astimezone(EASTERN):%Y-%m-%dT%H:%M}/{host}"
