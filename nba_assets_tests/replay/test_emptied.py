"""Emptied payloads keep their shape: lists of rows go, headers and result sets stay."""

from nba_assets.replay.emptied import emptied
from nba_assets.replay.feeds.content import Content

PAGE = b"<table><tr><td>Date</td></tr>\n<tr><td>2025-01-10</td></tr><TR class=x><td>b</td></TR></table><p>end</p>"


def test_rows_go_and_headers_stay():
    result = {"name": "A", "headers": ["X"], "rowSet": [[1], [2]]}
    assert emptied({"resource": "r", "resultSets": [result]}) == {
        "resource": "r",
        "resultSets": [{"name": "A", "headers": ["X"], "rowSet": []}],
    }


def test_lists_below_keys_go_at_any_depth():
    box = {"boxScoreTraditional": {"gameId": "1", "homeTeam": {"teamId": 2, "players": [{"personId": 3}]}}}
    assert emptied(box) == {"boxScoreTraditional": {"gameId": "1", "homeTeam": {"teamId": 2, "players": []}}}


def test_a_list_is_an_empty_list():
    assert emptied([{"id": "a"}]) == []


def test_a_table_keeps_its_header_row_and_the_page_around_it():
    page = emptied(Content(PAGE, "text/html"))
    assert page.body == b"<table><tr><td>Date</td></tr>\n</table><p>end</p>"


def test_csv_keeps_its_header_and_a_document_is_empty():
    assert emptied(Content(b"a,b\r\n1,2\r\n", "text/csv")).body == b"a,b\r\n"
    assert emptied(Content(b"%PDF-1.7", "application/pdf")).body == b""
