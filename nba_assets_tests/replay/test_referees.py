"""Officials by date: the rebuilt answer equals the recorded one, and nothing is told before the morning."""

import json

import pytest

from nba_assets.replay.feeds.parameters import FeedError
from nba_assets.replay.feeds.referees import referees
from nba_assets.replay.routes import answer
from nba_assets_tests.replay.asking import AFTER_ALL, at, gap_games

PATH = "official.nba.com/wp-json/api/v1/get-game-officials"


def rows(archive, day, now=AFTER_ALL):
    return referees(archive, at(now), {"date": day})["nba"]["Table"]["rows"]


def test_the_recorded_and_the_rebuilt_answer_agree(archive):
    status, recorded = answer(archive, at(AFTER_ALL), PATH, {"date": "2025-01-08"})
    assert status == 200
    recording = json.loads(recorded.body)
    assert recording.keys() - referees(archive, at(AFTER_ALL), {"date": "2025-01-08"}).keys() == {"gl", "wnba"}
    assert referees(archive, at(AFTER_ALL), {"date": "2025-01-08"})["nba"]["Table"] == recording["nba"]["Table"]
    mine, theirs = referees(archive, at(AFTER_ALL), {"date": "2025-01-08"})["nba"]["Table1"], recording["nba"]["Table1"]
    assert mine["columns"] == theirs["columns"]
    assert mine["rows"] == theirs["rows"]


def test_the_officials_of_okc_at_cle_are_those_recorded(archive):
    game = rows(archive, "2025-01-08")[0]
    assert (game["game_id"], game["game_date"], game["game_code"]) == ("0022400509", "01/08/2025", "20250108/OKCCLE")
    assert [(game[f"official{n}"], game[f"official{n}_code"], game[f"official{n}_JNum"]) for n in (1, 2, 3, 4)] == [
        ("John Goble", 101284, "10"),
        ("Ray Acosta", 1626300, "54"),
        ("Robert Hussey", 1628480, "85"),
        (None, None, None),
    ]


def test_a_playoff_game_names_its_alternate(archive):
    # Game 7 of DEN at OKC, the last of the source.
    (game,) = rows(archive, "2025-05-18")
    assert (game["official1"], game["official4"], game["official4_code"]) == ("Scott Foster", "Pat Fraher", 2003)


def test_officials_are_named_at_nine_in_the_morning(archive):
    assert rows(archive, "2025-01-12", "2025-01-12T08:59") == []
    # DEN at DAL and eight other games.
    assert len(rows(archive, "2025-01-12", "2025-01-12T09:00")) == 9
    assert rows(archive, "2025-01-13", "2025-01-12T12:00") == []


def test_a_moved_game_has_officials_on_the_date_on_which_it_was_played(archive):
    # CHA at LAL was called off on 2025-01-09; the source has it on that date as well, with others.
    assert "0022400524" not in {game["game_id"] for game in rows(archive, "2025-01-09")}
    moved = {game["game_id"]: game for game in rows(archive, "2025-02-19")}["0022400524"]
    assert moved["official1"] == "Josh Tiven"


def test_games_without_officials_are_the_accepted_gaps(archive):
    # Conference finals and finals of 2025: OKC beat MIN in five games, IND beat NYK in six, OKC beat IND in seven.
    gaps = gap_games(archive, "nbac_referee_game_assignments")
    assert len(gaps) == 5 + 6 + 7
    assert {game[:8] for game in gaps} == {"00424003", "00424004"}


@pytest.mark.parametrize("params", [{}, {"date": "01/08/2025"}])
def test_a_date_that_is_none_is_refused(archive, params):
    with pytest.raises(FeedError) as refused:
        referees(archive, at(AFTER_ALL), params)
    assert refused.value.status == 400
