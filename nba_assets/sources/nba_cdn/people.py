"""Who the persons of a game's events are: full names by id from the date's box scores, never by last name alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nba_assets.names import player_lookup
from nba_assets.sources.table import Answer, Row

UPSTREAM = ("nbac_player_boxscores", "nbac_live_boxscores")


@dataclass(frozen=True)
class Part:
    """A person's part in an event: his NBA person id where it is told, and his name as the event writes it."""

    role: str
    person: int | None
    written: str | None


@dataclass(frozen=True)
class People:
    """The persons of one date's games: full name, team and name in the events, by NBA person id."""

    full_names: Mapping[int, str]
    teams: Mapping[int, str]
    last_names: Mapping[int, str]

    def columns(self, slot: str, person: int | None, written: str | None) -> Row:
        """Return the columns of ``player_1``, ``player_2`` or ``player_3``; person None and nothing written: nobody."""
        name = self.full_names.get(person)
        return {
            f"{slot}_id": person,
            f"{slot}_name": name,
            f"{slot}_lookup": player_lookup(name) if name else None,
            f"{slot}_name_written": written or None,
            f"{slot}_team_abbr": self.teams.get(person),
        }

    def parts(self, parts: Iterable[Part]) -> Row:
        """Return the columns of ``player_2`` and ``player_3``: the first two parts that somebody had."""
        had = [part for part in parts if part.person is not None or part.written]
        second, third, *_ = [*had, None, None]
        return self._part("player_2", second) | self._part("player_3", third)

    def _part(self, slot: str, part: Part | None) -> Row:
        if part is None:
            return self.columns(slot, None, None) | {f"{slot}_role": None}
        return self.columns(slot, part.person, part.written) | {f"{slot}_role": part.role}

    def by_last_name(self, last_name: str, teams: Iterable[str]) -> int | None:
        """Return the one person of the teams with a last name (suffix included); None when there is not exactly one."""
        wanted = tuple(teams)
        found = {person for person, name in self.last_names.items() if name == last_name}
        found |= {person for person, name in self.full_names.items() if name.endswith(f" {last_name}")}
        found = {person for person in found if self.teams.get(person) in wanted}
        return found.pop() if len(found) == 1 else None


def people_of(answer: Answer, actions: Iterable[Row]) -> People:
    """Return the persons that the date's box scores list and that the actions of a game name."""
    full_names, teams, last_names = {}, {}, {}
    for action in actions:
        person, team = action.get("personId"), action.get("teamTricode")
        if person and team and action.get("playerName"):
            teams[person], last_names[person] = team, action["playerName"]
    for table in UPSTREAM:
        for row in answer.upstream.get(table, ()):
            full_names[row["nba_player_id"]] = row["player_full_name"]
            teams[row["nba_player_id"]] = row["team_abbr"]
    return People(full_names, teams, last_names)
