"""The schedule from the league's statistics host, from its content network, and refreshed by ESPN as a last resort."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nba_assets.eastern import parse_eastern
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.sources.nba_stats.league import IDS, recorded
from nba_assets_tests.sources.reading import CAPTURED, answer, asking, rows

STATS, CDN, ESPN = NBAC_SCHEDULE.feeds
EARLIER = CAPTURED - timedelta(hours=1)
LATER = CAPTURED + timedelta(hours=1)
SCHEDULED_GAME = {
    "gameId": "0022400539",
    "gameCode": "20250112/MILNYK",
    "gameStatus": 1,
    "gameStatusText": "3:00 pm ET",
    "gameDateTimeEst": "2025-01-12T15:00:00Z",
    "gameDateTimeUTC": "2025-01-12T20:00:00Z",
    "homeTeam": {"teamId": IDS["NYK"], "teamTricode": "NYK", "score": 0},
    "awayTeam": {"teamId": IDS["MIL"], "teamTricode": "MIL", "score": 0},
}


def one_game(**changed):
    return {"leagueSchedule": {"seasonYear": "2024-25", "gameDates": [{"games": [SCHEDULED_GAME | changed]}]}}


def read(body, feed=STATS, scope="2024-25"):
    return {row["nba_game_id"]: row for row in rows(NBAC_SCHEDULE, feed, answer(feed, scope, body))}


@pytest.fixture(scope="module")
def season():
    return read(recorded("nbac_schedule", "2024-25_eight_dates.json.gz"))


def test_a_final_game(season):
    game = season["0022400561"]
    assert (game["game_id"], game["game_date"]) == ("20250115_NYK_PHI", date(2025, 1, 15))
    # Seven in the evening in the east is midnight in UTC; the feed's Eastern time wears a false Z.
    assert game["tipoff_at"] == datetime(2025, 1, 16, tzinfo=UTC)
    assert (game["game_status"], game["game_status_text"]) == (3, "Final/OT")
    assert (game["away_team_score"], game["home_team_score"], game["winning_team_tricode"]) == (125, 119, "NYK")
    assert (game["home_team_name"], game["arena_name"]) == ("Philadelphia 76ers", "Wells Fargo Center")
    assert (game["week_name"], game["week_number"], game["national_broadcasters"]) == ("Week 13", 13, "ESPN")
    assert (game["is_neutral_site"], game["if_necessary"], game["series_text"]) == (False, False, None)
    assert game["data_source"] == "api_stats"


def test_preseason_and_all_star_games_do_not_count(season):
    assert {row["season_type"] for row in season.values()} <= {"Regular Season", "Cup Final", "PlayIn", "Playoffs"}


def test_a_play_off_game_keeps_what_the_payload_says_of_its_series():
    game = read(
        one_game(
            gameId="0042400403",
            seriesText="IND leads 2-1",
            seriesGameNumber="Game 3",
            gameLabel="NBA Finals",
            ifNecessary=True,
            isNeutral=True,
            gameSubtype="Global Games",
            broadcasters={"nationalTvBroadcasters": [{"broadcasterDisplay": "ABC"}, {"broadcasterDisplay": "ESPN+"}]},
        )
    )["0042400403"]
    assert (game["series_text"], game["series_game_number"], game["if_necessary"]) == ("IND leads 2-1", "Game 3", True)
    assert (game["game_subtype"], game["is_neutral_site"], game["season_type"]) == ("Global Games", True, "Playoffs")
    assert game["national_broadcasters"] == "ABC/ESPN+"


def test_a_score_before_the_final_buzzer_is_unknown_not_zero():
    game = read(one_game())["0022400539"]
    assert (game["home_team_score"], game["away_team_score"], game["winning_team_tricode"]) == (None, None, None)


def test_a_schedule_without_utc_times_is_read_by_its_eastern_time():
    game = {key: value for key, value in SCHEDULED_GAME.items() if key != "gameDateTimeUTC"}
    body = {"leagueSchedule": {"gameDates": [{"games": [game]}]}}
    assert read(body)["0022400539"]["tipoff_at"] == datetime(2025, 1, 12, 20, tzinfo=UTC)


def test_a_game_of_a_later_round_without_teams_is_no_game_yet():
    nobody = {"teamId": 0, "teamTricode": None, "score": 0}
    assert read(one_game(gameId="0042400301", homeTeam=nobody)) == {}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"leagueSchedule": {}}, "leagueSchedule.gameDates"),
        ({"leagueSchedule": {"gameDates": [{"games": [{"gameId": "0022400539"}]}]}}, "homeTeam.teamId"),
        (one_game(awayTeam={"teamId": 1610612749, "score": 0}), "awayTeam.teamTricode"),
    ],
)
def test_a_missing_field_is_named_with_the_landed_file(body, field):
    with pytest.raises(MissingFieldError, match=f"{field}.*landing/answer.gz"):
        STATS.read(answer(STATS, "2024-25", body))


def test_the_content_network_has_the_same_shape_and_names_itself():
    assert read(one_game(), CDN)["0022400539"]["data_source"] == "cdn_static"


def test_the_recording_of_the_content_network_holds_preseason_games_only():
    body = recorded("nbac_schedule", "cdn_2025-26_preseason.json.gz")
    assert sum(len(day["games"]) for day in body["leagueSchedule"]["gameDates"]) == 13
    assert read(body, CDN, "2025-26") == {}


def test_another_season_of_the_content_network_is_no_answer():
    assert read(one_game(), CDN, "2023-24") == {}


@pytest.mark.parametrize(("scope", "requests"), [("2023-24", 0), ("2024-25", 1), ("2025-26", 1)])
def test_the_content_network_is_asked_for_the_current_season_only(scope, requests):
    assert len(CDN.ask(asking(scope, parse_eastern("2025-03-01T12:00")))) == requests


def test_espn_is_asked_for_yesterday_today_and_tomorrow():
    asked = ESPN.ask(asking("2023-24", parse_eastern("2024-01-15T12:00")))
    assert [request.params["dates"] for request in asked] == ["20240114", "20240115", "20240116"]
    assert len({request.slug for request in asked}) == 3
    assert ESPN.ask(asking("2022-23", parse_eastern("2024-01-15T12:00"))) == []


def test_espns_scoreboard():
    body = recorded("espn_scoreboard", "2024-01-15.json")
    games = {row["game_id"]: row for row in ESPN.read(answer(ESPN, "2023-24", body))}
    assert len(games) == 11
    game = games["20240115_HOU_PHI"]
    assert (game["game_status"], game["home_team_score"], game["away_team_score"]) == (3, 124, 115)
    assert (game["winning_team_tricode"], game["data_source"]) == ("PHI", "espn_scoreboard")
    # ESPN writes GS and WSH.
    assert {"20240115_GSW_MEM", "20240115_DET_WAS", "20240115_SAS_ATL", "20240115_IND_UTA"} <= games.keys()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ({"completed": False, "state": "pre", "detail": "Mon, 3:00 PM EST"}, (1, "Mon, 3:00 PM EST", None)),
        ({"completed": False, "state": "in", "detail": "Halftime"}, (2, "Halftime", None)),
        ({"completed": True, "state": "post", "detail": "Final/OT"}, (3, "Final/OT", 101)),
        ({"completed": False, "state": "post", "detail": "Postponed"}, (1, "PPD", None)),
    ],
)
def test_the_states_of_espn(kind, expected):
    [row] = ESPN.read(answer(ESPN, "2024-25", espn_event("Milwaukee Bucks", "New York Knicks", kind)))
    assert (row["game_status"], row["game_status_text"], row["home_team_score"]) == expected


def test_all_star_teams_of_espn_are_none_of_the_schedules():
    over = {"completed": True, "state": "post", "detail": "Final"}
    assert ESPN.read(answer(ESPN, "2024-25", espn_event("Team Shaq", "Team Chuck", over))) == []


def league_row(source, captured_at, status=1):
    return {
        **dict.fromkeys(("home_team_score", "away_team_score", "winning_team_tricode", "processed_at")),
        **{"game_id": "20250112_MIL_NYK", "nba_game_id": "0022400539", "game_status": status, "data_source": source},
        **{"game_status_text": "3:00 pm ET", "captured_at": captured_at, "source_file": source},
    }


def scoreboard_row(captured_at, status=3, game_id="20250112_MIL_NYK"):
    return {
        **{"game_id": game_id, "game_status": status, "game_status_text": "Final", "home_team_score": 140},
        **{"away_team_score": 106, "winning_team_tricode": "NYK", "data_source": "espn_scoreboard"},
        **{"captured_at": captured_at, "source_file": "espn", "processed_at": None},
    }


@pytest.mark.parametrize(
    ("stats", "cdn", "wins"),
    [
        (EARLIER, LATER, "cdn_static"),
        (LATER, EARLIER, "api_stats"),
        (EARLIER, None, "api_stats"),
        (None, EARLIER, "cdn_static"),
    ],
)
def test_the_newest_whole_season_wins(stats, cdn, wins):
    answers = [[league_row("api_stats", stats)] if stats else [], [league_row("cdn_static", cdn)] if cdn else []]
    assert [row["data_source"] for row in NBAC_SCHEDULE.combine([*answers, []])] == [wins]


def test_a_newer_scoreboard_refreshes_status_and_score_of_a_known_game():
    [row] = NBAC_SCHEDULE.combine([[league_row("api_stats", EARLIER)], [], [scoreboard_row(LATER)]])
    assert (row["nba_game_id"], row["game_status"], row["home_team_score"]) == ("0022400539", 3, 140)
    assert (row["data_source"], row["captured_at"], row["source_file"]) == ("espn_scoreboard", LATER, "espn")


@pytest.mark.parametrize(
    ("league", "scoreboard"),
    [
        (league_row("api_stats", LATER), scoreboard_row(EARLIER)),
        (league_row("api_stats", EARLIER, status=3), scoreboard_row(LATER, status=2)),
        (league_row("api_stats", EARLIER), scoreboard_row(LATER, game_id="20250112_DEN_DAL")),
    ],
    ids=["older", "lags behind", "unknown game"],
)
def test_a_scoreboard_that_is_no_news_changes_nothing(league, scoreboard):
    assert NBAC_SCHEDULE.combine([[league], [], [scoreboard]]) == [league]


def test_a_scoreboard_alone_makes_no_schedule():
    assert NBAC_SCHEDULE.combine([[], [], [scoreboard_row(LATER)]]) == []


def espn_event(away, home, kind):
    sides = [
        {"homeAway": "away", "team": {"displayName": away}, "score": "99"},
        {"homeAway": "home", "team": {"displayName": home}, "score": "101"},
    ]
    return {
        "events": [{"competitions": [{"date": "2025-01-12T20:00Z", "status": {"type": kind}, "competitors": sides}]}]
    }
