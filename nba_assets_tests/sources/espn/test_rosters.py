"""ESPN's roster of Boston in the off-season of 2025."""

import copy
from datetime import UTC, date, datetime, timedelta

import pytest

from nba_assets.eastern import parse_eastern
from nba_assets.sources.espn.rosters import ESPN_TEAM_ROSTERS, ask
from nba_assets.sources.fields import known_fields
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import recording
from nba_assets_tests.sources.reading import answer, asking, rows, scheduled

FEED = ESPN_TEAM_ROSTERS.feeds[0]
GAMES = [scheduled("0022300555", date(2024, 1, 15), "HOU", "PHI")]
NEXT_NOON = datetime(2024, 1, 16, 17, tzinfo=UTC)


@pytest.fixture
def payload():
    return recording("espn_team_rosters", "bos_2025_off_season.json")


def read(body, team="BOS"):
    return rows(ESPN_TEAM_ROSTERS, FEED, answer(FEED, "2025-06-22", body, slug=team))


@pytest.fixture
def players(payload):
    return {row["player_lookup"]: row for row in read(payload)}


def test_a_player_with_what_the_payload_tells_of_him(players):
    assert len(players) == 17
    brown = players["jaylenbrown"]
    assert (brown["game_date"], brown["season_year"], brown["team_abbr"]) == (date(2025, 6, 22), 2024, "BOS")
    assert (brown["espn_player_id"], brown["jersey_number"]) == (3917376, "7")
    assert (brown["position"], brown["position_abbr"]) == ("Shooting Guard", "SG")
    assert (brown["height_inches"], brown["weight_pounds"], brown["age_years"]) == (78.0, 223.0, 28)
    assert (brown["birth_date"], brown["birth_place"]) == (date(1996, 10, 24), "Marietta, GA, USA")
    assert (brown["experience_years"], brown["salary_usd"], brown["status"]) == (8, 49205800, "Active")


def test_a_listed_injury(players):
    tatum = players["jaysontatum"]
    assert (tatum["injury_status"], tatum["injury_type"], tatum["injury_side"]) == ("Out", "Achilles", "Right")
    assert (tatum["injury_detail"], tatum["injury_return_date"]) == ("Surgery", date(2026, 2, 1))
    assert tatum["injury_reported_at"] == datetime(2025, 5, 13, 20, 52, tzinfo=UTC)
    assert tatum["injury_comment"].startswith("Tatum will miss the rest of the season")
    assert players["derrickwhite"]["injury_status"] is None


def test_of_several_injuries_the_newest_counts(payload):
    older = {"status": "Day-To-Day", "date": "2025-01-02T18:00Z"}
    payload["team"]["athletes"][0]["injuries"].insert(0, older)
    payload["team"]["athletes"][0]["injuries"].append(older)
    assert read(payload)[0]["injury_status"] == "Out"


def test_what_is_not_known_is_absent(players):
    davison, horford = players["jddavison"], players["alhorford"]
    # A salary of 0 means that ESPN knows none, an empty college that it tells none here.
    assert (davison["salary_usd"], davison["college"]) == (None, None)
    assert horford["birth_place"] == "Puerto Plata, Dominican Republic"
    assert players["baylorscheierman"]["experience_years"] == 0


def test_a_college_is_taken_where_it_has_a_name(payload):
    payload["team"]["athletes"][0]["college"] = {"id": "25", "name": "California"}
    assert read(payload)[0]["college"] == "California"


def test_another_teams_roster_is_an_error(payload):
    with pytest.raises(ValueError, match="the roster asked for NYK is that of BOS"):
        read(payload, "NYK")


def test_a_roster_without_players_is_an_error(payload):
    payload["team"]["athletes"] = []
    with pytest.raises(ValueError, match="the roster of BOS has no players"):
        read(payload)


def test_a_lost_field_is_named(payload):
    without_team, without_name = {"sports": []}, copy.deepcopy(payload)
    del without_name["team"]["athletes"][3]["fullName"]
    for body, lost in ((without_team, "team"), (without_name, "fullName")):
        with pytest.raises(MissingFieldError, match=lost):
            read(body)


def test_thirty_rosters_are_asked_for_as_of_three_in_the_afternoon():
    found = ask(asking("2024-01-15", NEXT_NOON, GAMES))
    assert len({one.slug for one in found}) == 30
    utah = next(one for one in found if one.slug == "UTA")
    assert (utah.path, utah.params) == ("/apis/site/v2/sports/basketball/nba/teams/26", {"enable": "roster"})
    assert utah.as_of == parse_eastern("2024-01-15T15:00")


def test_nothing_is_asked_of_a_date_without_games_or_to_come():
    assert ask(asking("2024-01-15", NEXT_NOON)) == []
    assert ask(asking("2024-01-15", NEXT_NOON - timedelta(days=2), GAMES)) == []


def test_the_recording_holds_no_unknown_field(payload):
    assert FEED.fields(payload) <= known_fields("espn", "roster")
    assert FEED.needs <= FEED.fields(payload)
