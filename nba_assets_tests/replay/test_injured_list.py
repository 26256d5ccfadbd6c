"""The injured-list search page: what the source says, 25 moves a page, and nothing of the day itself."""

import pytest
from lxml import html

from nba_assets.replay.emptied import emptied
from nba_assets.replay.feeds.injured_list import injured_list
from nba_assets.replay.feeds.parameters import FeedError
from nba_assets_tests.replay.asking import AFTER_ALL, at

SEARCH = {"Player": "", "Team": "", "ILChkBx": "yes", "InjuriesChkBx": "yes", "submit": "Search"}


def page(archive, first, last, start="0", now=AFTER_ALL, **params):
    asked = SEARCH | {"BeginDate": first, "EndDate": last, "start": start} | params
    answer = injured_list(archive, at(now), asked)
    assert answer.media_type == "text/html; charset=utf-8"
    return html.fromstring(answer.body.decode())


def lines(document):
    """The cells of each row of the table, the header first."""
    (table,) = document.xpath("//table[contains(@class, 'datatable')]")
    return [[cell.text_content().strip() for cell in row.xpath("./td")] for row in table.xpath(".//tr")]


def test_a_page_names_its_columns_and_tells_the_moves_as_the_source_writes_them(archive):
    header, *moves = lines(page(archive, "2025-01-10", "2025-01-11"))
    assert header == ["Date", "Team", "Acquired", "Relinquished", "Notes"]
    # 14 moves on 2025-01-10 and 9 on 2025-01-11.
    assert len(moves) == 23
    assert moves[0] == ["2025-01-10", "76ers", "• Paul George", "", "returned to lineup"]
    curry = ["2025-01-10", "Warriors", "", "• Stephen Curry", "placed on IL with knee injury"]
    assert moves[10] == curry
    assert moves[-1] == ["2025-01-11", "Raptors", "• Ochai Agbaji", "", "activated from IL"]


def test_pages_have_25_moves_and_links_to_all_pages(archive):
    # 20 moves on 2025-01-09 and 14 on 2025-01-10.
    first, second = (page(archive, "2025-01-09", "2025-01-10", start) for start in ("0", "25"))
    assert [len(lines(one)) - 1 for one in (first, second)] == [25, 9]
    assert lines(first)[-1] == ["2025-01-10", "Nuggets", "• Nikola Jokic", "", "activated from IL"]
    assert lines(second)[1] == ["2025-01-10", "Pacers", "• Myles Turner", "", "returned to lineup"]
    links = first.xpath("//p[@class='bodyCopy']/a")
    assert [link.text for link in links] == ["1", "2"]
    assert links[1].get("href").endswith("&submit=Search&BeginDate=2025-01-09&EndDate=2025-01-10&start=25")


def test_a_move_is_shown_from_the_midnight_after_its_date(archive):
    before = lines(page(archive, "2025-01-10", "2025-01-12", now="2025-01-11T23:59"))
    after = lines(page(archive, "2025-01-10", "2025-01-12", now="2025-01-12T00:00"))
    assert (before[-1][0], len(before) - 1) == ("2025-01-10", 14)
    assert (after[-1][0], len(after) - 1) == ("2025-01-11", 23)


@pytest.mark.parametrize(
    ("first", "last", "start"), [("2025-01-12", "2025-01-12", "0"), ("2025-01-09", "2025-01-10", "50")]
)
def test_a_sentence_stands_in_place_of_the_table_where_nothing_matches(archive, first, last, start):
    document = page(archive, first, last, start, now="2025-01-12T12:00")
    assert document.xpath("//table") == []
    assert "There were no matching transactions found" in document.text_content()


def test_the_off_season_before_the_first_season_is_there(archive):
    moves = lines(page(archive, "2023-07-01", "2023-10-24"))[1:]
    assert moves[0] == ["2023-08-02", "76ers", "", "• Montrezl Harrell", "torn ACL in knee (out indefinitely)"]
    assert len(moves) == 25
    # 38 moves up to the first day of the season.
    assert len(lines(page(archive, "2023-07-01", "2023-10-24", "25"))) - 1 == 13


def test_every_move_names_a_team_and_one_player(archive):
    moves = archive.tables["injured_list_moves.parquet"].to_pylist()
    # 5,704 rows since July 2023, three of them without a player.
    assert len(moves) == 5701
    assert all(move["Team"] and (move["Acquired"] is None) != (move["Relinquished"] is None) for move in moves)


def test_an_apostrophe_and_an_accent_survive_the_page(archive):
    names = {cell for line in lines(page(archive, "2025-01-09", "2025-01-09")) for cell in line}
    assert "• Day'Ron Sharpe" in names
    found = archive.tables["injured_list_moves.parquet"].column("Acquired").to_pylist()
    assert "• Dennis Schröder" in found


def test_an_empty_slate_leaves_the_header_of_the_table(archive):
    asked = SEARCH | {"BeginDate": "2025-01-10", "EndDate": "2025-01-11"}
    empty = emptied(injured_list(archive, at(AFTER_ALL), asked))
    assert lines(html.fromstring(empty.body.decode())) == [["Date", "Team", "Acquired", "Relinquished", "Notes"]]


@pytest.mark.parametrize(
    "params", [{"ILChkBx": ""}, {"Team": "Celtics"}, {"start": "x"}, {"BeginDate": "yesterday"}, {"Player": "x"}]
)
def test_a_search_that_the_archive_does_not_serve_is_refused(archive, params):
    with pytest.raises(FeedError) as refused:
        injured_list(archive, at(AFTER_ALL), SEARCH | {"BeginDate": "2025-01-09", "EndDate": "2025-01-10"} | params)
    assert refused.value.status == 400
