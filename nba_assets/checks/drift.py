"""Schema drift: a field that a provider adds is told, a field that it takes away is an error. The bytes are kept."""

import logging
from collections.abc import Sequence

import dagster as dg

from nba_assets.assets.workshop import Workshop
from nba_assets.checks.verdict import Verdict, named
from nba_assets.ingest.reading import SHAPE_ERRORS
from nba_assets.sources.fields import known_fields, missing_fields
from nba_assets.sources.forms import decoded
from nba_assets.sources.table import Feed, Form, RawTable

# Drift begins on some day and stays: the newest answers tell it.
NEWEST_SCOPES = 5
UNREADABLE = "(unreadable)"

log = logging.getLogger("nba.checks")


def judge_drift(tools: Workshop, table: RawTable, scopes: Sequence[str]) -> Verdict:
    """Judge the answers of the newest scopes that have any: their fields against what is needed and what is known."""
    missing, new, read = set(), set(), 0
    for feed in table.feeds:
        for fields, where in _newest_fields(tools, feed, scopes):
            read += 1
            missing |= {f"{feed.provider}/{feed.name} {name} ({where})" for name in _missing(feed, fields)}
            unknown = fields - known_fields(feed.provider, feed.name) - {UNREADABLE}
            new |= {f"{feed.provider}/{feed.name} {name}" for name in unknown}
    told = []
    if missing:
        told.append(f"{len(missing)} needed fields are missing: {named(sorted(missing))}. Adapt the parser.")
    if new:
        told.append(f"{len(new)} fields are new: {named(sorted(new))}. Add them to known_fields, or read them.")
    return Verdict(
        passed=not told,
        severity=dg.AssetCheckSeverity.ERROR if missing else dg.AssetCheckSeverity.WARN,
        description=" ".join(told) or f"{read} answers have the fields that are known",
        metadata={"answers": read, "missing_fields": sorted(missing), "new_fields": sorted(new)},
    )


def _missing(feed: Feed, fields: frozenset[str]) -> frozenset[str]:
    """Return the needed fields that an answer lacks; of one in a wholly other shape, what it should begin with."""
    if UNREADABLE in fields:
        return frozenset({UNREADABLE})
    beginnings = frozenset(_beginning(name) for name in feed.needs) - {""}
    if fields and beginnings and beginnings.isdisjoint(map(_beginning, fields)):
        return beginnings
    return missing_fields(feed.needs, fields)


def _beginning(name: str) -> str:
    return name.partition(".")[0].removesuffix("[]")


def _newest_fields(tools: Workshop, feed: Feed, scopes: Sequence[str]) -> list[tuple[frozenset[str], str]]:
    found: list[tuple[frozenset[str], str]] = []
    scopes_read = 0
    for scope in sorted(scopes, reverse=True):
        landed = list(tools.ingest.landing.answers(feed.provider, feed.name, scope))
        for one in landed[-NEWEST_SCOPES:]:
            form = Form(one.meta.get("form", Form.JSON))
            try:
                found.append((feed.fields(decoded(one.body, form)), one.path))
            except SHAPE_ERRORS as error:
                log.warning("%s/%s %s: %s", feed.provider, feed.name, one.path, error)
                found.append((frozenset({UNREADABLE}), one.path))
        scopes_read += bool(landed)
        if scopes_read == NEWEST_SCOPES:
            break
    return found
