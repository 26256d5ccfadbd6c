"""Whom an unresolved name might mean: candidates for a person to decide on, never an answer by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

MOST = 3
# Below it two names have hardly more in common than any two: a debutant has no candidate, and that tells most.
LEAST_SCORE = 55.0


@dataclass(frozen=True)
class KnownPlayer:
    """A player of the registry: his standard name, as the league writes it, and a team that he belongs to."""

    universal_player_id: str
    player_name: str
    player_lookup: str
    team_abbr: str


@dataclass(frozen=True)
class Candidate:
    """A player whom a name might mean.

    ``score`` is the likeness of the two standard names, 0 to 100: rapidfuzz's ratio, the share of letters that need
    neither be put in nor taken out to make one name of the other.
    """

    player: KnownPlayer
    score: float
    is_on_team: bool


def candidates(
    player_lookup: str, teams: frozenset[str], players: Iterable[KnownPlayer], *, most: int = MOST
) -> list[Candidate]:
    """Return the known players whose names are most like a standard name: those of its teams first, then by likeness.

    ``teams`` are the tricodes of the teams that the name can belong to, empty where its source does not tell. A player
    with several teams counts once, with one of those if he has it. Equal likeness goes by id, so the order is stable.
    """
    best: dict[str, Candidate] = {}
    for player in players:
        score = fuzz.ratio(player_lookup, player.player_lookup, score_cutoff=LEAST_SCORE)
        if not score:
            continue
        found = Candidate(player, score, player.team_abbr in teams)
        known = best.get(player.universal_player_id)
        if known is None or _rank(found) < _rank(known):
            best[player.universal_player_id] = found
    return sorted(best.values(), key=_rank)[:most]


def _rank(candidate: Candidate) -> tuple[bool, float, str]:
    return not candidate.is_on_team, -candidate.score, candidate.player.universal_player_id
