"""Dagster's event log on a laptop: one SQLite file for all runs, quick over a run of many dates."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager

from dagster import EventLogEntry
from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluationPlanned
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection


class EventLog(ConsolidatedSqliteEventLogStorage):
    """The event log that dagster.yaml names.

    A run has two events for each of its tables and dates. Dagster's own class opens the file several times for each of
    them; this one opens it once for a batch (``home`` has Dagster hand events over in batches).

    Dagster also plans a check once for every date of a run, even one that judges all of them at once; each of these
    rows carries the whole range, and the answer completes none of them. Here a check is planned once a run.
    """

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        """Open the log in a folder; Dagster calls this with what dagster.yaml says."""
        self._batch = threading.local()
        super().__init__(base_dir, inst_data)

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store events in one transaction: all of them or, where it raises, none."""
        with super().index_connection() as connection, self._all_through(connection):
            for event in events:
                self.store_event(event)

    def store_event(self, event: EventLogEntry) -> None:
        """Store an event; a planned check without the dates of its run."""
        happened = event.dagster_event
        if happened is not None and isinstance(happened.event_specific_data, AssetCheckEvaluationPlanned):
            planned = happened.event_specific_data
            of_the_run = AssetCheckEvaluationPlanned(asset_key=planned.asset_key, check_name=planned.check_name)
            event = event._replace(dagster_event=happened._replace(event_specific_data=of_the_run))
        super().store_event(event)

    def run_connection(self, run_id: str | None) -> AbstractContextManager[Connection]:
        """Return the batch's connection, else a new one."""
        return self._of_the_batch() or super().run_connection(run_id)

    def index_connection(self) -> AbstractContextManager[Connection]:
        """Return the batch's connection, else a new one."""
        return self._of_the_batch() or super().index_connection()

    def _of_the_batch(self) -> AbstractContextManager[Connection] | None:
        connection = getattr(self._batch, "connection", None)
        return None if connection is None else contextlib.nullcontext(connection)

    @contextlib.contextmanager
    def _all_through(self, connection: Connection) -> Iterator[None]:
        self._batch.connection = connection
        try:
            yield
        finally:
            self._batch.connection = None
