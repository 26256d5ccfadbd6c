"""Ball Don't Lie's lists as of a date: active players, injuries, standings."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from nba_assets.sources.balldontlie.active_players import BDL_ACTIVE_PLAYERS_CURRENT
from nba_assets.sources.balldontlie.injuries import BDL_INJURIES, normalized_status, reason_category
from nba_assets.sources.balldontlie.return_dates import return_date
from nba_assets.sources.balldontlie.standings import BDL_STANDINGS
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import recording
from nba_assets_tests.sources.reading import answer, asking, rows

SNAPSHOTS = [(BDL_ACTIVE_PLAYERS_CURRENT, "/v1/players/active"), (BDL_INJURIES, "/v1/player_injuries")]
NOON = datetime(2025, 1, 12, 17, tzinfo=UTC)


def read(table, scope, *path):
    feed = table.feeds[0]
    return rows(table, feed, answer(feed, scope, recording(table.name, *path)))


@pytest.mark.parametrize(("table", "path"), [*SNAPSHOTS, (BDL_STANDINGS, "/v1/standings")])
def test_a_snapshot_is_asked_for_as_of_the_afternoon_of_its_date(table, path):
    [request] = table.feeds[0].ask(asking("2025-01-11", NOON))
    assert (request.path, request.slug) == (path, "page-1")
    # Three in the afternoon in the east is eight in the evening in UTC in winter.
    assert request.as_of == datetime(2025, 1, 11, 20, tzinfo=UTC)
    assert table.feeds[0].ask(asking("2025-01-13", NOON)) == []


def test_standings_are_asked_for_by_the_year_in_which_the_season_began():
    [request] = BDL_STANDINGS.feeds[0].ask(asking("2025-01-11", NOON))
    assert request.params["season"] == "2024"


def test_the_first_page_of_the_active_players():
    players = {row["player_lookup"]: row for row in read(BDL_ACTIVE_PLAYERS_CURRENT, "2025-07-17", "2025_page_1.json")}
    assert len(players) == 100
    adams = players["stevenadams"]
    assert (adams["bdl_player_id"], adams["team_abbr"], adams["bdl_team_id"], adams["position"]) == (3, "HOU", 11, "C")
    assert (adams["height"], adams["weight"], adams["country"]) == ("6-11", "265", "New Zealand")
    assert (adams["draft_year"], adams["draft_round"], adams["draft_number"]) == (2013, 1, 12)
    assert (adams["game_date"], adams["season_year"]) == (date(2025, 7, 17), 2024)
    assert players["jarenjacksonjr"]["last_name"] == "Jackson Jr."
    assert players["alexcaruso"]["draft_year"] is None


def test_an_active_player_without_a_team_keeps_his_row():
    feed = BDL_ACTIVE_PLAYERS_CURRENT.feeds[0]
    body = recording("bdl_active_players_current", "2025_page_1.json")
    body["data"] = body["data"][:1]
    body["data"][0]["team"] = None
    [row] = rows(BDL_ACTIVE_PLAYERS_CURRENT, feed, answer(feed, "2025-07-17", body))
    assert (row["team_abbr"], row["bdl_team_id"]) == (None, None)


def test_the_next_page_of_the_active_players_is_asked_by_its_cursor():
    feed = BDL_ACTIVE_PLAYERS_CURRENT.feeds[0]
    [request] = feed.follow(answer(feed, "2025-07-17", recording("bdl_active_players_current", "2025_page_1.json")))
    assert (request.slug, request.params["cursor"]) == ("page-2", "277")


def test_the_injury_list_of_boston():
    tatum = {row["player_lookup"]: row for row in read(BDL_INJURIES, "2025-07-17", "2025-07_boston.json")}[
        "jaysontatum"
    ]
    assert (tatum["bdl_player_id"], tatum["bdl_team_id"], tatum["team_abbr"]) == (434, 2, "BOS")
    assert (tatum["injury_status"], tatum["injury_status_normalized"]) == ("Out", "out")
    # The season of a July date began the October before; a return in February can only be next year's.
    assert (tatum["return_date_original"], tatum["return_date"]) == ("Feb 1", date(2026, 2, 1))
    assert tatum["injury_description"].startswith(
        "May 13: Tatum will miss the rest of the season after undergoing surg"
    )
    assert tatum["reason_category"] == "injury"


def test_a_page_of_the_injury_list():
    listed = read(BDL_INJURIES, "2025-07-17", "2025-07_page_1.json")
    assert Counter(row["injury_status_normalized"] for row in listed) == {"day_to_day": 91, "out": 9}
    assert Counter(row["return_date"] for row in listed) == {
        date(2025, 10, 1): 69,
        date(2025, 7, 18): 15,
        date(2025, 7, 17): 11,
        date(2025, 11, 1): 3,
        date(2026, 2, 1): 1,
        date(2026, 1, 1): 1,
    }
    assert all(row["return_date_parsed"] for row in listed)
    assert {row["player_full_name"]: row["team_abbr"] for row in listed}["Jalen Johnson"] == "ATL"


@pytest.mark.parametrize(
    ("text", "listed_on", "expected"),
    [
        ("Oct 1", date(2025, 7, 17), date(2025, 10, 1)),
        ("Feb 1", date(2025, 7, 17), date(2026, 2, 1)),
        ("Jul 17", date(2025, 7, 18), date(2025, 7, 17)),
        ("Jan 3", date(2024, 12, 30), date(2025, 1, 3)),
        ("Dec 28", date(2025, 1, 2), date(2024, 12, 28)),
        ("Nov 1", date(2024, 11, 16), date(2025, 11, 1)),
        ("Feb 29", date(2024, 2, 20), date(2024, 2, 29)),
        ("Feb 29", date(2025, 1, 20), None),
        ("soon", date(2025, 1, 20), None),
        (None, date(2025, 1, 20), None),
    ],
)
def test_the_year_of_a_return_date(text, listed_on, expected):
    assert return_date(text, listed_on) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("Day-To-Day", "day_to_day"), ("Out For Season", "out_for_season"), ("Questionable", "questionable")],
)
def test_statuses_in_one_spelling(status, expected):
    assert normalized_status(status) == expected


def test_no_status_is_unknown():
    assert (normalized_status(None), normalized_status(" ")) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("news", "expected"),
    [
        ("Jul 17: Timme (rest) is listed as out for Wednesday's Summer League game.", "rest"),
        ("Jul 15: Saraf tallied 11 points (4-13 FG). He will not play due to rest, Erik Slater reports.", "rest"),
        ("May 13: Tatum will miss the rest of the season after undergoing surgery.", "injury"),
        ("Jul 3: Rozier (ankle) has been ruled out for Monday's Game 4 against Cleveland.", "injury"),
        ("Jul 16: Barlow (not injury related) will be shut down for the remainder.", "other"),
        ("Jul 3: Williams intends to sign a two-year, $12 million deal with the Nets.", "other"),
        ("Jan 3: Green has been suspended indefinitely by the league.", "suspension"),
        ("Jan 3: Irving (personal) won't play Friday.", "personal"),
        ("Jan 3: Small was sent to the G League.", "g_league"),
        (None, "other"),
    ],
)
def test_why_a_player_is_out(news, expected):
    assert reason_category(news) == expected


def test_an_unknown_team_of_an_injured_player_is_named():
    feed = BDL_INJURIES.feeds[0]
    body = recording("bdl_injuries", "2025-07_boston.json")
    body["data"][0]["player"]["team_id"] = 44
    with pytest.raises(ValueError, match="unknown team id 44"):
        feed.read(answer(feed, "2025-07-17", body))


@pytest.mark.parametrize("file", ["2024.json", "2024_padded.json"])
def test_the_final_table_of_2024_25_with_or_without_trailing_blanks(file):
    teams = {row["team_abbr"]: row for row in read(BDL_STANDINGS, "2025-04-13", file)}
    assert len(teams) == 30
    cleveland = teams["CLE"]
    assert (cleveland["wins"], cleveland["losses"], cleveland["games_played"]) == (64, 18, 82)
    # 64 / 82
    assert cleveland["win_percentage"] == pytest.approx(0.780488, abs=1e-6)
    assert (cleveland["season_year"], cleveland["season_display"]) == (2024, "2024-25")
    assert (cleveland["conference"], cleveland["conference_rank"], cleveland["division"]) == ("East", 1, "Central")
    assert (cleveland["division_record"], cleveland["division_wins"], cleveland["division_losses"]) == ("12-4", 12, 4)
    assert (cleveland["home_record"], cleveland["home_wins"], cleveland["home_losses"]) == ("34-7", 34, 7)
    assert (teams["LAC"]["division_record"], teams["LAC"]["road_losses"]) == ("9-7", 21)
    assert sum(team["wins"] for team in teams.values()) == sum(team["losses"] for team in teams.values()) == 1230


def test_before_the_first_game_there_is_no_share_of_wins():
    feed = BDL_STANDINGS.feeds[0]
    body = recording("bdl_standings", "2024.json")
    body["data"][0].update(wins=0, losses=0)
    assert rows(BDL_STANDINGS, feed, answer(feed, "2024-10-21", body))[0]["win_percentage"] is None


def test_a_record_that_is_none_is_named():
    feed = BDL_STANDINGS.feeds[0]
    body = recording("bdl_standings", "2024.json")
    body["data"][0]["home_record"] = "34"
    with pytest.raises(ValueError, match="balldontlie standings for 2025-04-13: home_record '34' is not wins-losses"):
        feed.read(answer(feed, "2025-04-13", body))


@pytest.mark.parametrize(
    ("table", "file", "field"),
    [
        (BDL_ACTIVE_PLAYERS_CURRENT, "2025_page_1.json", "team"),
        (BDL_INJURIES, "2025-07_boston.json", "status"),
        (BDL_STANDINGS, "2024.json", "road_record"),
    ],
)
def test_a_missing_field_is_named(table, file, field):
    feed, body = table.feeds[0], recording(table.name, file)
    del body["data"][1][field]
    with pytest.raises(MissingFieldError, match=f"balldontlie {feed.name} for 2025-07-17: field '{field}'"):
        feed.read(answer(feed, "2025-07-17", body))
