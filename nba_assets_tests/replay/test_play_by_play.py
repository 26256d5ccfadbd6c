"""Plays: the recorded shape, scores that end in the result, nothing before the final buzzer."""

import pytest

from nba_assets.replay.archive_format import PLAYS
from nba_assets.replay.feeds.parameters import FeedError
from nba_assets.replay.feeds.play_by_play import feet, play_by_play
from nba_assets_tests.replay.asking import AFTER_ALL, at
from nba_assets_tests.replay.test_recordings import recorded, shape

# BKN at BOS, 2023-11-10 19:30 Eastern; its fourth period ended at 21:55.
GAME = "0022300010"


def actions(archive, game=GAME, now=AFTER_ALL):
    return play_by_play(archive, at(now), {"GameID": game})["game"]["actions"]


def test_the_first_plays_are_the_recorded_ones(archive):
    start, jump, shot = actions(archive)[:3]
    assert (start["actionType"], start["subType"], start["scoreHome"]) == ("period", "start", "0")
    assert (jump["teamTricode"], jump["personId"], jump["location"]) == ("BOS", 204001, "h")
    assert shot["description"] == "Holiday 7' Driving Hook Shot (2 PTS) (Tatum 1 AST)"
    assert (shot["clock"], shot["shotResult"], shot["shotValue"], shot["shotDistance"]) == ("PT11M39.00S", "Made", 2, 7)
    assert (shot["scoreHome"], shot["scoreAway"], shot["pointsTotal"]) == ("2", "0", 2)
    assert (shot["xLegacy"], shot["yLegacy"], shot["playerNameI"]) == (16, 71, "J. Holiday")


def test_a_block_has_the_number_of_its_shot(archive):
    miss, block, rebound = actions(archive)[5:8]
    assert miss["description"] == "MISS Brown 4' Running Layup"
    assert (block["description"], block["actionType"]) == ("Finney-Smith BLOCK (1 BLK)", "")
    assert miss["actionNumber"] == block["actionNumber"] == rebound["actionNumber"] - 1
    assert [one["actionId"] for one in (miss, block, rebound)] == [6, 7, 8]


def test_a_teams_play_names_the_team_as_the_person(archive):
    timeout = next(one for one in actions(archive) if one["actionType"] == "Timeout")
    assert timeout["description"] == "Nets Timeout: Regular (Reg.1 Short 0)"
    assert (timeout["teamId"], timeout["personId"], timeout["location"]) == (0, 1610612751, "v")


def test_every_games_last_score_is_its_result(archive):
    games = sorted(set(archive.tables[PLAYS.name].column("gameId").to_pylist()))
    assert len(games) == 82
    for game in games:
        last = actions(archive, game)[-1]
        fields = archive.game[game].fields
        assert (last["scoreHome"], last["scoreAway"]) == (
            str(fields["homeTeam.score"]),
            str(fields["awayTeam.score"]),
        )


def test_plays_have_the_recorded_keys_and_types_but_for_the_absent_ones(archive):
    recording = shape(recorded("nbac_play_by_play", "v3_0022400001.json.gz"))
    served = shape(play_by_play(archive, at(AFTER_ALL), {"GameID": GAME}))
    absent = tuple(archive.manifest.feeds["nba_stats/play_by_play"].absent_keys)
    assert served.keys() - recording.keys() == set()
    assert {path for path in recording.keys() - served.keys() if not path.startswith(absent)} == set()
    assert all(served[path] <= recording[path] for path in served)


def test_the_recorded_distances_are_those_of_the_descriptions():
    shots = [a for a in recorded("nbac_play_by_play", "v3_0022400001.json.gz")["game"]["actions"] if a["isFieldGoal"]]
    assert len(shots) == 174
    assert [feet(shot["description"]) or 0 for shot in shots] == [shot["shotDistance"] for shot in shots]


def test_plays_come_after_the_minute_in_which_the_last_period_ended(archive):
    assert actions(archive)[-1]["description"] == "End of 4th Period (9:55 PM EST)"
    with pytest.raises(FeedError) as refused:
        actions(archive, GAME, "2023-11-10T21:55")
    assert refused.value.status == 404
    assert actions(archive, GAME, "2023-11-10T21:56")


@pytest.mark.parametrize("game", ["0022300001", "0022400561"])
def test_a_game_without_plays_is_not_found(archive, game):
    with pytest.raises(FeedError) as refused:
        actions(archive, game)
    assert refused.value.status == 404
