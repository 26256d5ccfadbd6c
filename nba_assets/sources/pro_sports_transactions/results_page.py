"""A page of search results of Pro Sports Transactions, as lines of cells.

The site does not document it. Its readers in public (among them rsforbes/pro_sports_transactions) agree on the shape:
one table of class ``datatable`` with the five columns below, dates as YYYY-MM-DD, both ends of the searched range
included, 25 lines a page from a ``start`` that counts lines, a bullet before a name, and one sentence instead of the
table where nothing matches.
"""

from dataclasses import dataclass

from lxml.html import HtmlElement

from nba_assets.sources.answers import unusable
from nba_assets.sources.html_pages import parsed, shown_text
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer

COLUMNS = ("Date", "Team", "Acquired", "Relinquished", "Notes")
LINES_A_PAGE = 25
NOTHING_MATCHES = "There were no matching transactions found"
BULLET = "•"
_TABLE = "//table[contains(concat(' ', normalize-space(@class), ' '), ' datatable ')]"


@dataclass(frozen=True)
class Line:
    """One line of the results: its place in the whole search (from 0) and its cells, blanks collapsed."""

    place: int
    date: str
    team: str
    acquired: tuple[str, ...]
    relinquished: tuple[str, ...]
    notes: str


def result_columns(body: str) -> frozenset[str]:
    """Return the names of the table's columns; a page on which nothing matches lacks none."""
    page = parsed(body)
    if NOTHING_MATCHES in shown_text(page):
        return frozenset(COLUMNS)
    return frozenset(shown_text(cell) for cell in page.xpath(f"({_TABLE})[1]//tr[1]/*"))


def result_lines(answer: Answer) -> list[Line]:
    """Return the lines of a page. A column is found by its name.

    Raises MissingFieldError for a page without the table or one of the columns, and ValueError for a line whose cells
    do not fit the header.
    """
    page = parsed(answer.body)
    rows = page.xpath(f"({_TABLE})[1]//tr")
    if not rows:
        if NOTHING_MATCHES in shown_text(page):
            return []
        raise MissingFieldError(answer.request, "table.datatable", answer.source_file)
    header = _cells(rows[0])
    for column in COLUMNS:
        if column not in header:
            raise MissingFieldError(answer.request, f"table.datatable {column}", answer.source_file)
    start = int(answer.request.params["start"])
    return [_line(start + place, header, _cells(row), answer) for place, row in enumerate(rows[1:])]


def _cells(row: HtmlElement) -> list[str]:
    return [shown_text(cell) for cell in row.xpath("./th | ./td")]


def _line(place: int, header: list[str], cells: list[str], answer: Answer) -> Line:
    if len(cells) != len(header):
        raise unusable(answer, f"line {place + 1} of the search has {len(cells)} cells under {len(header)} columns")
    shown = dict(zip(header, cells, strict=True))
    return Line(
        place=place,
        date=shown["Date"],
        team=shown["Team"],
        acquired=_names(shown["Acquired"]),
        relinquished=_names(shown["Relinquished"]),
        notes=shown["Notes"],
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(BULLET) if name.strip())
