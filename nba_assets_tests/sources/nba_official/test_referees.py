"""Who officiates a game."""

from datetime import date

import pytest

from nba_assets.sources.nba_official.referees import NBAC_REFEREE_GAME_ASSIGNMENTS
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.nba_stats.league import LAC_MIN, game, recorded
from nba_assets_tests.sources.reading import answer, asking, rows

[FEED] = NBAC_REFEREE_GAME_ASSIGNMENTS.feeds


def landed(scope="2025-01-08", games=(), change=lambda found: None):
    body = recorded("nbac_referee_game_assignments", "2025-01-08.json")
    change(body["nba"])
    return answer(FEED, scope, body, games)


def crew(nba_game_id, found):
    return [row for row in found if row["nba_game_id"] == nba_game_id]


def test_the_crew_of_a_game():
    found = rows(NBAC_REFEREE_GAME_ASSIGNMENTS, FEED, landed())
    # Eight games of three officials; the three G League games of the same answer are none of ours.
    assert len(found) == 24
    officials = crew("0022400509", found)
    assert [(row["official_position"], row["official_name"], row["official_code"]) for row in officials] == [
        (1, "John Goble", 101284),
        (2, "Ray Acosta", 1626300),
        (3, "Robert Hussey", 1628480),
    ]
    chief = officials[0]
    assert (chief["official_jersey_number"], chief["game_code"]) == ("10", "20250108/OKCCLE")
    assert (chief["game_id"], chief["game_date"], chief["season_year"]) == ("20250108_OKC_CLE", date(2025, 1, 8), 2024)
    assert (chief["home_team_id"], chief["away_team_abbr"]) == (1610612739, "OKC")


def test_the_replay_centres_officials_stand_on_every_row():
    found = rows(NBAC_REFEREE_GAME_ASSIGNMENTS, FEED, landed())
    assert {row["replay_center_officials"] for row in found} == {"Brett Nansel; Jason Goldenberg; Jenna Schroeder"}


def test_an_alternate_is_the_fourth_official():
    def alternate(found):
        found["Table"]["rows"][0].update(official4="Pat Fraher", official4_code=2003, official4_JNum="26")

    officials = crew("0022400509", rows(NBAC_REFEREE_GAME_ASSIGNMENTS, FEED, landed(change=alternate)))
    assert (officials[3]["official_position"], officials[3]["official_name"]) == (4, "Pat Fraher")


def test_nobody_assigned_yet_is_no_row():
    assert FEED.read(landed(change=lambda found: found["Table"]["rows"].clear())) == []


def test_on_neutral_ground_the_schedule_says_who_is_at_home():
    turned = game("0022400509", date(2025, 1, 8), "CLE", "OKC")
    chief = crew("0022400509", rows(NBAC_REFEREE_GAME_ASSIGNMENTS, FEED, landed(games=[turned])))[0]
    assert (chief["game_id"], chief["home_team_abbr"], chief["away_team_id"]) == ("20250108_CLE_OKC", "OKC", 1610612739)


def test_a_game_of_another_date_is_unusable():
    with pytest.raises(ValueError, match=r"nba_official referees for 2025-01-09: game 0022400509.*landing/answer.gz"):
        FEED.read(landed(scope="2025-01-09"))


@pytest.mark.parametrize("key", ["game_id", "official1_code", "home_team_abbr"])
def test_a_lacking_field_is_named(key):
    with pytest.raises(MissingFieldError, match=f"'{key}'.*landing/answer.gz"):
        FEED.read(landed(change=lambda found: found["Table"]["rows"][2].pop(key)))


def test_a_date_with_games_is_asked_for():
    [request] = FEED.ask(asking("2025-01-06", NOW, [LAC_MIN]))
    assert (request.path, dict(request.params)) == ("/wp-json/api/v1/get-game-officials", {"date": "2025-01-06"})
    assert FEED.ask(asking("2025-01-06", NOW)) == []
