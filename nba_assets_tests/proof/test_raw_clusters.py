"""Three nights through the tables of all providers that have them: they agree, and where they do not it is named."""

from collections import Counter

import pytest

from nba_assets.eastern import parse_eastern
from nba_assets.replay.manifest import bundled_archive
from nba_assets.replay.process import serving
from nba_assets_tests.proof.raw_lakes import as_of, filled, rows

AFTER_ALL = "2025-06-24T12:00"
MLK_DAY, WEDNESDAY, GAME_SEVEN = "2024-01-15", "2025-01-15", "2025-06-22"
# Away at home as the newspapers of the next morning had it.
FINALS_OF_MLK_DAY = {
    "20240115_HOU_PHI": (115, 124), "20240115_NOP_DAL": (120, 125), "20240115_ORL_NYK": (98, 94),
    "20240115_DET_WAS": (129, 117), "20240115_SAS_ATL": (99, 109), "20240115_GSW_MEM": (107, 116),
    "20240115_CHI_CLE": (91, 109), "20240115_MIA_BKN": (96, 95), "20240115_BOS_TOR": (105, 96),
    "20240115_IND_UTA": (105, 132), "20240115_OKC_LAL": (105, 112),
}  # fmt: skip
# The same man under two names; what ties them together in the product are aliases, not the normaliser.
KNOWN_AS = {
    "kjmartin": "kenyonmartinjr",
    "natewilliams": "jeenathanwilliams",
    "marcusmorris": "marcusmorrissr",
}


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    lake = tmp_path_factory.mktemp("clusters") / "lake"
    with serving(bundled_archive(), parse_eastern(AFTER_ALL)) as url, as_of(lake, url, AFTER_ALL) as found:
        nights = [MLK_DAY, WEDNESDAY, GAME_SEVEN]
        filled(found, nights, "nbac_schedule", "nbac_player_boxscores", "nbac_team_boxscore", "nbac_scoreboard_v2")
        filled(found, [MLK_DAY], "espn_scoreboard", "espn_boxscores")
        filled(found, [MLK_DAY, GAME_SEVEN], "bdl_player_boxscores")
        filled(found, [WEDNESDAY], "nbac_live_boxscores")
        filled(found, [WEDNESDAY, GAME_SEVEN], "nbac_play_by_play", "bigdataball_play_by_play")
        yield found


def scheduled(tools, day):
    games = rows(tools, "nbac_schedule", "2023-24" if day == MLK_DAY else "2024-25")
    return {
        game["game_id"]: (game["away_team_score"], game["home_team_score"])
        for game in games
        if game["game_date"].isoformat() == day
    }


def sums(found, day_points="points"):
    """Points by game as (away, home), added up over the players."""
    points = Counter()
    for row in found:
        points[row["game_id"], row["team_abbr"]] += row[day_points] or 0
    games = {game for game, _ in points}
    return {game: tuple(points[game, team] for team in game.split("_")[1:]) for game in games}


def of_game(found, game_id):
    return [row for row in found if row["game_id"] == game_id]


def by_name(found, column):
    return {KNOWN_AS.get(row["player_lookup"], row["player_lookup"]): row[column] for row in found}


def test_all_finals_of_mlk_day_are_one_for_five_sources(tools):
    board = {
        row["game_id"]: (row["away_score"], row["home_score"]) for row in rows(tools, "nbac_scoreboard_v2", MLK_DAY)
    }
    espn = {
        row["game_id"]: (row["away_team_score"], row["home_team_score"])
        for row in rows(tools, "espn_scoreboard", MLK_DAY)
    }
    bdl = rows(tools, "bdl_player_boxscores", MLK_DAY)
    told = {row["game_id"]: (row["away_team_score"], row["home_team_score"]) for row in bdl}
    league = sums(rows(tools, "nbac_player_boxscores", MLK_DAY))
    assert board == FINALS_OF_MLK_DAY
    assert espn == told == sums(bdl) == league == scheduled(tools, MLK_DAY) == board


