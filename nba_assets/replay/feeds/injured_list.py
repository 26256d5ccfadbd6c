"""Injured-list moves: the search page of www.prosportstransactions.com as HTML.

The page holds a table of class ``datatable`` whose first row names the columns, 25 moves a page, and links to all pages
below it; where nothing matches, a sentence stands in its place. What else the site puts on the page is left out.
"""

from datetime import date, datetime, timedelta
from html import escape
from typing import Any
from urllib.parse import urlencode

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive import Archive
from nba_assets.replay.feeds.content import Content
from nba_assets.replay.feeds.parameters import FeedError, Params
from nba_assets.replay.format.injured_list import INJURED_LIST

ROWS_PER_PAGE = 25
NOTHING_MATCHES = "<p>There were no matching transactions found.</p>"
HTML = "text/html; charset=utf-8"
COLUMNS = tuple(column.name for column in INJURED_LIST.columns)


def injured_list(archive: Archive, as_of: datetime, params: Params) -> Content:
    """Return one page of the moves between two dates, both included, as far as they are dated before the moment's day.

    Games missed through injury are among them: the source does not tell them apart. Raises FeedError (400) for a search
    that the archive does not serve: without moves to and from the injured list, or of one player or team.
    """
    if params.get("ILChkBx") != "yes" or params.get("Player") or params.get("Team"):
        raise FeedError(400, {"message": "The archive serves moves to and from the injured list of all teams only."})
    first, last = _day(params, "BeginDate", date.min), _day(params, "EndDate", date.max)
    start = _start(params)
    known = min(last, eastern_date(as_of) - timedelta(days=1))
    moves = archive.rows(INJURED_LIST).between(first, known)
    page = moves.slice(start, ROWS_PER_PAGE).to_pylist()
    found = f"{_table(page)}\n{_links(moves.num_rows, params)}" if page else NOTHING_MATCHES
    title = "<head><title>Basketball Transactions Search Results</title></head>"
    return Content(f"<!DOCTYPE html>\n<html>{title}<body>\n{found}\n</body></html>\n".encode(), HTML)


def _table(moves: list[dict[str, Any]]) -> str:
    rows = [COLUMNS, *([_text(move[name]) for name in COLUMNS] for move in moves)]
    lines = (f"<tr>{''.join(f'<td> {escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return "\n".join(['<table class="datatable center">', *lines, "</table>"])


def _text(value: date | str | None) -> str:
    return "" if value is None else str(value)


def _links(moves: int, params: Params) -> str:
    asked = {name: value for name, value in params.items() if name != "start"}
    links = (
        f'<a href="SearchResults.php?{escape(urlencode({**asked, "start": start}))}">{number}</a>'
        for number, start in enumerate(range(0, moves, ROWS_PER_PAGE), start=1)
    )
    return f'<p class="bodyCopy">{" ".join(links)}</p>'


def _day(params: Params, name: str, default: date) -> date:
    text = params.get(name, "")
    if not text:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FeedError(400, {"message": f"{name} must be YYYY-MM-DD; got '{text}'"}) from error


def _start(params: Params) -> int:
    text = params.get("start", "") or "0"
    if not text.isdigit():
        raise FeedError(400, {"message": f"start must be a number; got '{text}'"})
    return int(text)
