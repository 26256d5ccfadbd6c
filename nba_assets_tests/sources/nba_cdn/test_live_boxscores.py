"""Every listed player of a game: who started, who played how long, and why the others did not."""

import pytest

from nba_assets.sources.nba_cdn.live_boxscores import COUNTS, NBAC_LIVE_BOXSCORES
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.nba_stats.league import ATL_CHA, MIL_TOR, NYK_PHI, recorded
from nba_assets_tests.sources.reading import answer, asking, feed_of, rows

CDN = feed_of(NBAC_LIVE_BOXSCORES, "box_score", "nba_cdn")
STATS = feed_of(NBAC_LIVE_BOXSCORES, "box_score", "nba_stats")
CDN_ONLY = ("technical_fouls", "offensive_fouls", "fouls_drawn", "blocks_received", "points_in_the_paint")


def cdn_answer(change=lambda game: None):
    body = recorded("nbac_live_boxscores", "0022500775.json.gz")
    change(body["game"])
    return answer(CDN, "2026-02-11", body, [ATL_CHA])


def stats_answer(*parts, scope="2025-11-04", game=MIL_TOR, change=lambda body: None):
    body = recorded("nbac_team_boxscore", *parts)
    change(body)
    return answer(STATS, scope, body, [game])


def by_name(feed, landed):
    return {row["player_lookup"]: row for row in rows(NBAC_LIVE_BOXSCORES, feed, landed)}


@pytest.fixture(scope="module")
def players():
    return by_name(CDN, cdn_answer())


def test_all_listed_players_are_there(players):
    assert len(players) == 36
    assert {(row["game_id"], row["data_source"]) for row in players.values()} == {("20260211_ATL_CHA", "cdn_boxscore")}
    assert sum(row["starter"] for row in players.values()) == 10
    # Eleven Hornets and ten Hawks were on the court.
    assert sum(row["played"] for row in players.values()) == 21
    assert sum(row["player_status"] == "inactive" for row in players.values()) == 9


def test_a_starter_to_the_tenth_of_a_second(players):
    miller = players["brandonmiller"]
    assert (miller["nba_player_id"], miller["team_abbr"], miller["is_home"]) == (1641706, "CHA", True)
    assert (miller["starter"], miller["played"], miller["player_status"]) == (True, True, "active")
    assert (miller["jersey_number"], miller["position"], miller["roster_order"]) == ("24", "SG", 4)
    # 35 minutes and 38.5 seconds.
    assert (miller["minutes"], miller["minutes_decimal"]) == ("35:38", 35.6417)
    assert (miller["points"], miller["plus_minus"]) == (31, 3)


def test_all_counts_of_one_player(players):
    knueppel = players["konknueppel"]
    expected = {
        **{"points": 18, "assists": 4, "blocks": 1, "steals": 2, "turnovers": 3, "personal_fouls": 4},
        **{"field_goals_made": 5, "field_goals_attempted": 12, "three_pointers_made": 4, "three_pointers_attempted": 7},
        **{"free_throws_made": 4, "free_throws_attempted": 4, "offensive_rebounds": 2, "defensive_rebounds": 4},
        **{"total_rebounds": 6, "offensive_fouls": 1, "fouls_drawn": 4, "technical_fouls": 0, "blocks_received": 1},
        **{"points_in_the_paint": 2, "points_fast_break": 0, "points_second_chance": 2, "plus_minus": -6},
    }
    assert {column: knueppel[column] for column in expected} == expected


def test_a_substitute_has_no_position(players):
    mccollum = players["cjmccollum"]
    assert (mccollum["starter"], mccollum["position"], mccollum["minutes"]) == (False, None, "31:57")


def test_why_players_did_not_play(players):
    told = {
        name: tuple(
            players[name][column] for column in ("player_status", "not_playing_reason", "not_playing_description")
        )
        for name in ("milesbridges", "cobywhite", "nikoladurisic", "buddyhield", "patconnaughton", "christiankoloko")
    }
    assert told == {
        "milesbridges": ("dnp", "DND_LEAGUE_SUSPENSION", None),
        "cobywhite": ("inactive", "INACTIVE_INJURY", "Left Calf; Strain"),
        "nikoladurisic": ("inactive", "INACTIVE_COACH", None),
        "buddyhield": ("dnp", None, None),
        "patconnaughton": ("dnp", None, None),
        "christiankoloko": ("inactive", None, None),
    }


