"""The body of an answer by its form."""

import pytest

from nba_assets.sources.forms import decoded, is_html, is_wall
from nba_assets.sources.table import Form


@pytest.mark.parametrize(
    ("form", "body", "read"),
    [
        (Form.JSON, '{"name": "Jokić"}'.encode(), {"name": "Jokić"}),
        (Form.CSV, "\ufeffplayer\nNikola Jokić\n".encode(), "player\nNikola Jokić\n"),
        (Form.HTML, "<html>Dončić</html>".encode(), "<html>Dončić</html>"),
        # A page in the older encoding of the web.
        (Form.HTML, b"<html>Manu Gin\xf3bili\x85</html>", "<html>Manu Ginóbili…</html>"),
        (Form.PDF, b"%PDF-1.4\xff", b"%PDF-1.4\xff"),
    ],
)
def test_a_body_is_read_by_its_form(form, body, read):
    assert decoded(body, form) == read


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html>",
        b"\xef\xbb\xbf \n<HTML lang=en>",
        b"<!-- cached -->\n<!doctype html>",
        b"<head><title>x",
    ],
)
def test_a_page_is_known_by_its_beginning(page):
    assert is_html(page)


@pytest.mark.parametrize("body", [b'{"html": "<html>"}', b"<?xml version='1.0'?><Error/>", b"", b"%PDF", b"<htmlish>"])
def test_other_bytes_are_no_page(body):
    assert not is_html(body)


def test_words_of_a_wall_in_data_are_no_wall():
    assert not is_wall(b'{"title": "<title>Access Denied", "text": "not accessible in this region"}')
    assert not is_wall(b"<html><head><title>Blocked shots leaders</title></head><p>Access denied at the rim</p></html>")
