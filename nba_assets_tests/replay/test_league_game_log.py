"""Game logs: every recorded row, known scores, and nothing of a game that is not final."""

import pytest

from nba_assets.replay.feeds.league_game_log import league_game_log
from nba_assets.replay.feeds.parameters import FeedError
from nba_assets_tests.replay.asking import AFTER_ALL, LOG, at, log_rows, on


@pytest.mark.parametrize(("season", "players"), [("2023-24", 26401), ("2024-25", 26306)])
def test_a_season_has_every_row_and_points_of_players_sum_to_their_team(archive, season, players):
    rows = log_rows(archive, "P", season)
    teams = log_rows(archive, "T", season)
    assert (len(rows), len(teams)) == (players, 2460)
    points = {(team["GAME_ID"], team["TEAM_ID"]): team["PTS"] for team in teams}
    for row in rows:
        points[row["GAME_ID"], row["TEAM_ID"]] -= row["PTS"]
    assert set(points.values()) == {0}


@pytest.mark.parametrize(
    ("day", "player", "points", "made", "attempted"),
    [("2024-01-26", "Luka Dončić", 73, 25, 33), ("2024-01-22", "Joel Embiid", 70, 24, 41)],
)
def test_known_scores(archive, day, player, points, made, attempted):
    row = next(row for row in log_rows(archive, "P", "2023-24", **on(day)) if row["PLAYER_NAME"] == player)
    assert (row["PTS"], row["FGM"], row["FGA"], row["GAME_DATE"]) == (points, made, attempted, day)


def test_rows_come_with_the_final_buzzer(archive):
    # DEN 119, LAL 107: tip-off 2023-10-24 19:30 Eastern; PHX at GSW the same night at 22:00.
    assert log_rows(archive, "T", "2023-24", "2023-10-24T21:59", **on("2023-10-24")) == []
    rows = log_rows(archive, "T", "2023-24", "2023-10-24T22:00", **on("2023-10-24"))
    assert {row["TEAM_ABBREVIATION"]: row["PTS"] for row in rows} == {"DEN": 119, "LAL": 107}
    assert len(log_rows(archive, "T", "2023-24", "2023-10-25T00:30", **on("2023-10-24"))) == 4


def test_latest_date_comes_first_unless_asked_otherwise(archive):
    span = {"DateFrom": "2023-10-24", "DateTo": "2023-10-26"}
    falling = [row["GAME_DATE"] for row in log_rows(archive, "T", "2023-24", **span)]
    rising = [row["GAME_DATE"] for row in log_rows(archive, "T", "2023-24", Direction="ASC", **span)]
    assert falling == sorted(falling, reverse=True)
    assert rising == sorted(falling)
    assert falling[0] == "2023-10-26"


def test_dates_may_be_written_the_american_way(archive):
    american = log_rows(archive, "P", "2023-24", DateFrom="10/24/2023", DateTo="10/24/2023")
    assert american == log_rows(archive, "P", "2023-24", **on("2023-10-24"))
    assert american


@pytest.mark.parametrize("season_type", ["Playoffs", "PlayIn", "Pre Season"])
def test_a_season_type_without_rows_has_an_empty_row_set(archive, season_type):
    assert log_rows(archive, "P", "2024-25", SeasonType=season_type) == []


@pytest.mark.parametrize(
    "wrong",
    [{"PlayerOrTeam": "X"}, {"SeasonType": "Summer"}, {"Season": ""}, {"LeagueID": "10"}, {"DateFrom": "yesterday"}],
)
def test_a_wrong_parameter_is_refused_by_name(archive, wrong):
    with pytest.raises(FeedError) as refused:
        league_game_log(archive, at(AFTER_ALL), LOG | {"PlayerOrTeam": "P", "Season": "2024-25"} | wrong)
    assert refused.value.status == 400
    assert next(iter(wrong)) in refused.value.payload["Message"]
