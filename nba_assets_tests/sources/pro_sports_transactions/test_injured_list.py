"""Injured-list moves from pages written by hand in the site's shape, with real moves of the All-Star break of 2024."""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nba_assets.sources.fields import known_fields
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.pro_sports_transactions.injured_list import INJURED_LIST_MOVES, PAGES_AT_MOST, ask, follow
from nba_assets.sources.table import Form
from nba_assets_tests.conftest import RECORDINGS
from nba_assets_tests.sources import reading
from nba_assets_tests.sources.reading import scheduled

PAGES = RECORDINGS / "injured_list_moves"
BREAK = {"BeginDate": "2024-02-16", "EndDate": "2024-02-22"}
FEED = INJURED_LIST_MOVES.feeds[0]
GAMES = [scheduled("0022300790", date(2024, 2, 22), "DET", "IND")]
HEADER = ("Date", "Team", "Acquired", "Relinquished", "Notes")


def page(start):
    return (PAGES / f"handmade_2024-02-16_to_2024-02-22_start_{start}.html").read_text(encoding="utf-8")


def answer(body, start=0, scope="2024-02-22", **params):
    return reading.answer(FEED, scope, body, **{**BREAK, "start": str(start), **params})


def moves(body, start=0):
    return reading.rows(INJURED_LIST_MOVES, FEED, answer(body, start))


def asking(scope, games=GAMES, today=None, previous=None):
    """At noon of a day, else of the game date."""
    noon = datetime(*(today or date.fromisoformat(scope)).timetuple()[:3], 17, tzinfo=UTC)
    return replace(reading.asking(scope, noon, games), previous=previous)


