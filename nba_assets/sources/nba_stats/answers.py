"""How answers of stats.nba.com are taken apart, and what is wrong with those that cannot be."""

from typing import Any

from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer, Row

PROVIDER = "nba_stats"


def required(answer: Answer, *path: str, within: Any = None) -> Any:
    """Return the value at a path of keys of the answer's body (or of ``within``). Raises MissingFieldError."""
    value = answer.body if within is None else within
    for key in path:
        if not isinstance(value, dict) or key not in value:
            raise MissingFieldError(answer.request, ".".join(path), answer.source_file)
        value = value[key]
    return value


def result_set(answer: Answer, name: str, needed: tuple[str, ...]) -> list[Row]:
    """Return the rows of one result set as dictionaries keyed by header.

    Raises MissingFieldError when the set or one of the needed headers is not there.
    """
    for result in required(answer, "resultSets"):
        if result.get("name") == name:
            headers = required(answer, "headers", within=result)
            missing = [header for header in needed if header not in headers]
            if missing:
                raise MissingFieldError(answer.request, f"{name}.{missing[0]}", answer.source_file)
            return [dict(zip(headers, row, strict=True)) for row in required(answer, "rowSet", within=result)]
    raise MissingFieldError(answer.request, f"resultSets.{name}", answer.source_file)
