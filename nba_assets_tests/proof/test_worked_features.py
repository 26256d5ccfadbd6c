"""Every feature of one real forecast worked out by hand: Jaylen Brown on 2024-11-16, at home to Toronto.

He had played nine games of the season and missed four; his tenth-last game is one of April 2024. Beside him stands
RJ Barrett of Toronto, who had played the evening before. Before that date, newest first:

    Brown    on       November 13, 12, 10, 1; October 30, 28, 26, 24, 22; April 11
             points   24 37 14 25 25 30 24 27 23; 15
             minutes  36 36 37 37 43 38 38 30 30; 29
    Barrett  on       November 15, 12, 10, 9, 6, 4, 2, 1; October 30, 28
             points   22 7 18 13 23 16 31 33 31 20
             minutes  35 31 36 30 33 33 40 32 33 29
"""

import pytest

from nba_assets.forecasting.feature_contract import FEATURES
from nba_assets_tests.proof.lakes import warehouse_of

BROWN, BARRETT = 1627759, 1629628
BROWN_EXPECTED = {
    # (24 + 37 + 14 + 25 + 25) / 5
    "points_avg_last_5": 25.0,
    # 244 / 10, the game of April 11 among them: windows count games, not seasons.
    "points_avg_last_10": 24.4,
    # 229 / 9: season figures stay in the season.
    "points_avg_season": 25.444444,
    # Squares sum to 6350: sqrt((6350 - 244 * 244 / 10) / 9) = sqrt(44.044444)
    "points_std_last_10": 6.636599,
    # November 13, 12 and 10: the date and the six days before it are the seven days.
    "games_in_last_7_days": 3,
    # 100, + 5 for three days of rest, - 8 for 36.33 minutes a game this week, - 5 for one back-to-back (12 and 13).
    "fatigue_score": 92,
    # He lives in the paint (99 of 184 shots). Toronto allowed 340 of 568 there, the mean of the 30 teams is 0.566066:
    # 100 * (0.598592 - 0.566066) = 3.2526, in full as more than half his shots are there.
    "shot_zone_mismatch_score": 3.3,
    # (101.503925 - 103.093887) / 2, the means of the last ten paces of Boston and of Toronto.
    "pace_score": -0.79,
    # Usage 0.295049 in the last 5 games, 0.311995 in the last 20: 30 * -0.016946
    "usage_spike_score": -0.51,
    # He has rested 3 days, Toronto 1.
    "rest_advantage": 2,
    # Put on the injured list on November 2, taken from it on November 10.
    "injury_risk": 0,
    # (24 + 37) / 2 = 30.5 against (14 + 25 + 25) / 3 = 21.33: up by 5 or more.
    "recent_trend": 2,
    # Minutes 354 / 10 = 35.4 against 325 / 9 = 36.11: down by 2 %, under 10 %.
    "minutes_change": 0,
    # Mean of Toronto's last 15 defensive ratings, two of them of April 2024: 1751.082874 / 15
    "opponent_def_rating": 116.738858,
    # Mean of the paces of those 15 opponents: 1515.838491 / 15
    "opponent_pace": 101.055899,
    "home_away": 1,
    "back_to_back": 0,
    "playoff_game": 0,
    # 99, 24 and 61 of 184 shots in the nine games with a shot chart.
    "pct_paint": 0.538043,
    "pct_mid_range": 0.130435,
    "pct_three": 0.331522,
    # Free throws made 6 6 5 9 2 10 9 4 4 2: 57 of 244 points.
    "pct_free_throw": 0.233607,
    "team_pace": 101.503925,
    # Mean of Boston's last ten offensive ratings: 1159.307798 / 10
    "team_off_rating": 115.930780,
    # 10 wins in 13 games.
    "team_win_pct": 0.769231,
    # PrizePicks 25.0 and Underdog 24.5, one snapshot each.
    "vegas_points_line": 24.75,
    "vegas_opening_line": 24.75,
    "vegas_line_move": 0.0,
    "has_vegas_line": 1,
    # 23 points on 2023-11-17, exactly 365 days before, and 31 on 2023-12-29.
    "avg_points_vs_opponent": 27.0,
    "games_vs_opponent": 2,
    "minutes_avg_last_10": 35.4,
    # 24/36 + 37/36 + 14/37 + 25/37 + 25/43 + 30/38 + 24/38 + 27/30 + 23/30 + 15/29 = 6.934855, by 10
    "ppm_avg_last_10": 0.693485,
    # Boston's ten games before: October 28 and 30, November 1 to 13; he missed those of November 2, 4, 6 and 8.
    "dnp_rate": 0.4,
    # Least squares over -1 ... -10: (10 * -1286 - -55 * 244) / (10 * 385 - 55 * 55) = 560 / 825
    "pts_slope_10g": 0.678788,
    # (25.0 - 25.444444) / 6.636599
    "pts_vs_season_zscore": -0.066969,
    "breakout_flag": 0,
    # Porzingis and Springer are on the list, neither with ten games this season; Holiday's move is of the day itself.
    "star_teammates_out": 0,
    "game_total_line": 229.5,
    "days_rest": 3,
    # 36 + 36 + 37
    "minutes_load_last_7d": 109,
    "spread_magnitude": 16.5,
    # Boston gives 16.5 points: (229.5 + 16.5) / 2
    "implied_team_total": 123.0,
    # 1,610 points in the 69 games since 2023-11-17.
    "points_avg_last_365_days": 23.333333,
}
BARRETT_EXPECTED = {
    # (22 + 7 + 18 + 13 + 23) / 5, and 214 / 10, all of this season
    "points_avg_last_5": 16.6,
    "points_avg_last_10": 21.4,
    "points_avg_season": 21.4,
    # November 15, 12 and 10; the ninth is seven days before.
    "games_in_last_7_days": 3,
    # 100, - 15 for the back-to-back, - 5 for that of November 9 and 10; 102 minutes in three games are no burden.
    "fatigue_score": 80,
    # Boston allowed 333 of 571 in the paint, where he takes 114 of 189 shots: 100 * (0.583187 - 0.566066)
    "shot_zone_mismatch_score": 1.7,
    "pace_score": 0.79,
    # 30 * (0.282208 - 0.298416)
    "usage_spike_score": -0.49,
    # 1 - 3
    "rest_advantage": -2,
    # (22 + 7) / 2 = 14.5 against (18 + 13 + 23) / 3 = 18: down by 2, not by 5.
    "recent_trend": -1,
    # Mean of Boston's last 15 defensive ratings: 1621.050719 / 15
    "opponent_def_rating": 108.070048,
    "home_away": 0,
    "back_to_back": 1,
    # 2 wins in 13 games.
    "team_win_pct": 0.153846,
    "vegas_points_line": 21.5,
    # 23 on 2023-12-08, still for New York, and 24 on 2024-01-15 for Toronto.
    "avg_points_vs_opponent": 23.5,
    "games_vs_opponent": 2,
    "days_rest": 1,
    # 35 + 31 + 36
    "minutes_load_last_7d": 102,
    # (229.5 - 16.5) / 2
    "implied_team_total": 106.5,
    # 1,226 points in 61 games
    "points_avg_last_365_days": 20.098361,
}
TEAM_EXPECTED = {
    "BOS": {
        # November 13 to 16; Toronto had played on the 15th.
        "team_days_rest": 3, "team_back_to_back": False, "opponent_days_rest": 1,
        # November 10, 12, 13; and with 4, 6 and 8.
        "games_in_last_7_days": 3, "games_in_last_14_days": 6, "game_number_in_season": 14,
        # Lost to Atlanta on the 12th, won 139 to 114 on the 13th.
        "team_win_streak_entering": 1, "team_loss_streak_entering": 0, "last_game_margin": 25, "last_game_result": "W",
        "game_spread": -16.5, "game_total": 229.5,
    },
    "TOR": {
        "team_days_rest": 1, "team_back_to_back": True, "opponent_days_rest": 3,
        # November 10, 12, 15; and with 4, 6 and 9.
        "games_in_last_7_days": 3, "games_in_last_14_days": 6, "game_number_in_season": 14,
        # Lost all six of those, the last 95 to 99.
        "team_win_streak_entering": 0, "team_loss_streak_entering": 6, "last_game_margin": -4, "last_game_result": "L",
        "game_spread": 16.5, "game_total": 229.5,
    },
}  # fmt: skip


