{# The features of ml_feature_store_v2 in the order of the feature contract, and what a row's quality is judged by. #}

{% macro feature_names() %}
    {{ return([
        'points_avg_last_5', 'points_avg_last_10', 'points_avg_season', 'points_std_last_10', 'games_in_last_7_days',
        'fatigue_score', 'shot_zone_mismatch_score', 'pace_score', 'usage_spike_score', 'rest_advantage', 'injury_risk',
        'recent_trend', 'minutes_change', 'opponent_def_rating', 'opponent_pace', 'home_away', 'back_to_back',
        'playoff_game', 'pct_paint', 'pct_mid_range', 'pct_three', 'pct_free_throw', 'team_pace', 'team_off_rating',
        'team_win_pct', 'vegas_points_line', 'vegas_opening_line', 'vegas_line_move', 'has_vegas_line',
        'avg_points_vs_opponent', 'games_vs_opponent', 'minutes_avg_last_10', 'ppm_avg_last_10', 'dnp_rate',
        'pts_slope_10g', 'pts_vs_season_zscore', 'breakout_flag', 'star_teammates_out', 'game_total_line', 'days_rest',
        'minutes_load_last_7d', 'spread_magnitude', 'implied_team_total', 'points_avg_last_365_days',
    ]) }}
{% endmacro %}

{#
  Lines are offered for some players only, two teams may not have met, and no report or list may speak for the date:
  unknown is then the true answer.
#}
{% macro optional_features() %}
    {{ return([
        'vegas_points_line', 'vegas_opening_line', 'vegas_line_move', 'avg_points_vs_opponent', 'game_total_line',
        'spread_magnitude', 'implied_team_total', 'injury_risk', 'dnp_rate', 'star_teammates_out',
    ]) }}
{% endmacro %}

{% macro required_features() %}
    {{ return(feature_names() | reject('in', optional_features()) | list) }}
{% endmacro %}

{# Those without which a forecast of this game is a forecast of any game. #}
{% macro matchup_features() %}
    {{ return([
        'fatigue_score', 'shot_zone_mismatch_score', 'pace_score', 'usage_spike_score', 'opponent_def_rating',
        'opponent_pace',
    ]) }}
{% endmacro %}

{# How many of the named columns are known. #}
{% macro count_present(names) -%}
    ({% for name in names %}case when {{ name }} is null then 0 else 1 end{{ ' + ' if not loop.last }}{% endfor %})
{%- endmacro %}

{# The names of the unknown columns, with commas between them; empty when all are known. #}
{% macro list_missing(names) -%}
    rtrim(concat({% for name in names %}case when {{ name }} is null then '{{ name }},' else '' end{{ ', ' if not loop.last }}{% endfor %}), ',')
{%- endmacro %}
