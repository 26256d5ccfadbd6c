"""The league's list of players on a date."""

from datetime import UTC, date, datetime

import pytest

from nba_assets.sources.nba_stats.player_list import NBAC_PLAYER_LIST_CURRENT
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.nba_stats.league import LAC_MIN, recorded
from nba_assets_tests.sources.reading import answer, asking, rows

[FEED] = NBAC_PLAYER_LIST_CURRENT.feeds


@pytest.fixture(scope="module")
def players():
    body = recorded("nbac_player_list_current", "2025-26.json.gz")
    return {row["nba_player_id"]: row for row in rows(NBAC_PLAYER_LIST_CURRENT, FEED, answer(FEED, "2025-10-21", body))}


def test_a_player(players):
    assert len(players) == 594
    achiuwa = players[1630173]
    assert (achiuwa["player_full_name"], achiuwa["player_lookup"]) == ("Precious Achiuwa", "preciousachiuwa")
    assert (achiuwa["team_abbr"], achiuwa["jersey_number"], achiuwa["position"]) == ("NYK", "5", "F")
    assert (achiuwa["height"], achiuwa["weight_pounds"], achiuwa["college"]) == ("6-8", 243, "Memphis")
    assert (achiuwa["draft_year"], achiuwa["draft_round"], achiuwa["draft_pick"]) == (2020, 1, 20)
    assert (achiuwa["from_year"], achiuwa["to_year"], achiuwa["is_active"]) == (2020, 2025, True)
    assert (achiuwa["game_date"], achiuwa["season_year"]) == (date(2025, 10, 21), 2025)


def test_accents_are_folded_and_suffixes_kept_in_the_lookup_only(players):
    jokic, jackson = players[203999], players[1628991]
    assert (jokic["player_full_name"], jokic["player_lookup"]) == ("Nikola Jokić", "nikolajokic")
    assert (jackson["player_lookup"], jackson["player_match_key"]) == ("jarenjacksonjr", "jarenjackson")


def test_the_undrafted_have_no_draft(players):
    jackson = players[1631245]
    assert (jackson["player_full_name"], jackson["draft_year"], jackson["draft_pick"]) == (
        "Quenton Jackson",
        None,
        None,
    )


def test_a_list_that_lacks_particulars_leaves_them_unknown():
    headers = ["PERSON_ID", "PLAYER_LAST_NAME", "PLAYER_FIRST_NAME", "TEAM_ID"]
    players = [[1, "Nenê", "", 0], [2, "Doncic", "Luka", 1610612742]]
    body = {"resultSets": [{"name": "PlayerIndex", "headers": headers, "rowSet": players}]}
    free, doncic = rows(NBAC_PLAYER_LIST_CURRENT, FEED, answer(FEED, "2025-01-12", body))
    assert (free["player_full_name"], free["team_id"], free["team_abbr"]) == ("Nenê", None, None)
    assert (doncic["team_abbr"], doncic["is_active"], doncic["weight_pounds"]) == ("DAL", None, None)


def test_a_lacking_column_is_named():
    body = {"resultSets": [{"name": "PlayerIndex", "headers": ["PERSON_ID"], "rowSet": []}]}
    with pytest.raises(MissingFieldError, match=r"PlayerIndex\.PLAYER_LAST_NAME.*landing/answer.gz"):
        FEED.read(answer(FEED, "2025-01-12", body))


def test_a_date_with_games_is_asked_for_as_of_its_afternoon():
    [request] = FEED.ask(asking("2025-01-06", NOW, [LAC_MIN]))
    assert (request.params["Season"], request.params["Historical"]) == ("2024-25", "0")
    # Three in the afternoon in the east.
    assert request.as_of == datetime(2025, 1, 6, 20, tzinfo=UTC)
    assert FEED.ask(asking("2025-01-06", NOW)) == []
