"""Box scores with every listed player: recorded figures, the recorded shape, nothing before the final buzzer."""

from collections import Counter, defaultdict

import pytest

from nba_assets.replay.archive_format import BOX_LINES
from nba_assets.replay.building.box_lines import whole_minute
from nba_assets.replay.feeds.box_score import box_score
from nba_assets.replay.feeds.parameters import FeedError
from nba_assets_tests.replay.asking import AFTER_ALL, at, log_rows
from nba_assets_tests.replay.test_recordings import recorded, shape

NYK_PHI, GAME_SEVEN = "0022400561", "0042400407"


def box(archive, game, now=AFTER_ALL):
    return box_score(archive, at(now), {"GameID": game})["boxScoreTraditional"]


def test_players_stand_in_the_recorded_order_with_those_who_did_not_play(archive):
    away = box(archive, NYK_PHI)["awayTeam"]["players"]
    told = [(p["familyName"], p["statistics"]["minutes"], p["statistics"]["points"]) for p in away]
    assert told[:6] == [
        ("Hart", "49:25", 10),
        ("Anunoby", "44:30", 17),
        ("Sims", "22:46", 8),
        ("Bridges", "43:28", 23),
        ("Brunson", "45:28", 38),
        ("Achiuwa", "30:07", 10),
    ]
    without = [player["personId"] for player in away if player["statistics"]["minutes"] == ""]
    assert without == [1630574, 1642278, 1630346, 1629013, 1631210]


def test_teams_have_their_recorded_totals_and_the_minutes_of_an_overtime(archive):
    game = box(archive, NYK_PHI)
    home, away = game["homeTeam"], game["awayTeam"]
    assert (home["teamTricode"], home["teamCity"], home["teamName"]) == ("PHI", "Philadelphia", "76ers")
    assert (away["statistics"]["points"], home["statistics"]["points"]) == (125, 119)
    # The recorded scoreboard of the date: shares, assists, rebounds.
    assert [away["statistics"][k] for k in ("fieldGoalsPercentage", "assists", "reboundsTotal")] == [0.535, 28, 45]
    assert home["statistics"]["minutes"] == "265:00"
    assert (game["homeTeamId"], game["awayTeamId"]) == (1610612755, 1610612752)


def test_a_play_off_game_has_positions_of_its_starters_and_whole_minutes(archive):
    game = box(archive, GAME_SEVEN)
    starters = {p["familyName"]: p["position"] for p in game["homeTeam"]["players"] if p["position"]}
    assert starters == {
        "Hartenstein": "C",
        "Gilgeous-Alexander": "G",
        "Dort": "G",
        "Holmgren": "F",
        "Williams": "F",
    }
    shai = next(p for p in game["homeTeam"]["players"] if p["familyName"] == "Gilgeous-Alexander")
    assert (shai["statistics"]["minutes"], shai["statistics"]["points"]) == ("40:00", 29)
    assert (game["homeTeam"]["statistics"]["points"], game["awayTeam"]["statistics"]["points"]) == (103, 91)


def test_every_play_off_team_starts_two_forwards_two_guards_and_a_centre(archive):
    started = defaultdict(Counter)
    for row in archive.tables[BOX_LINES.name].select(["gameId", "teamId", "position"]).to_pylist():
        if row["position"]:
            started[row["gameId"], row["teamId"]][row["position"]] += 1
    assert len(started) == 2 * 84
    assert all(team == {"F": 2, "G": 2, "C": 1} for team in started.values())


def test_points_of_the_players_are_those_of_the_game_log(archive):
    points = {
        (row["gameId"], row["personId"]): row["points"]
        for row in archive.tables[BOX_LINES.name].to_pylist()
        if row["minutes"]
    }
    log = {
        (row["GAME_ID"], row["PLAYER_ID"]): row["PTS"]
        for kind in ("Regular Season", "Playoffs")
        for row in log_rows(archive, "P", "2024-25", SeasonType=kind)
    }
    games = {game for game, _ in points}
    assert len(games) == 746 + 84
    assert points == {key: scored for key, scored in log.items() if key[0] in games}


def test_a_box_score_has_the_recorded_keys_but_for_the_absent_ones(archive):
    recording = shape(recorded("nbac_team_boxscore", "v3_0022500165.json.gz"))
    absent = tuple(archive.manifest.feeds["nba_stats/box_score"].absent_keys)
    of_2025 = tuple(f"boxScoreTraditional.{side}Team.players[].{key}" for side in ("home", "away") for key in UNKNOWN)
    for game, more in ((NYK_PHI, of_2025), (GAME_SEVEN, ())):
        served = shape({"boxScoreTraditional": box(archive, game)})
        assert served.keys() - recording.keys() == set()
        missing = recording.keys() - served.keys()
        assert {path for path in missing if not path.startswith(absent + more)} == set()
        assert all(served[path] <= recording[path] for path in served)


UNKNOWN = ("position", "comment")


def test_a_box_score_comes_with_the_final_buzzer(archive):
    # Tip-off 2025-01-15 19:00 Eastern, one overtime: final at 21:50.
    with pytest.raises(FeedError) as refused:
        box(archive, NYK_PHI, "2025-01-15T21:49")
    assert refused.value.status == 404
    assert box(archive, NYK_PHI, "2025-01-15T21:50")["gameId"] == NYK_PHI


@pytest.mark.parametrize(("game", "status"), [("0022300001", 404), ("0099999999", 404), ("", 400)])
def test_a_game_without_a_box_score_is_refused(archive, game, status):
    with pytest.raises(FeedError) as refused:
        box(archive, game)
    assert refused.value.status == status


@pytest.mark.parametrize(("written", "minutes"), [("4:60", "5:00"), ("49:25", "49:25"), ("", "")])
def test_a_sixtieth_second_is_carried_over(written, minutes):
    assert whole_minute(written) == minutes
