"""Team pages of Basketball-Reference, written by hand in the site's shape: none is recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nba_assets.eastern import parse_eastern
from nba_assets.sources.basketball_reference.mojibake import mended
from nba_assets.sources.basketball_reference.rosters import BR_ROSTERS_CURRENT, ask
from nba_assets.sources.fields import known_fields
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Form
from nba_assets_tests.conftest import RECORDINGS
from nba_assets_tests.sources.reading import answer, asking, rows, scheduled

PAGES = RECORDINGS / "br_rosters_current"
FEED = BR_ROSTERS_CURRENT.feeds[0]
GAMES = [scheduled("0022300555", date(2024, 1, 15), "HOU", "PHI")]
NEXT_NOON = datetime(2024, 1, 16, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def page():
    return (PAGES / "handmade_den_2024.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def garbled_page():
    return (PAGES / "handmade_cho_2024_garbled.html").read_text(encoding="utf-8")


def read(body, team="DEN"):
    return rows(BR_ROSTERS_CURRENT, FEED, answer(FEED, "2024-01-15", body, slug=team))


@pytest.fixture(scope="module")
def players(page):
    return {row["player_lookup"]: row for row in read(page)}


def test_a_player_with_all_that_the_table_tells(players):
    assert len(players) == 7
    pope = players["kentaviouscaldwellpope"]
    assert (pope["game_date"], pope["season_year"], pope["season"]) == (date(2024, 1, 15), 2023, "2023-24")
    assert (pope["team_abbr"], pope["br_team_code"], pope["br_player_id"]) == ("DEN", "DEN", "caldwke01")
    assert (pope["player_full_name"], pope["player_last_name"]) == ("Kentavious Caldwell-Pope", "Caldwell-Pope")
    assert (pope["jersey_number"], pope["position"], pope["height_inches"], pope["weight_pounds"]) == (
        *("5", "SG"),
        *(77, 204),
    )
    assert (pope["birth_date"], pope["birth_country"]) == (date(1993, 2, 18), "US")
    assert (pope["experience_years"], pope["college"], pope["is_two_way"]) == (10, "Georgia", False)


def test_accents_fold_in_the_lookup_and_stay_in_the_name(players):
    assert players["nikolajokic"]["player_full_name"] == "Nikola Jokić"
    assert players["vlatkocancar"]["player_last_name"] == "Čančar"
    assert players["nikolajokic"]["college"] is None


def test_a_suffix_is_no_last_name(players):
    porter = players["michaelporterjr"]
    assert (porter["player_last_name"], porter["player_match_key"]) == ("Porter", "michaelporter")


def test_a_rookie_has_no_seasons_behind_him(players):
    assert players["julianstrawther"]["experience_years"] == 0


def test_a_two_way_player_is_marked_and_his_name_is_clean(players):
    gillespie, key = players["collingillespie"], players["braxtonkey"]
    assert (gillespie["player_full_name"], gillespie["is_two_way"]) == ("Collin Gillespie", True)
    assert (key["is_two_way"], key["college"]) == (True, "Alabama, Virginia")


def test_garbled_names_are_mended(garbled_page):
    found = {row["player_full_name"]: row for row in read(garbled_page, "CHA")}
    assert list(found) == ["Aleksej Pokuševski", "Vasilije Micić", "Dāvis Bertāns", "Nick Smith Jr."]
    assert found["Vasilije Micić"]["player_lookup"] == "vasilijemicic"
    assert {row["br_team_code"] for row in found.values()} == {"CHO"}


def test_empty_cells_are_unknown(garbled_page):
    bertans = next(row for row in read(garbled_page, "CHA") if row["player_lookup"] == "davisbertans")
    unknown = ("jersey_number", "weight_pounds", "birth_date", "birth_country", "college")
    assert [bertans[column] for column in unknown] == [None] * 5


@pytest.mark.parametrize("right", ["Nikola Jokić", "Dennis Schröder", "Luka Dončić", "Nenê", "Nic Claxton", "", "à"])
def test_a_right_name_stays_and_its_garbled_form_is_mended(right):
    assert mended(right) == right
    garbled = "".join(chr(byte) for byte in right.encode("utf-8"))
    assert mended(garbled) == right


def test_a_lost_column_is_named(page):
    with pytest.raises(MissingFieldError, match="years_experience"):
        read(page.replace('data-stat="years_experience"', 'data-stat="exp"'))


def test_a_page_without_the_table_lacks_it():
    with pytest.raises(MissingFieldError, match="table#roster"):
        read("<html><body><h1>Rate Limited Request</h1></body></html>")


def test_an_unreadable_cell_is_an_error(page):
    with pytest.raises(ValueError, match=r"'2\.11 m' is not a height"):
        read(page.replace(">6-11<", ">2.11 m<"))


def test_a_table_without_players_is_an_error(page):
    empty = page[: page.index("<tbody>")] + "<tbody></tbody></table></div></body></html>"
    with pytest.raises(
        ValueError, match=r"basketball_reference roster for 2024-01-15: the roster of DEN has no players"
    ):
        read(empty)


def test_thirty_pages_are_asked_for_under_the_sites_codes():
    found = {one.slug: one for one in ask(asking("2024-01-15", NEXT_NOON, GAMES))}
    assert len(found) == 30
    assert [found[abbr].path for abbr in ("BKN", "CHA", "PHX", "DEN")] == [
        *["/teams/BRK/2024.html", "/teams/CHO/2024.html", "/teams/PHO/2024.html", "/teams/DEN/2024.html"]
    ]
    assert (found["DEN"].as_of, found["DEN"].form) == (parse_eastern("2024-01-15T15:00"), Form.HTML)


def test_the_year_of_a_page_is_that_in_which_the_season_ends():
    assert ask(asking("2024-10-22", datetime(2024, 10, 22, 17, tzinfo=UTC), GAMES))[0].path.endswith("/2025.html")


def test_nothing_is_asked_of_a_date_without_games_or_to_come():
    assert ask(asking("2024-01-15", NEXT_NOON)) == []
    assert ask(asking("2024-01-15", NEXT_NOON - timedelta(days=2), GAMES)) == []


def test_the_columns_are_the_known_ones(page):
    assert FEED.needs <= FEED.fields(page) == known_fields("basketball_reference", "roster")
