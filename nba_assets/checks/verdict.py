"""How a check says what it found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import dagster as dg

MOST_NAMES_SHOWN = 50


@dataclass(frozen=True)
class Verdict:
    """The outcome of a check: whether it passed, how grave a failure is, and what a person needs to see."""

    passed: bool
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR
    description: str = ""
    metadata: Mapping[str, object] = field(default_factory=dict)

    def result(self) -> dg.AssetCheckResult:
        """Return it as Dagster wants it."""
        return dg.AssetCheckResult(
            passed=self.passed, severity=self.severity, description=self.description, metadata=dict(self.metadata)
        )


def named(items: Sequence[str]) -> str:
    """Return a list of names for metadata, cut where a person would stop reading."""
    shown = ", ".join(items[:MOST_NAMES_SHOWN])
    return f"{shown} and {len(items) - MOST_NAMES_SHOWN} more" if len(items) > MOST_NAMES_SHOWN else shown
