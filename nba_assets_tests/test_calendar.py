"""Eastern dates, seasons and game ids."""

from datetime import UTC, date, datetime

import pytest

from nba_assets.eastern import eastern_date, parse_eastern, utc
from nba_assets.seasons import game_id, season_of, season_type, season_year


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # 22:30 in the west is the next day in UTC and after midnight in the east.
        (datetime(2025, 1, 13, 3, 30, tzinfo=UTC), date(2025, 1, 12)),
        (datetime(2025, 1, 13, 5, 30, tzinfo=UTC), date(2025, 1, 13)),
        # The night the clocks go back: 00:30 EDT is 04:30 UTC.
        (datetime(2024, 11, 3, 4, 30, tzinfo=UTC), date(2024, 11, 3)),
        (datetime(2024, 11, 3, 3, 30, tzinfo=UTC), date(2024, 11, 2)),
        # The night they go forward: 23:30 EST is 04:30 UTC the day before.
        (datetime(2025, 3, 9, 4, 30, tzinfo=UTC), date(2025, 3, 8)),
    ],
)
def test_the_game_date_is_the_eastern_date(moment, day):
    assert eastern_date(moment) == day


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        eastern_date(datetime(2025, 1, 12, 12))  # noqa: DTZ001 - the case


def test_eastern_text_is_read_with_the_offset_of_its_day():
    assert utc(parse_eastern("2025-01-12T12:00")) == datetime(2025, 1, 12, 17, tzinfo=UTC)
    assert utc(parse_eastern("2024-10-22T19:30")) == datetime(2024, 10, 22, 23, 30, tzinfo=UTC)


def test_text_that_is_no_moment_is_named():
    with pytest.raises(ValueError, match="'noon' is not a moment"):
        parse_eastern("noon")


def test_a_season_begins_in_october():
    assert (season_of(date(2024, 10, 1)), season_of(date(2024, 9, 30))) == ("2024-25", "2023-24")
    assert (season_of(date(1999, 12, 31)), season_year(date(2025, 6, 22))) == ("1999-00", 2024)


@pytest.mark.parametrize(
    ("nba_game_id", "kind"),
    [
        ("0022400500", "Regular Season"),
        ("0042400407", "Playoffs"),
        ("0052400101", "PlayIn"),
        ("0062400001", "Cup Final"),
    ],
)
def test_the_id_tells_the_season_type(nba_game_id, kind):
    assert season_type(nba_game_id) == kind


@pytest.mark.parametrize("nba_game_id", ["0092400001", "22400500", "00224005x0", ""])
def test_an_id_that_the_league_would_not_give_is_refused(nba_game_id):
    with pytest.raises(ValueError, match="is not an NBA game id"):
        season_type(nba_game_id)


def test_the_canonical_id_is_date_away_home():
    assert game_id(date(2025, 1, 12), "MIL", "NYK") == "20250112_MIL_NYK"
