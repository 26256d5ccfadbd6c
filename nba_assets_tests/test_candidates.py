"""Candidates for unresolved names: ranked, limited, and never taken for an answer."""

import pytest

from nba_assets.candidates import LEAST_SCORE, KnownPlayer, candidates
from nba_assets.names import player_lookup

REGISTRY = [
    KnownPlayer("moritzwagner_001", "Moritz Wagner", "moritzwagner", "ORL"),
    KnownPlayer("franzwagner_001", "Franz Wagner", "franzwagner", "ORL"),
    KnownPlayer("vasilijemicic_001", "Vasilije Micić", "vasilijemicic", "OKC"),
    KnownPlayer("vasilijemicic_001", "Vasilije Micić", "vasilijemicic", "CHA"),
    KnownPlayer("nicclaxton_001", "Nic Claxton", "nicclaxton", "BKN"),
    KnownPlayer("nikolajokic_001", "Nikola Jokić", "nikolajokic", "DEN"),
    KnownPlayer("jalenwilliams_001", "Jalen Williams", "jalenwilliams", "OKC"),
    KnownPlayer("jaylinwilliams_001", "Jaylin Williams", "jaylinwilliams", "OKC"),
    KnownPlayer("patrickwilliams_001", "Patrick Williams", "patrickwilliams", "CHI"),
]


def found(name: str, *teams: str, most: int = 3) -> list[str]:
    """The names of the candidates, best first."""
    best = candidates(player_lookup(name), frozenset(teams), REGISTRY, most=most)
    return [candidate.player.player_name for candidate in best]


@pytest.mark.parametrize(
    ("written", "team", "meant"),
    [
        ("Vasa Micic", "CHA", "Vasilije Micić"),
        ("Nicolas Claxton", "BKN", "Nic Claxton"),
        ("Moe Wagner", "ORL", "Moritz Wagner"),
        ("Nikola Jokić", "DEN", "Nikola Jokić"),
    ],
)
def test_a_nickname_finds_its_player_first(written: str, team: str, meant: str) -> None:
    assert found(written, team)[0] == meant


def test_players_of_the_names_team_come_before_likelier_ones_of_other_teams() -> None:
    assert found("Jalin Williams", "CHI", most=3)[0] == "Patrick Williams"
    assert found("Jalin Williams", most=3)[:2] == ["Jaylin Williams", "Jalen Williams"]


def test_a_player_of_two_teams_is_one_candidate_and_on_the_team_that_fits() -> None:
    (only,) = candidates("vasamicic", frozenset({"CHA"}), REGISTRY)
    assert only.player.team_abbr == "CHA"
    assert only.is_on_team


def test_no_more_candidates_than_asked_for() -> None:
    assert len(found("Williams Jaylen", "OKC", most=2)) == 2


def test_a_name_unlike_all_others_has_no_candidate() -> None:
    assert found("Cui Yongxi", "BKN") == []


def test_the_score_is_the_share_of_letters_in_common() -> None:
    # moewagner (9 letters) and moritzwagner (12): m, o and wagner are shared, 8 letters of each; 2 * 8 / 21 = 76.2 %.
    (best, *_) = candidates("moewagner", frozenset({"ORL"}), REGISTRY)
    assert best.score == pytest.approx(100 * 16 / 21)
    assert best.score >= LEAST_SCORE


def test_the_order_does_not_depend_on_the_registrys() -> None:
    backwards = candidates("jlenwilliams", frozenset(), reversed(REGISTRY))
    assert backwards == candidates("jlenwilliams", frozenset(), REGISTRY)
