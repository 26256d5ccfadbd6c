"""The bytes of an answer by their form: what a reader gets, or that they cannot be read."""

import json
import re
from typing import Any

from nba_assets.sources.table import Form

_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_CHARACTERS_THAT_TELL = 2000
# The pages that stand before a site: in the title, where no page about basketball has them.
_WALL = re.compile(
    rb"<title[^>]*>\s*(?:access denied|just a moment|attention required|pardon our interruption|are you a robot)"
    rb"|not accessible in this region",
    re.I,
)


def decoded(body: bytes, form: Form) -> Any:
    """Return the decoded document of JSON, the text of CSV and HTML, the bytes of a PDF.

    Raises ValueError saying why the bytes cannot be of that form.
    """
    match form:
        case Form.PDF:
            return _pdf(body)
        case Form.JSON:
            return _json(body)
        case Form.CSV:
            return _csv(body)
        case Form.HTML:
            return _html(body)


def is_html(body: bytes) -> bool:
    """Tell whether bytes begin as a page of HTML does."""
    return bool(_HTML_START.match(body[:_CHARACTERS_THAT_TELL]))


def is_wall(body: bytes) -> bool:
    """Tell whether a page is one that a site puts before itself to keep robots or regions out."""
    return is_html(body) and bool(_WALL.search(body[:_CHARACTERS_THAT_TELL]))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        msg = f"no JSON ({type(error).__name__})"
        raise ValueError(msg) from error


def _pdf(body: bytes) -> bytes:
    if not body.startswith(b"%PDF"):
        msg = "no PDF"
        raise ValueError(msg)
    return body


def _csv(body: bytes) -> str:
    _must_hold_something(body)
    if is_html(body):
        msg = "HTML instead of CSV"
        raise ValueError(msg)
    return body.decode("utf-8-sig")


def _html(body: bytes) -> str:
    _must_hold_something(body)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        # What browsers take a page for that is not UTF-8.
        return body.decode("cp1252", errors="replace")


def _must_hold_something(body: bytes) -> None:
    if not body.strip():
        msg = "empty"
        raise ValueError(msg)
