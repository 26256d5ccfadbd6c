"""BigDataBall's files: listed late, some never, and their figures are those of the game logs."""

import csv
import io
from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from nba_assets.replay.archive_format import DRIVE_FILES, PLAYS
from nba_assets.replay.building.plays import file_lateness
from nba_assets.replay.feeds.bigdataball_csv import COLUMNS
from nba_assets.replay.feeds.drive import get_file, list_files
from nba_assets.replay.feeds.parameters import FeedError
from nba_assets_tests.replay.asking import AFTER_ALL, at, log_rows
from nba_assets_tests.replay.test_recordings import RECORDINGS

# BKN at BOS, 2023-11-10.
GAME = "0022300010"
QUERY = "name contains '{}' and not name contains 'combined-stats'"


@pytest.fixture(scope="module")
def made(archive):
    """The rows of every file that is made of plays, by game."""
    plays = set(archive.tables[PLAYS.name].column("gameId").to_pylist())
    files = archive.tables[DRIVE_FILES.name].to_pylist()
    return {file["gameId"]: rows(archive, file["fileId"]) for file in files if file["gameId"] in plays}


def listed(archive, game, now=AFTER_ALL):
    return list_files(archive, at(now), {"q": QUERY.format(game)})["files"]


def rows(archive, file_id, now=AFTER_ALL):
    body = get_file(archive, at(now), {"alt": "media"}, file_id).body.decode()
    return list(csv.DictReader(io.StringIO(body)))


def available(archive, game):
    return {row["gameId"]: row["available_from"] for row in archive.tables[DRIVE_FILES.name].to_pylist()}[game]


def test_a_file_has_the_recorded_columns_and_line_ends(archive):
    recording = (RECORDINGS / "bigdataball_play_by_play" / "2025-06-22_ind_okc.csv").read_bytes()
    (file,) = listed(archive, GAME)
    body = get_file(archive, at(AFTER_ALL), {"alt": "media"}, file["id"]).body
    assert body.split(b"\r\n")[0] == recording.split(b"\r\n")[0]
    assert len(COLUMNS) == 44
    assert file["name"] == "[2023-11-10]-0022300010-BKN@BOS.csv"


def test_a_shot_is_one_row_with_its_assist_or_its_block(made):
    shot, block = made[GAME][2], made[GAME][5]
    told = ("team", "event_type", "player", "assist", "result", "points", "type", "shot_distance", "remaining_time")
    assert [shot[name] for name in told] == [
        *("BOS", "shot", "Jrue Holiday", "Jayson Tatum", "made", "2", "driving hook shot", "7", "0:11:39"),
    ]
    assert (shot["home_score"], shot["away_score"], shot["elapsed"], shot["play_length"]) == (
        *("2", "0", "0:00:21", "0:00:21"),
    )
    assert (block["player"], block["block"], block["result"]) == ("Jaylen Brown", "Dorian Finney-Smith", "missed")
    assert block["description"] == "MISS Brown 4' Running Layup: Finney-Smith BLOCK (1 BLK)"


def test_the_five_of_each_team_are_on_court(made):
    first = made[GAME][0]
    assert {first[f"h{n}"] for n in range(1, 6)} == {
        *("Jrue Holiday", "Kristaps Porziņģis", "Jaylen Brown", "Jayson Tatum", "Derrick White"),
    }
    assert {first[f"a{n}"] for n in range(1, 6)} == {
        *("Spencer Dinwiddie", "Royce O'Neale", "Dorian Finney-Smith", "Mikal Bridges", "Cameron Johnson"),
    }
    places = [f"{side}{n}" for side in "ah" for n in range(1, 6)]
    assert all(len({row[place] for place in places}) == 10 for game in made.values() for row in game)


def test_a_substitution_tells_who_came_for_whom(made):
    change = next(row for row in made[GAME] if row["event_type"] == "substitution")
    assert (change["entered"], change["left"], change["description"]) == (
        *("Oshae Brissett", "Jayson Tatum", "SUB: Brissett FOR Tatum"),
    )
    changes = [row for game in made.values() for row in game if row["event_type"] == "substitution"]
    assert all(row["entered"] and row["left"] for row in changes)


