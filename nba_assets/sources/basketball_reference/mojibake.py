"""Mending names whose UTF-8 bytes somebody once read as Western European text."""


def mended(text: str) -> str:
    """Return ``Nikola Jokić`` for that name misread byte by byte, and any other text as it is.

    Text is misread only if each of its letters is one byte of Windows-1252 (or Latin-1, for the five bytes that
    Windows leaves open) and these bytes are UTF-8: a right ``č`` is no such letter, a lone ``ö`` no such UTF-8.
    """
    try:
        return b"".join(_byte(letter) for letter in text).decode("utf-8")
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
