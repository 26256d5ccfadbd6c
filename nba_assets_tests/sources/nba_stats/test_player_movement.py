"""Signings, waivers and trades of a league year."""

from collections import Counter
from datetime import date

import pytest

from nba_assets.sources.nba_stats.player_movement import NBAC_PLAYER_MOVEMENT
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.nba_stats.league import recorded
from nba_assets_tests.sources.reading import answer, asking, rows

[FEED] = NBAC_PLAYER_MOVEMENT.feeds


def moves(season, body=None):
    body = body or recorded("nbac_player_movement", "from_2024-06-01.json.gz")
    return rows(NBAC_PLAYER_MOVEMENT, FEED, answer(FEED, season, body))


def one(sentence, slug, **changed):
    move = {
        **{"Transaction_Type": "Signing", "TRANSACTION_DATE": "2024-11-01T00:00:00"},
        **{"TRANSACTION_DESCRIPTION": sentence, "TEAM_ID": 1610612749.0, "TEAM_SLUG": "bucks", "PLAYER_ID": 7.0},
        **{"PLAYER_SLUG": slug, "Additional_Sort": 0.0, "GroupSort": "Signing 1"},
    }
    return move | changed


def document(*found):
    return {"NBA_Player_Movement": {"rows": list(found)}}


def test_a_signing():
    of_cole = [row for row in moves("2025-26") if row["nba_player_id"] == 1630175]
    assert [(row["transaction_type"], row["transaction_date"], row["team_abbr"]) for row in of_cole] == [
        ("Signing", date(2025, 7, 16), "MIL"),
        ("Waive", date(2025, 7, 12), "MEM"),
    ]
    cole = of_cole[0]
    assert (cole["player_name"], cole["player_lookup"], cole["team_abbr"]) == ("Cole Anthony", "coleanthony", "MIL")
    assert (cole["season"], cole["season_year"], cole["group_sort"]) == ("2025-26", 2025, "Signing 1135890")
    assert (cole["is_player_transaction"], cole["other_team_abbr"]) == (True, None)


def test_the_legs_of_a_trade():
    legs = {row["player_lookup"]: row for row in moves("2024-25") if row["group_sort"] == "Trade 2024031"}
    butler = legs["jimmybutleriii"]
    assert (butler["player_name"], butler["team_abbr"], butler["other_team_abbr"]) == ("Jimmy Butler III", "GSW", "MIA")
    assert butler["transaction_date"] == date(2025, 2, 6)
    assert (legs["davionmitchell"]["team_abbr"], legs["davionmitchell"]["other_team_abbr"]) == ("MIA", "TOR")


def test_a_leg_of_picks_has_no_player():
    legs = [row for row in moves("2024-25") if row["group_sort"] == "Trade 2024031"]
    picks = [row for row in legs if not row["is_player_transaction"]]
    # Utah received picks from Miami and from Detroit: two legs, no duplicate.
    assert {row["other_team_abbr"] for row in picks if row["team_abbr"] == "UTA"} == {"MIA", "DET"}
    assert {(row["nba_player_id"], row["player_name"], row["player_lookup"]) for row in picks} == {(None, None, None)}
    assert len(legs) == 14


def test_the_league_year_begins_in_july():
    dates = [row["transaction_date"] for row in moves("2024-25")]
    assert min(dates) >= date(2024, 7, 1)
    assert max(dates) <= date(2025, 6, 30)
    assert all(row["transaction_date"] < date(2024, 7, 1) for row in moves("2023-24"))


def test_every_move_of_the_recording_belongs_to_a_season_and_names_its_player():
    read = [row for season in ("2023-24", "2024-25", "2025-26") for row in moves(season)]
    assert len(read) == 1183
    assert Counter(row["player_name"] is None for row in read if row["is_player_transaction"]) == {
        False: sum(row["is_player_transaction"] for row in read)
    }


@pytest.mark.parametrize(
    ("sentence", "slug", "name"),
    [
        ("Memphis Grizzlies waived guard Nate Darling.", "nate-darling", "Nate Darling"),
        ("Denver Nuggets signed forward Michael Porter Jr. to a Contract.", "michael-porter-jr", "Michael Porter Jr."),
        ("Brooklyn Nets waived forward Michael Porter Jr.", "michael-porter-jr", "Michael Porter Jr."),
        ("Dallas Mavericks signed guard P.J. Washington to a Contract.", "pj-washington", "P.J. Washington"),
        ("The team signed somebody.", "nikola-jokić", None),
    ],
)
def test_the_name_is_taken_from_the_sentence(sentence, slug, name):
    [row] = moves("2024-25", document(one(sentence, slug)))
    assert row["player_name"] == name


def test_the_lookup_comes_from_the_slug_where_the_sentence_has_no_name():
    [row] = moves("2024-25", document(one("The team signed somebody.", "nikola-jokić")))
    assert (row["player_lookup"], row["player_match_key"]) == ("nikolajokic", "nikolajokic")


def test_a_repeated_row_counts_once():
    move = one("Milwaukee Bucks signed guard A B to a Contract.", "a-b")
    assert len(moves("2024-25", document(move, dict(move)))) == 1


def test_a_lacking_field_is_named():
    move = one("x", "a-b")
    del move["GroupSort"]
    with pytest.raises(MissingFieldError, match=r"'GroupSort'.*landing/answer.gz"):
        moves("2024-25", document(move))


def test_the_one_document_is_asked_for():
    [request] = FEED.ask(asking("2024-25", NOW))
    assert (request.path, dict(request.params)) == ("/js/data/playermovement/NBA_Player_Movement.json", {})