def test_every_player_of_houston_at_philadelphia_has_the_same_points_and_minutes(tools):
    game = "20240115_HOU_PHI"
    league = of_game(rows(tools, "nbac_player_boxscores", MLK_DAY), game)
    espn = [row for row in of_game(rows(tools, "espn_boxscores", MLK_DAY), game) if row["minutes"]]
    bdl = [row for row in of_game(rows(tools, "bdl_player_boxscores", MLK_DAY), game) if row["played"]]
    assert by_name(league, "points")["joelembiid"] == 41
    assert by_name(espn, "points") == by_name(bdl, "points") == by_name(league, "points")
    minutes = {name: round(float(told)) for name, told in by_name(league, "minutes").items()}
    of_bdl = {name: int(told) for name, told in by_name(bdl, "minutes").items()}
    # Ball Don't Lie gives Paul Reed a minute less than the league and ESPN.
    assert {name: (of_bdl[name], told) for name, told in minutes.items() if of_bdl[name] != told} == {
        "paulreed": (16, 17)
    }
    assert {name: round(float(told)) for name, told in by_name(espn, "minutes").items()} == minutes
    assert len(minutes) == len(league) >= 18


def test_new_york_at_philadelphia_is_one_game_for_six_tables(tools):
    game, score = "20250115_NYK_PHI", (125, 119)
    assert scheduled(tools, WEDNESDAY)[game] == score
    [board] = of_game(rows(tools, "nbac_scoreboard_v2", WEDNESDAY), game)
    assert (board["away_score"], board["home_score"], board["periods_played"]) == (*score, 5)
    league = of_game(rows(tools, "nbac_player_boxscores", WEDNESDAY), game)
    live = of_game(rows(tools, "nbac_live_boxscores", WEDNESDAY), game)
    teams = {row["team_abbr"]: row["points"] for row in of_game(rows(tools, "nbac_team_boxscore", WEDNESDAY), game)}
    events = of_game(rows(tools, "nbac_play_by_play", WEDNESDAY), game)
    fallback = of_game(rows(tools, "bigdataball_play_by_play", WEDNESDAY), game)
    assert (teams["NYK"], teams["PHI"]) == score
    assert sums(league)[game] == sums(live)[game] == score
    for play_by_play in (events, fallback):
        assert (play_by_play[-1]["score_away"], play_by_play[-1]["score_home"]) == score
    points = {row["nba_player_id"]: row["points"] for row in league}
    assert scored(events, "player_1_id") == scored(fallback, "player_1_nba_player_id") == but_zero(points)
    # The box score lists who sat out, too; the game log does not.
    assert {row["nba_player_id"]: row["points"] for row in live if row["played"]} == points


def test_game_seven_is_one_game_for_five_tables(tools):
    game, score = "20250622_IND_OKC", (91, 103)
    assert scheduled(tools, GAME_SEVEN) == {game: score}
    events = rows(tools, "bigdataball_play_by_play", GAME_SEVEN)
    assert {row["data_source"] for row in events} == {"bigdataball"}
    assert (events[-1]["score_away"], events[-1]["score_home"]) == score
    bdl, league = (rows(tools, name, GAME_SEVEN) for name in ("bdl_player_boxscores", "nbac_player_boxscores"))
    assert {row["data_source"] for row in bdl} == {"stats"}
    assert sums(bdl) == sums(league) == {game: score}
    points = by_name(league, "points")
    assert scored(events, "player_1_lookup") == but_zero(points)
    assert {
        name: told or 0 for name, told in by_name([row for row in bdl if row["played"]], "points").items()
    } == points
    teams = {row["team_abbr"]: row["points"] for row in rows(tools, "nbac_team_boxscore", GAME_SEVEN)}
    assert (teams["IND"], teams["OKC"]) == score


def scored(events, player):
    points = Counter()
    for row in events:
        points[row[player]] += row["points_scored"] or 0
    return but_zero(points)


def but_zero(points):
    """Who did not score has no event that says so."""
    return {player: number for player, number in points.items() if number}
