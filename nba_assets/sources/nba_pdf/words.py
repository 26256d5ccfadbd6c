"""The words of a PDF where they stand on the page: the one way in which the league's documents are read."""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pdfplumber
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from nba_assets.sources.table import Answer

# pdfminer tells of every oddity of a font at WARNING; what matters ends in an error of ours.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

# Points. Letters further apart than this belong to two words: blanks are 2.3 and more in the league's fonts.
LETTER_GAP = 1.5
# Points by which the words of one printed line may differ in height.
LINE_TOLERANCE = 3.0
# What a damaged document does to the library beneath where pdfplumber does not wrap it.
DAMAGED = (
    MalformedPDFException,
    PdfminerException,
    ArithmeticError,
    AssertionError,
    LookupError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Word:
    """A word; ``left``, ``right`` and ``top`` are points from the page's upper left corner, ``height`` its size."""

    text: str
    left: float
    right: float
    top: float
    height: float


@dataclass(frozen=True)
class Line:
    """The words that stand on one printed line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The line as one text, a blank between words."""
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        """Points from the top of the page."""
        return self.words[0].top


def pages(answer: Answer) -> list[list[Line]]:
    """Return the printed lines of every page, from top to bottom.

    Raises ValueError naming provider, scope and file for a document that cannot be opened or has no text.
    """
    try:
        found = pages_of(answer.body)
    except DAMAGED as error:
        raise unreadable(answer, f"no readable PDF ({type(error).__name__}: {error})") from error
    if not any(found):
        raise unreadable(answer, "a PDF without text")
    return found


def pages_of(body: bytes) -> list[list[Line]]:
    """Return the printed lines of every page. Raises one of DAMAGED for a document that cannot be opened."""
    with pdfplumber.open(io.BytesIO(body)) as document:
        return [
            list(_lines(page.extract_words(x_tolerance=LETTER_GAP, y_tolerance=LINE_TOLERANCE)))
            for page in document.pages
        ]


def unreadable(answer: Answer, what: str) -> ValueError:
    """Return the error for a document that says what it should not, or not what it should."""
    request = answer.request
    return ValueError(
        f"{request.provider} {request.feed} for {request.scope}: {answer.source_file} is {what}. "
        "Its bytes stay in landing; look at the page, then ask again or adapt the parser."
    )


def _lines(words: Sequence[dict]) -> Iterator[Line]:
    line: list[Word] = []
    for word in sorted(map(_word, words), key=lambda word: (word.top, word.left)):
        if line and word.top - line[0].top > LINE_TOLERANCE:
            yield _from_left(line)
            line = []
        line.append(word)
    if line:
        yield _from_left(line)


def _from_left(words: Sequence[Word]) -> Line:
    return Line(tuple(sorted(words, key=lambda word: word.left)))


def _word(found: dict) -> Word:
    return Word(found["text"], found["x0"], found["x1"], found["top"], found["bottom"] - found["top"])
