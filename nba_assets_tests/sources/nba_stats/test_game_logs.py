"""The league game log of a date, and the shot chart: what a person reads off them, and what lacks."""

from datetime import date

import pytest

from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.sources.nba_stats.league import game, recorded
from nba_assets_tests.sources.reading import answer, feed_of, rows

PLAYERS = feed_of(NBAC_PLAYER_BOXSCORES, "player_game_log")
TEAMS = feed_of(NBAC_TEAM_BOXSCORE, "team_game_log")
[SHOTS] = NBAC_SHOT_CHART.feeds
TEAM_HEADERS = [
    *["TEAM_ID", "TEAM_ABBREVIATION", "TEAM_NAME", "GAME_ID", "GAME_DATE", "MATCHUP", "WL", "MIN"],
    *["FGM", "FGA", "FG3M", "FG3A", "FTM", "FTA", "OREB", "DREB", "REB"],
    *["AST", "STL", "BLK", "TOV", "PF", "PTS", "PLUS_MINUS"],
]


def result_set(name, dicts):
    found = [list(one.values()) for one in dicts]
    return {"resultSets": [{"name": name, "headers": list(dicts[0]), "rowSet": found}]}


def test_a_player_of_the_game_log():
    body = recorded("nbac_player_boxscores", "2025-03-15.json")
    found = rows(NBAC_PLAYER_BOXSCORES, PLAYERS, answer(PLAYERS, "2025-03-15", body))
    players = {row["player_lookup"]: row for row in found}
    assert len(players) == 157
    curry = players["stephencurry"]
    assert (curry["game_id"], curry["is_home"], curry["win_loss"]) == ("20250315_NYK_GSW", True, "W")
    assert (curry["minutes"], curry["points"]) == (35, 28)
    assert (curry["field_goals_made"], curry["field_goals_attempted"]) == (8, 20)
    assert (curry["three_pointers_made"], curry["three_pointers_attempted"]) == (4, 13)
    assert (curry["free_throws_made"], curry["free_throws_attempted"], curry["plus_minus"]) == (8, 9, -5)


def test_a_neutral_site_game_has_the_home_team_of_the_schedule():
    """Both rows of such a game wear the @, each with its own team first."""
    log = dict.fromkeys(TEAM_HEADERS, 0) | {"GAME_ID": "0022401229", "GAME_DATE": "2024-12-14", "WL": "W"}
    pair = [
        log | {"TEAM_ABBREVIATION": "ATL", "MATCHUP": "ATL @ MIL", "TEAM_NAME": "Atlanta Hawks"},
        log | {"TEAM_ABBREVIATION": "MIL", "MATCHUP": "MIL @ ATL", "TEAM_NAME": "Milwaukee Bucks"},
    ]
    scheduled = game("0022401229", date(2024, 12, 14), "ATL", "MIL")
    found = rows(NBAC_TEAM_BOXSCORE, TEAMS, answer(TEAMS, "2024-12-14", result_set("LeagueGameLog", pair), [scheduled]))
    assert {(row["team_abbr"], row["is_home"], row["game_id"]) for row in found} == {
        ("ATL", False, "20241214_ATL_MIL"),
        ("MIL", True, "20241214_ATL_MIL"),
    }


def test_the_fallback_names_itself_and_has_percentages_where_a_shot_was_taken():
    log = dict.fromkeys(TEAM_HEADERS, 0) | {
        **{"GAME_ID": "0022400531", "GAME_DATE": "2025-01-11", "MATCHUP": "ATL @ MIL", "WL": "W"},
        **{"TEAM_ABBREVIATION": "ATL", "TEAM_NAME": "Atlanta Hawks", "FGM": 45, "FGA": 91},
    }
    [row] = rows(NBAC_TEAM_BOXSCORE, TEAMS, answer(TEAMS, "2025-01-11", result_set("LeagueGameLog", [log])))
    assert (row["data_source"], row["fg_percentage"], row["ft_percentage"]) == ("leaguegamelog", 0.495, None)


@pytest.mark.parametrize(
    ("feed", "body", "field"),
    [
        (PLAYERS, {"resultSets": []}, "resultSets.LeagueGameLog"),
        (TEAMS, result_set("LeagueGameLog", [{"TEAM_ID": 1}]), "LeagueGameLog.TEAM_ABBREVIATION"),
        (SHOTS, result_set("Shot_Chart_Detail", [{"GAME_ID": "1"}]), "Shot_Chart_Detail.PLAYER_ID"),
    ],
)
def test_a_missing_column_is_named_with_the_landed_file(feed, body, field):
    with pytest.raises(MissingFieldError, match=field) as failed:
        feed.read(answer(feed, "2025-01-11", body))
    for told in ("nba_stats", feed.name, "2025-01-11", "landing/answer.gz"):
        assert told in str(failed.value)
