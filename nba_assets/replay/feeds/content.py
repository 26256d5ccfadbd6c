"""Answers that are not JSON."""

import re
from dataclasses import dataclass

_ROW = re.compile(rb"<tr\b.*?</tr>\s*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Content:
    """A page, a text or a document as a provider sends it: its bytes and media type."""

    body: bytes
    media_type: str

    def emptied(self) -> "Content":
        """Return it without a row: of CSV the header is left, of HTML the first row of its tables, else nothing."""
        if self.media_type.startswith("text/csv"):
            return Content(self.body.partition(b"\n")[0] + b"\n", self.media_type)
        if self.media_type.startswith("text/html"):
            header = _ROW.search(self.body)
            end = header.end() if header else len(self.body)
            return Content(self.body[:end] + _ROW.sub(b"", self.body[end:]), self.media_type)
        return Content(b"", self.media_type)
