"""Recorded payloads become the rows that a person reads off them."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nba_assets.records import to_table
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets.sources.odds_api.events import ODDS_API_EVENTS
from nba_assets.sources.odds_api.game_lines import ODDS_API_GAME_LINES
from nba_assets.sources.odds_api.player_points import ODDS_API_PLAYER_POINTS_PROPS
from nba_assets.sources.odds_api.vendor import prices
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer, Request
from nba_assets_tests.conftest import RECORDINGS, recording

CAPTURED = datetime(2025, 1, 12, 17, tzinfo=UTC)


def answer(table, scope, body, **params):
    return Answer(Request(table.provider, table.feed, scope, "x", "/x", params), body, CAPTURED, "landing/x.gz")


def rows(table, scope, body, **params):
    found = answer(table, scope, body, **params)
    read = table.read(found)
    audit = {"source_file": found.source_file, "captured_at": CAPTURED, "processed_at": CAPTURED}
    to_table(table.record, [row | audit for row in read], table=table.name)
    return read


@pytest.fixture(scope="module")
def schedule():
    body = json.loads(gzip.decompress((RECORDINGS / "nbac_schedule" / "2024-25_eight_dates.json.gz").read_bytes()))
    return {row["nba_game_id"]: row for row in rows(NBAC_SCHEDULE, "2024-25", body)}


def test_a_final_game_of_the_schedule(schedule):
    game = schedule["0022400561"]
    assert game["game_id"] == "20250115_NYK_PHI"
    assert game["game_date"] == date(2025, 1, 15)
    # Seven in the evening in the east is midnight in UTC; the feed's Eastern time wears a false Z.
    assert game["tipoff_at"] == datetime(2025, 1, 16, tzinfo=UTC)
    assert (game["game_status"], game["game_status_text"]) == (3, "Final/OT")
    assert (game["away_team_score"], game["home_team_score"], game["winning_team_tricode"]) == (125, 119, "NYK")
    assert (game["arena_name"], game["week_name"]) == ("Wells Fargo Center", "Week 13")


def test_preseason_and_all_star_games_do_not_count(schedule):
    assert {row["season_type"] for row in schedule.values()} <= {"Regular Season", "Cup Final", "PlayIn", "Playoffs"}


def test_a_score_before_the_final_buzzer_is_unknown_not_zero():
    body = {"leagueSchedule": {"gameDates": [{"games": [SCHEDULED_GAME]}]}}
    game = rows(NBAC_SCHEDULE, "2024-25", body)[0]
    assert (game["home_team_score"], game["away_team_score"], game["winning_team_tricode"]) == (None, None, None)


def test_a_schedule_without_utc_times_is_read_by_its_eastern_time():
    game = {key: value for key, value in SCHEDULED_GAME.items() if key != "gameDateTimeUTC"}
    body = {"leagueSchedule": {"gameDates": [{"games": [game]}]}}
    assert rows(NBAC_SCHEDULE, "2024-25", body)[0]["tipoff_at"] == datetime(2025, 1, 12, 20, tzinfo=UTC)


def test_a_player_of_the_game_log():
    body = recording("nbac_player_boxscores", "2025-03-15.json")
    players = {row["player_lookup"]: row for row in rows(NBAC_PLAYER_BOXSCORES, "2025-03-15", body)}
    assert len(players) == 157
    curry = players["stephencurry"]
    assert (curry["game_id"], curry["is_home"], curry["win_loss"]) == ("20250315_NYK_GSW", True, "W")
    assert (curry["minutes"], curry["points"], curry["field_goals_made"], curry["field_goals_attempted"]) == (
        35,
        28,
        8,
        20,
    )
    assert (curry["three_pointers_made"], curry["three_pointers_attempted"]) == (4, 13)
    assert (curry["free_throws_made"], curry["free_throws_attempted"], curry["plus_minus"]) == (8, 9, -5)


def test_a_neutral_site_game_has_the_home_team_of_the_schedule():
    """Both rows of such a game wear the @, each with its own team first."""
    log = dict.fromkeys(TEAM_HEADERS, 0) | {"GAME_ID": "0022401229", "GAME_DATE": "2024-12-14", "WL": "W"}
    pair = [
        log | {"TEAM_ABBREVIATION": "ATL", "MATCHUP": "ATL @ MIL", "TEAM_NAME": "Atlanta Hawks"},
        log | {"TEAM_ABBREVIATION": "MIL", "MATCHUP": "MIL @ ATL", "TEAM_NAME": "Milwaukee Bucks"},
    ]
    scheduled = {"0022401229": {"away_team_tricode": "ATL", "home_team_tricode": "MIL"}}
    found = replace(answer(NBAC_TEAM_BOXSCORE, "2024-12-14", result_set("LeagueGameLog", pair)), games=scheduled)
    assert {(row["team_abbr"], row["is_home"], row["game_id"]) for row in NBAC_TEAM_BOXSCORE.read(found)} == {
        ("ATL", False, "20241214_ATL_MIL"),
        ("MIL", True, "20241214_ATL_MIL"),
    }


@pytest.mark.parametrize(
    ("table", "scope", "body", "field"),
    [
        (NBAC_SCHEDULE, "2024-25", {"leagueSchedule": {}}, "leagueSchedule.gameDates"),
        (NBAC_PLAYER_BOXSCORES, "2025-01-11", {"resultSets": []}, "resultSets.LeagueGameLog"),
        (
            NBAC_SHOT_CHART,
            "2025-01-11",
            {"resultSets": [{"name": "Shot_Chart_Detail", "headers": ["GAME_ID"], "rowSet": []}]},
            "Shot_Chart_Detail.PLAYER_ID",
        ),
        (ODDS_API_EVENTS, "2025-01-11", [{"id": "1"}], "commence_time"),
    ],
)
def test_a_missing_field_is_named_with_the_landed_file(table, scope, body, field):
    with pytest.raises(MissingFieldError, match=field) as failed:
        table.read(answer(table, scope, body))
    for told in (table.provider, table.feed, scope, "landing/x.gz"):
        assert told in str(failed.value)


def test_the_events_of_a_date():
    body = recording("odds_api_events", "historical_2024-01-25.json")
    events = rows(ODDS_API_EVENTS, "2024-01-24", body)
    dallas = next(event for event in events if event["home_team_abbr"] == "DAL")
    assert dallas["odds_api_event_id"] == "f137689983933840bf2f2a91278eb03b"
    # Half past eight in the evening in the east is the next day in UTC.
    assert (dallas["game_id"], dallas["game_date"]) == ("20240124_PHX_DAL", date(2024, 1, 24))
    assert {event["game_date"] for event in events} == {date(2024, 1, 24)}


def test_the_spreads_and_totals_of_a_game():
    body = recording("odds_api_game_lines", "historical_2024-01-24_atl_gsw.json")
    lines = rows(ODDS_API_GAME_LINES, "2024-01-24", body)
    points = {
        (row["bookmaker_key"], row["outcome_team_abbr"] or row["outcome_name"]): row["outcome_point"] for row in lines
    }
    assert points == {
        ("draftkings", "ATL"): 6.5,
        ("draftkings", "GSW"): -6.5,
        ("draftkings", "Over"): 248.5,
        ("draftkings", "Under"): 248.5,
        ("fanduel", "ATL"): 7.5,
        ("fanduel", "GSW"): -7.5,
        ("fanduel", "Over"): 247.5,
        ("fanduel", "Under"): 247.5,
    }
    assert {row["snapshot_timestamp"] for row in lines} == {datetime(2024, 1, 25, 3, 55, 40, tzinfo=UTC)}


def test_the_points_lines_of_a_game():
    body = recording("odds_api_player_points_props", "live_2023-12-28_det_bos.json")
    lines = {
        row["player_lookup"]: row
        for row in rows(ODDS_API_PLAYER_POINTS_PROPS, "2023-12-28", body, oddsFormat="american")
    }
    cade = lines["cadecunningham"]
    assert len(lines) == 3
    assert (cade["points_line"], cade["over_price_american"], cade["under_price_american"]) == (23.5, -120, -110)
    assert (cade["over_price"], cade["under_price"]) == (1.8333, 1.9091)
    # A live answer has no time of its own: it is as old as its arrival.
    assert (cade["snapshot_timestamp"], cade["data_source"]) == (CAPTURED, "current")
    assert cade["bookmaker_last_update"] == datetime(2023, 12, 28, 20, 30, 33, tzinfo=UTC)


def test_an_alternate_line_is_a_row_of_its_own():
    outcomes = [
        {"name": "Over", "description": "Luka Doncic", "price": 1.73, "point": 25.5},
        {"name": "Over", "description": "Luka Doncic", "price": 1.73, "point": 30.5},
        {"name": "Under", "description": "Luka Doncic", "price": 1.73, "point": 30.5},
    ]
    event = recording("odds_api_player_points_props", "live_2023-12-28_det_bos.json") | {
        "bookmakers": [
            {"key": "prizepicks", "title": "PrizePicks", "markets": [{"key": "player_points", "outcomes": outcomes}]}
        ]
    }
    read = {row["points_line"]: row for row in rows(ODDS_API_PLAYER_POINTS_PROPS, "2023-12-28", event)}
    assert read[25.5]["under_price"] is None
    assert (read[30.5]["over_price_american"], read[30.5]["under_price_american"]) == (-137, -137)


@pytest.mark.parametrize(
    ("asked", "price", "expected"),
    [
        ("decimal", 1.91, (1.91, -110)),
        ("decimal", 2.1, (2.1, 110)),
        ("decimal", 2.0, (2.0, 100)),
        ("decimal", 1.0, (None, None)),
        ("american", -137, (1.7299, -137)),
        ("american", 100, (2.0, 100)),
        ("decimal", None, (None, None)),
    ],
)
def test_prices_in_both_forms(asked, price, expected):
    assert prices(price, answer(ODDS_API_GAME_LINES, "x", {}, oddsFormat=asked)) == expected


def result_set(name, dicts):
    headers = list(dicts[0])
    return {"resultSets": [{"name": name, "headers": headers, "rowSet": [list(one.values()) for one in dicts]}]}


TEAM_HEADERS = [
    *["TEAM_ID", "TEAM_ABBREVIATION", "TEAM_NAME", "GAME_ID", "GAME_DATE", "MATCHUP", "WL", "MIN"],
    *["FGM", "FGA", "FG3M", "FG3A", "FTM", "FTA", "OREB", "DREB", "REB"],
    *["AST", "STL", "BLK", "TOV", "PF", "PTS", "PLUS_MINUS"],
]
SCHEDULED_GAME = {
    "gameId": "0022400539",
    "gameCode": "20250112/MILNYK",
    "gameStatus": 1,
    "gameStatusText": "3:00 pm ET",
    "gameDateTimeEst": "2025-01-12T15:00:00Z",
    "gameDateTimeUTC": "2025-01-12T20:00:00Z",
    "homeTeam": {"teamId": 1610612752, "teamTricode": "NYK", "score": 0},
    "awayTeam": {"teamId": 1610612749, "teamTricode": "MIL", "score": 0},
}
