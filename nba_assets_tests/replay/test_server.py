"""The server over a real socket: its headers, what it does not serve, and each way to fail."""

import time

import httpx
import pytest

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
    answer = client.get(f"{STATS}/playerindex?Season=2024-25")
    assert (answer.status_code, "stats/playerindex" in answer.json()["message"]) == (404, True)


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


@pytest.mark.parametrize(
    "rule", [{"path": "x", "kind": "sulk"}, {"kind": "html_wall"}, {"path": "(", "kind": "html_wall"}]
)
def test_a_rule_that_makes_no_sense_is_refused(client, rule):
    assert client.post("/misbehave", json=rule).status_code == 400
