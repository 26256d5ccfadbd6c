"""The roster table of a Basketball-Reference team page, as dictionaries of its cells.

The table has id ``roster``; every cell, in the head too, tells its column by ``data-stat``. The site's own description
of the columns: number, player, pos, height (feet-inches), weight (pounds), birth_date (written out), birth_country,
years_experience (R for a rookie), college.
"""

from lxml.html import HtmlElement

from nba_assets.sources.basketball_reference.mojibake import mended
from nba_assets.sources.html_pages import parsed
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer

NEEDED = frozenset({"number", "player", "pos", "height", "weight", "birth_date", "years_experience", "college"})
# The cell's link leads to the player's page, whose name is the site's id of him.
PLAYER_ID = "player_id"


def roster_fields(body: str) -> frozenset[str]:
    """Return the columns of the roster table; none where the page has no such table."""
    return frozenset(parsed(body).xpath("//table[@id='roster']/thead//th/@data-stat"))


def roster_cells(answer: Answer) -> list[dict[str, str]]:
    """Return the text of each player's cells by column, with ``player_id`` from the link ('' where there is none).

    Raises MissingFieldError for a page without the table or one of the needed columns.
    """
    columns = roster_fields(answer.body)
    for column in sorted(NEEDED):
        if column not in columns:
            raise MissingFieldError(answer.request, f"table#roster {column}", answer.source_file)
    return [_cells(row) for row in parsed(answer.body).xpath("//table[@id='roster']/tbody/tr[td]")]


def _cells(row: HtmlElement) -> dict[str, str]:
    cells = {cell.get("data-stat"): _mended_text(cell) for cell in row.xpath("./*[@data-stat]")}
    links = row.xpath("./*[@data-stat='player']//a/@href")
    return cells | {PLAYER_ID: links[0].rsplit("/", 1)[-1].removesuffix(".html") if links else ""}


def _mended_text(cell: HtmlElement) -> str:
    """Mend piece by piece, before blanks are collapsed: a garbled letter may look like a no-break space."""
    return " ".join("".join(mended(piece) for piece in cell.itertext()).split())
