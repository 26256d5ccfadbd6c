"""200 player-games computed anew from the raw rows, in plain Python and from the definitions, and compared.

The recomputation in ``recompute`` shares nothing with the SQL: it reads the Parquet files of box scores, schedule,
lines, referees and shots, keeps games in lists and slices them. Not recomputed is what injury reports and moves tell:
how many stars of a side are out is taken from the table where the usage factor needs it. No roster of the archive
tells an age before the season's end, so the rules on age are not proven here.
"""

from collections import defaultdict
from datetime import date

import pytest

from nba_assets_tests.proof.lakes import warehouse_of
from nba_assets_tests.proof.recompute import game_tables, matchup
from nba_assets_tests.proof.recompute.figures import Forecast, World
from nba_assets_tests.proof.recompute.keys import REASONS, came_from_overtime, is_traded, read_keys
from nba_assets_tests.proof.recompute.tables import tables, team_tables

CONTEXT = "nba_analytics.upcoming_player_game_context"
KEY_OF = {
    CONTEXT: "nba_player_id",
    "nba_precompute.player_daily_cache": "nba_player_id",
    "nba_precompute.player_shot_zone_analysis": "nba_player_id",
    "nba_precompute.player_composite_factors": "nba_player_id",
    "nba_predictions.ml_feature_store_v2": "nba_player_id",
    "nba_analytics.upcoming_team_game_context": "team_abbr",
    "nba_precompute.team_defense_zone_analysis": "team_abbr",
    "nba_precompute.daily_opponent_defense_zones": "opponent_team_abbr",
    "nba_precompute.daily_game_context": "home_team_abbr",
    "nba_analytics.player_game_summary": "nba_player_id",
    "nba_analytics.team_offense_game_summary": "team_abbr",
    "nba_analytics.team_defense_game_summary": "defending_team_abbr",
}
# The tables add up means in decimals of six places, each value within half of the last.
TOLERANCE = 1e-6
# The scores keep two decimals, the mismatch and with it the total one.
COARSER = {
    "shot_zone_mismatch_score": 0.0502,
    "total_composite_adjustment": 0.067,
    **dict.fromkeys(
        (
            "pace_score", "usage_spike_score", "referee_favorability_score", "look_ahead_pressure_score",
            "travel_impact_score", "opponent_strength_score",
        ),
        0.0052,
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def forecasts(built_lake):
    world, keys = World(built_lake), read_keys()
    context = rows_on(built_lake, CONTEXT, {key.day for key in keys})
    stars = [context[key.day, key.player]["star_teammates_out"] for key in keys]
    return [Forecast(world, key.player, key.day, out) for key, out in zip(keys, stars, strict=True)]


@pytest.fixture(scope="session")
def recomputed(forecasts):
    """Every figure by table, and by date and key."""
    found = defaultdict(dict)
    for one in forecasts:
        for table, figures in tables(one).items():
            found[table][one.day, one.player] = figures
        if one.team:
            context, defence = team_tables(one).items()
            found[context[0]][one.day, one.team] = context[1]
            found[defence[0]][one.day, one.opponent] = defence[1]
            found["nba_precompute.daily_opponent_defense_zones"][one.day, one.opponent] = matchup.season_defence(one)
            game = matchup.game_context(one)
            found["nba_precompute.daily_game_context"][one.day, game["home_team_abbr"]] = game
            found["nba_precompute.player_composite_factors"][one.day, one.player] |= matchup.scores(one)
        if one.games:
            game = one.games[0]
            lines = one.world.lines.of_player(one.player, game.day)
            found["nba_analytics.player_game_summary"][game.day, one.player] = game_tables.player_game(game, lines)
            own = game.team_game
            found["nba_analytics.team_offense_game_summary"][own.day, own.team] = game_tables.offense(own)
            found["nba_analytics.team_defense_game_summary"][own.day, own.team] = game_tables.defense(own)
    return found


@pytest.fixture(scope="session")
def stored(built_lake, recomputed):
    """What the tables hold on the dates of the recomputed figures."""
    return {table: rows_on(built_lake, table, {day for day, _ in figures}) for table, figures in recomputed.items()}


def rows_on(lake, table, days):
    """The rows of some dates by date and key, None where unknown."""
    sql = f"select * from {table} where list_contains(?, strftime(game_date, '%Y-%m-%d'))"
    found = warehouse_of(lake).query(sql, [sorted(map(str, days))])
    known = found.astype(object).where(found.notna(), None)
    return {(row["game_date"].date(), row[KEY_OF[table]]): row for row in known.to_dict("records")}


def is_near(column, ours, theirs):
    """Both unknown, or both known and equal within the tolerance."""
    if ours is None or theirs is None:
        return ours is theirs
    if isinstance(ours, str):
        return ours == theirs
    return float(theirs) == pytest.approx(float(ours), rel=TOLERANCE, abs=COARSER.get(column, TOLERANCE))


@pytest.mark.parametrize("table", KEY_OF)
def test_the_table_holds_what_the_definitions_give(recomputed, stored, table):
    apart = {
        (str(key[0]), key[1], column): (ours, stored[table][key][column])
        for key, figures in recomputed[table].items()
        for column, ours in figures.items()
        if not is_near(column, ours, stored[table][key][column])
    }
    assert apart == {}


@pytest.mark.parametrize("table", KEY_OF)
def test_every_figure_is_known_somewhere(recomputed, table):
    """A column that is unknown on both sides would prove nothing."""
    columns = {column for figures in recomputed[table].values() for column in figures}
    known = {column for figures in recomputed[table].values() for column, value in figures.items() if value is not None}
    assert columns - known == set()


def test_the_keys_are_what_they_were_drawn_for(forecasts):
    keys = read_keys()
    assert len({(key.day, key.player) for key in keys}) == 200
    assert {reason: sum(key.reason == reason for key in keys) for reason in REASONS} == {
        reason: wanted for reason, (wanted, _) in REASONS.items()
    }
    for key, one in zip(keys, forecasts, strict=True):
        assert REASONS[key.reason][1](one)
    early = date(2024, 10, 31)
    # Whoever was drawn for another reason may be so too.
    assert sum(date(2024, 10, 22) <= one.day <= early for one in forecasts) >= 30
    assert sum(is_traded(one) for one in forecasts) >= 30
    assert sum(bool(one.own["back_to_back"]) for one in forecasts) >= 25
    assert sum(came_from_overtime(one) for one in forecasts) >= 25
    assert sum(one.offers["current_points_line"] is not None for one in forecasts) >= 50
