"""ESPN's box score page of HOU at PHI, 2024-01-15."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nba_assets.sources.espn.box_score_page import game_package
from nba_assets.sources.espn.box_scores import ESPN_BOXSCORES, ask
from nba_assets.sources.espn.scoreboard import ESPN_SCOREBOARD
from nba_assets.sources.fields import known_fields
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Form
from nba_assets_tests.conftest import RECORDINGS, recording
from nba_assets_tests.sources.reading import answer, asking, rows, scheduled

DAY = date(2024, 1, 15)
HOU_PHI = "401585183"
SCHEDULED = scheduled("0022300555", DAY, "HOU", "PHI")
FEED = ESPN_BOXSCORES.feeds[0]
NEXT_NOON = datetime(2024, 1, 16, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def page():
    return gzip.decompress((RECORDINGS / "espn_boxscores" / "2024-01-15_hou_phi.html.gz").read_bytes()).decode()


@pytest.fixture(scope="module")
def scoreboard():
    body = recording("espn_scoreboard", "2024-01-15.json")
    feed = ESPN_SCOREBOARD.feeds[0]
    return rows(ESPN_SCOREBOARD, feed, answer(feed, "2024-01-15", body, [SCHEDULED]))


@pytest.fixture(scope="module")
def players(page, scoreboard):
    return {row["player_full_name"]: row for row in read(page, scoreboard)}


def read(page, scoreboard, game=HOU_PHI):
    found = answer(FEED, "2024-01-15", page, [SCHEDULED], game, gameId=game)
    return rows(ESPN_BOXSCORES, FEED, replace(found, upstream={"espn_scoreboard": scoreboard}))


def test_a_starter_of_the_home_team(players):
    embiid = players["Joel Embiid"]
    assert (embiid["game_id"], embiid["nba_game_id"]) == ("20240115_HOU_PHI", "0022300555")
    assert (embiid["team_abbr"], embiid["is_home"], embiid["starter"], embiid["did_play"]) == ("PHI", True, True, True)
    assert (embiid["espn_player_id"], embiid["jersey_number"], embiid["minutes"]) == (3059318, "21", 31)
    assert (embiid["points"], embiid["rebounds"], embiid["offensive_rebounds"], embiid["defensive_rebounds"]) == (
        *(41, 10),
        *(2, 8),
    )
    assert (embiid["assists"], embiid["steals"], embiid["blocks"], embiid["turnovers"], embiid["fouls"]) == (
        *(3, 1, 1),
        *(2, 5),
    )
    assert (embiid["field_goals_made"], embiid["field_goals_attempted"]) == (12, 21)
    assert (embiid["three_pointers_made"], embiid["three_pointers_attempted"]) == (1, 5)
    assert (embiid["free_throws_made"], embiid["free_throws_attempted"], embiid["plus_minus"]) == (16, 17, 7)


def test_percentages_are_fractions_and_unknown_without_an_attempt(players):
    batum = players["Nicolas Batum"]
    assert (batum["field_goal_percentage"], batum["three_pointer_percentage"]) == (2 / 7, 1 / 3)
    assert (batum["free_throws_attempted"], batum["free_throw_percentage"]) == (0, None)
    assert players["Jabari Smith Jr."]["three_pointer_percentage"] == 0.0


def test_a_player_of_the_bench_keeps_his_suffix(players):
    morris = players["Marcus Morris Sr."]
    assert (morris["player_lookup"], morris["player_match_key"]) == ("marcusmorrissr", "marcusmorris")
    assert (morris["starter"], morris["plus_minus"], morris["minutes"]) == (False, 26, 14)


def test_who_did_not_play_has_a_reason_and_no_numbers(players):
    bullock = players["Reggie Bullock Jr."]
    assert (bullock["did_play"], bullock["dnp_reason"], bullock["starter"]) == (False, "DNP-COACH'S DECISION", False)
    assert (bullock["minutes"], bullock["points"], bullock["field_goals_attempted"]) == (None, None, None)
    assert [name for name, row in players.items() if not row["did_play"]] == ["Reggie Bullock Jr.", "Boban Marjanovic"]


def test_scores_and_season_are_those_of_the_scoreboard(players):
    green = players["Jalen Green"]
    assert (green["home_team_abbr"], green["home_team_score"]) == ("PHI", 124)
    assert (green["away_team_abbr"], green["away_team_score"]) == ("HOU", 115)
    assert (green["season_year"], green["period"], green["is_postseason"]) == (2023, 4, False)


def test_page_and_scoreboard_agree_that_the_players_points_are_the_score(players, scoreboard):
    final = next(row for row in scoreboard if row["espn_game_id"] == HOU_PHI)
    points = {"HOU": 0, "PHI": 0}
    for row in players.values():
        points[row["team_abbr"]] += row["points"] or 0
    assert points == {"HOU": final["away_team_score"], "PHI": final["home_team_score"]} == {"HOU": 115, "PHI": 124}


def test_each_team_has_five_starters_and_all_its_players(players):
    starters = [row["team_abbr"] for row in players.values() if row["starter"]]
    assert (starters.count("HOU"), starters.count("PHI"), len(players)) == (5, 5, 25)


def test_statistics_follow_their_keys_not_their_places(page, scoreboard):
    teams = game_package(page)["bxscr"]
    for team in teams:
        for group in team["stats"]:
            for told in (group, *group.get("athlts", [])):
                for values in ("keys", "stats"):
                    told.get(values, []).reverse()
    state = {"page": {"content": {"gamepackage": {"gmStrp": {"gid": HOU_PHI}, "bxscr": teams}}}}
    turned_round = f"<html><body><script>window['__espnfitt__']={json.dumps(state)};</script></body></html>"
    assert read(turned_round, scoreboard) == read(page, scoreboard)


def test_a_lost_key_is_named(page, scoreboard):
    with pytest.raises(MissingFieldError, match="plusMinus"):
        read(page.replace('"plusMinus"', '"plusMinusPoints"'), scoreboard)


def test_a_page_without_its_state_lacks_a_field(scoreboard):
    with pytest.raises(MissingFieldError, match=r"gmStrp\.gid"):
        read("<html><body>Something went wrong</body></html>", scoreboard)


def test_the_page_of_another_game_is_an_error(page, scoreboard):
    with pytest.raises(ValueError, match=r"espn_web box_score for 2024-01-15: .* 401585184 shows game 401585183"):
        read(page, scoreboard, "401585184")


def test_a_game_that_the_scoreboard_lacks_is_an_error(page):
    with pytest.raises(ValueError, match="401585183 is not on espn_scoreboard"):
        read(page, [])


def test_the_final_games_that_are_lacking_are_asked_for(scoreboard):
    playing = next(row for row in scoreboard if row["game_id"] == "20240115_MIA_BKN") | {"game_status": 2}
    others = [row for row in scoreboard if row["espn_game_id"] != "401585190"]
    lacking = [SCHEDULED, scheduled("0022300562", DAY, "MIA", "BKN")]
    found = replace(asking("2024-01-15", NEXT_NOON, lacking), upstream={"espn_scoreboard": [playing, *others]})
    assert [(one.slug, one.path, one.params, one.form) for one in ask(found)] == [
        (HOU_PHI, "/nba/boxscore", {"gameId": HOU_PHI}, Form.HTML)
    ]


def test_the_recording_holds_no_unknown_field(page):
    assert FEED.fields(page) <= known_fields("espn_web", "box_score")
    assert FEED.needs <= FEED.fields(page)
