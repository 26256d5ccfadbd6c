"""The Odds API: events, lines of players, consensus lines; live and historical; and its errors."""

from dataclasses import replace

import pytest

from nba_assets.replay.feeds.event_odds import decimal_price, historical_event_odds, live_event_odds
from nba_assets.replay.feeds.odds_events import historical_events, live_events
from nba_assets.replay.feeds.parameters import FeedError
from nba_assets.replay.manifest import Bookmaker
from nba_assets_tests.replay.asking import AFTER_ALL, at

KEY = {"apiKey": "k"}
POINTS = KEY | {"markets": "player_points", "regions": "us_dfs"}
# NYK at BOS, the opening night: tip-off 2024-10-22 19:30 Eastern; one file, of that day.
OPENER = "92cf7db605a734b10e69eabf56e1eac9"
# TOR at DET, 2025-01-11 19:00 Eastern, in the files of 01-11 (UTC; its first event began 00:10 UTC) and of 01-12.
TWO_FILES = "0018eb3403ccfeac26ecf6dca2c8ec2c"
# MIN at LAL, 2024-10-22 22:00 Eastern, in the files of 10-22 and 10-23.
PLACEHOLDERS = "026ffb7b2ccf8a09dab9b24f33de27f7"
# CHA at WAS on 2025-01-07: Underdog priced Brandon Miller's 18.5 at -10000.
NO_PRICE = "842ec88046f2bba42a95f2bac85ff78a"


def offers(event, player):
    """(bookmaker, side, point, price) of a player."""
    return [
        (book["key"], outcome["name"], outcome["point"], outcome["price"])
        for book in event["bookmakers"]
        for market in book["markets"]
        for outcome in market["outcomes"]
        if outcome["description"] == player
    ]


def test_tonights_events_are_listed_until_they_begin(archive):
    day = KEY | {"commenceTimeFrom": "2025-01-12T05:00:00Z", "commenceTimeTo": "2025-01-13T04:59:59Z"}
    noon = live_events(archive, at("2025-01-12T12:00"), day)
    assert len(noon) == 9
    assert noon[0]["commence_time"] == "2025-01-12T20:10:00Z"
    # Two events begin at 15:10 Eastern, one at 15:40.
    assert len(live_events(archive, at("2025-01-12T15:09"), day)) == 9
    assert len(live_events(archive, at("2025-01-12T15:10"), day)) == 7
    assert live_events(archive, at("2025-01-12T23:00"), day) == []


def test_an_event_is_listed_from_noon_of_the_day_before(archive):
    tomorrow = KEY | {"commenceTimeFrom": "2025-01-13T05:00:00Z"}
    assert live_events(archive, at("2025-01-12T11:59"), tomorrow) == []
    assert len(live_events(archive, at("2025-01-12T12:00"), tomorrow)) == 6


def test_historical_events_are_those_of_the_last_snapshot_with_games_in_play(archive):
    asked = KEY | {"date": "2025-01-12T21:03:10Z"}
    answer = historical_events(archive, at("2025-01-12T16:05"), asked)
    assert (answer["timestamp"], answer["previous_timestamp"]) == ("2025-01-12T21:00:00Z", "2025-01-12T20:55:00Z")
    assert answer["next_timestamp"] == "2025-01-12T21:05:00Z"
    assert sum(event["commence_time"] < "2025-01-12T21:00:00Z" for event in answer["data"]) == 3
    assert historical_events(archive, at("2025-01-12T16:04"), asked)["next_timestamp"] is None


def test_lines_of_a_file_of_the_game_day_are_known_an_hour_before_tipoff(archive):
    before = live_event_odds(archive, at("2024-10-22T18:29"), POINTS, OPENER)
    assert (before["home_team"], before["bookmakers"]) == ("Boston Celtics", [])
    known = live_event_odds(archive, at("2024-10-22T18:30"), POINTS, OPENER)
    assert [book["title"] for book in known["bookmakers"]] == ["PrizePicks", "Underdog"]
    assert known["bookmakers"][0]["markets"][0]["last_update"] == "2024-10-22T22:30:00Z"
    white = offers(known, "Derrick White")
    assert white == [(b, s, 14.5, 1.73) for b in ("prizepicks", "underdog") for s in ("Over", "Under")]


def test_several_files_are_several_snapshots(archive):
    evening, final = "2025-01-11T00:10:00Z", "2025-01-11T23:00:00Z"
    first = historical_event_odds(archive, at(AFTER_ALL), POINTS | {"date": "2025-01-11T22:59:00Z"}, TWO_FILES)
    assert (first["timestamp"], first["next_timestamp"]) == (evening, final)
    assert offers(first["data"], "Cade Cunningham") == [("underdog", s, 26.5, 1.73) for s in ("Over", "Under")]
    second = historical_event_odds(archive, at(AFTER_ALL), POINTS | {"date": final}, TWO_FILES)
    assert (second["timestamp"], second["previous_timestamp"], second["next_timestamp"]) == (final, evening, None)
    assert offers(second["data"], "Cade Cunningham") == [
        (book, side, 25.5, 1.73) for book in ("prizepicks", "underdog") for side in ("Over", "Under")
    ]


