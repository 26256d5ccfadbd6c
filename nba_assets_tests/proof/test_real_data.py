"""A whole real season arrives through our own raw tables as the league recorded it."""

import pandas as pd
import pytest

from nba_assets.sources.nba_stats.game_logs import NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets_tests.conftest import NOW
from nba_assets_tests.proof.conftest import DATES_OF_SHOTS, SEASON_BEFORE, TONIGHT
from nba_assets_tests.proof.lakes import fill, played_dates, warehouse_of

SHOTS_AGAINST_BOX_SQL = """
    with shots as (
        select nba_game_id, team_abbr, count(*) as attempts, count(*) filter (shot_made) as makes
        from nba_raw.nbac_shot_chart group by all
    )
    select
        box.nba_game_id,
        box.team_abbr,
        shots.attempts - box.fg_attempted as attempts,
        shots.makes - box.fg_made as makes
    from nba_raw.nbac_team_boxscore as box
    left join shots using (nba_game_id, team_abbr)
    where list_contains(?, strftime(box.game_date, '%Y-%m-%d'))
"""
# Shots less attempts of the box score: the league's own records differ in three team games of 2023-24.
KNOWN_TO_DIFFER = {("0022300078", "MEM"): -1, ("0022300091", "CLE"): 1, ("0022300465", "CLE"): -1}


@pytest.fixture(scope="session")
def query(raw_lake):
    return warehouse_of(raw_lake).query


def test_every_player_row_of_the_season_arrives(query):
    found = query(
        """
        select count(*) as n, count(distinct nba_game_id) as games, count(distinct nba_player_id) as players
        from nba_raw.nbac_player_boxscores where season_year = ?
        """,
        [2023],
    )
    assert found.iloc[0].to_dict() == {"n": 26401, "games": 1230, "players": 572}


def test_points_of_players_sum_to_the_team_in_every_game(query):
    found = query(
        """
        with players as (
            select nba_game_id, team_abbr, sum(points) as points from nba_raw.nbac_player_boxscores group by all
        )
        select teams.season_year, count(*) as team_games, count(*) filter (teams.points = players.points) as equal
        from nba_raw.nbac_team_boxscore as teams
        inner join players using (nba_game_id, team_abbr)
        where teams.season_year = ?
        group by all
        """,
        [2023],
    )
    # 1,230 games of two teams.
    assert found[["team_games", "equal"]].to_numpy().tolist() == [[2460, 2460]]


@pytest.mark.parametrize(
    ("day", "player", "points"),
    [
        ("2024-01-26", "lukadoncic", 73),
        ("2024-01-22", "joelembiid", 70),
        ("2024-01-22", "karlanthonytowns", 62),
        ("2023-10-24", "nikolajokic", 29),
    ],
)
def test_known_scores(query, day, player, points):
    sql = "select points from nba_raw.nbac_player_boxscores where game_date = cast(? as date) and player_lookup = ?"
    assert query(sql, [day, player])["points"].tolist() == [points]


def test_scores_of_the_schedule_are_those_of_the_box_scores(query):
    found = query(
        """
        select count(*) as sides, count(*) filter (box.points is distinct from
            case when box.is_home then game.home_team_score else game.away_team_score end) as different
        from nba_raw.nbac_schedule as game
        inner join nba_raw.nbac_team_boxscore as box using (nba_game_id)
        where game.season_year = ?
        """,
        [2023],
    )
    assert found.to_numpy().tolist() == [[2460, 0]]


def test_every_game_has_one_home_team_that_of_the_schedule(query):
    found = query(
        """
        select count(distinct box.nba_game_id) as games, count(*) filter (box.is_home) as at_home,
            count(*) filter (box.is_home and box.team_abbr <> game.home_team_tricode) as wrong
        from nba_raw.nbac_team_boxscore as box
        inner join nba_raw.nbac_schedule as game using (nba_game_id)
        """
    ).iloc[0]
    assert (found["at_home"], found["wrong"]) == (found["games"], 0)


def test_games_on_neutral_ground_have_the_home_team_of_the_schedule(query):
    """The game log writes ``MIA @ WAS`` on both rows of such a game."""
    sql = """
        select game_id, team_abbr, is_home, points from nba_raw.nbac_team_boxscore
        where nba_game_id in ('0022400147', '0022401229', '0022401230') order by game_id, is_home
    """
    assert query(sql).to_numpy().tolist() == [
        ["20241102_MIA_WAS", "MIA", False, 118],
        ["20241102_MIA_WAS", "WAS", True, 98],
        ["20241214_ATL_MIL", "ATL", False, 102],
        ["20241214_ATL_MIL", "MIL", True, 110],
        ["20241214_HOU_OKC", "HOU", False, 96],
        ["20241214_HOU_OKC", "OKC", True, 111],
    ]


def test_shots_agree_with_the_attempts_of_the_box_scores(query):
    assert differing(query(SHOTS_AGAINST_BOX_SQL, [list(DATES_OF_SHOTS)])) == KNOWN_TO_DIFFER


@pytest.mark.slow
def test_shots_of_the_whole_season_agree_with_the_box_scores(replay_server, tmp_path):
    lake, season = tmp_path / "lake", played_dates(*SEASON_BEFORE)
    fill(lake, replay_server, [NBAC_SCHEDULE, NBAC_TEAM_BOXSCORE, NBAC_SHOT_CHART], season)
    found = warehouse_of(lake).query(SHOTS_AGAINST_BOX_SQL, [season])
    shots = warehouse_of(lake).query("select count(*) as n from nba_raw.nbac_shot_chart")
    assert len(found) == 2460
    assert shots["n"].tolist() == [218701]
    assert differing(found) == KNOWN_TO_DIFFER


def test_nothing_of_tonight_has_happened(query):
    schedule = query("select * from nba_raw.nbac_schedule where game_date >= cast(? as date)", [TONIGHT])
    tonight = schedule[schedule["game_date"] == TONIGHT]
    assert len(tonight) == 9
    assert schedule["game_status"].unique().tolist() == [1]
    assert schedule[["home_team_score", "away_team_score", "winning_team_tricode"]].isna().all(axis=None)
    for table in ("nbac_player_boxscores", "nbac_team_boxscore", "nbac_shot_chart"):
        assert query(f"select max(game_date) < cast(? as date) as past from nba_raw.{table}", [TONIGHT])["past"].all()


def test_no_line_is_later_than_now(query):
    for table in ("odds_api_player_points_props", "odds_api_game_lines"):
        found = query(f"select max(snapshot_timestamp) as latest, max(game_date) as day from nba_raw.{table}").iloc[0]
        assert found["latest"] <= NOW
        assert found["day"].date() <= NOW.date()


def differing(found: pd.DataFrame) -> dict[tuple[str, str], int]:
    """The team games whose shots are not the attempts of the box score, by how many; the made ones always are."""
    assert found["makes"].eq(0).all()
    unequal = found[found["attempts"] != 0]
    return {(row.nba_game_id, row.team_abbr): row.attempts for row in unequal.itertuples()}
