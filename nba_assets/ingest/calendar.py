"""The schedule's games by date, as the raw tables look at them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nba_assets.sources.table import Row


@dataclass(frozen=True)
class Calendar:
    """Rows of nbac_schedule, of whole seasons."""

    games: Sequence[Row]

    @cached_property
    def _by_day(self) -> dict[date, list[Row]]:
        found: dict[date, list[Row]] = {}
        for game in self.games:
            found.setdefault(game["game_date"], []).append(game)
        return found

    @cached_property
    def _days(self) -> list[date]:
        return sorted(self._by_day)

    def on(self, scope: str) -> list[Row]:
        """Return the games of a date; none for a season's name."""
        return list(self._by_day.get(_day(scope), ()))

    def between(self, first: date, last: date) -> list[Row]:
        """Return the games between two dates, both in."""
        return [game for day in self._days if first <= day <= last for game in self._by_day[day]]

    def previous(self, scope: str) -> date | None:
        """Return the last date before the scope on which a game of these seasons is played."""
        day = _day(scope)
        place = bisect_left(self._days, day) if day else 0
        return self._days[place - 1] if place else None


NO_GAMES = Calendar(())


def _day(scope: str) -> date | None:
    """The scope's date; None for a season such as 2024-25."""
    return date.fromisoformat(scope) if len(scope) == len("2024-10-22") else None