def made(*lines, header=HEADER):
    """A page with these lines."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in (header, *lines))
    return f"<html><body><table class='datatable center'>{cells}</table></body></html>"


def move(team="Suns", acquired="", relinquished="", notes="", day="2024-02-20"):
    """The one row of a page with one line."""
    rows = moves(made((day, team, acquired, relinquished, notes)))
    assert len(rows) == 1
    return rows[0]


def test_a_full_page_and_the_rest_of_the_search():
    first, rest = (moves(page(start), start) for start in (0, 25))
    assert (len(first), len(rest)) == (25, 19)
    assert [row["result_row"] for row in first + rest] == list(range(1, 45))


def test_a_placement():
    wood = next(row for row in moves(page(0)) if row["player_lookup"] == "christianwood")
    assert (wood["game_date"], wood["move_date"], wood["team_abbr"]) == (date(2024, 2, 22), date(2024, 2, 21), "LAL")
    assert (wood["player_name"], wood["season_year"]) == ("Christian Wood", 2023)
    assert (wood["is_placed"], wood["is_activated"], wood["is_on_injured_list"]) == (True, False, True)
    assert (wood["notes"], wood["reason"]) == ("placed on IL with left knee injury", "left knee injury")
    assert (wood["reason_category"], wood["is_day_to_day"]) == ("injury", False)


def test_an_activation_has_no_reason():
    leonard = next(row for row in moves(page(0)) if row["player_name"] == "Kawhi Leonard")
    assert (leonard["team_abbr"], leonard["is_activated"], leonard["is_placed"]) == ("LAC", True, False)
    assert (leonard["notes"], leonard["reason"], leonard["reason_category"]) == ("activated from IL", None, None)


def test_a_missed_game_is_day_to_day_and_off_the_list():
    rest = {row["player_lookup"]: row for row in moves(page(25), 25)}
    key = rest["braxtonkey"]
    assert (key["is_placed"], key["is_on_injured_list"], key["is_day_to_day"]) == (True, False, True)
    assert (key["notes"], key["reason"], key["reason_category"]) == ("illness (DTD)", "illness", "illness")


def test_names_come_with_and_without_a_bullet():
    rows = [*moves(page(0)), *moves(page(25), 25)]
    names = {row["player_name"]: row for row in rows}
    assert names["Wes Matthews Jr."]["player_match_key"] == "wesmatthews"
    assert names["Gary Payton II"]["team_abbr"] == "GSW"
    assert names["Scoot Henderson"]["team_abbr"] == "POR"


def test_a_name_with_accents_and_markup_keeps_its_letters():
    schroder = move("Pistons", relinquished="&bull; Dennis Schr&ouml;der ", notes="ankle injury (DTD)")
    assert (schroder["player_name"], schroder["player_lookup"]) == ("Dennis Schröder", "dennisschroder")


def test_several_spellings_are_kept_and_the_first_one_counts():
    claxton = move("Nets", relinquished="• Nic Claxton / Nicolas Claxton", notes="placed on IL")
    assert (claxton["player_name"], claxton["player_lookup"]) == ("Nic Claxton / Nicolas Claxton", "nicclaxton")


def test_several_players_of_one_line_are_rows_of_their_own():
    body = made(("2024-02-20", "Suns", "", "• Bradley Beal • Eric Gordon", "placed on IL with illness"))
    assert [row["player_lookup"] for row in moves(body)] == ["bradleybeal", "ericgordon"]


@pytest.mark.parametrize(
    ("acquired", "relinquished", "notes", "is_placed"),
    [
        # A real line of 2023-12-17, in the wrong column.
        ("• Bradley Beal", "", "placed on IL with sprained right ankle", True),
        ("", "• Bradley Beal", "activated from IL", False),
        ("• Bradley Beal", "", "returned to lineup (date approximate)", False),
        ("", "• Bradley Beal", "surgery on left foot (out for season)", True),
        ("", "• Bradley Beal", "", True),
    ],
)
def test_the_notes_overrule_the_column(acquired, relinquished, notes, is_placed):
    found = move(acquired=acquired, relinquished=relinquished, notes=notes)
    assert (found["is_placed"], found["is_activated"]) == (is_placed, not is_placed)


def test_the_remarks_in_brackets():
    brown = move(
        relinquished="• Moses Brown",
        notes="surgery on left wrist to repair non-displaced fracture (out indefinitely) (date approximate)",
    )
    assert brown["reason"] == "surgery on left wrist to repair non-displaced fracture"
    assert (brown["is_out_indefinitely"], brown["is_date_approximate"], brown["is_out_for_season"]) == (
        True,
        True,
        False,
    )
    assert move(relinquished="• Ja Morant", notes="torn labrum (out for season)")["is_out_for_season"]


def test_a_line_that_names_nobody_is_left_out_and_logged(caplog):
    with caplog.at_level(logging.WARNING, "nba.sources"):
        found = moves(made(("2024-02-20", "", "", "", "")))
    assert found == []
    assert "pro_sports_transactions 2024-02-22: line 1 of the search names no player" in caplog.text


def test_the_same_move_written_twice_is_two_rows():
    line = ("2024-02-20", "Spurs", "• Doug McDermott", "", "activated from IL")
    assert len(moves(made(line, line))) == 2


def test_columns_are_found_by_their_names():
    header = ("Date", "Team", "Notes", "Acquired", "Relinquished", "Source")
    body = made(("2024-02-20", "Suns", "placed on IL with rest", "", "• Kevin Durant", "x"), header=header)
    durant = moves(body)[0]
    assert (durant["player_lookup"], durant["reason_category"]) == ("kevindurant", "rest")


def test_a_lost_column_is_named():
    body = made(("2024-02-20", "Suns", "", "• Kevin Durant", "x"), header=(*HEADER[:3], "Out", "Notes"))
    with pytest.raises(MissingFieldError, match="Relinquished"):
        moves(body)


def test_a_page_without_the_table_lacks_it_unless_it_says_that_nothing_matches():
    with pytest.raises(MissingFieldError, match=r"table\.datatable"):
        moves("<html><body>Just a moment...</body></html>")
    nothing = "<html><body><p>There were no matching transactions found.</p></body></html>"
    assert (moves(nothing), follow(answer(nothing))) == ([], [])


def test_a_line_with_a_cell_too_few_is_an_error():
    with pytest.raises(ValueError, match="line 1 of the search has 4 cells under 5 columns"):
        moves(made(("2024-02-20", "Suns", "• Kevin Durant", "activated from IL")))


def test_an_unknown_team_is_an_error():
    with pytest.raises(ValueError, match=r"pro_sports_transactions injured_list for 2024-02-22: .*'Sonics'"):
        move("Sonics", relinquished="• Kevin Durant")


def test_a_move_outside_of_the_searched_dates_is_an_error():
    with pytest.raises(ValueError, match="search of 2024-02-16 to 2024-02-22 is of 2024-02-23"):
        move(relinquished="• Kevin Durant", day="2024-02-23")


def test_the_days_since_the_last_game_date_are_searched():
    request = ask(asking("2024-02-22", previous=date(2024, 2, 15)))[0]
    assert (request.path, request.slug, request.form) == (
        "/basketball/Search/SearchResults.php",
        "start-0000",
        Form.HTML,
    )
    assert request.params == {
        "Player": "",
        "Team": "",
        "BeginDate": "2024-02-16",
        "EndDate": "2024-02-22",
        "ILChkBx": "yes",
        "InjuriesChkBx": "yes",
        "Submit": "Search",
        "start": "0",
    }
    # What the source shows depends on when it is asked: a move has a date and no snapshot moment.
    assert request.as_of is None


@pytest.mark.parametrize("previous", [None, date(2024, 6, 17)])
def test_the_first_game_date_of_a_season_searches_from_july(previous):
    request = ask(asking("2024-10-22", previous=previous))[0]
    assert (request.params["BeginDate"], request.params["EndDate"]) == ("2024-07-01", "2024-10-22")


def test_tomorrow_is_searched_only_once_its_days_have_begun():
    today = date(2024, 2, 21)
    assert ask(asking("2024-02-22", today=today, previous=date(2024, 2, 15)))
    assert ask(asking("2024-02-22", today=today, previous=today)) == []


def test_nothing_is_searched_for_a_date_without_games():
    assert ask(asking("2024-02-22", games=[], previous=date(2024, 2, 15))) == []


def test_a_full_page_leads_to_the_next_and_a_short_one_ends_the_search():
    first = ask(asking("2024-02-22", previous=date(2024, 2, 15)))[0]
    following = follow(reading.answer(FEED, "2024-02-22", page(0), **first.params))
    assert [(one.slug, one.params) for one in following] == [("start-0025", {**first.params, "start": "25"})]
    assert follow(answer(page(25), 25)) == []


def test_a_search_without_an_end_is_an_error():
    with pytest.raises(ValueError, match="more than 100 full pages"):
        follow(answer(page(0), (PAGES_AT_MOST - 1) * 25))


def test_the_columns_are_the_known_ones():
    assert FEED.needs == FEED.fields(page(0)) == known_fields("pro_sports_transactions", "injured_list")
