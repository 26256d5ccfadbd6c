"""The features of the store by position and name: what each means, how far it may go, where it comes from.

The positions 0 to 59 and their names are those of the reference system's feature store; a position is never given to
another feature. A feature that is not known is NULL: there are no default values.
"""

from dataclasses import dataclass
from enum import StrEnum


class FeatureGroup(StrEnum):
    """What a feature tells about; the quality of a row is also given by group."""

    MATCHUP = "matchup"
    PLAYER_HISTORY = "player_history"
    TEAM_CONTEXT = "team_context"
    VEGAS = "vegas"
    GAME_CONTEXT = "game_context"


class FeatureSource(StrEnum):
    """The phase that a feature's value comes from."""

    DAILY_CACHE = "daily_cache"
    COMPOSITE_FACTORS = "composite_factors"
    SHOT_ZONES = "shot_zones"
    TEAM_DEFENSE = "team_defense"
    PLAYER_CONTEXT = "player_context"
    TEAM_CONTEXT = "team_context"
    SCORING = "scoring"
    LINES = "lines"

    @property
    def weight(self) -> int:
        """What a value of this source is worth, 0-100: the contexts of the day are made before precompute."""
        return 87 if self in (FeatureSource.PLAYER_CONTEXT, FeatureSource.TEAM_CONTEXT) else 100


@dataclass(frozen=True)
class Feature:
    """One feature of a player on a game date, known before the tip-off of his own game.

    Results are those of earlier dates; lines and injury reports count up to that tip-off. ``low`` and ``high`` bound
    the plausible values (inclusive). ``required`` says that a row without it is not of full quality. A feature is
    optional where unknown is a true answer: no line is offered, the teams have not met, no report or list speaks for
    the date, the season has not begun for the player or the team, he made no point in his last 10 games, or his
    points do not deviate. Where a row is missing upstream, required features are unknown as well.
    """

    index: int
    name: str
    description: str
    unit: str
    low: float
    high: float
    required: bool
    group: FeatureGroup
    source: FeatureSource

    @property
    def is_whole(self) -> bool:
        """Tell whether the values are whole numbers."""
        return self.unit in _WHOLE_UNITS


_WHOLE_UNITS = frozenset({"games", "flag", "level", "players", "days", "score 0-100"})

_HISTORY = FeatureGroup.PLAYER_HISTORY
_MATCHUP = FeatureGroup.MATCHUP
_GAME = FeatureGroup.GAME_CONTEXT
_TEAM = FeatureGroup.TEAM_CONTEXT
_VEGAS = FeatureGroup.VEGAS
_CACHE = FeatureSource.DAILY_CACHE
_FACTORS = FeatureSource.COMPOSITE_FACTORS
_ZONES = FeatureSource.SHOT_ZONES
_DEFENSE = FeatureSource.TEAM_DEFENSE
_PLAYER = FeatureSource.PLAYER_CONTEXT
_TEAM_DAY = FeatureSource.TEAM_CONTEXT
_SCORING = FeatureSource.SCORING
_LINES = FeatureSource.LINES
_PACE = "possessions per 48 minutes"
_RATING = "points per 100 possessions"

