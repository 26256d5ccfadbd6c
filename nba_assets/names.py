"""One normaliser of player names for every source, and a suffix-free key for matching only."""

import re
import unicodedata

_SPELLED_OUT_SUFFIXES = ((" junior", " jr"), (" senior", " sr"))
_SUFFIX = re.compile(r"\s+(?:jr|sr|junior|senior|ii|iii|iv|v|2nd|3rd|4th|5th)\.?$")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")
# Letters that have no decomposition into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "I",
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
    }
)


def player_lookup(name: str) -> str:
    """Return the standard form of a player's name, suffix kept: ``Michael Porter Jr.`` is ``michaelporterjr``.

    Accents are folded, case and punctuation dropped, ``Junior`` and ``Senior`` shortened. Empty stays empty.
    """
    folded = _fold(name)
    for long, short in _SPELLED_OUT_SUFFIXES:
        if folded.endswith(long):
            folded = folded.removesuffix(long) + short
    return _NOT_ALPHANUMERIC.sub("", folded)


def match_key(name: str) -> str:
    """Return the name without its generational suffix, for matching two sources that disagree on it.

    Two people may share it (a father and his son), so it never identifies anyone.
    """
    return _NOT_ALPHANUMERIC.sub("", _SUFFIX.sub("", _fold(name)))


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).translate(_LETTERS))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.encode("ascii", "ignore").decode().casefold().split())
