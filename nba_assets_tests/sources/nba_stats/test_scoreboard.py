"""The league's scoreboard of a date."""

from datetime import date

import pytest

from nba_assets.sources.nba_stats.scoreboard import NBAC_SCOREBOARD_V2
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.nba_stats.league import NYK_PHI, game, recorded
from nba_assets_tests.sources.reading import answer, asking, rows

[FEED] = NBAC_SCOREBOARD_V2.feeds


def landed(day="2025-01-15", games=(), change=lambda sets: None):
    body = recorded("nbac_scoreboard_v2", f"{day}.json")
    change({one["name"]: one for one in body["resultSets"]})
    return answer(FEED, day, body, games)


def board(*args, **how):
    return {row["nba_game_id"]: row for row in rows(NBAC_SCOREBOARD_V2, FEED, landed(*args, **how))}


def test_a_final_game_with_an_overtime():
    games = board()
    assert len(games) == 11
    row = games["0022400561"]
    assert (row["game_id"], row["game_date"], row["season_year"]) == ("20250115_NYK_PHI", date(2025, 1, 15), 2024)
    assert (row["game_status"], row["game_state"], row["periods_played"]) == (3, "post", 5)
    assert (row["home_team_abbr"], row["home_score"], row["away_team_abbr"], row["away_score"]) == (
        *("PHI", 119),
        *("NYK", 125),
    )
    assert (row["winning_team_abbr"], row["winning_team_side"]) == ("NYK", "away")
    assert [row[f"home_points_q{quarter}"] for quarter in (1, 2, 3, 4)] == [21, 26, 38, 24]
    assert (row["home_points_overtime"], row["away_points_overtime"]) == (10, 16)
    assert (row["home_record"], row["away_record"], row["arena_name"]) == ("15-24", "27-15", "Wells Fargo Center")
    assert row["national_broadcaster"] == "ESPN"


def test_a_game_of_the_year_before():
    games = board("2024-01-15")
    row = games["0022300555"]
    assert (row["game_id"], row["home_score"], row["away_score"]) == ("20240115_HOU_PHI", 124, 115)
    assert (row["winning_team_side"], row["home_points_overtime"]) == ("home", 0)
    # Brooklyn is BKN, and its game had an overtime.
    assert (games["0022300562"]["home_team_abbr"], games["0022300562"]["periods_played"]) == ("BKN", 5)


def test_a_game_before_its_tip_off_has_no_score():
    def not_begun(sets):
        for row in sets["GameHeader"]["rowSet"]:
            row[sets["GameHeader"]["headers"].index("GAME_STATUS_ID")] = 1
        for row in sets["LineScore"]["rowSet"]:
            row[sets["LineScore"]["headers"].index("PTS")] = None

    row = board(change=not_begun)["0022400561"]
    assert (row["game_state"], row["home_score"], row["winning_team_abbr"]) == ("pre", None, None)
    assert (row["home_points_q1"], row["home_points_overtime"]) == (None, None)


def test_on_neutral_ground_the_schedule_says_who_is_at_home():
    turned = game("0022400561", date(2025, 1, 15), "PHI", "NYK")
    row = board(games=[turned])["0022400561"]
    assert (row["game_id"], row["home_team_abbr"], row["home_score"]) == ("20250115_PHI_NYK", "NYK", 125)


def test_a_final_game_without_line_scores_is_unusable():
    with pytest.raises(ValueError, match=r"0022400561 is final without.*landing/answer.gz"):
        FEED.read(landed(change=lambda sets: sets["LineScore"]["rowSet"].pop(0)))


def test_preseason_games_do_not_count():
    def preseason(sets):
        sets["GameHeader"]["rowSet"][0][2] = "0012400561"

    assert len(board(change=preseason)) == 10


def test_a_lacking_column_is_named():
    def without_points(sets):
        sets["LineScore"]["headers"][sets["LineScore"]["headers"].index("PTS")] = "POINTS"

    with pytest.raises(MissingFieldError, match=r"LineScore\.PTS.*landing/answer.gz"):
        FEED.read(landed(change=without_points))


def test_a_date_is_asked_for_once_a_game_has_begun():
    [request] = FEED.ask(asking("2025-01-15", NOW.replace(day=16), [NYK_PHI]))
    assert (request.path, request.params["GameDate"]) == ("/stats/scoreboardV2", "2025-01-15")
    assert FEED.ask(asking("2025-01-15", NOW, [NYK_PHI])) == []
