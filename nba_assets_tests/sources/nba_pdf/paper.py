"""Handmade PDFs: text set in Helvetica where the league's documents have it, uncompressed and small."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 842, 595


@dataclass(frozen=True)
class Text:
    """One piece of text; ``left`` and ``top`` are points from the page's upper left corner."""

    left: float
    top: float
    words: str
    size: float = 10.0


def pdf(pages: Sequence[Iterable[Text]]) -> bytes:
    """Return a document of landscape pages."""
    streams = [_stream(page) for page in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(streams)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
    return _document(objects)


def _stream(page: Iterable[Text]) -> bytes:
    lines = []
    for text in page:
        escaped = text.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        # A font's ascent is 0.718 of its size: the baseline lies that far below the top.
        baseline = HEIGHT - text.top - 0.718 * text.size
        lines.append(f"BT /F1 {text.size:g} Tf {text.left:g} {baseline:.3f} Td ({escaped}) Tj ET".encode("cp1252"))
    return b"\n".join(lines)


def _document(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