def test_a_jump_ball_names_both_sides_and_the_possession(made):
    jump = made[GAME][1]
    assert (jump["home"], jump["away"], jump["possession"]) == (
        *("Kristaps Porziņģis", "Dorian Finney-Smith", "Jaylen Brown"),
    )


@pytest.fixture(scope="module")
def counted(made):
    """Points, assists, rebounds and the like by game and player as the files tell them."""
    counts = defaultdict(Counter)
    for game, plays in made.items():
        for row in plays:
            of = {name: counts[game, row[name]] for name in ("player", "assist", "block", "steal") if row[name]}
            if row["event_type"] in ("shot", "free throw"):
                of["player"]["PTS"] += int(row["points"])
            if row["type"] in ("rebound offensive", "rebound defensive"):
                of["player"]["OREB" if row["type"] == "rebound offensive" else "DREB"] += 1
            for column, count in (("assist", "AST"), ("block", "BLK"), ("steal", "STL")):
                if column in of:
                    of[column][count] += 1
    return counts


@pytest.mark.parametrize("count", ["PTS", "OREB", "DREB", "BLK", "STL", "AST"])
def test_the_files_count_what_the_game_logs_say(archive, made, counted, count):
    full_name = {person["personId"]: person["fullName"] for person in archive.persons.values()}
    log = {
        (row["GAME_ID"], full_name[row["PLAYER_ID"]]): row[count]
        for row in log_rows(archive, "P", "2023-24")
        if row["GAME_ID"] in made
    }
    assert len(log) > 1400
    assert {key: counted[key][count] for key in log} == log


def test_an_overtime_has_five_minutes(made):
    overtime = [row for game in made.values() for row in game if row["period"] == "5"]
    starts = [row for row in overtime if row["event_type"] == "start of period"]
    assert starts
    assert {(row["remaining_time"], row["elapsed"]) for row in starts} == {("0:05:00", "0:00:00")}


def test_a_file_is_listed_and_read_from_its_moment_on(archive):
    moment = available(archive, GAME)
    before, now = ({"q": QUERY.format(GAME)}, moment - timedelta(minutes=1)), moment
    assert list_files(archive, before[1], before[0])["files"] == []
    (file,) = list_files(archive, now, {"q": QUERY.format(GAME)})["files"]
    with pytest.raises(FeedError) as refused:
        get_file(archive, before[1], {"alt": "media"}, file["id"])
    assert refused.value.status == 404
    assert get_file(archive, now, {"alt": "media"}, file["id"]).body


def test_files_come_four_to_seven_hours_after_the_game_some_nine_and_some_never(archive):
    plays = set(archive.tables[PLAYS.name].column("gameId").to_pylist())
    late = {game: available(archive, game) - archive.game[game].final_at for game in plays & held(archive)}
    # 82 games: every twentieth from the first on has none (5), of the other places every tenth is very late (8).
    assert len(plays) - len(late) == 5
    assert sum(lag == timedelta(hours=9) for lag in late.values()) == 8
    others = [lag for lag in late.values() if lag != timedelta(hours=9)]
    assert timedelta(hours=4) <= min(others) < max(others) <= timedelta(hours=7)
    without = next(iter(plays - held(archive)))
    assert listed(archive, without) == []


def held(archive):
    return set(archive.tables[DRIVE_FILES.name].column("gameId").to_pylist())


def test_lateness_follows_from_the_ids_alone():
    ids = [f"00223000{n}" for n in range(10, 50)]
    assert file_lateness(ids) == file_lateness(reversed(ids))
    assert len(file_lateness(ids)) == 38


@pytest.mark.parametrize("query", ["", "mimeType = 'text/csv'"])
def test_a_query_that_asks_for_no_name_is_refused(archive, query):
    with pytest.raises(FeedError) as refused:
        list_files(archive, at(AFTER_ALL), {"q": query})
    assert refused.value.status == 400


def test_a_name_may_be_excluded(archive):
    wanted = {"q": f"name contains '{GAME}' and not name contains 'BKN'"}
    assert list_files(archive, at(AFTER_ALL), wanted)["files"] == []


def test_only_the_content_of_a_file_is_served(archive):
    (file,) = listed(archive, GAME)
    with pytest.raises(FeedError) as refused:
        get_file(archive, at(AFTER_ALL), {}, file["id"])
    assert refused.value.status == 400
