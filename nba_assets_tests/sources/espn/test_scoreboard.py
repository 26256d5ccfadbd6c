"""ESPN's scoreboard of a date: teams by the league's codes, scores once they are final."""

import copy
from datetime import UTC, date, datetime

import pytest

from nba_assets.sources.espn.scoreboard import ESPN_SCOREBOARD, ask
from nba_assets.sources.espn.teams import TEAM_IDS, abbr_from_espn
from nba_assets.sources.fields import known_fields
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.teams import TEAMS
from nba_assets_tests.conftest import recording
from nba_assets_tests.sources.reading import answer, asking, rows, scheduled

DAY = date(2024, 1, 15)
FEED = ESPN_SCOREBOARD.feeds[0]
NEXT_NOON = datetime(2024, 1, 16, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def payload():
    return recording("espn_scoreboard", "2024-01-15.json")


@pytest.fixture
def one_game(payload):
    """HOU at PHI alone, to be changed."""
    return {"events": [copy.deepcopy(payload["events"][0])]}


def read(body, *games, scope="2024-01-15"):
    return rows(ESPN_SCOREBOARD, FEED, answer(FEED, scope, body, games))


def test_the_eleven_finals_of_a_date_under_the_leagues_codes(payload):
    finals = {
        row["game_id"]: (row["away_team_score"], row["home_team_score"], row["winning_team_abbr"])
        for row in read(payload)
    }
    assert finals == {
        "20240115_HOU_PHI": (115, 124, "PHI"),
        "20240115_NOP_DAL": (120, 125, "DAL"),
        "20240115_ORL_NYK": (98, 94, "ORL"),
        "20240115_DET_WAS": (129, 117, "DET"),
        "20240115_SAS_ATL": (99, 109, "ATL"),
        "20240115_GSW_MEM": (107, 116, "MEM"),
        "20240115_CHI_CLE": (91, 109, "CLE"),
        "20240115_MIA_BKN": (96, 95, "MIA"),
        "20240115_BOS_TOR": (105, 96, "BOS"),
        "20240115_IND_UTA": (105, 132, "UTA"),
        "20240115_OKC_LAL": (105, 112, "LAL"),
    }


def test_the_facts_of_a_game_that_went_into_overtime(payload):
    game = next(row for row in read(payload) if row["espn_game_id"] == "401585190")
    # Half past seven in the evening in the east is the next day in UTC.
    assert (game["tipoff_at"], game["game_date"]) == (datetime(2024, 1, 16, 0, 30, tzinfo=UTC), DAY)
    assert (game["game_status"], game["status_name"], game["period"]) == (3, "STATUS_FINAL", 5)
    assert (game["home_team_espn_id"], game["away_team_espn_id"]) == ("17", "14")
    assert (game["arena_name"], game["attendance"]) == ("Barclays Center", 17893)
    assert (game["season_year"], game["is_postseason"], game["is_neutral_site"]) == (2023, False, False)


def test_the_schedule_gives_the_leagues_id(one_game):
    game = read(one_game, scheduled("0022300555", DAY, "HOU", "PHI"))[0]
    assert (game["game_id"], game["nba_game_id"]) == ("20240115_HOU_PHI", "0022300555")
    assert read(one_game)[0]["nba_game_id"] is None


def test_on_neutral_ground_the_schedule_says_whose_game_it_is(one_game):
    game = read(one_game, scheduled("0022300555", DAY, "PHI", "HOU"))[0]
    assert (game["game_id"], game["home_team_abbr"]) == ("20240115_PHI_HOU", "PHI")


def test_home_and_away_are_told_by_name_not_by_place(one_game):
    one_game["events"][0]["competitions"][0]["competitors"].reverse()
    game = read(one_game)[0]
    assert (game["home_team_abbr"], game["home_team_score"], game["away_team_score"]) == ("PHI", 124, 115)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ({"name": "STATUS_SCHEDULED", "state": "pre", "completed": False}, 1),
        ({"name": "STATUS_IN_PROGRESS", "state": "in", "completed": False}, 2),
        ({"name": "STATUS_POSTPONED", "state": "post", "completed": False}, 1),
        ({"name": "STATUS_CANCELED", "state": "post", "completed": True}, 1),
    ],
)
def test_a_game_without_a_final_has_no_score(one_game, status, expected):
    one_game["events"][0]["competitions"][0]["status"] = {"period": 0, "type": status}
    game = read(one_game)[0]
    assert (game["game_status"], game["status_name"], game["period"]) == (expected, status["name"], None)
    assert (game["home_team_score"], game["away_team_score"], game["winning_team_abbr"]) == (None, None, None)


def test_a_tip_off_yet_to_be_determined_is_unknown(one_game):
    one_game["events"][0]["competitions"][0]["timeValid"] = False
    assert read(one_game)[0]["tipoff_at"] is None


def test_preseason_and_all_star_games_do_not_count(one_game):
    preseason, all_star = copy.deepcopy(one_game), copy.deepcopy(one_game)
    preseason["events"][0]["season"]["type"] = 1
    all_star["events"][0]["competitions"][0]["type"] = {"id": "4", "abbreviation": "ALLSTAR"}
    all_star["events"][0]["competitions"][0]["competitors"][0]["team"]["abbreviation"] = "EAST"
    assert (read(preseason), read(all_star)) == ([], [])


def test_a_date_without_games_has_no_rows():
    assert read(recording("espn_scoreboard", "2025-02-14_no_games.json"), scope="2025-02-14") == []


def test_a_game_of_another_date_is_an_error(one_game):
    with pytest.raises(ValueError, match=r"espn scoreboard for 2024-01-16: game 401585183 is of 2024-01-15"):
        read(one_game, scope="2024-01-16")


def test_an_unknown_team_is_an_error(one_game):
    one_game["events"][0]["competitions"][0]["competitors"][0]["team"]["abbreviation"] = "SEA"
    with pytest.raises(ValueError, match="unknown ESPN team code 'SEA'"):
        read(one_game)


@pytest.mark.parametrize("lost", ["id", "season", "competitions"])
def test_a_lost_field_is_named(one_game, lost):
    del one_game["events"][0][lost]
    with pytest.raises(MissingFieldError, match=lost):
        read(one_game)


def test_every_team_has_an_id_and_a_code():
    assert set(TEAM_IDS) == {team.abbr for team in TEAMS}
    assert sorted(TEAM_IDS.values()) == list(range(1, 31))
    assert [abbr_from_espn(code) for code in ("GS", "NO", "NY", "SA", "UTAH", "WSH", "WAS", "BKN")] == [
        *["GSW", "NOP", "NYK", "SAS", "UTA", "WAS", "WAS", "BKN"]
    ]


def test_a_date_with_games_is_asked_for_once():
    request = ask(asking("2024-01-15", NEXT_NOON, [scheduled("0022300555", DAY, "HOU", "PHI")]))[0]
    assert (request.path, request.params) == (
        "/apis/site/v2/sports/basketball/nba/scoreboard",
        {"dates": "20240115"},
    )
    assert ask(asking("2025-02-14", NEXT_NOON)) == []


def test_the_recordings_hold_no_unknown_field(payload):
    assert FEED.fields(payload) <= known_fields("espn", "scoreboard")
    assert FEED.needs <= FEED.fields(payload)
