"""The kept attempts: what happened each time a provider was asked, in one small file a batch."""

import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pyarrow.parquet as pq

from nba_assets.attempts import Attempt
from nba_assets.lake.store import Store
from nba_assets.records import to_table

FOLDER = "attempts"


@dataclass(frozen=True)
class AttemptLog:
    """The attempts of a lake: ``attempts/<UTC date of the last>/<its moment>-<number>-<providers>-<id>.parquet``.

    A file is never rewritten. Providers stand in its name, joined by "+", so that those of others need not be opened.
    """

    store: Store

    def keep(self, batch: Sequence[Attempt]) -> None:
        """Write a batch as one file (stores limit the number of writes); an empty batch writes none."""
        if not batch:
            return
        last = max(attempt.at for attempt in batch).astimezone(UTC)
        table = to_table(Attempt, [attempt.model_dump() for attempt in batch], table=FOLDER)
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        providers = "+".join(sorted({attempt.provider for attempt in batch}))
        day = last.date().isoformat()
        # The number keeps batches of one moment in their order: in the replay world now stands still.
        number = len(self.store.names(FOLDER, day)) + 1
        name = f"{last:%Y%m%dT%H%M%SZ}-{number:06d}-{providers}-{uuid.uuid4().hex}.parquet"
        self.store.write(buffer.getvalue(), FOLDER, day, name)

    def read(self, since: datetime, provider: str | None = None) -> list[Attempt]:
        """Return the attempts that ended at or after an aware moment, oldest first; of one provider if it is named."""
        first_day = since.astimezone(UTC).date()
        attempts = [
            Attempt.model_validate(row)
            for day in self.store.names(FOLDER)
            if date.fromisoformat(day) >= first_day
            for name in self.store.names(FOLDER, day)
            if provider is None or provider in name.split("-")[-2].split("+")
            for row in self._rows(day, name)
            if row["at"] >= since and provider in (None, row["provider"])
        ]
        return sorted(attempts, key=lambda attempt: attempt.at)

    def _rows(self, day: str, name: str) -> list[dict]:
        return pq.ParquetFile(io.BytesIO(self.store.read(FOLDER, day, name))).read().to_pylist()
