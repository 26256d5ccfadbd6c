"""Injury reports by hand, in the geometry of the recorded one: where columns begin, how far apart rows are."""

from collections.abc import Sequence

from nba_assets_tests.sources.nba_pdf.paper import Text, pdf

TITLES = {
    "Game Date": 23.1,
    "Game Time": 119.6,
    "Matchup": 200.0,
    "Team": 264.2,
    "Player Name": 425.0,
    "Current Status": 585.7,
    "Reason": 666.1,
}
LINE, ROW, FIRST_ROW, FIRST_ROW_BELOW_TITLES = 14.0, 22.0, 83.6, 128.9
SILENT = "NOT YET SUBMITTED"

Row = tuple[str, str, str, str, str, str, str]
"""Date, time, matchup, team, player, status, reason; a line break wraps the reason, empty where nothing is printed."""


def row(player: str = "", status: str = "", reason: str = "", team: str = "", matchup: str = "", at: str = "") -> Row:
    """Return a row; ``at`` is ``MM/DD/YYYY HH:MM`` or a time alone, printed only where it changes."""
    day, _, time = at.rpartition(" ")
    return day, f"{time} (ET)" if time else "", matchup, team, player, status, reason


def injury_report(
    edition: str, pages: Sequence[Sequence[Row]], titles: dict[str, float] = TITLES, footers: int | None = None
) -> bytes:
    """Return a report. ``edition`` is ``MM/DD/YY HH:MM AM``; ``footers`` overrides the number of pages it claims."""
    return pdf([list(_page(edition, pages, number, titles, footers)) for number in range(len(pages))])


def _page(edition: str, pages: Sequence[Sequence[Row]], number: int, titles: dict[str, float], footers: int | None):
    yield Text(289.1, 45.5, f"Injury Report: {edition}", 22.0)
    top = FIRST_ROW
    if number == 0:
        yield from (Text(left, 107.7, title) for title, left in titles.items())
        top = FIRST_ROW_BELOW_TITLES
    for cells in pages[number]:
        reason = cells[-1].split("\n")
        # The reason's lines stand around the line of the player.
        middle = top + LINE * (len(reason) - 1) / 2
        lefts = [left + 1.0 for left in TITLES.values()]
        yield from (Text(left, middle, cell) for left, cell in zip(lefts[:-1], cells[:-1], strict=True) if cell)
        yield from (Text(lefts[-1], top + LINE * place, line) for place, line in enumerate(reason) if line)
        top += LINE * (len(reason) - 1) + ROW
    yield Text(398.5, 538.1, f"Page {number + 1} of {footers or len(pages)}")
