"""A family name becomes a whole one where the lists leave no doubt, and stays as printed where they do."""

from datetime import UTC, datetime

import pytest

from nba_assets.names import player_lookup
from nba_assets.sources.nba_pdf.gamebook import NBAC_GAMEBOOK_PLAYER_STATS
from nba_assets.sources.nba_pdf.inactive_names import resolve

GAME = "0022400561"
ANKLE, KNEE, TWO_WAY = "Injury/Illness - Left Ankle; Sprain", "Injury/Illness - Right Knee; Tear", "G League - Two-Way"


def person(name, team="OKC", **more):
    return {"team_abbr": team, "player_full_name": name, "player_lookup": player_lookup(name)} | more


def reported(name, reason, status="out", hour=17, **more):
    edition = datetime(2025, 1, 15, hour, 30, tzinfo=UTC)
    return person(name, reason=reason, injury_status=status, report_timestamp=edition, **more)


def boxed(name, number, described=None, status="inactive", game=GAME):
    more = {"nba_player_id": number, "not_playing_description": described, "player_status": status}
    return person(name, nba_game_id=game, **more)


def names(entries, printed=(), **upstream):
    found = resolve(entries, "OKC", GAME, {player_lookup(name) for name in printed}, upstream)
    return [(one.full_name, one.status) for one in found]


def only(entry, **upstream):
    (found,) = resolve([entry], "OKC", GAME, set(), upstream)
    return found


def test_the_box_score_of_the_same_game_names_him_with_his_id():
    found = only(
        ("Topić", ANKLE),
        nbac_live_boxscores=[
            boxed("Nikola Topić", 1642260),
            boxed("Other Topić", 1, game="0022400562"),
            boxed("Played Topić", 2, status="active"),
        ],
    )
    assert (found.full_name, found.nba_player_id, found.confidence) == ("Nikola Topić", 1642260, 1.0)
    assert (found.method, found.flags) == ("nbac_live_boxscores", ())


def test_the_injury_report_comes_before_the_rosters():
    rosters = {"br_rosters_current": [person("Wrong Holmgren")]}
    found = only(("Holmgren", ANKLE), nbac_injury_report=[reported("Chet Holmgren", KNEE)], **rosters)
    assert (found.full_name, found.confidence, found.method) == ("Chet Holmgren", 0.95, "nbac_injury_report")


@pytest.mark.parametrize("table", ["br_rosters_current", "espn_team_rosters", "nbac_player_list_current"])
def test_a_roster_names_who_is_alone_of_his_name(table):
    rows = [person("Shai Gilgeous-Alexander"), person("Alex Caruso"), person("Nickeil Alexander", team="MIN")]
    found = only(("Gilgeous-Alexander", None), **{table: rows})
    assert (found.full_name, found.confidence, found.method) == ("Shai Gilgeous-Alexander", 1.0, table)


def test_another_team_s_player_is_nobody_s():
    assert names([("Caruso", None)], br_rosters_current=[person("Alex Caruso", team="CHI")]) == [(None, "not_found")]


def test_a_family_name_is_matched_by_whole_words():
    rows = [person("Derrick Melrose"), person("Luc Mbah a Moute")]
    assert names([("Rose", None), ("Mbah a Moute", None)], br_rosters_current=rows) == [
        (None, "not_found"),
        ("Luc Mbah a Moute", "resolved"),
    ]


def test_who_is_printed_in_full_is_not_inactive():
    rows = [person("Jalen Williams"), person("Kenrich Williams")]
    assert names([("Williams", None)], ["Jalen Williams"], br_rosters_current=rows) == [
        ("Kenrich Williams", "resolved")
    ]


def test_several_of_a_name_are_not_guessed():
    found = only(("Williams", None), br_rosters_current=[person("Jalen Williams"), person("Kenrich Williams")])
    assert (found.full_name, found.status, found.confidence) == (None, "multiple_matches", 0.6)
    assert found.flags == ("multiple_candidates",)


def test_a_smaller_list_does_not_decide_what_a_fuller_one_left_open():
    several = [person("Jalen Williams"), person("Kenrich Williams")]
    found = names([("Williams", None)], br_rosters_current=several, espn_team_rosters=several[:1])
    assert found == [(None, "multiple_matches")]


def test_reasons_tell_two_of_a_name_apart():
    reports = [reported("Jalen Williams", ANKLE), reported("Kenrich Williams", KNEE)]
    found = resolve([("Williams", KNEE), ("Williams", ANKLE)], "OKC", GAME, set(), {"nbac_injury_report": reports})
    assert [one.full_name for one in found] == ["Kenrich Williams", "Jalen Williams"]
    assert {one.confidence for one in found} == {0.85}


def test_one_of_two_known_leaves_the_other():
    reports = [reported("Jalen Williams", ANKLE), reported("Kenrich Williams", None)]
    found = names([("Williams", "Personal"), ("Williams", ANKLE)], nbac_injury_report=reports)
    assert found == [("Kenrich Williams", "resolved"), ("Jalen Williams", "resolved")]


def test_one_candidate_for_two_of_a_name_is_taken_by_his_reason_only():
    reports = {"nbac_injury_report": [reported("Jalen Williams", ANKLE)]}
    assert names([("Williams", ANKLE), ("Williams", KNEE)], **reports) == [
        ("Jalen Williams", "resolved"),
        (None, "not_found"),
    ]
    assert names([("Williams", None), ("Williams", None)], **reports) == [(None, "not_found")] * 2


def test_the_kind_of_reason_and_then_who_is_out_tell_apart():
    by_kind = [reported("Jalen Williams", TWO_WAY), reported("Kenrich Williams", ANKLE)]
    assert names([("Williams", "Injury/Illness")], nbac_injury_report=by_kind) == [("Kenrich Williams", "resolved")]
    by_status = [reported("Jalen Williams", ANKLE, "probable"), reported("Kenrich Williams", KNEE)]
    assert names([("Williams", None)], nbac_injury_report=by_status) == [("Kenrich Williams", "resolved")]


def test_the_last_edition_counts():
    reports = [
        reported("Jalen Williams", ANKLE, "out", hour=12),
        reported("Jalen Williams", ANKLE, "available", hour=22),
        reported("Kenrich Williams", KNEE, "out", hour=22),
    ]
    for order in (reports, reports[::-1]):
        assert names([("Williams", None)], nbac_injury_report=order) == [("Kenrich Williams", "resolved")]


def test_the_same_suffix_comes_first():
    rows = [person("GG Jackson"), person("Jaren Jackson Jr.")]
    assert names([("Jackson Jr.", None)], br_rosters_current=rows) == [("Jaren Jackson Jr.", "resolved")]
    assert names([("Jackson", None)], br_rosters_current=rows) == [("GG Jackson", "resolved")]


def test_a_suffix_on_one_side_only_is_flagged():
    found = only(("Payton", None), br_rosters_current=[person("Gary Payton II")])
    assert (found.full_name, found.status, found.flags) == ("Gary Payton II", "resolved", ("suffix_differs",))


def test_accents_do_not_matter():
    found = names([("Doncic", None)], espn_team_rosters=[person("Luka Dončić")])
    assert found == [("Luka Dončić", "resolved")]


def test_the_table_looks_at_every_list():
    assert NBAC_GAMEBOOK_PLAYER_STATS.upstream == (
        "nbac_live_boxscores",
        "nbac_injury_report",
        "br_rosters_current",
        "espn_team_rosters",
        "nbac_player_list_current",
    )
