"""Ways in which an answer may come to harm, each a small function of a random generator and the good bytes."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from nba_assets.sources.table import Form

WALL = b"<!DOCTYPE html><html><head><title>Access Denied</title></head><body>not for you</body></html>"
ERROR_PAGE = b"<html><body><h1>We will be back soon</h1></body></html>"
DEEP = 300
NASTY = (
    *(
        None,
        True,
        "",
        " ",
        "null",
        "NaN",
        "-",
        "12:60",
        "2025-02-30",
        "2025-13-01T25:00:00Z",
        "0022400561",
        "\ud800",
        "\x00",
    ),
    *("'; drop table games; --", "x" * 5000, "١٢٣", "Jokić", -1, 0, 3.7, 10**12, 10**30, -(10**30), 1e308),
    *(float("nan"), float("inf"), float("-inf"), [], {}, [[]], [None], {"a": {"b": []}}, ["PT12M00.00S"]),
)
Place = tuple[Any, Any]


def _places(value: Any) -> Iterator[Place]:
    """Yield every container of a document with one of its keys or indices."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield value, key
            yield from _places(below)
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield value, index
            yield from _places(below)


def _some(random: Random, places: list[Place], most: int = 3) -> list[Place]:
    return random.sample(places, min(len(places), random.randint(1, most)))


def _delete(random: Random, document: Any) -> None:
    keyed = [place for place in _places(document) if isinstance(place[0], dict)]
    for holder, key in _some(random, keyed):
        holder.pop(key, None)


def _delete_everywhere(random: Random, document: Any) -> None:
    """What a provider does who drops a field."""
    keyed = [place for place in _places(document) if isinstance(place[0], dict)]
    for _, name in _some(random, keyed, 1):
        for holder, key in keyed:
            if key == name:
                holder.pop(key, None)


def _rename(random: Random, document: Any) -> None:
    keyed = [place for place in _places(document) if isinstance(place[0], dict)]
    for holder, key in _some(random, keyed):
        if key in holder:
            holder[f"{key}_v2"] = holder.pop(key)


def _replace(random: Random, document: Any) -> None:
    for holder, key in _some(random, list(_places(document))):
        if not isinstance(holder, dict) or key in holder:
            holder[key] = random.choice(NASTY)


def _retype(random: Random, document: Any) -> None:
    for holder, key in _some(random, list(_places(document))):
        value = holder[key] if isinstance(holder, list) or key in holder else None
        match value:
            case str():
                holder[key] = [value]
            case bool() | None:
                holder[key] = str(value)
            case int() | float():
                holder[key] = str(value)
            case list():
                holder[key] = {str(number): one for number, one in enumerate(value)}
            case _:
                holder[key] = json.dumps(value)


def _lists(document: Any) -> list[list[Any]]:
    return [holder[key] for holder, key in _places(document) if isinstance(holder[key], list) and holder[key]]


def _shuffle(random: Random, document: Any) -> None:
    for found in _some(random, _lists(document)):
        random.shuffle(found)


def _empty(random: Random, document: Any) -> None:
    for found in _some(random, _lists(document), 1):
        found.clear()


def _double(random: Random, document: Any) -> None:
    for found in _some(random, _lists(document), 1):
        found.extend(found[: random.randint(1, 3)])


def _shorten(random: Random, document: Any) -> None:
    for found in _some(random, _lists(document), 1):
        del found[random.randrange(len(found)) :]


def _bury(random: Random, document: Any) -> None:
    deep: Any = 1
    for _ in range(DEEP):
        deep = [deep] if random.random() < 0.5 else {"a": deep}
    for holder, key in _some(random, list(_places(document)), 1):
        holder[key] = deep


IN_A_DOCUMENT = (
    *(_delete, _delete_everywhere, _rename, _replace, _replace, _retype, _shuffle, _empty, _double, _shorten, _bury),
)


def _cut(random: Random, body: bytes) -> bytes:
    return body[: random.randrange(len(body))]


