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


@pytest.mark.parametrize("season_type", ["PlayIn", "Pre Season", "All Star"])
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


def test_the_play_offs_have_their_own_rows_without_the_column_of_videos(archive):
    players = log_rows(archive, "P", "2024-25", SeasonType="Playoffs")
    teams = log_rows(archive, "T", "2024-25", SeasonType="Playoffs")
    assert (len(players), len(teams)) == (1804, 168)
    assert "VIDEO_AVAILABLE" not in players[0]
    assert "VIDEO_AVAILABLE" in log_rows(archive, "P", "2024-25", **on("2025-04-13"))[0]
    # Game 7 of the finals: OKC 103, IND 91.
    seventh = {row["TEAM_ABBREVIATION"]: row for row in teams if row["GAME_ID"] == "0042400407"}
    assert [seventh[team]["PTS"] for team in ("OKC", "IND")] == [103, 91]
    assert [seventh[team]["PLUS_MINUS"] for team in ("OKC", "IND")] == [12, -12]
    assert [seventh["OKC"][name] for name in ("FGM", "FGA", "MIN", "WL")] == [35, 87, 240, "W"]
    assert (seventh["OKC"]["TEAM_NAME"], seventh["OKC"]["MATCHUP"]) == ("Oklahoma City Thunder", "OKC vs. IND")
    shai = next(row for row in players if row["GAME_ID"] == "0042400407" and row["PTS"] == 29)
    assert (shai["PLAYER_NAME"], shai["MIN"], shai["AST"]) == ("Shai Gilgeous-Alexander", 40, 12)


def test_play_off_points_sum_to_the_scores_of_the_schedule(archive):
    points = {}
    for row in log_rows(archive, "P", "2024-25", SeasonType="Playoffs"):
        points[row["GAME_ID"], row["TEAM_ID"]] = points.get((row["GAME_ID"], row["TEAM_ID"]), 0) + row["PTS"]
    for (game, team), scored in points.items():
        fields = archive.game[game].fields
        side = "homeTeam" if fields["homeTeam.teamId"] == team else "awayTeam"
        assert fields[f"{side}.score"] == scored
