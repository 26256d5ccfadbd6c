"""Ball Don't Lie's box scores, in the shapes of 2024 and 2026 and as single lines, read as a person reads them."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from nba_assets.sources.balldontlie.player_boxscores import BDL_PLAYER_BOXSCORES
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import recording
from nba_assets_tests.sources.reading import answer, asking, feed_of, rows, scheduled

BOX_SCORES = feed_of(BDL_PLAYER_BOXSCORES, "box_scores")
STATS = feed_of(BDL_PLAYER_BOXSCORES, "stats")
MLK_2024, JANUARY_2026, GAME_SEVEN = date(2024, 1, 15), date(2026, 1, 9), date(2025, 6, 22)
# As the league's own scoreboard of the date numbers them.
MLK_GAMES = [
    scheduled(f"00223005{number}", MLK_2024, away, home)
    for number, away, home in (
        *(("55", "HOU", "PHI"), ("56", "NOP", "DAL"), ("57", "ORL", "NYK"), ("58", "DET", "WAS"), ("59", "SAS", "ATL")),
        *(("60", "GSW", "MEM"), ("61", "CHI", "CLE"), ("62", "MIA", "BKN"), ("63", "BOS", "TOR"), ("64", "IND", "UTA")),
        ("65", "OKC", "LAL"),
    )
]
# The league's numbers of this date are not recorded; these stand in for them.
JANUARY_GAMES = [
    scheduled(f"00225005{32 + place}", JANUARY_2026, *teams)
    for place, teams in enumerate(
        (
            *(("TOR", "BOS"), ("PHI", "ORL"), ("NOP", "WAS"), ("LAC", "BKN"), ("OKC", "MEM"), ("ATL", "DEN")),
            *(("NYK", "PHX"), ("SAC", "GSW"), ("HOU", "POR"), ("MIL", "LAL")),
        )
    )
]
FINALS_GAME = scheduled("0042400407", GAME_SEVEN, "IND", "OKC")


@pytest.fixture(scope="module")
def mlk_day():
    body = recording("bdl_player_boxscores", "box_scores_2024-01-15.json")
    return rows(BDL_PLAYER_BOXSCORES, BOX_SCORES, answer(BOX_SCORES, "2024-01-15", body, MLK_GAMES))


@pytest.fixture(scope="module")
def january():
    body = recording("bdl_player_boxscores", "box_scores_2026-01-09.json")
    return rows(BDL_PLAYER_BOXSCORES, BOX_SCORES, answer(BOX_SCORES, "2026-01-09", body, JANUARY_GAMES))


@pytest.fixture(scope="module")
def game_seven():
    body = recording("bdl_player_boxscores", "stats_2025-06-22.json")
    return {
        row["player_lookup"]: row
        for row in rows(BDL_PLAYER_BOXSCORES, STATS, answer(STATS, "2025-06-22", body, [FINALS_GAME]))
    }


def by_lookup(read, game_id):
    return {row["player_lookup"]: row for row in read if row["game_id"] == game_id}


def test_houston_at_philadelphia_in_the_shape_of_2024(mlk_day):
    assert len(mlk_day) == 384
    embiid = by_lookup(mlk_day, "20240115_HOU_PHI")["joelembiid"]
    assert (embiid["nba_game_id"], embiid["bdl_game_id"], embiid["bdl_player_id"]) == ("0022300555", None, 145)
    assert (embiid["home_team_abbr"], embiid["home_team_score"]) == ("PHI", 124)
    assert (embiid["away_team_abbr"], embiid["away_team_score"]) == ("HOU", 115)
    assert (embiid["team_abbr"], embiid["jersey_number"], embiid["position"]) == ("PHI", "21", "F-C")
    assert (embiid["minutes"], embiid["minutes_decimal"], embiid["points"]) == ("31", 31.0, 41)
    assert (embiid["field_goals_made"], embiid["field_goals_attempted"]) == (12, 21)
    assert (embiid["three_pointers_made"], embiid["three_pointers_attempted"], embiid["three_point_pct"]) == (1, 5, 0.2)
    assert (embiid["free_throws_made"], embiid["free_throws_attempted"]) == (16, 17)
    assert (embiid["offensive_rebounds"], embiid["defensive_rebounds"], embiid["total_rebounds"]) == (2, 8, 10)
    assert (embiid["assists"], embiid["steals"], embiid["blocks"], embiid["turnovers"], embiid["personal_fouls"]) == (
        *(3, 1, 1, 2, 5),
    )
    assert embiid["plus_minus"] is None


def test_who_sat_out_has_neither_minutes_nor_counts(mlk_day):
    bamba = by_lookup(mlk_day, "20240115_HOU_PHI")["mobamba"]
    assert bamba["played"] is False
    assert {bamba[column] for column in ("minutes", "minutes_decimal", "points", "assists", "field_goal_pct")} == {None}
    assert sum(not row["played"] for row in mlk_day) == 155


def test_a_share_without_an_attempt_is_unknown_not_zero(mlk_day):
    game = by_lookup(mlk_day, "20240115_HOU_PHI")
    assert (game["nicolasbatum"]["free_throws_attempted"], game["nicolasbatum"]["free_throw_pct"]) == (0, None)
    # He did take one three-pointer, and missed it.
    assert (game["jabarismithjr"]["three_pointers_attempted"], game["jabarismithjr"]["three_point_pct"]) == (1, 0.0)


def test_players_of_every_game_add_up_to_the_score(mlk_day, january):
    points = defaultdict(int)
    for row in (*mlk_day, *january):
        points[row["game_id"], row["team_abbr"]] += row["points"] or 0
    scores = {
        (row["game_id"], row[f"{side}_team_abbr"]): row[f"{side}_team_score"]
        for row in (*mlk_day, *january)
        for side in ("home", "away")
    }
    assert points == scores
    assert len(scores) == 42
    assert scores["20240115_MIA_BKN", "MIA"] == 96


def test_overtime_shows_in_the_period(mlk_day):
    assert {row["period"] for row in mlk_day if row["game_id"] == "20240115_MIA_BKN"} == {5}


def test_toronto_at_boston_in_the_shape_of_2026(january):
    assert len(january) == 347
    pritchard = by_lookup(january, "20260109_TOR_BOS")["paytonpritchard"]
    assert (pritchard["bdl_game_id"], pritchard["home_team_score"], pritchard["away_team_score"]) == (
        18447346,
        125,
        117,
    )
    assert (pritchard["points"], pritchard["assists"], pritchard["plus_minus"]) == (27, 8, 11)


def test_accents_are_folded_and_suffixes_kept(january):
    assert by_lookup(january, "20260109_TOR_BOS")["hugogonzalez"]["player_full_name"] == "Hugo González"
    assert by_lookup(january, "20260109_LAC_BKN")["nolantraore"]["points"] == 5
    assert by_lookup(january, "20260109_OKC_MEM")["jarenjacksonjr"]["points"] == 23


def test_minutes_written_with_one_digit(january):
    matkovic = by_lookup(january, "20260109_NOP_WAS")["karlomatkovic"]
    assert (matkovic["minutes"], matkovic["minutes_decimal"], matkovic["points"]) == ("5", 5.0, 2)


def test_the_single_lines_of_the_seventh_game(game_seven):
    assert len(game_seven) == 30
    shai = game_seven["shaigilgeousalexander"]
    assert (shai["game_id"], shai["nba_game_id"], shai["bdl_game_id"]) == ("20250622_IND_OKC", "0042400407", 18444564)
    assert (shai["team_abbr"], shai["minutes"], shai["points"], shai["assists"]) == ("OKC", "40", 29, 12)
    assert (shai["home_team_score"], shai["away_team_score"], shai["is_postseason"]) == (103, 91, True)
    haliburton = game_seven["tyresehaliburton"]
    assert (haliburton["team_abbr"], haliburton["minutes_decimal"], haliburton["points"]) == ("IND", 7.0, 9)
    assert (haliburton["three_point_pct"], haliburton["data_source"]) == (0.75, "stats")
    # A minute without a count is a game played; no minute is none.
    assert (game_seven["johnnyfurphy"]["played"], game_seven["johnnyfurphy"]["points"]) == (True, 0)
    assert (game_seven["isaiahjoe"]["played"], game_seven["isaiahjoe"]["points"]) == (False, None)


def test_a_page_with_one_team_only_still_knows_both():
    lines = recording("bdl_player_boxscores", "stats_2025-06-22.json")["data"]
    page = {"data": [line for line in lines if line["team"]["abbreviation"] == "OKC"], "meta": {"per_page": 100}}
    read = rows(BDL_PLAYER_BOXSCORES, STATS, answer(STATS, "2025-06-22", page, [FINALS_GAME]))
    assert len(read) == 15
    assert {row["away_team_abbr"] for row in read} == {"IND"}


def test_on_neutral_ground_the_schedule_says_who_is_at_home():
    body = recording("bdl_player_boxscores", "stats_2025-06-22.json")
    turned = scheduled("0042400407", GAME_SEVEN, "OKC", "IND")
    read = rows(BDL_PLAYER_BOXSCORES, STATS, answer(STATS, "2025-06-22", body, [turned]))
    assert {(row["game_id"], row["home_team_abbr"], row["home_team_score"]) for row in read} == {
        ("20250622_OKC_IND", "IND", 91)
    }


def test_a_game_that_is_still_on_has_no_results():
    body = recording("bdl_player_boxscores", "stats_2025-06-22.json")
    for line in body["data"]:
        line["game"]["status"] = "3rd Qtr"
    assert rows(BDL_PLAYER_BOXSCORES, STATS, answer(STATS, "2025-06-22", body, [FINALS_GAME])) == []


def test_no_games_give_no_rows():
    body = recording("bdl_player_boxscores", "box_scores_no_games.json")
    assert rows(BDL_PLAYER_BOXSCORES, BOX_SCORES, answer(BOX_SCORES, "2025-02-14", body)) == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda line: line["game"].update(visitor_team_id=44), "unknown team id 44"),
        (
            lambda line: line["game"].update(visitor_team_id=2),
            "the game BOS at OKC of 2025-06-22 is not in the schedule",
        ),
        (lambda line: line["team"].update(abbreviation="BOS"), "a line of BOS stands in the game IND at OKC"),
        (lambda line: line.update(min="half an hour"), "'half an hour' is not a time"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(spoil, told):
    body = recording("bdl_player_boxscores", "stats_2025-06-22.json")
    spoil(body["data"][0])
    with pytest.raises(ValueError, match=told):
        STATS.read(answer(STATS, "2025-06-22", body, [FINALS_GAME]))


@pytest.mark.parametrize("field", ["min", "turnover", "player", "game", "fg3_pct"])
def test_a_missing_field_is_named(field):
    body = recording("bdl_player_boxscores", "stats_2025-06-22.json")
    del body["data"][7][field]
    with pytest.raises(MissingFieldError, match=f"balldontlie stats for 2025-06-22: field '{field}' is missing"):
        STATS.read(answer(STATS, "2025-06-22", body, [FINALS_GAME]))


def test_what_is_asked_once_a_game_of_the_date_has_begun():
    tipoff = FINALS_GAME["tipoff_at"]
    assert BOX_SCORES.ask(asking("2025-06-22", tipoff - timedelta(seconds=1), [FINALS_GAME])) == []
    [request] = BOX_SCORES.ask(asking("2025-06-22", tipoff, [FINALS_GAME]))
    assert (request.path, dict(request.params)) == ("/v1/box_scores", {"date": "2025-06-22", "per_page": "100"})
    [request] = STATS.ask(asking("2025-06-22", tipoff, [FINALS_GAME]))
    assert (request.path, dict(request.params)) == ("/v1/stats", {"dates[]": "2025-06-22", "per_page": "100"})


def test_a_cursor_leads_to_the_next_page_and_its_absence_to_none():
    first = answer(STATS, "2025-06-22", {"data": [], "meta": {"next_cursor": 20743669}}, per_page="100")
    [second] = STATS.follow(first)
    assert (second.slug, dict(second.params)) == ("page-2", {"per_page": "100", "cursor": "20743669"})
    [third] = STATS.follow(answer(STATS, "2025-06-22", first.body, slug="page-2", **second.params))
    assert third.slug == "page-3"
    assert STATS.follow(answer(STATS, "2025-06-22", recording("bdl_player_boxscores", "stats_2025-06-22.json"))) == []
    assert BOX_SCORES.follow(answer(BOX_SCORES, "2025-02-14", {"data": []})) == []


def test_pages_are_asked_for_five_times_a_minute_to_half_an_hour_apart():
    patience = {
        (feed.backoff.attempts, feed.backoff.first_seconds, feed.backoff.longest_seconds)
        for feed in (BOX_SCORES, STATS)
    }
    assert patience == {(5, 60.0, 1800.0)}
