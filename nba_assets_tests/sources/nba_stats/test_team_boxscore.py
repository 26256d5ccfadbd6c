"""The two teams of a game: box score of either version, the game log, and what contradicts itself."""

from datetime import date

import pytest

from nba_assets.sources.nba_stats.game_logs import NBAC_TEAM_BOXSCORE
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.nba_stats.league import MIL_TOR, NYK_PHI, game, recorded
from nba_assets_tests.sources.reading import answer, asking, feed_of, rows

BOX_SCORE = feed_of(NBAC_TEAM_BOXSCORE, "box_score")
V3 = ("nbac_team_boxscore", "v3_0022500165.json.gz")
V2 = ("nbac_team_boxscore", "v2_0022400561.json")


def third(change=lambda body: None):
    body = recorded(*V3)
    change(body["boxScoreTraditional"])
    return answer(BOX_SCORE, "2025-11-04", body, [MIL_TOR])


def home_totals(**changed):
    return third(lambda box: box["homeTeam"]["statistics"].update(changed))


def test_the_third_version():
    away, home = rows(NBAC_TEAM_BOXSCORE, BOX_SCORE, third())
    assert (home["game_id"], home["game_date"], home["season_year"]) == ("20251104_MIL_TOR", date(2025, 11, 4), 2025)
    assert (home["team_abbr"], home["team_name"], home["is_home"], home["win_loss"]) == (
        "TOR",
        "Toronto Raptors",
        True,
        "W",
    )
    assert (home["points"], home["minutes"], home["plus_minus"]) == (128, 240, 28)
    assert (home["fg_made"], home["fg_attempted"], home["fg_percentage"]) == (44, 91, 0.484)
    assert (home["three_pt_made"], home["three_pt_attempted"], home["three_pt_percentage"]) == (17, 38, 0.447)
    assert (home["ft_made"], home["ft_attempted"], home["ft_percentage"]) == (23, 29, 0.793)
    assert (home["offensive_rebounds"], home["defensive_rebounds"], home["total_rebounds"]) == (10, 40, 50)
    assert (home["assists"], home["steals"], home["blocks"]) == (33, 8, 6)
    assert (home["turnovers"], home["personal_fouls"]) == (9, 23)
    assert (away["team_abbr"], away["is_home"], away["win_loss"], away["points"]) == ("MIL", False, "L", 100)
    assert {home["data_source"], away["data_source"]} == {"boxscoretraditionalv3"}


def test_the_second_version_takes_home_and_away_from_the_schedule():
    away, home = rows(NBAC_TEAM_BOXSCORE, BOX_SCORE, answer(BOX_SCORE, "2025-01-15", recorded(*V2), [NYK_PHI]))
    assert (away["team_abbr"], away["is_home"], away["points"], away["win_loss"]) == ("NYK", False, 125, "W")
    assert (home["team_abbr"], home["is_home"], home["points"], home["win_loss"]) == ("PHI", True, 119, "L")
    # One overtime.
    assert (home["minutes"], home["plus_minus"]) == (265, -6)
    assert (home["turnovers"], home["three_pt_percentage"], home["ft_percentage"]) == (12, 0.371, 1.0)
    assert home["data_source"] == "boxscoretraditionalv2"


def test_the_second_version_without_the_schedule_has_no_home_team():
    with pytest.raises(ValueError, match=r"0022400561 is not on the schedule.*landing/answer.gz"):
        BOX_SCORE.read(answer(BOX_SCORE, "2025-01-15", recorded(*V2)))


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"reboundsTotal": 51}, "offensive \\+ defensive = rebounds"),
        ({"points": 129}, "free throws = points"),
        ({"freeThrowsAttempted": 22}, "made <= attempted"),
        ({"plusMinusPoints": 27.0}, "margins"),
    ],
)
def test_totals_that_contradict_each_other_are_unusable(changed, rule):
    with pytest.raises(ValueError, match=rule) as failed:
        BOX_SCORE.read(home_totals(**changed))
    for told in ("nba_stats", "box_score", "2025-11-04", "landing/answer.gz"):
        assert told in str(failed.value)


@pytest.mark.parametrize(
    "unfinished",
    [
        lambda box: box["homeTeam"].update(statistics=None),
        lambda box: box["homeTeam"]["statistics"].update(minutes="180:00"),
        lambda box: box["homeTeam"]["statistics"].update(minutes="252:00"),
        lambda box: box["homeTeam"]["statistics"].update(points=100),
    ],
    ids=["not begun", "third quarter over", "in overtime", "level after four quarters"],
)
def test_a_game_that_is_not_over_has_no_rows_yet(unfinished):
    assert BOX_SCORE.read(third(unfinished)) == []


@pytest.mark.parametrize("minutes", ["237:00", "243:00", "240:00", "263:00", "292:00"])
def test_rounded_minutes_of_a_final_game_are_a_final_game(minutes):
    assert len(BOX_SCORE.read(home_totals(minutes=minutes))) == 2


def test_other_teams_than_the_schedules_are_unusable():
    other = game("0022500165", date(2025, 11, 4), "BOS", "TOR")
    with pytest.raises(ValueError, match=r"20251104_BOS_TOR.*'MIL'"):
        BOX_SCORE.read(answer(BOX_SCORE, "2025-11-04", recorded(*V3), [other]))


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        (lambda box: box["awayTeam"]["statistics"].pop("assists"), "assists"),
        (lambda box: box["awayTeam"].pop("teamTricode"), "teamTricode"),
        (lambda box: box["homeTeam"]["players"][3].pop("familyName"), "familyName"),
        (lambda box: box["homeTeam"].update(players={"0": 1}), "players"),
    ],
)
def test_a_lacking_field_is_named_with_the_landed_file(lacking, named):
    with pytest.raises(MissingFieldError, match=f"'{named}.*landing/answer.gz"):
        BOX_SCORE.read(third(lacking))


def test_only_started_games_are_asked_for_one_by_one():
    begun = game("0022400539", date(2025, 1, 12), "MIL", "NYK") | {"tipoff_at": NOW}
    later = game("0022400540", date(2025, 1, 12), "DEN", "DAL")
    [request] = BOX_SCORE.ask(asking("2025-01-12", NOW, [begun, later]))
    assert (request.path, request.slug, request.params["GameID"]) == (
        "/stats/boxscoretraditionalv3",
        "0022400539",
        "0022400539",
    )
