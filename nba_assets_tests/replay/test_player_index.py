"""Rosters of a season's end: served from then on, and of no earlier day."""

import pytest

from nba_assets.replay.coverage import is_counted
from nba_assets.replay.feeds.parameters import FeedError
from nba_assets.replay.feeds.player_index import player_index
from nba_assets.replay.feeds.player_movement import player_movement
from nba_assets_tests.replay.asking import AFTER_ALL, as_dicts, at, gap_games

# The last regular-season games of 2023-24 began at 15:30 Eastern on 2024-04-14. The rosters of 2024-25 show a trade of
# 2025-06-15.
KNOWN = {
    "2023-24": ("2024-04-14T17:59", "2024-04-14T18:00", 532),
    "2024-25": ("2025-06-15T23:59", "2025-06-16T00:00", 517),
}


def index(archive, season, now=AFTER_ALL, **params):
    return player_index(archive, at(now), {"LeagueID": "00", "Season": season} | params)


@pytest.mark.parametrize(("season", "before", "known", "players"), [(s, *told) for s, told in KNOWN.items()])
def test_rosters_are_served_from_the_seasons_end_and_not_a_minute_before(archive, season, before, known, players):
    with pytest.raises(FeedError) as late:
        index(archive, season, before)
    assert late.value.status == 404
    assert len(as_dicts(index(archive, season, known))) == players


def test_another_season_has_no_rosters(archive):
    with pytest.raises(FeedError) as late:
        index(archive, "2025-26")
    assert late.value.status == 404


def test_the_default_now_sees_no_roster_of_its_season(archive):
    with pytest.raises(FeedError):
        index(archive, "2024-25", archive.manifest.default_now)


def test_a_player_has_the_row_that_the_source_has(archive):
    rows = {row["PERSON_ID"]: row for row in as_dicts(index(archive, "2024-25"))}
    assert rows[1628991] == {
        "PERSON_ID": 1628991,
        "PLAYER_LAST_NAME": "Jackson Jr.",
        "PLAYER_FIRST_NAME": "Jaren",
        "PLAYER_SLUG": "jaren-jackson-jr",
        "TEAM_ID": 1610612763,
        "TEAM_ABBREVIATION": "MEM",
        "JERSEY_NUMBER": "13",
        "POSITION": "F-C",
        "HEIGHT": "6-10",
        "WEIGHT": "242",
        "COLLEGE": "Michigan State",
    }


def test_a_traded_player_stands_with_the_team_of_the_seasons_end(archive):
    teams = {
        season: {row["PERSON_ID"]: row["TEAM_ABBREVIATION"] for row in as_dicts(index(archive, season))}
        for season in ("2023-24", "2024-25")
    }
    assert (teams["2023-24"][1629029], teams["2024-25"][1629029]) == ("DAL", "LAL")


@pytest.mark.parametrize("season", KNOWN)
def test_no_roster_shows_a_trade_that_came_after_it_is_served(archive, season):
    _, known, _ = KNOWN[season]
    moves = player_movement(archive, at("2025-07-31T12:00"), {})["NBA_Player_Movement"]["rows"]
    later = {
        row["PLAYER_ID"]: row["TEAM_ID"]
        for row in moves
        if row["Transaction_Type"] == "Trade" and known[:10] <= row["TRANSACTION_DATE"] <= f"{known[:4]}-07-31"
    }
    rosters = {row["PERSON_ID"]: row["TEAM_ID"] for row in as_dicts(index(archive, season))}
    traded = later.keys() & rosters.keys()
    assert len(traded) > 20
    assert [player for player in traded if rosters[player] == later[player]] == []


def test_players_stand_by_last_and_first_name(archive):
    names = [(row["PLAYER_LAST_NAME"], row["PLAYER_FIRST_NAME"]) for row in as_dicts(index(archive, "2023-24"))]
    assert names == sorted(names)
    assert ("Jokić", "Nikola") in names


def test_orlando_is_lacking_in_the_second_season(archive):
    teams = {season: {row["TEAM_ABBREVIATION"] for row in as_dicts(index(archive, season))} for season in KNOWN}
    assert len(teams["2023-24"]) == 30
    assert teams["2023-24"] - teams["2024-25"] == {"ORL"}


def test_only_the_last_finals_have_a_list_of_players(archive):
    counted = {game.game_id for game in archive.game.values() if is_counted(game.game_id)}
    # Games 5, 6 and 7 were played on 2025-06-16, 06-19 and 06-22.
    assert counted - gap_games(archive, "nbac_player_list_current") == {"0042400405", "0042400406", "0042400407"}


@pytest.mark.parametrize(
    "params", [{"Season": ""}, {"LeagueID": "10"}, {"TeamID": "1610612738"}, {"College": "Duke"}, {"Historical": "1"}]
)
def test_a_filter_that_the_archive_does_not_serve_is_refused(archive, params):
    with pytest.raises(FeedError) as refused:
        index(archive, "2024-25", **params)
    assert refused.value.status == 400
