"""The names of the fields in a payload, by which a provider's change is noticed before it hurts."""

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any


def json_fields(body: Any) -> frozenset[str]:
    """Return the paths of all keys of a document: ``game.actions[].clock``; a header of a result set is one too.

    Result sets (``{"name", "headers", "rowSet"}``) give ``resultSets.<name>.<HEADER>``.
    """
    return frozenset(_paths(body, ""))


def csv_fields(body: str) -> frozenset[str]:
    """Return the column names of a CSV text's first line. Raises ValueError for text that is no CSV."""
    try:
        return frozenset(next(csv.reader(io.StringIO(body)), []))
    except csv.Error as error:
        msg = f"no CSV ({error})"
        raise ValueError(msg) from error


def missing_fields(needed: frozenset[str], fields: frozenset[str]) -> frozenset[str]:
    """Return the needed fields that a payload lacks. An empty list has no elements whose fields could be missing."""
    return frozenset(name for name in needed - fields if _has_siblings(name, fields))


def _has_siblings(name: str, fields: frozenset[str]) -> bool:
    parent, _, _ = name.rpartition(".")
    return bool(fields) if not parent else any(field.startswith(f"{parent}.") for field in fields)


@cache
def known_fields(provider: str, feed: str) -> frozenset[str]:
    """Return the fields that recorded or documented answers of a feed have: one a line in ``known_fields``.

    Raises FileNotFoundError for a feed without such a list.
    """
    text = files("nba_assets.sources").joinpath("known_fields", f"{provider}.{feed}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line)


def _paths(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _paths(one, at if at == "resultSets" else f"{at}[]")
    if not isinstance(value, dict):
        return
    if "headers" in value and "rowSet" in value:
        yield from (f"{at}.{value['name']}.{header}" for header in value["headers"])
        return
    for key, below in value.items():
        path = f"{at}.{key}" if at else key
        yield path
        yield from _paths(below, path)
