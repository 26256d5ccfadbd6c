"""Recorded answers: byte for byte, to their request only, and not a minute before their moment."""

import hashlib
import json
from datetime import date, timedelta

import pytest

from nba_assets.replay.archive import load_archive
from nba_assets.replay.emptied import emptied
from nba_assets.replay.feeds.content import Content
from nba_assets.replay.manifest import bundled_archive
from nba_assets.replay.routes import answer
from nba_assets.replay.slice_archive import slice_archive
from nba_assets_tests.replay.asking import AFTER_ALL, at

DRIVE = "www.googleapis.com/drive/v3/files"
BDL = "api.balldontlie.io/v1"
# Request, the Eastern minute from which it is answered, first digits of the SHA-256 of the recorded file (unpacked).
# Tip-offs by the schedule: the last game of 2024-01-15 and of 2025-01-15 at 22:30, HOU at PHI at 13:00, LAC at MIN at
# 20:00, NYK at PHI at 19:00 with an overtime, game 7 of the finals at 20:00, the last of 2025-04-13 at 15:30 with one.
RECORDED = [
    ("stats.nba.com/stats/scoreboardV2", {"GameDate": "2024-01-15"}, "2024-01-16T01:30", "c8958db3b153ce41"),
    ("stats.nba.com/stats/scoreboardV2", {"GameDate": "2025-01-15"}, "2025-01-16T01:30", "f6096701e257b937"),
    ("stats.nba.com/stats/boxscoretraditionalv2", {"GameID": "0022400561"}, "2025-01-15T22:20", "a2c630afb2c26e20"),
    (
        "cdn.nba.com/static/json/liveData/playbyplay/playbyplay_0022400500.json",
        *({}, "2025-01-06T23:00", "31a92cdf66525d39"),
    ),
    (
        "cdn.nba.com/static/json/liveData/playbyplay/playbyplay_0022400561.json",
        *({}, "2025-01-15T22:20", "43b59eb9f8c2b98c"),
    ),
    (
        "official.nba.com/wp-json/api/v1/get-game-officials",
        *({"date": "2025-01-08"}, "2025-01-08T09:00", "6c51fba5bb102b6c"),
    ),
    (
        "ak-static.cms.nba.com/referee/injury/Injury-Report_2024-01-04_12PM.pdf",
        *({}, "2024-01-04T12:30", "37ae80daad0504f1"),
    ),
    (f"{BDL}/box_scores", {"date": "2024-01-15", "per_page": "100"}, "2024-01-16T01:30", "df9293caf14e27b7"),
    (f"{BDL}/stats", {"dates[]": "2025-06-22", "per_page": "100"}, "2025-06-22T23:00", "40e21196d241f61e"),
    (f"{BDL}/standings", {"season": "2024"}, "2025-04-13T18:50", "36fd869db089ba78"),
    (
        "site.api.espn.com/apis/site/v2/sports/basketball/nba/scoreboard",
        *({"dates": "20240115"}, "2024-01-16T01:30", "6330ddb5e2c1d3dc"),
    ),
    ("www.espn.com/nba/boxscore", {"gameId": "401585183"}, "2024-01-15T16:00", "4576c5d81ce033da"),
    (f"{DRIVE}/recorded-0042400407", {"alt": "media"}, "2025-06-23T03:30", "9a78066bfbcd1c9c"),
]


def digest(content):
    return hashlib.sha256(content.body).hexdigest()[:16]


@pytest.mark.parametrize(("path", "params", "moment", "sha256"), RECORDED)
def test_a_recorded_answer_is_served_byte_for_byte_from_its_minute_on(archive, path, params, moment, sha256):
    status, content = answer(archive, at(moment), path, params)
    assert (status, digest(content)) == (200, sha256)
    _, before = answer(archive, at(moment) - timedelta(minutes=1), path, params)
    assert not isinstance(before, Content) or digest(before) != sha256


def test_every_recording_of_the_archive_is_among_these(archive):
    held = [recording for recordings in archive.recordings.values() for recording in recordings]
    assert sorted(hashlib.sha256(one.body).hexdigest()[:16] for one in held) == sorted(sha for *_, sha in RECORDED)


