"""The columns that every raw table ends with."""

from typing import ClassVar

from pydantic import AwareDatetime, Field

from nba_assets.records import Record


class RawRecord(Record):
    """A raw row: the provider's facts followed by where they came from."""

    trailing: ClassVar[tuple[str, ...]] = ("source_file", "captured_at", "processed_at")

    source_file: str = Field(description="Path of the landed answer, below the lake's landing folder.")
    captured_at: AwareDatetime = Field(description="When the provider sent the answer (its HTTP Date header), UTC.")
    processed_at: AwareDatetime = Field(description="When the row was written, by the one clock, UTC.")
