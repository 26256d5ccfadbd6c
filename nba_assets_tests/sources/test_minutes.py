"""Durations and clocks of every provider become the same seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nba_assets.sources.minutes import seconds_from_clock, seconds_from_iso


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT34M12.00S", 2052.0),
        ("PT11M42.00S", 702.0),
        ("PT00M12.40S", 12.4),
        ("PT265M00.00S", 15900.0),
        ("PT25M", 1500.0),
        ("PT7S", 7.0),
    ],
)
def test_an_iso_duration_in_seconds(text, seconds):
    assert seconds_from_iso(text) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("34:12", 2052), ("7:28", 448), ("00:00", 0), ("265:00", 15900), ("0:11:40", 700), ("34.000000:12", 2052)],
)
def test_a_clock_in_seconds(text, seconds):
    assert seconds_from_clock(text) == seconds


@pytest.mark.parametrize("text", ["", "PT", "34:12", "PT34M60.00S", "PT-1M00.00S", "P1DT2M", "PT34M12.00S ", "PT٣M"])
def test_what_is_no_iso_duration_is_named(text):
    with pytest.raises(ValueError, match=r"is not a duration|a minute has 60"):
        seconds_from_iso(text)


@pytest.mark.parametrize(
    "text", ["", "28", "34:7", "34:60", "-1:00", "1:60:00", "PT34M12.00S", "34:12 ", "DNP", "34:١٢"]
)
def test_what_is_no_clock_is_named(text):
    with pytest.raises(ValueError, match=r"is not a time|a minute has 60"):
        seconds_from_clock(text)


@given(st.integers(0, 400), st.integers(0, 59))
def test_both_ways_of_writing_agree(minutes, seconds):
    total = minutes * 60 + seconds
    assert seconds_from_clock(f"{minutes}:{seconds:02d}") == total
    assert seconds_from_iso(f"PT{minutes:02d}M{seconds:02d}.00S") == total
    assert seconds_from_clock(f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}") == total


@given(st.integers(0, 12 * 60 * 10))
def test_tenths_of_a_game_clock_are_kept(tenths):
    minutes, rest = divmod(tenths, 600)
    assert seconds_from_iso(f"PT{minutes:02d}M{rest / 10:05.2f}S") == pytest.approx(tenths / 10)


@given(st.text(max_size=12))
def test_any_text_is_seconds_or_an_error_that_names_it(text):
    for read in (seconds_from_clock, seconds_from_iso):
        try:
            assert read(text) >= 0
        except ValueError as error:
            assert text in str(error)  # noqa: PT017