def test_before_its_minute_the_injury_report_is_not_there_as_the_league_says_it(archive):
    path = "ak-static.cms.nba.com/referee/injury/Injury-Report_2024-01-04_12PM.pdf"
    assert answer(archive, at("2024-01-04T12:29"), path, {})[0] == 403
    assert answer(archive, at(AFTER_ALL), path.replace("12PM", "01PM"), {})[0] == 403


@pytest.mark.parametrize(
    ("path", "params"),
    [
        (f"{BDL}/box_scores", {"date": "2024-01-16"}),
        (f"{BDL}/box_scores", {}),
        (f"{BDL}/stats", {"dates[]": "2025-06-22", "cursor": "25"}),
        ("www.espn.com/nba/boxscore", {"gameId": "401585184"}),
    ],
)
def test_another_request_is_not_answered_with_it(archive, path, params):
    assert answer(archive, at(AFTER_ALL), path, params)[0] == 404


def test_drive_lists_the_recorded_file_from_the_minute_in_which_it_is_there(archive):
    asked = {"q": "name contains '0042400407' and not name contains 'combined-stats'"}
    assert answer(archive, at("2025-06-23T03:29"), DRIVE, asked)[1]["files"] == []
    (file,) = answer(archive, at("2025-06-23T03:30"), DRIVE, asked)[1]["files"]
    assert file["name"] == "[2025-06-22]-0042400407-IND@OKC.csv"
    _, content = answer(archive, at("2025-06-23T03:30"), f"{DRIVE}/{file['id']}", {"alt": "media"})
    last = content.body.decode().splitlines()[-1].split(",")
    # End of the last period: 91-103, the 510th event.
    assert (last[0], last[13:17], last[19], last[21]) == (
        "42400407",
        ["4", "91", "103", "0:00:00"],
        "510",
        "end of period",
    )


def test_media_types_are_those_of_the_formats(archive):
    types = {
        path: content.media_type
        for path, params, moment, _ in RECORDED
        for _, content in [answer(archive, at(moment), path, params)]
    }
    assert types["www.espn.com/nba/boxscore"].startswith("text/html")
    assert types[f"{DRIVE}/recorded-0042400407"] == "text/csv"
    assert types["ak-static.cms.nba.com/referee/injury/Injury-Report_2024-01-04_12PM.pdf"] == "application/pdf"
    assert types[f"{BDL}/stats"] == "application/json"


def test_an_empty_slate_of_a_recorded_answer_keeps_its_shape(archive):
    _, content = answer(archive, at(AFTER_ALL), "stats.nba.com/stats/scoreboardV2", {"GameDate": "2024-01-15"})
    empty = json.loads(emptied(content).body)
    full = json.loads(content.body)
    assert [result["name"] for result in empty["resultSets"]] == [result["name"] for result in full["resultSets"]]
    assert [result["rowSet"] for result in empty["resultSets"]] == [[]] * 9
    _, stats = answer(archive, at(AFTER_ALL), f"{BDL}/stats", {"dates[]": "2025-06-22"})
    assert json.loads(emptied(stats).body) == {"data": [], "meta": {"per_page": 100}}


def test_a_part_of_the_archive_keeps_what_is_of_its_dates(tmp_path):
    day = date(2025, 6, 22)
    slice_archive(bundled_archive(), tmp_path / "part", day, day, "2025-06-23T12:00", "game 7")
    part = load_archive(tmp_path / "part")
    held = {one.feed for recordings in part.recordings.values() for one in recordings}
    assert held == {"balldontlie/stats", "bigdataball/play_by_play"}
    assert {move["Date"] for move in part.tables["injured_list_moves.parquet"].to_pylist()} <= {day}
    assert part.manifest.feeds["nba_official/referees"].first_date is None
    assert answer(part, at("2025-06-22T23:00"), f"{BDL}/stats", {"dates[]": "2025-06-22"})[0] == 200
