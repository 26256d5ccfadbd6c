"""The statistics host's play-by-play becomes the same events as the content network's."""

from collections import Counter
from dataclasses import replace

import pytest

from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.nba_stats.league import ATL_BOS, recorded
from nba_assets_tests.sources.reading import answer, asking, feed_of, rows

FEED = feed_of(NBAC_PLAY_BY_PLAY, "play_by_play", "nba_stats")
TWO_WALLACES = (
    {"nba_player_id": 1630811, "player_full_name": "Keaton Wallace", "team_abbr": "ATL"},
    {"nba_player_id": 99, "player_full_name": "Ben Wallace", "team_abbr": "ATL"},
)


def landed(change=lambda actions: None, box_scores=()):
    body = recorded("nbac_play_by_play", "v3_0022400001.json.gz")
    change(body["game"]["actions"])
    found = answer(FEED, "2024-11-12", body, [ATL_BOS])
    return replace(found, upstream={"nbac_player_boxscores": box_scores})


@pytest.fixture(scope="module")
def events():
    return {row["event_id"]: row for row in rows(NBAC_PLAY_BY_PLAY, FEED, landed())}


def test_every_event_is_there_with_the_score_after_it(events):
    assert len(events) == 475
    assert {row["data_source"] for row in events.values()} == {"playbyplayv3"}
    last = events["475"]
    assert (last["score_home"], last["score_away"], last["time_elapsed_seconds"]) == (116, 117, 2880)
    # The feed writes the score where it changes; in between it stands.
    assert [(events[key]["score_home"], events[key]["score_away"]) for key in ("16", "17", "18", "24")] == [
        (0, 0),
        (0, 3),
        (3, 3),
        (3, 3),
    ]


def test_an_assisted_three(events):
    shot = events["17"]
    assert (shot["event_type"], shot["shot_type"], shot["shot_made"], shot["points_scored"]) == ("3pt", "3PT", True, 3)
    assert (shot["player_1_id"], shot["player_1_name_written"], shot["team_abbr"]) == (1630552, "J. Johnson", "ATL")
    # The sentence has his last name only; one Hawk of the game is called Wallace.
    assert (shot["player_2_role"], shot["player_2_name_written"], shot["player_2_id"]) == ("assist", "Wallace", 1630811)
    assert (shot["shot_distance"], shot["shot_x"], shot["shot_y"], shot["shot_area"]) == (26, 157, 203, None)


def test_of_two_teammates_with_one_last_name_neither_is_taken():
    shot = next(row for row in FEED.read(landed(box_scores=TWO_WALLACES)) if row["event_id"] == "17")
    assert (shot["player_2_role"], shot["player_2_name_written"], shot["player_2_id"]) == ("assist", "Wallace", None)


def test_blocks_and_steals_stand_with_the_shot_and_the_turnover(events):
    shot, block, turnover, steal = (events[key] for key in ("3", "4", "11", "12"))
    assert (shot["shot_made"], shot["player_2_role"], shot["player_2_id"]) == (False, "block", 1628369)
    assert (block["event_type"], block["player_1_id"], block["shot_type"]) == ("block", 1628369, None)
    assert (turnover["player_2_role"], turnover["player_2_id"]) == ("steal", 1630700)
    assert (steal["event_type"], steal["team_abbr"]) == ("steal", "ATL")


def test_free_throws_are_missed_when_the_sentence_says_so(events):
    made, missed = events["32"], events["33"]
    assert (made["shot_type"], made["shot_made"], made["event_action_type"]) == ("FT", True, "1 of 2")
    assert (missed["shot_made"], missed["points_scored"]) == (False, 0)


def test_a_substitution_and_a_jump_ball(events):
    change, jump = events["63"], events["2"]
    assert (change["player_1_name_written"], change["player_2_role"]) == ("J. Johnson", "substitution_in")
    assert (change["player_2_name_written"], change["player_2_id"]) == ("Nance Jr.", 1626204)
    assert (jump["player_1_id"], jump["player_2_id"], jump["player_3_id"]) == (201143, 203991, 1630811)
    assert (jump["player_2_role"], jump["player_3_role"]) == ("jump_ball_opponent", "jump_ball_recovered")


def test_a_teams_event_has_a_team_and_no_player(events):
    rebound, review = events["474"], events["209"]
    assert (rebound["event_type"], rebound["team_abbr"], rebound["player_1_id"]) == ("rebound", "BOS", None)
    # A review carries the official's number as its person.
    assert (review["event_type"], review["player_1_id"], review["player_1_name_written"]) == (
        "instantreplay",
        None,
        None,
    )


def test_points_add_up_to_the_final_score(events):
    scored = Counter()
    for row in events.values():
        scored[row["team_abbr"]] += row["points_scored"] or 0
    assert (scored["ATL"], scored["BOS"]) == (117, 116)


@pytest.mark.parametrize(
    "unfinished",
    [
        lambda actions: actions.pop(),
        lambda actions: actions.clear(),
        lambda actions: actions[-1].update(scoreHome="117"),
    ],
    ids=["no end yet", "not begun", "level after four quarters"],
)
def test_a_game_that_is_not_over_has_no_rows_yet(unfinished):
    def change(actions):
        unfinished(actions)
        if actions and actions[-1]["clock"] == "PT00M00.00S" and actions[-1]["actionType"] != "period":
            actions[-1]["clock"] = "PT00M03.00S"

    assert FEED.read(landed(change)) == []


def test_a_lacking_field_is_named():
    with pytest.raises(MissingFieldError, match=r"'shotValue'.*landing/answer.gz"):
        FEED.read(landed(lambda actions: actions[10].pop("shotValue")))


def test_every_started_game_is_asked_for():
    [request] = FEED.ask(asking("2024-11-12", NOW, [ATL_BOS]))
    assert (request.path, request.params["GameID"], request.slug) == (
        "/stats/playbyplayv3",
        "0022400001",
        "0022400001",
    )
