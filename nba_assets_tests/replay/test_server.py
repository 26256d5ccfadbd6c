"""The server over a real socket: its headers, what it does not serve, and each way to fail."""

import time
from dataclasses import replace

import httpx
import pytest

from nba_assets.replay.routes import answer
from nba_assets_tests.replay.asking import at

STATS = "/as-of/2025-01-12T12:00/stats.nba.com/stats"
LOG = (
    f"{STATS}/leaguegamelog?LeagueID=00&Season=2024-25&SeasonType=Regular+Season&DateFrom=2025-01-10&DateTo=2025-01-10"
)
PLAYERS, TEAMS = f"{LOG}&PlayerOrTeam=P", f"{LOG}&PlayerOrTeam=T"
SCHEDULE = f"{STATS}/scheduleleaguev2int?LeagueID=00&Season=2024-25"
ODDS = "/as-of/2025-01-12T12:00/api.the-odds-api.com/v4/sports/basketball_nba/events"
# DEN at DAL and the other eight games of 2025-01-12; MIL at NYK has lines since the evening before.
EVENTS = f"{ODDS}?apiKey=k"


@pytest.fixture
def client(replay):
    with httpx.Client(base_url=replay.url, timeout=5) as client:
        yield client


def test_health_tells_archive_and_now(client):
    assert client.get("/health").json() == {"archive": "NBA 2023-24 and 2024-25", "now": "2025-01-12T12:00"}


def test_the_date_header_is_the_moment_asked_as_of(client):
    answer = client.get(PLAYERS.replace("2025-01-12T12:00", "2024-11-12T20:15"))
    assert answer.headers.get_list("date") == ["Wed, 13 Nov 2024 01:15:00 GMT"]
    assert client.get(PLAYERS).headers.get_list("date") == ["Sun, 12 Jan 2025 17:00:00 GMT"]


def test_a_moment_after_now_and_one_that_is_none_are_refused(client):
    late = client.get(PLAYERS.replace("T12:00", "T12:01"))
    assert (late.status_code, "later than the server's now" in late.json()["message"]) == (400, True)
    none = client.get(PLAYERS.replace("2025-01-12T12:00", "today"))
    assert (none.status_code, "'today'" in none.json()["message"]) == (400, True)


def test_a_path_that_is_not_served_is_not_found(client):
    answer = client.get(f"{STATS}/commonteamroster?Season=2024-25")
    assert (answer.status_code, "stats/commonteamroster" in answer.json()["message"]) == (404, True)


def test_a_path_that_is_not_served_answers_as_its_provider_does_for_a_missing_file(client):
    as_of = "/as-of/2025-01-12T12:00"
    paths = {
        "cdn.nba.com/static/json/liveData/boxscore/boxscore_0022400001.json": 403,
        "ak-static.cms.nba.com/referee/injury/Injury-Report_2025-01-10_05PM.pdf": 403,
        "statsdmz.nba.com/pdfs/20250110/20250110_MILORL.pdf": 404,
    }
    assert {path: client.get(f"{as_of}/{path}").status_code for path in paths} == paths


def test_a_feed_is_served_only_if_the_manifest_names_it(archive):
    manifest = archive.manifest
    feeds = {name: feed for name, feed in manifest.feeds.items() if name != "nba_stats/shot_chart"}
    without = replace(archive, manifest=manifest.model_copy(update={"feeds": feeds}))
    asked = {"LeagueID": "00", "Season": "2024-25", "SeasonType": "Regular Season", "TeamID": "0", "PlayerID": "0"}
    asked |= {"ContextMeasure": "FGA", "DateFrom": "2025-01-10", "DateTo": "2025-01-10"}
    path = "stats.nba.com/stats/shotchartdetail"
    assert answer(archive, at("2025-01-12T12:00"), path, asked)[0] == 200
    assert answer(without, at("2025-01-12T12:00"), path, asked)[0] == 404


def test_the_vendors_quota_counts_markets_times_regions_and_ten_for_history(client):
    event = client.get(EVENTS).json()[0]["id"]

    def used(path):
        return int(client.get(path).headers["x-requests-used"])

    start = used(EVENTS)
    assert used(EVENTS) == start
    live = f"{ODDS}/{event}/odds?apiKey=k&markets=spreads,totals&regions=us,us_dfs"
    assert used(live) == start + 4
    history = live.replace("/v4/", "/v4/historical/") + "&date=2025-01-12T16:00:00Z"
    assert used(history) == start + 4 + 40
    assert used(live.replace("apiKey=k&", "")) == start + 44


def test_too_many_requests_says_when_to_come_back(replay, client):
    replay.misbehave("leaguegamelog", "too_many_requests", times=1, retry_after=7)
    refused = client.get(PLAYERS)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "7")
    assert client.get(PLAYERS).status_code == 200


def test_server_errors_come_as_often_as_asked_for(replay, client):
    replay.misbehave("leaguegamelog", "server_error", times=2)
    assert [client.get(PLAYERS).status_code for _ in range(3)] == [500, 500, 200]


def test_only_matching_requests_fail(replay, client):
    replay.misbehave("leaguegamelog.*PlayerOrTeam=T", "server_error")
    assert [client.get(path).status_code for path in (PLAYERS, SCHEDULE, TEAMS, TEAMS)] == [200, 200, 500, 500]


