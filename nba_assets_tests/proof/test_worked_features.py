"""Every feature of one real forecast worked out by hand: Jaylen Brown on 2024-11-16, at home to Toronto.

He had played nine games of the season and missed four; his tenth-last game is one of April 2024. Beside him stands
RJ Barrett of Toronto, who had played the evening before. Before that date, newest first:

    Brown    on       November 13, 12, 10, 1; October 30, 28, 26, 24, 22; April 11
             points   24 37 14 25 25 30 24 27 23; 15
             minutes  36 36 37 37 43 38 38 30 30; 29
             line     23.5 25 - 24.75 25.5 24.5 24.5 23.75 24; -
    Barrett  on       November 15, 12, 10, 9, 6, 4, 2, 1; October 30, 28
             points   22 7 18 13 23 16 31 33 31 20
             minutes  35 31 36 30 33 33 40 32 33 29
             line     22.75 21.5 22.75 22.5 24.5 23.5 25.25 24.5 22.25 -

The line is the median over books of each book's last one before tip-off. Boston's last ten games ended 25, -1, 6, 4,
-6, 30, 10, 15, -3 and 11 points apart, Toronto's -4, -14, -20, -2, -15, -2, 3, -6, -5 and -2.
"""

import pytest

from nba_assets.forecasting.features import FEATURES
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
    # PrizePicks 25.0 and Underdog 24.5, one snapshot each: the median of both, and first and last of the one that comes
    # first by name, for neither DraftKings nor FanDuel has a line for him.
    "vegas_points_line": 24.75,
    "vegas_opening_line": 25.0,
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
    # (24 + 37 + 14) / 3
    "points_avg_last_3": 25.0,
    # Over -1 ... -7: (7 * -713 - -28 * 179) / (7 * 140 - 28 * 28) = 21 / 196
    "scoring_trend_slope": 0.107143,
    # In the 59 days before lie the nine games of the season, squares 6125: sqrt((9 * 6125 - 229 * 229) / 72) = 6.105553
    # and (25.0 - 25.444444) / 6.105553
    "deviation_from_avg_last3": -0.072793,
    # 24 is below 25.44, 37 is not.
    "consecutive_games_below_avg": 1,
    # Neither of the two who are out, Porzingis and Springer, has played more than ten minutes in a game of the season.
    "teammate_usage_available": 0.0,
    # Usage 0.276893 0.404192 0.196460 0.284148 0.313552: 1.475245 / 5
    "usage_rate_last_5": 0.295049,
    # The summer was the last gap of more than two weeks; from November 1 to 10 are nine days.
    "games_since_structural_change": 9,
    # Two lines half a point apart: 0.5 / sqrt(2)
    "multi_book_line_std": 0.353553,
    # 24 is under 24.75, 37 is over it.
    "prop_over_streak": 0,
    "prop_under_streak": 1,
    # 24.75 - 25.444444
    "line_vs_season_avg": -0.694444,
    # 24.75 - 23.5, of November 13
    "prop_line_delta": 1.25,
    # Over on November 13, 12, 1 and October 28, 24; under on October 30, 26, 22.
    "over_rate_last_10": 0.625,
    # (0.5 + 12 + 0.25 - 0.5 + 5.5) / 5
    "margin_vs_line_avg_last_5": 3.55,
    # Boston by 25, 30 and 15.
    "blowout_minutes_risk": 0.3,
    # Squares of the minutes sum to 12708: sqrt((10 * 12708 - 354 * 354) / 90) = sqrt(19.6)
    "minutes_volatility_last_10": 4.427189,
    # 101.503925 - 101.055899
    "opponent_pace_mismatch": 0.448026,
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
    # (22 + 7 + 18) / 3
    "points_avg_last_3": 15.666667,
    # (7 * -570 - -28 * 130) / 196 = -350 / 196
    "scoring_trend_slope": -1.785714,
    # Squares 5222: sqrt((10 * 5222 - 214 * 214) / 90) = 8.448537 and (15.666667 - 21.4) / 8.448537
    "deviation_from_avg_last3": -0.678618,
    "consecutive_games_below_avg": 0,
    # Barnes 1.078348 / 4, Quickley 0.981905 / 3 and Walter 0.164359; Brown and Olynyk have not played this season.
    "teammate_usage_available": 0.761248,
    "games_since_structural_change": 10,
    # The books agree on 21.5.
    "multi_book_line_std": 0.0,
    # 22 is over 21.5, 7 under it.
    "prop_over_streak": 1,
    "prop_under_streak": 0,
    # 21.5 - 22.75, of the evening before
    "prop_line_delta": -1.25,
    # Over on November 2 and 1 and October 30; under in the other six games with a line.
    "over_rate_last_10": 0.333333,
    # (-0.75 - 14.5 - 4.75 - 9.5 - 1.5) / 5
    "margin_vs_line_avg_last_5": -6.2,
    # Toronto by 20 and 15.
    "blowout_minutes_risk": 0.2,
    # Squares 11114: sqrt((10 * 11114 - 332 * 332) / 90)
    "minutes_volatility_last_10": 3.190263,
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


def test_a_row_that_knows_everything(forecasts):
    # 14 of the 61 features come from the day's contexts: (47 * 100 + 14 * 87) / 61
    row = forecasts[BROWN]
    assert row["feature_quality_score"] == pytest.approx(97.016393, abs=2e-6)
    assert (row["quality_tier"], row["quality_alert_level"], row["is_quality_ready"]) == ("gold", "green", True)
    assert (row["default_feature_count"], row["default_feature_indices"], row["missing_features"]) == (0, "", "")
    assert row["contributing_game_dates"] == (
        "2024-11-13,2024-11-12,2024-11-10,2024-11-01,2024-10-30,2024-10-28,2024-10-26,2024-10-24,2024-10-22,2024-04-11"
    )


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
