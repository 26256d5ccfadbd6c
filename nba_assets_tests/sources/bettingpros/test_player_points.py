"""BettingPros' recorded events of 2021-10-21 and handmade pages of offers in the documented shape."""

from datetime import UTC, date, datetime

import pytest

from nba_assets.sources.bettingpros.player_points import BETTINGPROS_PLAYER_POINTS_PROPS as TABLE
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import recording
from nba_assets_tests.sources.reading import CAPTURED, answer, asking, rows, scheduled

FEED = TABLE.feeds[0]
DAY = "2021-10-21"
GAMES = [
    scheduled("0022100013", date(2021, 10, 21), "DAL", "ATL"),
    scheduled("0022100014", date(2021, 10, 21), "MIL", "MIA"),
]
FIRST_PAGE = "20211021_DAL_ATL-20879-1"


def page(number):
    return recording(TABLE.name, f"handmade_offers_dal_atl_page_{number}.json")


def offers(body, games=GAMES, slug=FIRST_PAGE):
    return answer(FEED, DAY, body, games, slug=slug)


def events(body):
    return answer(FEED, DAY, body, GAMES, slug="events")


@pytest.fixture(scope="module")
def lines():
    return {(row["line_id"]): row for row in rows(TABLE, FEED, offers(page(1)))}


def test_the_events_of_a_date_with_games_are_asked_for():
    [request] = FEED.ask(asking(DAY, CAPTURED, GAMES))
    assert (request.path, dict(request.params), request.slug) == (
        *("/v3/events", {"sport": "NBA", "date": DAY}, "events"),
    )
    assert FEED.ask(asking(DAY, CAPTURED)) == []


def test_every_event_leads_to_its_first_page_of_points_offers():
    requests = FEED.follow(events(recording(TABLE.name, "events_2021-10-21.json")))
    # The third is not among the test's games: its id comes from its own date and teams.
    assert [request.slug for request in requests] == [
        FIRST_PAGE,
        "20211021_MIL_MIA-20880-1",
        "20211021_LAC_GSW-20881-1",
    ]
    assert requests[0].path == "/v3/offers"
    assert dict(requests[0].params) == {
        "sport": "NBA",
        "market_id": "156",
        "event_id": "20879",
        "book_id": "null",
        "limit": "10",
        "page": "1",
    }
    assert FEED.read(events(recording(TABLE.name, "events_2021-10-21.json"))) == []


def test_on_neutral_ground_the_schedule_says_who_is_at_home():
    turned = [scheduled("0022100013", date(2021, 10, 21), "ATL", "DAL")]
    listed = answer(FEED, DAY, recording(TABLE.name, "events_2021-10-21.json"), turned, slug="events")
    assert FEED.follow(listed)[0].slug == "20211021_ATL_DAL-20879-1"


def test_an_event_of_another_eastern_date_is_left_out():
    body = recording(TABLE.name, "events_2021-10-21.json")
    # Four in the morning in UTC is midnight in the east.
    body["events"][0]["scheduled"] = "2021-10-22 04:00:00"
    assert [request.slug for request in FEED.follow(events(body))] == [
        "20211021_MIL_MIA-20880-1",
        "20211021_LAC_GSW-20881-1",
    ]


def test_pages_follow_until_the_last():
    [second] = FEED.follow(offers(page(1)))
    assert (second.slug, second.params["page"], second.params["event_id"]) == ("20211021_DAL_ATL-20879-2", "2", "20879")
    assert FEED.follow(offers(page(2), slug=second.slug)) == []
    assert FEED.follow(offers({"offers": [], "_pagination": {"page": 1, "total_pages": 0}})) == []


def test_more_pages_than_a_game_can_have_are_an_error():
    with pytest.raises(ValueError, match="bettingpros events_and_offers for 2021-10-21: 51 pages"):
        FEED.follow(offers(page(1) | {"_pagination": {"page": 1, "total_pages": 51}}))


