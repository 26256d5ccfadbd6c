"""The place that builds lake, tables, warehouse and clients from the settings. Nothing else tests for the world."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from functools import cached_property
from typing import Self

import dagster as dg
from pydantic import PrivateAttr

from nba_assets.accepted_gaps import AcceptedGap, accepted_gaps
from nba_assets.assets.keys import PREDICTIONS, RAW, REFERENCE
from nba_assets.assets.switches import feed_off_reason
from nba_assets.attempts import Attempt
from nba_assets.clock import Clock
from nba_assets.forecasting.tables import FORECASTING_TABLES
from nba_assets.ingest.calendar import Calendar
from nba_assets.ingest.fill import Ingest
from nba_assets.lake.attempts import AttemptLog
from nba_assets.lake.identity import check, claim
from nba_assets.lake.landing import Landing
from nba_assets.lake.store import Store
from nba_assets.lake.tables import ParquetTable
from nba_assets.lake.warehouse import DuckDbWarehouse
from nba_assets.replay.gap_rows import ACCEPTED_GAPS_FILE
from nba_assets.replay.process import serving
from nba_assets.seasons import season_of
from nba_assets.settings import Settings, SettingsError, Warehouse, World
from nba_assets.sources.access import Access, live_access, replay_access
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.coverage_record import COVERAGE_LOG, CoverageEvent
from nba_assets.sources.http import Client
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.provider import Provider
from nba_assets.sources.providers import PROVIDERS

DAYS_A_CIRCUIT_REMEMBERS = timedelta(days=2)


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
        made.append(ParquetTable(self.store, REFERENCE, COVERAGE_LOG, CoverageEvent))
        for table in (*raw, *made):
            table.declare()
        return {table.name: table for table in (*raw, *made)}

    @cached_property
    def warehouse(self) -> DuckDbWarehouse:
        """The engine to read from."""
        return DuckDbWarehouse(self.store, tuple(self.tables.values()))

    def calendar(self, first: date, last: date) -> Calendar:
        """The schedule's games of the seasons between two dates; empty before the schedule was asked."""
        seasons = sorted({season_of(first), season_of(last)})
        return Calendar(self.tables[NBAC_SCHEDULE.name].read(seasons).to_pylist())

    @cached_property
    def attempts(self) -> AttemptLog:
        """The kept attempts at the providers."""
        return AttemptLog(self.store)

    @cached_property
    def ingest(self) -> Ingest:
        """The way from the providers into the raw tables; in the replay world a replay server stands behind it."""
        pending: list[Attempt] = []
        recent = self.attempts.read(self.clock.now() - DAYS_A_CIRCUIT_REMEMBERS)
        clients: dict[str, Client] = {}

        def client_of(name: str) -> Client:
            if name not in clients:
                provider = PROVIDERS[name]
                clients[name] = self._open.enter_context(
                    Client(provider, self._access(provider), pending.append, recent)
                )
            return clients[name]

        return Ingest(
            landing=Landing(self.store),
            source_of=self.tables.__getitem__,
            client_of=client_of,
            attempts=self.attempts,
            pending=pending,
            clock=self.clock,
            gaps=accepted_gaps(),
            is_on=lambda feed: feed_off_reason(self.settings, feed) is None,
            never_there=self._holes(),
            sleep=time.sleep if self.settings.world is World.LIVE else None,
        )

    def _holes(self) -> tuple[AcceptedGap, ...]:
        """What the replayed archive says it lacks."""
        return accepted_gaps(self.settings.archive / ACCEPTED_GAPS_FILE) if self.settings.manifest() else ()

    def _access(self, provider: Provider) -> Access:
        settings = self.settings
        if settings.world is World.LIVE:
            key = settings.key(provider.key.variable) if provider.key else None
            return live_access(provider, key, settings.proxy, self.clock.now)
        return replay_access(provider, self._replay_server, self.clock.now())

    @cached_property
    def _replay_server(self) -> str:
        return self.settings.replay_url or self._open.enter_context(serving(self.settings.archive, self.clock.now()))


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
