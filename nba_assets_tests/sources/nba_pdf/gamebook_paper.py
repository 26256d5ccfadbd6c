"""Game books by hand, after the documented lines of the real ones: team tables, inactive lists, facts of the game."""

from collections.abc import Sequence

from nba_assets_tests.sources.nba_pdf.paper import Text, pdf

TITLES = "POS MIN FG FGA 3P 3PA FT FTA OR DR TOT A PF ST TO BS +/- PTS"
SIZE, LINE, FIRST_LINE = 8.0, 10.6, 24.0
JERSEY, NAME, POSITION, MINUTES, COUNTS, COUNT_WIDTH = 30.0, 48.0, 176.0, 200.0, 244.0, 32.0

Player = tuple[str, str, str, str]
"""Jersey, name, position, and either ``MM:SS`` with sixteen counts or what kept him out (``DNP - ...``)."""


def gamebook(lines: Sequence[str | Player]) -> bytes:
    """Return a book of one page: texts are whole lines, ``TITLES`` the head of a table, tuples its players."""
    page: list[Text] = []
    for number, line in enumerate(lines):
        top = FIRST_LINE + number * LINE
        if isinstance(line, str):
            page += _columns(line, top) if line.startswith(("POS ", "240:00", "265:00")) else [_text(30.0, top, line)]
        else:
            jersey, name, position, told = line
            page += [_text(JERSEY, top, jersey), _text(NAME, top, name), _text(POSITION, top, position)]
            page += _columns(told, top) if told[0].isdigit() else [_text(MINUTES, top, told)]
    return pdf([[text for text in page if text.words]])


def table(heading: str, players: Sequence[Player], totals: str) -> list[str | Player]:
    """Return the lines of a team's table."""
    return [heading, TITLES, *players, totals]


def _columns(told: str, top: float) -> list[Text]:
    first, *counts = told.split()
    if first == "POS":
        first, *counts = counts
        return [_text(POSITION, top, "POS"), *_columns(" ".join([first, *counts]), top)]
    spaced = (_text(COUNTS + place * COUNT_WIDTH, top, count) for place, count in enumerate(counts))
    return [_text(MINUTES, top, first), *spaced]


def _text(left: float, top: float, words: str) -> Text:
    return Text(left, top, words, SIZE)
