"""Eastern dates, seasons and game ids."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nba_assets.eastern import eastern_date, eastern_moment, parse_eastern, utc
from nba_assets.seasons import game_id, season_name, season_of, season_type, season_year
from nba_assets.teams import TEAMS

DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))
ABBRS = st.sampled_from([team.abbr for team in TEAMS])


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


@given(DAYS, st.times())
def test_a_moment_of_an_eastern_day_is_of_that_day_in_every_zone(day, at):
    moment = eastern_moment(day, at)
    for zone in (UTC, ZoneInfo("America/Los_Angeles"), ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")):
        assert eastern_date(moment.astimezone(zone)) == day


# Until two only: in the night in which the clocks go back, the east's two o'clock is midnight in Los Angeles.
@given(DAYS, st.times(max_value=time(1, 59)))
def test_a_tip_off_after_midnight_eastern_is_of_the_new_day(day, at):
    # Between nine and eleven in Los Angeles the east has the next day.
    pacific = eastern_moment(day, at).astimezone(ZoneInfo("America/Los_Angeles"))
    assert (eastern_date(pacific), pacific.date()) == (day, day - timedelta(days=1))


@given(DAYS)
def test_an_eastern_day_has_24_hours_but_on_the_two_nights_of_the_clocks(day):
    midnight, next_midnight = (utc(eastern_moment(one, time())) for one in (day, day + timedelta(days=1)))
    forward = day.month == 3 and day.weekday() == 6 and 8 <= day.day <= 14
    back = day.month == 11 and day.weekday() == 6 and day.day <= 7
    assert next_midnight - midnight == timedelta(hours=24 - forward + back)
    assert (eastern_date(midnight), eastern_date(next_midnight - timedelta(seconds=1))) == (day, day)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # The hour that the clocks skip, and the hour that they run through twice (the first time, in summer time).
        ("2025-03-09T02:30", datetime(2025, 3, 9, 7, 30, tzinfo=UTC)),
        ("2024-11-03T01:30", datetime(2024, 11, 3, 5, 30, tzinfo=UTC)),
        ("2024-11-03T01:30-05:00", datetime(2024, 11, 3, 6, 30, tzinfo=UTC)),
    ],
)
def test_the_hours_of_the_two_nights_have_one_meaning(text, moment):
    assert utc(parse_eastern(text)) == moment


@given(DAYS, st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_eastern_text_and_moment_are_the_same(day, at):
    assert parse_eastern(f"{day}T{at:%H:%M}") == eastern_moment(day, at)


@given(DAYS, ABBRS, ABBRS)
def test_a_game_id_tells_its_date_and_teams(day, away, home):
    said = game_id(day, away, home)
    assert len(said) == len("20250112_MIL_NYK")
    written, first, second = said.split("_")
    assert (date(int(written[:4]), int(written[4:6]), int(written[6:])), first, second) == (day, away, home)


@given(DAYS, DAYS, ABBRS, ABBRS)
def test_game_ids_sort_by_date(one, other, away, home):
    assert (game_id(one, away, home) < game_id(other, away, home)) == (one < other)


@given(DAYS)
def test_a_season_is_named_after_its_two_years(day):
    year = season_year(day)
    assert date(year, 10, 1) <= day < date(year + 1, 10, 1)
    assert season_of(day) == season_name(year) == f"{year}-{str(year + 1)[2:]}"


@given(st.sampled_from(["001", "002", "003", "004", "005", "006"]), st.integers(0, 9_999_999))
def test_every_id_of_ten_digits_with_a_known_beginning_has_a_season_type(prefix, number):
    kinds = ("Pre Season", "Regular Season", "All Star", "Playoffs", "PlayIn", "Cup Final")
    assert season_type(f"{prefix}{number:07d}") == kinds[int(prefix) - 1]
