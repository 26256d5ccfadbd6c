"""Who stands on court in a play, and whom a description means."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Play = dict[str, Any]
Counts = tuple[int, int]
SIDES = ("away", "home")
_REBOUNDS = re.compile(r"\(Off:(\d+) Def:(\d+)\)")


@dataclass(frozen=True)
class Court:
    """The teams and players of a game.

    ``least_offensive`` has, by player and count of defensive rebounds, the least count of offensive ones beside it.
    """

    fields: Mapping[str, Any]
    persons: Mapping[int, Mapping[str, Any]]
    least_offensive: Mapping[tuple[int, int], int]

    def name(self, person_id: int | None) -> str:
        """Return a player's full name, empty for nobody and for a team."""
        return self.persons[person_id]["fullName"] if person_id in self.persons else ""

    def lineup(self, play: Play, side: str) -> list[int]:
        """Return the person ids of a side (away, home) that are on court."""
        return [int(person) for person in play[f"{side}_lineup"].split(",")]

    def on_court(self, play: Play) -> set[int]:
        """Return the person ids of all ten players."""
        return {person for side in SIDES for person in self.lineup(play, side)}

    def is_defensive(self, person_id: int, counts: Counts) -> bool:
        """Tell whether a rebound was the one that brought the player to his count of defensive ones.

        The order of the plays does not tell, for the league writes some of them late.
        """
        offensive, defensive = counts
        return defensive > 0 and offensive == self.least_offensive[person_id, defensive]

    def team(self, play: Play) -> str:
        """Return the tricode of the team that acts, empty for nobody."""
        for side in SIDES:
            if self.fields[f"{side}Team.teamId"] in (play["teamId"], play["personId"]):
                return self.fields[f"{side}Team.teamTricode"]
        return ""

    def called(self, play: Play, said: str | None, side: str | None = None) -> int | None:
        """Return the one player on court whom a description calls so: by family name, an initial before it allowed."""
        if not said:
            return None
        on_court = [person for one in SIDES if side in (None, one) for person in self.lineup(play, one)]
        found = [person for person in on_court if person in self.persons and _is_called(self.persons[person], said)]
        return found[0] if len(found) == 1 else None


def court_of(fields: Mapping[str, Any], persons: Mapping[int, Mapping[str, Any]], plays: Iterable[Play]) -> Court:
    """Return the court of a game from the schedule's fields, the players' names and the plays."""
    least: dict[tuple[int, int], int] = {}
    for play in plays:
        if counts := rebound_counts(play):
            key = (play["personId"], counts[1])
            least[key] = min(counts[0], least.get(key, counts[0]))
    return Court(fields, persons, least)


def rebound_counts(play: Play) -> Counts | None:
    """Return the player's offensive and defensive rebounds that a play's description tells, None without them."""
    match = _REBOUNDS.search(play["description"])
    return (int(match[1]), int(match[2])) if match else None


def plain(text: str) -> str:
    """Return a text without accents, as descriptions write names: Porzingis for Porziņģis."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _is_called(person: Mapping[str, Any], said: str) -> bool:
    """``Jal. Williams`` is what a description calls Jalen Williams while another Williams plays; suffixes may lack."""
    family, first, said = plain(person["familyName"]), plain(person["firstName"]), plain(said)
    initials, dot, rest = said.partition(". ")
    if dot and rest == family:
        return first.startswith(initials)
    return f"{family} ".startswith(f"{said} ")