def test_one_row_a_side_book_and_line(lines):
    assert sorted(lines) == ["501", "502", "503", "504", "505"]
    draftkings = lines["501"]
    assert (draftkings["game_id"], draftkings["nba_game_id"]) == ("20211021_DAL_ATL", "0022100013")
    assert (draftkings["home_team_abbr"], draftkings["away_team_abbr"], draftkings["bp_event_id"]) == (
        "ATL",
        "DAL",
        20879,
    )
    assert (draftkings["market_type"], draftkings["market_id"], draftkings["offer_id"]) == ("points", 156, "9000001")
    assert (draftkings["player_lookup"], draftkings["bp_player_id"]) == ("traeyoung", 3473)
    assert (draftkings["player_team"], draftkings["player_team_abbr"], draftkings["player_position"]) == (
        *("ATL", "ATL", "G"),
    )
    assert (draftkings["bookmaker"], draftkings["bet_side"]) == ("DraftKings", "over")
    assert (draftkings["points_line"], draftkings["odds_american"]) == (26.5, -120)
    assert (draftkings["is_active"], draftkings["is_best_line"]) == (True, False)
    assert draftkings["bookmaker_last_update"] == datetime(2021, 10, 21, 20, 15, 30, tzinfo=UTC)
    assert (draftkings["opening_line"], draftkings["opening_odds"], draftkings["opening_book_id"]) == (25.5, -115, 12)
    assert draftkings["opening_timestamp"] == datetime(2021, 10, 21, 4, tzinfo=UTC)
    assert draftkings["snapshot_timestamp"] == CAPTURED
    assert (lines["504"]["bet_side"], lines["504"]["odds_american"], lines["504"]["opening_line"]) == (
        "under",
        -110,
        None,
    )


def test_what_cannot_be_bet_on_is_not_active(lines):
    # The line itself is closed; then a whole offer is.
    assert (lines["503"]["is_active"], lines["505"]["is_active"]) == (False, False)


def test_an_unknown_book_and_a_player_without_a_team_keep_their_rows(lines):
    doncic = lines["505"]
    assert (doncic["book_id"], doncic["bookmaker"]) == (99, None)
    assert (doncic["player_team"], doncic["player_team_abbr"]) == ("FA", None)
    assert (doncic["player_name"], doncic["player_lookup"]) == ("Luka Dončić", "lukadoncic")


def test_the_vendors_own_team_codes_and_a_line_without_a_price():
    [row] = rows(TABLE, FEED, offers(page(2), slug="20211021_DAL_ATL-20879-2"))
    assert (row["player_team"], row["player_team_abbr"]) == ("PHO", "PHX")
    assert (row["bookmaker"], row["odds_american"]) == ("PrizePicks", None)
    assert (row["player_lookup"], row["player_match_key"]) == ("timhardawayjr", "timhardaway")


def test_lines_of_a_game_that_left_the_date_keep_their_rows():
    read = rows(TABLE, FEED, offers(page(1), games=[]))
    assert {(row["game_id"], row["nba_game_id"]) for row in read} == {("20211021_DAL_ATL", None)}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda offer: offer.update(event_id=20880), "an offer of event 20880 among those of 20879"),
        (lambda offer: offer["selections"][0].update(selection="yes"), "selection 'yes' is neither over nor under"),
        (lambda offer: offer.update(participants=[]), "offer 9000001 has 0 participants"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(spoil, told):
    body = page(1)
    spoil(body["offers"][0])
    with pytest.raises(ValueError, match=told):
        FEED.read(offers(body))


def test_an_unknown_team_of_an_event_is_named():
    body = recording(TABLE.name, "events_2021-10-21.json")
    body["events"][0]["participants"][0]["name"] = "Thrashers"
    with pytest.raises(ValueError, match="Atlanta Thrashers"):
        FEED.follow(events(body))


@pytest.mark.parametrize("field", ["player_id", "selections", "participants", "active"])
def test_a_missing_field_is_named(field):
    body = page(1)
    del body["offers"][0][field]
    with pytest.raises(MissingFieldError, match=f"bettingpros events_and_offers for 2021-10-21: field '{field}'"):
        FEED.read(offers(body))
