"""Every figure of two real games worked out by hand: Boston at Brooklyn, and Toronto at Boston with an overtime.

The raw numbers are those of the league's box scores and shot charts and of the bookmakers' lines; the arithmetic stands
above each expected value. A team that plays n overtimes has 240 + 25 n minutes, of which a fifth is the game's length.
"""

from datetime import date

import pytest

from nba_assets_tests.proof.lakes import warehouse_of

BROOKLYN, OVERTIME = "0022400218", "0022400230"
PRITCHARD, THOMAS, BROWN, BARRETT = 1630202, 1630560, 1627759, 1629628


@pytest.fixture(scope="session")
def row(built_lake):
    """One row of a table as a dictionary."""

    def one(sql, parameters):
        found = warehouse_of(built_lake).query(sql, parameters)
        assert len(found) == 1
        return found.iloc[0].to_dict()

    return one


@pytest.fixture(scope="session")
def player(row):
    sql = "select * from nba_analytics.player_game_summary where nba_game_id = ? and nba_player_id = ?"
    return lambda game, player_id: row(sql, [game, player_id])


@pytest.fixture(scope="session")
def offense(row):
    sql = "select * from nba_analytics.team_offense_game_summary where nba_game_id = ? and team_abbr = ?"
    return lambda game, team: row(sql, [game, team])


@pytest.fixture(scope="session")
def defense(row):
    sql = "select * from nba_analytics.team_defense_game_summary where nba_game_id = ? and defending_team_abbr = ?"
    return lambda game, team: row(sql, [game, team])


def must_hold(found, expected):
    """The named columns have the expected values, fractions to six places."""
    assert {name: found[name] for name in expected} == {
        name: pytest.approx(value, rel=0, abs=1e-6) if isinstance(value, float) else value
        for name, value in expected.items()
    }


def test_a_player_in_a_game_of_regular_length(player):
    found = player(BROOKLYN, PRITCHARD)
    assert found["game_date"].date() == date(2024, 11, 13)
    must_hold(
        found,
        {
            "player_full_name": "Payton Pritchard", "game_id": "20241113_BOS_BKN", "season_year": 2024,
            "season_type": "Regular Season", "team_abbr": "BOS", "opponent_team_abbr": "BKN", "is_home": False,
            # 139 to 114.
            "win_flag": True,
            "minutes_played": 36, "points": 23, "assists": 8, "total_rebounds": 6, "offensive_rebounds": 2,
            "defensive_rebounds": 4, "steals": 2, "blocks": 1, "turnovers": 1, "personal_fouls": 3, "plus_minus": 14,
            "fg_attempts": 13, "fg_makes": 8, "three_pt_attempts": 9, "three_pt_makes": 5, "ft_attempts": 4,
            "ft_makes": 2,
            # Shot chart: restricted area 2 (1 made), mid-range 2 (2), above the break 7 (4), right corner 2 (1).
            "paint_attempts": 2, "paint_makes": 1, "mid_range_attempts": 2, "mid_range_makes": 2,
            "three_zone_attempts": 9, "three_zone_makes": 5, "has_complete_shot_zones": True,
            # (8 + 0.5 * 5) / 13 = 10.5 / 13
            "efg_pct": 0.807692,
            # 23 / (2 * (13 + 0.44 * 4)) = 23 / 29.52
            "ts_pct": 0.779133,
            # (13 + 0.44 * 4 + 1) * 48 / (36 * (93 + 0.44 * 24 + 7)) = 15.76 * 48 / (36 * 110.56) = 756.48 / 3980.16
            "usage_rate": 0.190063,
            # PrizePicks 12.0, Underdog 12.5, one snapshot each: the median is their mean.
            "points_line": 12.25, "line_books": 2, "points_line_source": "odds_api",
            # Neither DraftKings nor FanDuel: the first by name tells the opening, and its one snapshot no movement.
            "opening_line": 12.0, "opening_line_source": "prizepicks", "line_movement": 0.0,
            # 23 - 12.25
            "over_under_result": "OVER", "margin": 10.75,
        },
    )  # fmt: skip


def test_a_player_on_the_losing_side_and_under_his_line(player):
    must_hold(
        player(BROOKLYN, THOMAS),
        {
            "team_abbr": "BKN", "is_home": True, "win_flag": False, "points": 17,
            # Both books 23.5; 17 - 23.5.
            "points_line": 23.5, "over_under_result": "UNDER", "margin": -6.5,
            # (5 + 0.5 * 3) / 11
            "efg_pct": 0.590909,
            # 17 / (2 * (11 + 0.44 * 4)) = 17 / 25.52
            "ts_pct": 0.666144,
            # (11 + 0.44 * 4 + 2) * 48 / (28 * (79 + 0.44 * 18 + 12)) = 14.76 * 48 / (28 * 98.92) = 708.48 / 2769.76
            "usage_rate": 0.255791,
        },
    )  # fmt: skip


