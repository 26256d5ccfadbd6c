"""Taking HTML pages apart: what the sources that answer with pages share."""

from lxml import etree
from lxml.html import HtmlElement, document_fromstring


def parsed(body: str) -> HtmlElement:
    """Return the document of a page. Raises ValueError for text that is none (empty, or a bare comment)."""
    try:
        return document_fromstring(body)
    except etree.LxmlError as error:
        msg = f"the answer is no HTML page: {error}"
        raise ValueError(msg) from error


def shown_text(element: HtmlElement) -> str:
    """Return the text that a reader sees in an element: blanks, line ends and no-break spaces become one blank."""
    return " ".join(element.text_content().split())
