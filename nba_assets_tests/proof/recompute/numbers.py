"""Means, deviations and slopes over plain lists; None stands for an unknown value and is left out."""

import math
from collections.abc import Iterable, Sequence
from statistics import median, stdev

Value = float | int | bool | str | None


def known(values: Iterable[float | None]) -> list[float]:
    """The values that are known."""
    return [value for value in values if value is not None]


def mean(values: Iterable[float | None]) -> float | None:
    """Arithmetic mean; None of nothing."""
    some = known(values)
    return math.fsum(some) / len(some) if some else None


def sample_std(values: Iterable[float | None]) -> float | None:
    """Standard deviation with n - 1; None below two values."""
    some = known(values)
    return stdev(some) if len(some) > 1 else None


def middle(values: Iterable[float | None]) -> float | None:
    """Median; None of nothing."""
    some = known(values)
    return median(some) if some else None


def slope(values: Sequence[float]) -> float | None:
    """Slope of the least-squares line through values at 0, 1, 2, ..."""
    if len(values) < 2:
        return None
    centre, level = (len(values) - 1) / 2, math.fsum(values) / len(values)
    above = math.fsum((place - centre) * (value - level) for place, value in enumerate(values))
    return above / math.fsum((place - centre) ** 2 for place in range(len(values)))


def share(part: float | None, whole: float | None) -> float | None:
    """Part by whole; None where one is unknown or the whole is nothing."""
    return None if part is None or not whole else part / whole


def less(value: float | None, other: float | None) -> float | None:
    """The difference, where both are known."""
    return None if value is None or other is None else value - other


def held(value: float | None, size: float) -> float | None:
    """The value, at most ``size`` either way."""
    return None if value is None else max(-size, min(size, value))


def steps(change: float | None, small: float, large: float) -> int | None:
    """-2 to 2: past the small and the large threshold, either way."""
    if change is None:
        return None
    reached = (abs(change) >= small) + (abs(change) >= large)
    return reached if change > 0 else -reached
