"""The injury report's table, cell by cell: columns by where their titles stand, rows by the gaps between lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from nba_assets.eastern import EASTERN
from nba_assets.sources.nba_pdf.words import DAMAGED, Line, Word, pages, pages_of, unreadable
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer

COLUMNS = ("Game Date", "Game Time", "Matchup", "Team", "Player Name", "Current Status", "Reason")
CARRIED = COLUMNS[:4]
NOT_YET_SUBMITTED = "NOT YET SUBMITTED"
# Points by which a cell's text may begin left of its column's title.
TITLE_TOLERANCE = 3.0
# Titles of two columns are further apart than this many heights of their letters, words of one title are not.
TITLE_GAP = 0.6
# Lines of one row are 1.4 letter heights apart, two rows 2.2 and more.
ROW_GAP = 1.8

_TITLE = re.compile(r"Injury Report: (\d{2}/\d{2}/\d{2} \d{2}:\d{2} [AP]M)")
_FOOTER = re.compile(r"Page \d+ of (\d+)")


@dataclass(frozen=True)
class Entry:
    """One printed row: ``carried`` are game date, time, matchup and team, which stand only where they change."""

    carried: dict[str, str]
    player: str | None
    status: str | None
    reason: str | None


@dataclass(frozen=True)
class Report:
    """An edition: its moment (Eastern) and its rows, among them teams without a player."""

    edition: datetime
    entries: tuple[Entry, ...]


def report(answer: Answer) -> Report:
    """Read an edition.

    Raises MissingFieldError for a lacking column, ValueError naming the file for a damaged document, one without a
    title or with pages missing, and for a row that cannot be told apart from its neighbours.
    """
    document = pages(answer)
    titles = [found for page in document for line in page if (found := _TITLE.fullmatch(line.text))]
    if not titles:
        raise unreadable(answer, "no injury report: no page has a title 'Injury Report: MM/DD/YY HH:MM AM'")
    footers = [found for page in document for line in page if (found := _FOOTER.fullmatch(line.text))]
    if footers and {len(document), len(footers)} != {int(footers[-1][1])}:
        raise unreadable(answer, f"cut off: {len(footers)} whole pages of {footers[-1][1]}")
    edition = datetime.strptime(titles[0][1], "%m/%d/%y %I:%M %p").replace(tzinfo=EASTERN)
    return Report(edition, tuple(_entries(document, answer)))


def report_fields(body: bytes) -> frozenset[str]:
    """Return the column titles of an edition; none for a document that cannot be opened."""
    try:
        header = next((line for page in pages_of(body) for line in page if line.text.startswith(COLUMNS[0])), None)
    except DAMAGED:
        return frozenset()
    return frozenset(title for title, _ in _titles(header)) if header else frozenset()


def _entries(document: Sequence[Sequence[Line]], answer: Answer) -> Iterator[Entry]:
    """Yield the rows over all pages; the carried cells and the columns live on from page to page."""
    starts: dict[str, float] = {}
    carried: dict[str, str] = {}
    last: Entry | None = None
    for page in document:
        lines = [line for line in page if not _TITLE.fullmatch(line.text) and not _FOOTER.fullmatch(line.text)]
        header = next((line for line in lines if line.text.startswith(COLUMNS[0])), None)
        if header:
            starts = dict(_titles(header))
            lines.remove(header)
        missing = [column for column in COLUMNS if column not in starts]
        if missing:
            raise MissingFieldError(answer.request, missing[0], answer.source_file)
        for number, block in enumerate(_blocks(lines)):
            cells = _cells(block, starts)
            carried = _carry(carried, cells)
            entry = Entry(carried, cells.get("Player Name"), cells.get("Current Status"), cells.get("Reason"))
            if number == 0 and last and _is_rest_of_a_row(cells):
                # The page broke inside a row: the rest of its reason stands alone on top of the next page.
                last = Entry(last.carried, last.player, last.status, f"{last.reason} {entry.reason}")
                continue
            if last:
                yield last
            last = _whole(entry, answer)
    if last:
        yield last


def _is_rest_of_a_row(cells: dict[str, str]) -> bool:
    return set(cells) == {"Reason"} and cells["Reason"] != NOT_YET_SUBMITTED


def _whole(entry: Entry, answer: Answer) -> Entry:
    """Return a row that has what its kind needs: a player and a status, or neither."""
    missing = next((column for column in CARRIED if column not in entry.carried), None)
    if missing:
        raise unreadable(answer, f"unclear: no {missing} above {entry}")
    if (entry.player is None) != (entry.status is None) or (
        entry.player is None and entry.reason not in (None, NOT_YET_SUBMITTED)
    ):
        raise unreadable(answer, f"unclear: a row has a player, a status or a reason alone ({entry})")
    return entry


def _carry(carried: dict[str, str], cells: dict[str, str]) -> dict[str, str]:
    """Return the cells that hold from here on: a new date, time, matchup or team ends what stood to its right."""
    printed = [column for column in CARRIED if column in cells]
    if not printed:
        return carried
    kept = {column: carried[column] for column in CARRIED[: CARRIED.index(printed[0])] if column in carried}
    return kept | {column: cells[column] for column in printed}


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each row: a wrapped reason stands above and below the line of its player."""
    block: list[Line] = []
    for line in lines:
        if block and line.top - block[-1].top > ROW_GAP * line.words[0].height:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _cells(block: Sequence[Line], starts: dict[str, float]) -> dict[str, str]:
    """Return the texts of a row by column."""
    words: dict[str, list[str]] = {}
    for line in block:
        for word in line.words:
            words.setdefault(_column(word, starts), []).append(word.text)
    return {column: " ".join(texts) for column, texts in words.items()}


def _column(word: Word, starts: dict[str, float]) -> str:
    left_of = [column for column, start in starts.items() if start <= word.left + TITLE_TOLERANCE]
    return max(left_of or starts, key=lambda column: starts[column] if left_of else -starts[column])


def _titles(header: Line) -> Iterator[tuple[str, float]]:
    """Yield the titles of the columns with the points at which each begins."""
    title = [header.words[0]]
    for word in header.words[1:]:
        if word.left - title[-1].right > TITLE_GAP * word.height:
            yield " ".join(part.text for part in title), title[0].left
            title = []
        title.append(word)
    yield " ".join(part.text for part in title), title[0].left
