"""How answers are taken apart, and what is wrong with those that cannot be."""

from typing import Any

from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer, Row


def required(answer: Answer, *path: str, within: Any = None) -> Any:
    """Return the value at a path of keys of the answer's body (or of ``within``). Raises MissingFieldError."""
    value = answer.body if within is None else within
    for key in path:
        if not isinstance(value, dict) or key not in value:
            raise MissingFieldError(answer.request, ".".join(path), answer.source_file)
        value = value[key]
    return value


def required_rows(answer: Answer, *path: str, within: Any = None) -> list[Row]:
    """Return the list of objects at a path. Raises MissingFieldError when there is none or it holds anything else."""
    rows = required(answer, *path, within=within)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MissingFieldError(answer.request, f"{'.'.join(path)}[]", answer.source_file)
    return rows


def result_set(answer: Answer, name: str, needed: tuple[str, ...]) -> list[Row]:
    """Return the rows of one result set as dictionaries keyed by header.

    Raises MissingFieldError when the set or one of the needed headers is not there.
    """
    for result in required_rows(answer, "resultSets"):
        if result.get("name") == name:
            headers = required(answer, "headers", within=result)
            missing = [header for header in needed if header not in headers]
            if missing:
                raise MissingFieldError(answer.request, f"{name}.{missing[0]}", answer.source_file)
            return [dict(zip(headers, row, strict=True)) for row in required(answer, "rowSet", within=result)]
    raise MissingFieldError(answer.request, f"resultSets.{name}", answer.source_file)


def paths(set_name: str, headers: tuple[str, ...]) -> frozenset[str]:
    """Return the field paths of a result set's headers, as ``fields.json_fields`` names them."""
    return frozenset(f"resultSets.{set_name}.{header}" for header in headers)


def unusable(answer: Answer, what: str) -> ValueError:
    """Return the error for an answer whose values contradict themselves: it names provider, scope and landed file."""
    request = answer.request
    return ValueError(
        f"{request.provider} {request.feed} for {request.scope}: {what} in {answer.source_file}. "
        "The old rows stay; look at the file, and ask again when the provider has corrected it."
    )
