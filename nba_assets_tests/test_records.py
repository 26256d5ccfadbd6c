"""Record types: one declaration gives schema and validation, and bad rows are named."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from pydantic import AwareDatetime, Field

from nba_assets.records import BadRowsError, Record, arrow_schema, column_descriptions, to_table


class Sample(Record):
    game_date: date = Field(description="Date.")
    points: int = Field(description="Points.")
    share: float | None = Field(description="Share.")
    seen_at: AwareDatetime = Field(description="When.")


GOOD = {"game_date": date(2025, 1, 12), "points": 7, "share": None, "seen_at": datetime(2025, 1, 12, 17, tzinfo=UTC)}


def test_the_schema_follows_the_declaration():
    assert arrow_schema(Sample) == pa.schema(
        [
            pa.field("game_date", pa.date32(), nullable=False),
            pa.field("points", pa.int64(), nullable=False),
            pa.field("share", pa.float64(), nullable=True),
            pa.field("seen_at", pa.timestamp("us", tz="UTC"), nullable=False),
        ]
    )
    assert column_descriptions(Sample)["share"] == "Share."


def test_good_rows_become_a_table():
    assert to_table(Sample, [GOOD], table="t").to_pylist() == [GOOD]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"points": 7.5}, "points"),
        ({"points": None}, "points"),
        ({"seen_at": datetime(2025, 1, 12)}, "seen_at"),  # noqa: DTZ001 - the case
        ({"extra": 1}, "extra"),
    ],
)
def test_a_bad_row_is_named_with_table_row_and_field(change, field):
    with pytest.raises(BadRowsError, match=rf"nba_raw\.t: row 1 of 2, field {field}"):
        to_table(Sample, [GOOD, GOOD | change], table="nba_raw.t")