@pytest.fixture(scope="session")
def forecasts(built_lake):
    """The rows of the feature store for the game, by player id."""
    sql = "select * from nba_predictions.ml_feature_store_v2 where game_id = '20241116_TOR_BOS'"
    return rows_by(warehouse_of(built_lake).query(sql), "nba_player_id")


@pytest.mark.parametrize(("name", "value"), BROWN_EXPECTED.items())
def test_every_feature_of_a_forecast(forecasts, name, value):
    assert forecasts[BROWN][name] == (value if value is None else pytest.approx(value, abs=2e-6))


@pytest.mark.parametrize(("name", "value"), BARRETT_EXPECTED.items())
def test_features_after_a_game_the_evening_before(forecasts, name, value):
    assert forecasts[BARRETT][name] == pytest.approx(value, abs=2e-6)


def test_the_worked_features_are_all_there_are():
    assert set(BROWN_EXPECTED) == {feature.name for feature in FEATURES}


@pytest.mark.parametrize("team", TEAM_EXPECTED)
def test_context_of_a_team(built_lake, team):
    sql = "select * from nba_analytics.upcoming_team_game_context where game_id = '20241116_TOR_BOS'"
    found = rows_by(warehouse_of(built_lake).query(sql), "team_abbr")[team]
    assert {name: found[name] for name in TEAM_EXPECTED[team]} == TEAM_EXPECTED[team]


def rows_by(found, key):
    """Rows as dictionaries, None where unknown, by one column."""
    known = found.astype(object).where(found.notna(), None)
    return {row[key]: row for row in known.to_dict("records")}