def test_who_did_not_play_has_no_counts_rather_than_zeros(players):
    hield = players["buddyhield"]
    assert {hield[column] for column in ("minutes", "minutes_decimal", "plus_minus", *COUNTS)} == {None}


def test_players_add_up_to_their_teams(players):
    points = {"CHA": 0, "ATL": 0}
    seconds = {"CHA": 0.0, "ATL": 0.0}
    for row in players.values():
        points[row["team_abbr"]] += row["points"] or 0
        seconds[row["team_abbr"]] += (row["minutes_decimal"] or 0) * 60
    assert points == {"CHA": 110, "ATL": 107}
    assert seconds == pytest.approx({"CHA": 240 * 60, "ATL": 240 * 60}, abs=1)


@pytest.mark.parametrize("status", [1, 2])
def test_a_game_that_is_not_over_has_no_rows_yet(status):
    assert CDN.read(cdn_answer(lambda game: game.update(gameStatus=status))) == []


def test_a_game_that_is_not_the_schedules_is_unusable():
    with pytest.raises(ValueError, match=r"0022500775 is not on the schedule.*landing/answer.gz"):
        CDN.read(answer(CDN, "2026-02-11", recorded("nbac_live_boxscores", "0022500775.json.gz")))


@pytest.mark.parametrize("key", ["played", "starter", "statistics"])
def test_a_lacking_field_is_named(key):
    with pytest.raises(MissingFieldError, match=f"'{key}'.*landing/answer.gz"):
        CDN.read(cdn_answer(lambda game: game["homeTeam"]["players"][0].pop(key)))


def test_the_file_of_every_started_game_is_asked_for():
    [request] = CDN.ask(asking("2025-01-15", NOW.replace(day=16), [NYK_PHI]))
    assert request.path == "/static/json/liveData/boxscore/boxscore_0022400561.json"
    assert (request.provider, request.slug) == ("nba_cdn", "0022400561")


def test_the_third_version_of_the_statistics_host():
    players = by_name(STATS, stats_answer("v3_0022500165.json.gz"))
    assert len(players) == 29
    trent = players["garytrentjr"]
    assert (trent["player_full_name"], trent["position"], trent["starter"]) == ("Gary Trent Jr.", "F", True)
    assert (trent["minutes"], trent["minutes_decimal"], trent["points"]) == ("21:26", 21.4333, 6)
    assert (trent["team_abbr"], trent["is_home"], trent["plus_minus"]) == ("MIL", False, -7)
    mogbo = players["jonathanmogbo"]
    assert (mogbo["starter"], mogbo["minutes"], mogbo["points"], mogbo["played"]) == (False, "6:30", 0, True)
    temple = players["garretttemple"]
    assert (temple["played"], temple["player_status"]) == (False, "dnp")
    assert (temple["not_playing_reason"], temple["minutes"], temple["points"]) == ("DNP - Coach's Decision", None, None)
    assert {trent[column] for column in CDN_ONLY} == {None}
    assert {row["data_source"] for row in players.values()} == {"boxscoretraditionalv3"}


def test_the_second_version_of_the_statistics_host():
    players = by_name(STATS, stats_answer("v2_0022400561.json", scope="2025-01-15", game=NYK_PHI))
    assert len(players) == 25
    assert players["andredrummond"]["not_playing_reason"] == "DND - Injury/Illness"
    maxey = players["tyresemaxey"]
    assert (maxey["minutes"], maxey["points"], maxey["starter"], maxey["is_home"]) == ("45:36", 33, True, True)
    assert players["preciousachiuwa"]["starter"] is False


def test_an_answer_that_does_not_tell_starters_leaves_them_unknown():
    def untold(body):
        for side in ("homeTeam", "awayTeam"):
            for player in body["boxScoreTraditional"][side]["players"]:
                del player["position"]

    players = by_name(STATS, stats_answer("v3_0022500165.json.gz", change=untold))
    assert {row["starter"] for row in players.values()} == {None}


def test_nothing_is_asked_of_the_statistics_host_twice():
    assert STATS.ask is None