def test_both_sides_of_a_team_in_a_game_of_regular_length(offense, defense):
    must_hold(
        offense(BROOKLYN, "BOS"),
        {
            "game_id": "20241113_BOS_BKN", "opponent_team_abbr": "BKN", "home_game": False, "points_scored": 139,
            "fg_attempts": 93, "fg_makes": 50, "three_pt_attempts": 46, "three_pt_makes": 22, "ft_attempts": 24,
            "ft_makes": 17, "rebounds": 45, "offensive_rebounds": 12, "assists": 35, "turnovers": 7,
            "personal_fouls": 17,
            # The players' rounded minutes sum to 241: no overtime.
            "overtime_periods": 0, "team_minutes": 240,
            # 93 + 0.44 * 24 + 7 - 12; of 48 minutes, so the pace is the same number.
            "possessions": 98.56, "pace": 98.56,
            # 100 * 139 / 98.56
            "offensive_rating": 141.030844,
            # 139 / (2 * (93 + 0.44 * 24)) = 139 / 207.12
            "ts_pct": 0.671109,
            "win_flag": True, "margin_of_victory": 25,
            # Restricted area 24 (18 made) and paint 16 (8); mid-range 7 (2).
            "team_paint_attempts": 40, "team_paint_makes": 26, "team_mid_range_attempts": 7,
            "team_mid_range_makes": 2, "points_in_paint_scored": 52, "has_complete_shot_zones": True,
        },
    )  # fmt: skip
    must_hold(
        defense(BROOKLYN, "BOS"),
        {
            "points_allowed": 114, "opp_fg_attempts": 79, "opp_fg_makes": 40, "opp_three_pt_attempts": 43,
            "opp_three_pt_makes": 19, "opp_ft_attempts": 18, "opp_ft_makes": 15, "opp_rebounds": 34,
            "opp_assists": 26, "turnovers_forced": 12, "fouls_committed": 17, "steals": 7, "blocks": 6,
            "defensive_rebounds": 33,
            # 79 + 0.44 * 18 + 12 - 3
            "opp_possessions": 95.92, "opponent_pace": 95.92,
            # 100 * 114 / 95.92
            "defensive_rating": 118.849041,
            # 114 / (2 * (79 + 0.44 * 18)) = 114 / 173.84
            "opponent_ts_pct": 0.655775,
            "win_flag": True, "margin_of_victory": 25,
            # Restricted area 22 (16 made) and paint 11 (4); mid-range 3 (1); threes 32, 5 and 6 (15, 0 and 4).
            "opp_paint_attempts": 33, "opp_paint_makes": 20, "opp_mid_range_attempts": 3, "opp_mid_range_makes": 1,
            "opp_three_zone_attempts": 43, "opp_three_zone_makes": 19, "points_in_paint_allowed": 40,
            "mid_range_points_allowed": 2, "three_pt_points_allowed": 57, "has_complete_shot_zones": True,
        },
    )  # fmt: skip


def test_a_player_in_an_overtime_game(player):
    """53 minutes, not 48: usage is a share of what the team used while he could have played."""
    must_hold(
        player(OVERTIME, BROWN),
        {
            "player_full_name": "Jaylen Brown", "game_id": "20241116_TOR_BOS", "is_home": True, "win_flag": True,
            "minutes_played": 43, "points": 27,
            # Restricted area 3 (3 made), paint 5 (3); mid-range 1 (0); threes 5, 1 and 1 (1, 0 and 1).
            "paint_attempts": 8, "paint_makes": 6, "mid_range_attempts": 1, "mid_range_makes": 0,
            "three_zone_attempts": 7, "three_zone_makes": 2, "has_complete_shot_zones": True,
            # (8 + 0.5 * 2) / 16
            "efg_pct": 0.5625,
            # 27 / (2 * (16 + 0.44 * 10)) = 27 / 40.8
            "ts_pct": 0.661765,
            # (16 + 0.44 * 10 + 3) * 53 / (43 * (99 + 0.44 * 19 + 9)) = 23.4 * 53 / (43 * 116.36) = 1240.2 / 5003.48
            "usage_rate": 0.247867,
            # PrizePicks 25.0, Underdog 24.5; 27 - 24.75.
            "points_line": 24.75, "line_books": 2, "over_under_result": "OVER", "margin": 2.25,
        },
    )  # fmt: skip
    # He scored 25 for the losing side against a line of 21.5.
    must_hold(player(OVERTIME, BARRETT), {"win_flag": False, "over_under_result": "OVER", "margin": 3.5})


@pytest.mark.parametrize(
    ("team", "expected"),
    [
        (
            "BOS",
            {
                # 99 + 0.44 * 19 + 9 - 14
                "possessions": 102.36,
                # 102.36 * 48 / 53
                "pace": 92.703396,
                # 100 * 126 / 102.36
                "offensive_rating": 123.094959,
                # 126 / (2 * (99 + 0.44 * 19)) = 126 / 214.72
                "ts_pct": 0.586811,
                "win_flag": True, "margin_of_victory": 3,
            },
        ),
        (
            "TOR",
            {
                # 98 + 0.44 * 21 + 9 - 15
                "possessions": 101.24,
                # 101.24 * 48 / 53
                "pace": 91.689057,
                # 100 * 123 / 101.24
                "offensive_rating": 121.493481,
                # 123 / (2 * (98 + 0.44 * 21)) = 123 / 214.48
                "ts_pct": 0.573480,
                "win_flag": False, "margin_of_victory": -3,
            },
        ),
    ],
)  # fmt: skip
def test_pace_is_per_48_minutes_of_the_53_of_an_overtime_game(offense, team, expected):
    must_hold(offense(OVERTIME, team), {"overtime_periods": 1, "team_minutes": 265} | expected)


def test_a_defense_in_an_overtime_game(defense):
    must_hold(
        defense(OVERTIME, "BOS"),
        {
            "overtime_periods": 1, "opp_possessions": 101.24,
            # 100 * 123 / 101.24, and 101.24 * 48 / 53
            "defensive_rating": 121.493481, "opponent_pace": 91.689057,
            # Restricted area 32 (23 made) and paint 36 (16).
            "opp_paint_attempts": 68, "opp_paint_makes": 39, "points_in_paint_allowed": 78,
        },
    )  # fmt: skip