def _flip(random: Random, body: bytes) -> bytes:
    harmed = bytearray(body)
    for _ in range(random.randint(1, 8)):
        harmed[random.randrange(len(harmed))] = random.randrange(256)
    return bytes(harmed)


def _insert(random: Random, body: bytes) -> bytes:
    at = random.randrange(len(body))
    return body[:at] + random.randbytes(random.randint(1, 40)) + body[at:]


def _lose_the_middle(random: Random, body: bytes) -> bytes:
    first, last = sorted((random.randrange(len(body)), random.randrange(len(body))))
    return body[:first] + body[last:]


def _nothing(random: Random, body: bytes) -> bytes:
    return random.choice((b"", b" \n", b"null", b"[]", b"{}", b'""', b"0", b"%PDF-1.4\n%%EOF", b"\xef\xbb\xbf"))


def _a_page(random: Random, body: bytes) -> bytes:
    return random.choice((WALL, ERROR_PAGE))


IN_THE_BYTES = (_cut, _flip, _flip, _insert, _lose_the_middle, _nothing, _a_page)


def _cells(random: Random, body: bytes) -> bytes:
    """Put strange values into the cells of a CSV, or drop or rename a column."""
    lines = [line.split(b",") for line in body.split(b"\r\n" if b"\r\n" in body else b"\n")]
    for _ in range(random.randint(1, 3)):
        line = random.choice([line for line in lines if len(line) > 1])
        strange = str(random.choice(NASTY)).encode("utf-8", "surrogatepass")
        line[random.randrange(len(line))] = random.choice((strange, b'"', b"\x00"))
    return b"\n".join(b",".join(line) for line in lines)


def _columns(random: Random, body: bytes) -> bytes:
    head, _, rest = body.partition(b"\n")
    names = head.split(b",")
    at = random.randrange(len(names))
    names[at : at + 1] = random.choice(([], [b"other"], [names[at], names[at]]))
    return b",".join(names) + b"\n" + rest


def _lines(random: Random, body: bytes) -> bytes:
    lines = body.splitlines(keepends=True)
    random.choice((random.shuffle, list.clear, lambda found: found.extend(found[1:3])))(lines)
    return b"".join(lines)


def _tags(random: Random, body: bytes) -> bytes:
    """Take tags out of a page, or give cells another text."""
    parts = body.split(b"<")
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(parts))
        text = str(random.choice(NASTY)).encode("utf-8", "surrogatepass")
        parts[at] = random.choice((b"", parts[at].partition(b">")[0] + b">" + text, b"td>"))
    return b"<".join(parts)


def _digits(random: Random, body: bytes) -> bytes:
    """Change numbers: of a page, or of the offsets, lengths and object references of a PDF."""
    places = [at for at, byte in enumerate(body) if 48 <= byte <= 57]
    harmed = bytearray(body)
    for at in random.sample(places, min(len(places), random.randint(1, 5))):
        harmed[at] = 48 + random.randrange(10)
    return bytes(harmed)


OF_A_FORM: dict[Form, tuple[Callable[[Random, bytes], bytes], ...]] = {
    Form.JSON: (),
    Form.CSV: (_cells, _cells, _columns, _lines),
    Form.HTML: (_tags, _tags, _tags, _digits),
    Form.PDF: (_digits, _digits),
}


def harmed(random: Random, body: bytes, form: Form) -> tuple[str, bytes]:
    """Return the name of a damage and the damaged bytes."""
    if form is Form.JSON and random.random() < 0.75:
        done, document = random.choice(IN_A_DOCUMENT), json.loads(body)
        done(random, document)
        return done.__name__, json.dumps(document, separators=(",", ":")).encode()
    done = random.choice(
        (*OF_A_FORM[form], *IN_THE_BYTES) if random.random() < 0.7 else OF_A_FORM[form] or IN_THE_BYTES
    )
    return done.__name__, done(random, body)
