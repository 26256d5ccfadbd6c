"""The commands that make up for a repair that failed.

A date that the providers changed besides the asked one is no different when it is asked for once more, so a second
repair of the asked date alone would not reach what hangs on the other.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date

from nba_assets.repair.plan import Change


def commands_again(
    day: date, names: Collection[str], changes: Collection[Change], built: Sequence[str], *, ask: bool
) -> tuple[str, ...]:
    """Return the commands that repair a date again, and those that changed besides it.

    ``names`` are the raw tables as they were named, ``built`` the game dates that can be repaired, in order. Another
    date gives way to its neighbours in there: between them they reach all that it does.
    """
    sources: dict[str, set[str]] = {}
    for change in changes:
        for near in _nearest(str(change.day), built):
            sources.setdefault(near, set()).update(change.sources)
    # The command of the date itself has these sources already.
    sources.pop(str(day), None)
    return (
        _command(str(day), names) + (" --ask" if ask else ""),
        *(_command(other, sources[other]) for other in sorted(sources)),
    )


def _nearest(day: str, built: Sequence[str]) -> Sequence[str]:
    """The date itself where it was built, else the dates before and after it."""
    at = bisect_left(built, day)
    return built[at : at + 1] if day in built[at : at + 1] else built[max(at - 1, 0) : at + 1]


def _command(day: str, names: Collection[str]) -> str:
    return f"nba repair --date {day}" + (f" --tables {','.join(sorted(names))}" if names else "")
