"""The feeds have the keys and types of recorded answers, but for the keys that the manifest says are absent."""

import gzip
import json
from collections import defaultdict
from pathlib import Path

import orjson
import pytest

from nba_assets.replay.feeds.event_odds import historical_event_odds, live_event_odds
from nba_assets.replay.feeds.league_game_log import league_game_log
from nba_assets.replay.feeds.odds_events import historical_events, live_events
from nba_assets.replay.feeds.schedule import schedule
from nba_assets_tests.replay.asking import AFTER_ALL, LOG, at, on

RECORDINGS = Path(__file__).parents[1] / "recordings"


def recorded(*parts):
    data = RECORDINGS.joinpath(*parts).read_bytes()
    return json.loads(gzip.decompress(data) if parts[-1].endswith(".gz") else data)


def shape(payload, path=""):
    """Every path of a payload with the JSON types found there: {'games[].gameId': {'str'}}."""
    found = defaultdict(set)
    if isinstance(payload, dict):
        for key, value in payload.items():
            inner = f"{path}.{key}" if path else key
            found[inner].add(type(value).__name__)
            for name, types in shape(value, inner).items():
                found[name] |= types
    elif isinstance(payload, list):
        for value in payload:
            found[f"{path}[]"].add(type(value).__name__)
            for name, types in shape(value, f"{path}[]").items():
                found[name] |= types
    return found


def compare(served, recording, absent=()):
    """Assert equal shapes: just what lies below an absent key is missing, and every absent key is recorded."""
    served, recording = shape(json.loads(orjson.dumps(served))), shape(recording)
    missing = recording.keys() - served.keys()
    assert served.keys() - recording.keys() == set()
    assert {path for path in missing if not path.startswith(tuple(absent))} == set()
    assert [key for key in absent if key not in missing] == []
    for path in served:
        assert served[path] - {"NoneType"} <= recording[path], path


def test_schedule_has_the_recorded_keys_and_types(archive):
    served = schedule(archive, at(AFTER_ALL), {"LeagueID": "00", "Season": "2024-25"})
    recording = recorded("nbac_schedule", "2024-25_eight_dates.json.gz")
    feed = archive.manifest.feeds["nba_stats/schedule"]
    compare(served, recording, [*feed.absent_keys, *feed.absent_by_season.get("2024-25", [])])


def test_schedule_of_2023_24_lacks_just_the_keys_named_for_it(archive):
    served = schedule(archive, at(AFTER_ALL), {"LeagueID": "00", "Season": "2023-24"})
    recording = recorded("nbac_schedule", "2024-25_eight_dates.json.gz")
    feed = archive.manifest.feeds["nba_stats/schedule"]
    below_named = ("leagueSchedule.gameDates[].games[].broadcasters.",)
    absent = [key for key in feed.absent_keys if not key.startswith(below_named)]
    compare(served, recording, [*absent, *feed.absent_by_season["2023-24"]])


def test_every_recorded_game_is_served_with_the_recorded_values(archive):
    recording = recorded("nbac_schedule", "2024-25_eight_dates.json.gz")
    served = schedule(archive, at(AFTER_ALL), {"LeagueID": "00", "Season": "2024-25"})
    by_date = {day["gameDate"]: {g["gameId"]: g for g in day["games"]} for day in served["leagueSchedule"]["gameDates"]}
    compared = 0
    for day in recording["leagueSchedule"]["gameDates"]:
        for game in day["games"]:
            mine = by_date[day["gameDate"]][game["gameId"]]
            tv = [b["broadcasterDisplay"] for b in game["broadcasters"]["nationalTvBroadcasters"]]
            assert [b["broadcasterDisplay"] for b in mine["broadcasters"]["nationalTvBroadcasters"]] == tv
            assert {k: v for k, v in mine.items() if k != "broadcasters"} == {
                k: v for k, v in game.items() if k not in ("broadcasters", "pointsLeaders")
            }
            compared += 1
    assert compared == 37


def test_player_game_log_of_a_date_equals_the_recording(archive):
    recording = recorded("nbac_player_boxscores", "2025-03-15.json")
    params = LOG | {"PlayerOrTeam": "P", "Season": "2024-25"} | on("2025-03-15")
    served = league_game_log(archive, at(AFTER_ALL), params)
    compare(served, recording)
    assert served["parameters"] == recording["parameters"]
    assert served["resultSets"][0]["headers"] == recording["resultSets"][0]["headers"]
    assert rows_by_key(served) == rows_by_key(recording)


def rows_by_key(payload):
    return sorted((list(row) for row in payload["resultSets"][0]["rowSet"]), key=lambda row: (row[6], row[1]))


def test_historical_events_have_the_recorded_keys_and_types_and_events(archive):
    recording = recorded("odds_api_events", "historical_2025-03-09.json")
    served = historical_events(archive, at(AFTER_ALL), {"apiKey": "k", "date": recording["timestamp"]})
    compare(served, recording)
    mine = {event["id"]: (event["home_team"], event["away_team"]) for event in served["data"]}
    assert {e["id"]: (e["home_team"], e["away_team"]) for e in recording["data"]}.items() <= mine.items()


def test_live_events_have_the_keys_of_an_event(archive):
    recording = recorded("odds_api_events", "historical_2024-01-25.json")
    compare(live_events(archive, at("2025-01-12T12:00"), {"apiKey": "k"}), recording["data"])


def test_historical_game_lines_have_the_recorded_keys_and_types_but_no_price(archive):
    recording = recorded("odds_api_game_lines", "historical_2024-01-24_atl_gsw.json")
    event = next(e.event_id for e in archive.events.values() if e.event_id in archive.game_lines)
    params = {"apiKey": "k", "date": "2025-06-30T00:00:00Z", "markets": "spreads,totals", "regions": "us"}
    served = historical_event_odds(archive, at(AFTER_ALL), params, event)
    absent = [f"data.{key}" for key in archive.manifest.feeds["odds_api/game_lines"].absent_keys]
    recording["next_timestamp"] = served["next_timestamp"]
    compare(served, recording, absent)


@pytest.mark.parametrize("odds_format", ["american", "decimal"])
def test_live_player_points_have_the_recorded_keys_and_types(archive, odds_format):
    recording = recorded("odds_api_player_points_props", "live_2023-12-28_det_bos.json")
    event = next(iter(archive.points))
    params = {"apiKey": "k", "markets": "player_points", "regions": "us_dfs", "oddsFormat": odds_format}
    served = live_event_odds(archive, at(AFTER_ALL), params, event)
    if odds_format == "decimal":
        for outcome in recording["bookmakers"][0]["markets"][0]["outcomes"]:
            outcome["price"] = 1.91
    compare(served, recording)