def test_a_later_snapshot_is_not_told_of_before_it_was_taken(archive):
    asked = POINTS | {"date": "2025-01-11T12:00:00Z"}
    assert historical_event_odds(archive, at("2025-01-11T17:59"), asked, TWO_FILES)["next_timestamp"] is None
    told = historical_event_odds(archive, at("2025-01-11T18:00"), asked, TWO_FILES)
    assert told["next_timestamp"] == "2025-01-11T23:00:00Z"


def test_placeholders_are_left_out(archive):
    edwards = offers(live_event_odds(archive, at("2024-10-22T21:30"), POINTS, PLACEHOLDERS), "Anthony Edwards")
    assert edwards == [
        ("prizepicks", "Over", 26.5, 1.73),
        ("prizepicks", "Under", 26.5, 1.73),
        ("underdog", "Over", 27.0, 1.73),
        ("underdog", "Under", 27.0, 1.73),
    ]


def test_an_offer_without_a_real_price_is_left_out_on_both_sides(archive):
    miller = offers(live_event_odds(archive, at("2025-01-07T19:00"), POINTS, NO_PRICE), "Brandon Miller")
    assert {offer[0] for offer in miller} == {"prizepicks"}


def test_american_prices_are_given_when_asked_for(archive):
    american = POINTS | {"oddsFormat": "american", "bookmakers": "underdog"}
    event = live_event_odds(archive, at("2024-10-22T18:30"), american, OPENER)
    assert offers(event, "Derrick White") == [("underdog", "Over", 14.5, -137), ("underdog", "Under", 14.5, -137)]


def test_bookmakers_and_their_regions_are_those_the_archive_names(archive):
    moved = Bookmaker(title="Under the Dog", region="eu")
    manifest = archive.manifest.model_copy(update={"bookmakers": archive.manifest.bookmakers | {"underdog": moved}})
    event = live_event_odds(
        replace(archive, manifest=manifest), at("2024-10-22T18:30"), POINTS | {"regions": "eu"}, OPENER
    )
    assert [(book["key"], book["title"]) for book in event["bookmakers"]] == [("underdog", "Under the Dog")]


@pytest.mark.parametrize(("american", "decimal"), [(-137, 1.73), (120, 2.2), (-110, 1.91), (100, 2.0), (-200, 1.5)])
def test_decimal_prices(american, decimal):
    assert decimal_price(american) == decimal


def test_consensus_lines_are_signed_by_team_and_have_no_price(archive):
    asked = KEY | {"markets": "spreads,totals", "regions": "us,us_dfs"}
    assert live_event_odds(archive, at("2024-10-22T18:29"), asked, OPENER)["bookmakers"] == []
    (book,) = live_event_odds(archive, at("2024-10-22T18:30"), asked, OPENER)["bookmakers"]
    assert (book["key"], book["title"]) == ("consensus", "Consensus (mean of books)")
    assert {market["key"]: market["outcomes"] for market in book["markets"]} == {
        "spreads": [{"name": "New York Knicks", "point": 5.5}, {"name": "Boston Celtics", "point": -5.5}],
        "totals": [{"name": "Over", "point": 223.0}, {"name": "Under", "point": 223.0}],
    }


def test_all_markets_can_be_asked_for_at_once(archive):
    asked = KEY | {"markets": "player_points,spreads,totals", "bookmakers": "consensus,underdog"}
    books = live_event_odds(archive, at("2024-10-22T18:30"), asked, OPENER)["bookmakers"]
    keys = {book["key"]: [market["key"] for market in book["markets"]] for book in books}
    assert keys == {"consensus": ["spreads", "totals"], "underdog": ["player_points"]}


@pytest.mark.parametrize(
    ("params", "event", "status", "code"),
    [
        ({"markets": "player_points", "regions": "us_dfs"}, OPENER, 401, "MISSING_KEY"),
        (POINTS | {"date": "2025-01-12T00:00:00Z"}, "0" * 32, 404, "EVENT_NOT_FOUND"),
        (POINTS | {"markets": "player_hats"}, OPENER, 422, "INVALID_MARKET"),
        (POINTS | {"regions": "mars"}, OPENER, 422, "INVALID_REGION"),
        (POINTS | {"regions": ""}, OPENER, 422, "MISSING_REGION"),
        (POINTS | {"oddsFormat": "roman"}, OPENER, 422, "INVALID_ODDS_FORMAT"),
        (POINTS | {"date": "2025-07-01T00:00:00Z"}, OPENER, 422, "INVALID_HISTORICAL_TIMESTAMP"),
        (POINTS | {"date": "noon"}, OPENER, 422, "INVALID_TIMESTAMP"),
        (POINTS, OPENER, 422, "MISSING_HISTORICAL_TIMESTAMP"),
        # Known at the time asked from, but not at the time asked about.
        (POINTS | {"date": "2024-10-20T00:00:00Z"}, OPENER, 404, "EVENT_NOT_FOUND"),
    ],
)
def test_errors_are_the_vendors(archive, params, event, status, code):
    with pytest.raises(FeedError) as refused:
        historical_event_odds(archive, at(AFTER_ALL), params, event)
    assert (refused.value.status, refused.value.payload["error_code"]) == (status, code)