FEATURES: tuple[Feature, ...] = (
    Feature(0, "points_avg_last_5", "Mean points of the last 5 games played", "points", 0, 70, True, _HISTORY, _CACHE),
    Feature(
        1, "points_avg_last_10", "Mean points of the last 10 games played", "points", 0, 70, True, _HISTORY, _CACHE
    ),
    Feature(
        2, "points_avg_season", "Mean points of this season's games played; unknown before the first", "points",
        0, 80, False, _HISTORY, _CACHE,
    ),
    Feature(
        3, "points_std_last_10", "Sample standard deviation of the points of the last 10 games played", "points",
        0, 30, True, _HISTORY, _CACHE,
    ),
    Feature(4, "games_in_last_7_days", "Games played in the 6 days before", "games", 0, 7, True, _HISTORY, _CACHE),
    Feature(
        5, "fatigue_score", "Freshness: 100 is fully rested, 0 worn out", "score 0-100", 0, 100, True, _MATCHUP,
        _FACTORS,
    ),
    Feature(
        6, "shot_zone_mismatch_score", "How far the opponent's defence is weak (positive) where the player shoots",
        "score", -15, 15, True, _MATCHUP, _FACTORS,
    ),
    Feature(
        7, "pace_score", "Half the pace difference to the opponent, within 3", "score", -8, 8, True, _MATCHUP, _FACTORS
    ),
    Feature(
        8, "usage_spike_score",
        "Projected usage above (positive) or below the usual, more with stars out; unknown below 10 games", "score",
        -8, 8, True, _MATCHUP, _FACTORS,
    ),
    Feature(
        9, "rest_advantage", "Days of rest minus the opponent's real ones, within 2", "days", -2, 2, True, _GAME,
        _PLAYER,
    ),
    Feature(
        10, "injury_risk",
        "By the latest report or injured-list move: 0 available, 1 probable, 2 questionable, 3 doubtful or out; "
        "unknown where neither speaks for the date", "level", 0, 3, False, _GAME, _PLAYER,
    ),
    Feature(
        11, "recent_trend",
        "Mean points of the last 2 games less those of the 3 before, past 2 and 5 points in either direction, -2 "
        "falling to 2 rising; from 5 games on", "level", -2, 2, True, _GAME, _SCORING,
    ),
    Feature(
        12, "minutes_change",
        "Minutes of the last 10 games against the season's, past 10 % and 20 % in either direction, -2 far fewer to 2 "
        "far more; unknown before the season's first game", "level", -2, 2, False, _GAME, _CACHE,
    ),
    Feature(
        13, "opponent_def_rating", "Points that the opponent allowed over its last 15 games", _RATING,
        70, 160, True, _MATCHUP, _DEFENSE,
    ),
    Feature(
        14, "opponent_pace", "Pace of the opponent's last 15 games", _PACE, 85, 120, True, _MATCHUP, _DEFENSE
    ),
    Feature(15, "home_away", "1 at home, 0 away", "flag", 0, 1, True, _GAME, _PLAYER),
    Feature(16, "back_to_back", "1 if the player also played the day before", "flag", 0, 1, True, _GAME, _PLAYER),
    Feature(
        17, "playoff_game", "1 in the play-in and the playoffs", "flag", 0, 1, True, _GAME, _PLAYER
    ),
    Feature(
        18, "pct_paint", "Share of shots from the paint, last 10 games", "fraction", 0, 1, True, _GAME, _ZONES
    ),
    Feature(
        19, "pct_mid_range", "Share of shots from mid-range, last 10 games", "fraction", 0, 1, True, _GAME, _ZONES
    ),
    Feature(
        20, "pct_three", "Share of three-point shots, last 10 games", "fraction", 0, 1, True, _GAME, _ZONES
    ),
    Feature(
        21, "pct_free_throw",
        "Share of points from free throws, last 10 games, at most one half; from 5 games on, unknown without a point",
        "fraction", 0, 0.5, False, _GAME, _SCORING,
    ),
    Feature(22, "team_pace", "Pace of the team's last 10 games", _PACE, 85, 120, True, _TEAM, _CACHE),
    Feature(
        23, "team_off_rating", "Points that the team scored over its last 10 games", _RATING, 70, 160, True, _TEAM,
        _CACHE,
    ),
    Feature(
        24, "team_win_pct", "Share of this season's games won; unknown before the fifth is played", "fraction",
        0, 1, False, _TEAM, _CACHE,
    ),
    Feature(
        25, "vegas_points_line", "The player's points line: median over books of each book's last one before tip-off",
        "points", 0, 80, False, _VEGAS, _LINES,
    ),
    Feature(
        26, "vegas_opening_line", "The player's points line of one book, its first snapshot", "points",
        0, 80, False, _VEGAS, _LINES,
    ),
    Feature(
        27, "vegas_line_move", "That book's last points line before tip-off minus its first", "points",
        -15, 15, False, _VEGAS, _LINES,
    ),
    Feature(28, "has_vegas_line", "1 if a points line is offered", "flag", 0, 1, True, _VEGAS, _LINES),
    Feature(
        29, "avg_points_vs_opponent", "Mean points against this opponent in the last 365 days; unknown without a game",
        "points", 0, 80, False, _HISTORY, _SCORING,
    ),
    Feature(
        30, "games_vs_opponent", "Games against this opponent in the last 365 days", "games", 0, 100, True, _HISTORY,
        _SCORING,
    ),
    Feature(
        31, "minutes_avg_last_10", "Mean minutes of the last 10 games played", "minutes", 0, 60, True, _HISTORY, _CACHE
    ),
    Feature(
        32, "ppm_avg_last_10", "Mean points per minute of the last 10 games played", "points per minute",
        0, 3, True, _HISTORY, _SCORING,
    ),
    Feature(
        33, "dnp_rate",
        "Share of the last 10 games of his team or teams that the player missed, from 3 games on; unknown where it is "
        "not told whose games they were", "fraction", 0, 1, False, _HISTORY, _PLAYER,
    ),
    Feature(
        34, "pts_slope_10g", "Least-squares slope of the points of the last 10 games, from 5 games on",
        "points per game", -10, 10, True, _HISTORY, _SCORING,
    ),
    Feature(
        35, "pts_vs_season_zscore",
        "Last 5 games against the season in standard deviations of the last 10, within 3; unknown before the season's "
        "first game and where that deviation is 0", "standard deviations", -3, 3, False, _HISTORY, _CACHE,
    ),
    Feature(
        36, "breakout_flag",
        "1 if the last 5 games lie more than 1.5 standard deviations above the season; unknown before its first game",
        "flag", 0, 1, False, _HISTORY, _CACHE,
    ),
    Feature(
        37, "star_teammates_out",
        "Star team-mates, himself apart, who are out or doubtful; unknown in the first weeks of a season and where a "
        "star's status is", "players", 0, 5, False, _HISTORY, _PLAYER,
    ),
    Feature(
        38, "game_total_line", "Points total offered on the game", "points", 180, 280, False, _GAME, _TEAM_DAY
    ),
    Feature(
        39, "days_rest", "Days since the player's last game; 1 is back to back", "days", 1, 365, True, _GAME, _PLAYER
    ),
    Feature(
        40, "minutes_load_last_7d", "Minutes played in the 6 days before", "minutes", 0, 300, True, _GAME, _PLAYER
    ),
    Feature(
        41, "spread_magnitude", "Size of the point spread offered on the game", "points", 0, 30, False, _GAME,
        _TEAM_DAY,
    ),
    Feature(
        42, "implied_team_total", "(Total minus the team's signed spread) / 2", "points", 80, 150, False, _GAME,
        _TEAM_DAY,
    ),
    Feature(
        43, "points_avg_last_3", "Mean points of the last 3 games played", "points", 0, 80, False, _HISTORY, _SCORING
    ),
    Feature(
        44, "scoring_trend_slope", "Least-squares slope of the points of the last 7 games, from 4 games on",
        "points per game", -20, 20, False, _HISTORY, _SCORING,
    ),
    Feature(
        45, "deviation_from_avg_last3",
        "Mean points of the last 3 games less that of the games in the 59 days before, in their sample standard "
        "deviations; from 3 such games on, unknown where that deviation is 0", "standard deviations",
        -4, 4, False, _HISTORY, _SCORING,
    ),
    Feature(
        46, "consecutive_games_below_avg",
        "How many games in a row, the latest first, he scored below his mean of the 59 days before", "games",
        0, 30, False, _HISTORY, _SCORING,
    ),
    Feature(
        47, "teammate_usage_available",
        "Sum over the team-mates, himself apart, who are out or doubtful of their mean usage in this season's games of "
        "more than 10 minutes; unknown where nothing is known of the team or where a status is", "sum of fractions",
        0, 3, False, _GAME, _SCORING,
    ),
    Feature(
        48, "usage_rate_last_5", "Mean usage rate of the last 5 games played, from 3 games on", "fraction",
        0, 1, False, _HISTORY, _CACHE,
    ),
    Feature(
        49, "games_since_structural_change",
        "Games since he changed teams or came back after more than 14 days, at most 30; 0 if he comes back today",
        "games", 0, 30, False, _HISTORY, _SCORING,
    ),
    Feature(
        50, "multi_book_line_std", "Sample standard deviation over books of their last points lines; from 2 books on",
        "points", 0, 5, False, _GAME, _LINES,
    ),
    Feature(
        51, "prop_over_streak", "How many games in a row he scored above today's line; equal results are passed over",
        "games", 0, 365, False, _GAME, _PLAYER,
    ),
    Feature(
        52, "prop_under_streak", "How many games in a row he scored below today's line; equal results are passed over",
        "games", 0, 365, False, _GAME, _PLAYER,
    ),
    Feature(
        53, "line_vs_season_avg", "The points line minus the season's mean points", "points", -40, 40, False, _GAME,
        _LINES,
    ),
    Feature(
        54, "prop_line_delta",
        "The points line minus that of the latest game played with a line, if in the 13 days before", "points",
        -20, 20, False, _HISTORY, _LINES,
    ),
    Feature(
        55, "over_rate_last_10",
        "Share of results above the line among those above or below it, of the last 10 games with a line in the 59 "
        "days before; from 5 such results on", "fraction", 0, 1, False, _HISTORY, _SCORING,
    ),
    Feature(
        56, "margin_vs_line_avg_last_5",
        "Mean of points minus line, of the last 5 games with a line in the 59 days before; from 3 on", "points",
        -40, 40, False, _HISTORY, _SCORING,
    ),
    Feature(
        57, "blowout_minutes_risk", "Share of the team's last 10 games that ended 15 or more points apart", "fraction",
        0, 1, False, _TEAM, _SCORING,
    ),
    Feature(
        58, "minutes_volatility_last_10",
        "Sample standard deviation of the minutes of the last 10 games played, from 3 games on", "minutes",
        0, 25, False, _HISTORY, _SCORING,
    ),
    Feature(
        59, "opponent_pace_mismatch", "The team's pace (22) minus the opponent's (14)", _PACE, -20, 20, False, _GAME,
        _CACHE,
    ),
    # The reference numbers its features up to 63. The long memory is ours: early in a season the means above hardly
    # know the player.
    Feature(
        64, "points_avg_last_365_days", "Mean points of all games played in the last 365 days, whatever the season",
        "points", 0, 80, True, _HISTORY, _CACHE,
    ),
)  # fmt: skip

FEATURE_BY_NAME: dict[str, Feature] = {feature.name: feature for feature in FEATURES}