def test_good_behaviour_comes_back_when_the_rules_are_deleted(replay, client):
    replay.misbehave("", "server_error")
    assert client.get(PLAYERS).status_code == 500
    client.delete("/misbehave")
    assert client.get(PLAYERS).status_code == 200


def test_a_time_out_keeps_the_client_waiting(replay, client):
    replay.misbehave("leaguegamelog", "time_out", times=1, seconds=30)
    started = time.monotonic()
    with pytest.raises(httpx.ReadTimeout):
        client.get(PLAYERS, timeout=0.3)
    assert time.monotonic() - started < 5
    assert client.get(PLAYERS).status_code == 200


def test_a_slow_answer_comes_after_all(replay, client):
    replay.misbehave("leaguegamelog", "time_out", times=1, seconds=0.2)
    assert client.get(PLAYERS).json()["resultSets"][0]["rowSet"]


def test_the_wall_is_a_page_of_html(replay, client):
    replay.misbehave("leaguegamelog", "html_wall", times=1)
    wall = client.get(PLAYERS)
    assert (wall.status_code, wall.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert "not accessible in this region" in wall.text


def test_a_truncated_body_breaks_off_in_the_middle(replay, client):
    replay.misbehave("leaguegamelog", "truncated_body", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(PLAYERS)
    assert client.get(PLAYERS).status_code == 200


def test_an_empty_slate_keeps_the_providers_shape(replay, client):
    event = next(e["id"] for e in client.get(EVENTS).json() if e["home_team"] == "New York Knicks")
    odds = f"{ODDS}/{event}/odds?apiKey=k&markets=player_points&regions=us_dfs"
    history = odds.replace("/v4/", "/v4/historical/") + "&date=2025-01-12T16:00:00Z"
    full = {path: client.get(path).json() for path in (PLAYERS, SCHEDULE, EVENTS, odds, history)}
    assert full[PLAYERS]["resultSets"][0]["rowSet"]
    assert full[odds]["bookmakers"]
    replay.misbehave("", "empty_slate")
    empty = {path: client.get(path).json() for path in full}
    result = full[PLAYERS]["resultSets"][0] | {"rowSet": []}
    assert empty[PLAYERS] == full[PLAYERS] | {"resultSets": [result]}
    assert empty[SCHEDULE]["leagueSchedule"] == full[SCHEDULE]["leagueSchedule"] | {"gameDates": []}
    assert empty[EVENTS] == []
    assert empty[odds] == full[odds] | {"bookmakers": []}
    assert empty[history]["data"] == full[history]["data"] | {"bookmakers": []}


DRIVE = "/as-of/2025-01-12T12:00/www.googleapis.com/drive/v3/files"
LISTING = f"{DRIVE}?q=name contains '0022300010'"


@pytest.fixture
def csv_file(client):
    """The path of BigDataBall's file of BKN at BOS, 2023-11-10."""
    (file,) = client.get(LISTING).json()["files"]
    return f"{DRIVE}/{file['id']}?alt=media"


def test_a_file_comes_with_its_own_content_type(client, csv_file):
    answer = client.get(csv_file)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.text.startswith("game_id,data_set,date,a1,")


def test_files_can_be_walled_cut_and_emptied_too(replay, client, csv_file):
    whole = client.get(csv_file).content
    replay.misbehave("drive/v3/files/", "html_wall", times=1)
    assert client.get(csv_file).status_code == 403
    replay.misbehave("drive/v3/files/", "truncated_body", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(csv_file)
    replay.misbehave("drive/v3/files/", "empty_slate", times=1)
    assert client.get(csv_file).content == whole.split(b"\n")[0] + b"\n"
    assert client.get(csv_file).content == whole


def test_a_late_file_is_not_in_the_listing_and_not_found(replay, client, csv_file):
    replay.misbehave("drive/v3/files", "late_file")
    listing = client.get(LISTING)
    assert (listing.status_code, listing.json()["files"]) == (200, [])
    assert client.get(csv_file).status_code == 404


def test_a_late_file_comes_when_its_moment_has_come(replay, client):
    replay.misbehave("drive/v3/files", "late_file", until="2025-01-12T11:00")
    earlier = LISTING.replace("T12:00", "T10:59")
    assert client.get(earlier).json()["files"] == []
    assert client.get(earlier.replace("T10:59", "T11:00")).json()["files"]
    assert client.get(LISTING).json()["files"]


@pytest.mark.parametrize(
    ("path", "status"), [("stats.nba.com/stats/leaguegamelog", 404), ("cdn.nba.com/static/json/x.json", 403)]
)
def test_a_late_file_has_the_status_of_its_provider(replay, client, path, status):
    replay.misbehave(path, "late_file", times=1)
    assert client.get(f"/as-of/2025-01-12T12:00/{path}").status_code == status


LATE_WHEN = {"path": "x", "kind": "late_file", "until": "soon"}


@pytest.mark.parametrize(
    "rule", [{"path": "x", "kind": "sulk"}, {"kind": "html_wall"}, {"path": "(", "kind": "html_wall"}, LATE_WHEN]
)
def test_a_rule_that_makes_no_sense_is_refused(client, rule):
    assert client.post("/misbehave", json=rule).status_code == 400
