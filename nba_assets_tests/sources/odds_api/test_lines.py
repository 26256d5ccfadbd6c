"""Recorded answers of The Odds API become the rows that a person reads off them."""

from datetime import UTC, date, datetime

import pytest

from nba_assets.sources.odds_api.events import ODDS_API_EVENTS
from nba_assets.sources.odds_api.game_lines import ODDS_API_GAME_LINES
from nba_assets.sources.odds_api.player_points import ODDS_API_PLAYER_POINTS_PROPS
from nba_assets.sources.odds_api.vendor import prices
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import recording
from nba_assets_tests.sources.reading import CAPTURED, answer, rows


def read(table, scope, body, **params):
    [feed] = table.feeds
    return rows(table, feed, answer(feed, scope, body, **params))


def test_the_events_of_a_date():
    events = read(ODDS_API_EVENTS, "2024-01-24", recording("odds_api_events", "historical_2024-01-25.json"))
    dallas = next(event for event in events if event["home_team_abbr"] == "DAL")
    assert dallas["odds_api_event_id"] == "f137689983933840bf2f2a91278eb03b"
    # Half past eight in the evening in the east is the next day in UTC.
    assert (dallas["game_id"], dallas["game_date"]) == ("20240124_PHX_DAL", date(2024, 1, 24))
    assert {event["game_date"] for event in events} == {date(2024, 1, 24)}


def test_the_spreads_and_totals_of_a_game():
    body = recording("odds_api_game_lines", "historical_2024-01-24_atl_gsw.json")
    lines = read(ODDS_API_GAME_LINES, "2024-01-24", body)
    points = {
        (row["bookmaker_key"], row["outcome_team_abbr"] or row["outcome_name"]): row["outcome_point"] for row in lines
    }
    assert points == {
        ("draftkings", "ATL"): 6.5,
        ("draftkings", "GSW"): -6.5,
        ("draftkings", "Over"): 248.5,
        ("draftkings", "Under"): 248.5,
        ("fanduel", "ATL"): 7.5,
        ("fanduel", "GSW"): -7.5,
        ("fanduel", "Over"): 247.5,
        ("fanduel", "Under"): 247.5,
    }
    assert {row["snapshot_timestamp"] for row in lines} == {datetime(2024, 1, 25, 3, 55, 40, tzinfo=UTC)}


def test_the_points_lines_of_a_game():
    body = recording("odds_api_player_points_props", "live_2023-12-28_det_bos.json")
    lines = read(ODDS_API_PLAYER_POINTS_PROPS, "2023-12-28", body, oddsFormat="american")
    cade = next(row for row in lines if row["player_lookup"] == "cadecunningham")
    assert len(lines) == 3
    assert (cade["points_line"], cade["over_price_american"], cade["under_price_american"]) == (23.5, -120, -110)
    assert (cade["over_price"], cade["under_price"]) == (1.8333, 1.9091)
    # A live answer has no time of its own: it is as old as its arrival.
    assert (cade["snapshot_timestamp"], cade["data_source"]) == (CAPTURED, "current")
    assert cade["bookmaker_last_update"] == datetime(2023, 12, 28, 20, 30, 33, tzinfo=UTC)


def test_an_alternate_line_is_a_row_of_its_own():
    outcomes = [
        {"name": "Over", "description": "Luka Doncic", "price": 1.73, "point": 25.5},
        {"name": "Over", "description": "Luka Doncic", "price": 1.73, "point": 30.5},
        {"name": "Under", "description": "Luka Doncic", "price": 1.73, "point": 30.5},
    ]
    book = {"key": "prizepicks", "title": "PrizePicks", "markets": [{"key": "player_points", "outcomes": outcomes}]}
    event = recording("odds_api_player_points_props", "live_2023-12-28_det_bos.json") | {"bookmakers": [book]}
    lines = {row["points_line"]: row for row in read(ODDS_API_PLAYER_POINTS_PROPS, "2023-12-28", event)}
    assert lines[25.5]["under_price"] is None
    assert (lines[30.5]["over_price_american"], lines[30.5]["under_price_american"]) == (-137, -137)


def test_a_missing_field_is_named_with_the_landed_file():
    with pytest.raises(
        MissingFieldError, match="odds_api events for 2025-01-11: field 'commence_time' is missing in l"
    ):
        read(ODDS_API_EVENTS, "2025-01-11", [{"id": "1"}])


@pytest.mark.parametrize(
    ("asked", "price", "expected"),
    [
        ("decimal", 1.91, (1.91, -110)),
        ("decimal", 2.1, (2.1, 110)),
        ("decimal", 2.0, (2.0, 100)),
        ("decimal", 1.0, (None, None)),
        ("american", -137, (1.7299, -137)),
        ("american", 100, (2.0, 100)),
        ("decimal", None, (None, None)),
    ],
)
def test_prices_in_both_forms(asked, price, expected):
    [feed] = ODDS_API_GAME_LINES.feeds
    assert prices(price, answer(feed, "x", {}, oddsFormat=asked)) == expected
