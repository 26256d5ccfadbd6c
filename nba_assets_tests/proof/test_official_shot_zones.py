"""A season's shots by zone, player by player, against the league's own totals.

2023-24 is whole: 572 players, 218,701 attempts. The shot chart of 2024-25 ends with the 576th of 1,230 games, so only
those players are compared all of whose shots it has: who were hurt or let go in time.
"""

from datetime import date

import pytest

from nba_assets_tests.proof.lakes import warehouse_of
from nba_assets_tests.proof.official import finished_lake, official

pytestmark = pytest.mark.slow

ZONES = {"paint": ("RA", "PAINT"), "mid_range": ("MID",), "three_zone": ("LC3", "RC3", "ATB3", "BC")}
COLUMNS = [f"{zone}_{what}" for zone in ZONES for what in ("attempts", "makes")]
OURS_SQL = """
    select
        nba_player_id,
        bool_and(has_complete_shot_zones or fg_attempts = 0) as is_complete, sum(fg_attempts) as fg_attempts,
        sum(paint_attempts) as paint_attempts, sum(paint_makes) as paint_makes,
        sum(mid_range_attempts) as mid_range_attempts, sum(mid_range_makes) as mid_range_makes,
        sum(three_zone_attempts) as three_zone_attempts, sum(three_zone_makes) as three_zone_makes
    from nba_analytics.player_game_summary
    where season_year = ? and season_type = 'Regular Season' and points is not null
    group by nba_player_id
"""
# The one attempt of the season that the shot chart has and the totals do not: of a game whose box score lacks it too.
MOBLEY = (1630596, "paint_attempts", 1)


def seasons(lake, year, season):
    """Our totals of a season's players, and the league's, under the same columns."""
    ours = warehouse_of(lake).query(OURS_SQL, [year]).set_index("nba_player_id").sort_index()
    theirs = official("shot_zones.parquet")
    theirs = theirs[theirs["SEASON"] == season].set_index("PLAYER_ID").sort_index()
    for zone, parts in ZONES.items():
        theirs[f"{zone}_attempts"] = sum(theirs[f"{part}_FGA"] for part in parts)
        theirs[f"{zone}_makes"] = sum(theirs[f"{part}_FGM"] for part in parts)
    return ours, theirs[COLUMNS]


def apart(ours, theirs):
    """Every figure that differs: player, column, ours less theirs."""
    gap = ours[COLUMNS].fillna(0).astype(int) - theirs
    return [
        (player, column, gap.at[player, column]) for player in gap.index for column in COLUMNS if gap.at[player, column]
    ]


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zones") / "lake"
    return finished_lake(folder, date(2023, 10, 24), date(2025, 4, 13), "nbac_shot_chart")


def test_every_total_of_a_whole_season_is_the_leagues_but_for_one_attempt(lake):
    ours, theirs = seasons(lake, 2023, "2023-24")
    assert list(ours.index) == list(theirs.index)
    assert len(ours) == 572
    assert theirs[["paint_attempts", "mid_range_attempts", "three_zone_attempts"]].to_numpy().sum() == 218_700
    assert apart(ours, theirs) == [MOBLEY]


def test_the_totals_of_players_whose_shots_the_cut_chart_has_are_the_leagues(lake):
    ours, theirs = seasons(lake, 2024, "2024-25")
    assert list(ours.index) == list(theirs.index)
    whole = ours[ours["is_complete"] & (ours["fg_attempts"] > 0)]
    assert (len(whole), whole["fg_attempts"].sum()) == (21, 943)
    assert apart(whole, theirs.loc[whole.index]) == []
    # Of everyone else the chart lacks shots, and never has one too many.
    lacking = ours.drop(whole.index)
    assert all(gap < 0 for _, _, gap in apart(lacking, theirs.loc[lacking.index]))
