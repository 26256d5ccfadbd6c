with players as (
    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}
),

daily_cache as (
    select * from {{ ref('player_daily_cache') }}
    where {{ in_window('game_date') }}
),

factors as (
    select * from {{ ref('player_composite_factors') }}
    where {{ in_window('game_date') }}
),

shot_zones as (
    select * from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}
),

opponent_defense as (
    select * from {{ ref('team_defense_zone_analysis') }}
    where {{ in_window('game_date') }}
),

lines as (
    select * from {{ ref('int_player_lines') }}
    where {{ in_window('game_date') }}
),

scoring as (
    select * from {{ ref('int_player_scoring_form') }}
    where {{ in_window('game_date') }}
),

games_known as (
    select * from {{ ref('int_player_games_known') }}
    where {{ in_window('game_date') }}
),

line_history as (
    select * from {{ ref('int_player_line_history') }}
    where {{ in_window('game_date') }}
),

teammates as (
    select * from {{ ref('int_teammate_usage') }}
    where {{ in_window('game_date') }}
),

blowouts as (
    select * from {{ ref('int_team_blowouts') }}
    where {{ in_window('game_date') }}
),

features as (
    select
        players.game_date,
        players.nba_player_id,
        players.player_lookup,
        players.player_full_name,
        players.game_id,
        players.nba_game_id,
        players.season_year,
        players.season_type,
        players.team_abbr,
        players.opponent_team_abbr,
        players.home_game as is_home,
        players.tipoff_at,
        players.team_mismatch,
        players.player_status_source,
        players.has_prop_line,
        players.current_points_line as points_line,
        players.line_books,
        players.line_snapshot_at,
        coalesce(lines.line_source, 'none') as vegas_line_source,
        daily_cache.games_played_season,
        coalesce(daily_cache.games_last_10, 0) as historical_games_found,
        coalesce(games_known.games_known_last_10, 0) as historical_games_expected,
        coalesce(scoring.contributing_game_dates, '') as contributing_game_dates,
        daily_cache.points_avg_last_5,
        daily_cache.points_avg_last_10,
        daily_cache.points_avg_season,
        daily_cache.points_std_last_10,
        daily_cache.games_in_last_7_days,
        factors.fatigue_score,
        factors.shot_zone_mismatch_score,
        factors.pace_score,
        factors.usage_spike_score,
        {{ clamp('players.days_rest - players.opponent_days_rest', -2, 2) }} as rest_advantage,
        {{ injury_risk('players.player_status') }} as injury_risk,
        scoring.recent_trend,
        {{ step_score(
            safe_divide(
                'daily_cache.minutes_avg_last_10 - daily_cache.minutes_avg_season', 'daily_cache.minutes_avg_season'
            ),
            0.10, 0.20
        ) }} as minutes_change,
        opponent_defense.defensive_rating_last_15 as opponent_def_rating,
        opponent_defense.opponent_pace,
        {{ as_flag('players.home_game') }} as home_away,
        {{ as_flag('players.back_to_back') }} as back_to_back,
        {{ as_flag("players.season_phase = 'playoffs'") }} as playoff_game,
        shot_zones.paint_rate_last_10 as pct_paint,
        shot_zones.mid_range_rate_last_10 as pct_mid_range,
        shot_zones.three_pt_rate_last_10 as pct_three,
        scoring.pct_free_throw,
        daily_cache.team_pace_last_10 as team_pace,
        daily_cache.team_off_rating_last_10 as team_off_rating,
        daily_cache.team_win_pct_season as team_win_pct,
        players.current_points_line as vegas_points_line,
        players.opening_points_line as vegas_opening_line,
        players.line_movement as vegas_line_move,
        {{ as_flag('players.has_prop_line') }} as has_vegas_line,
        scoring.avg_points_vs_opponent,
        scoring.games_vs_opponent,
        daily_cache.minutes_avg_last_10,
        scoring.ppm_avg_last_10,
        players.dnp_rate,
        scoring.pts_slope_10g,
        {{ clamp(
            safe_divide(
                'daily_cache.points_avg_last_5 - daily_cache.points_avg_season', 'daily_cache.points_std_last_10'
            ),
            -3, 3
        ) }} as pts_vs_season_zscore,
        {{ as_flag(
            'daily_cache.points_avg_last_5 > daily_cache.points_avg_season + 1.5 * daily_cache.points_std_last_10'
        ) }} as breakout_flag,
        players.star_teammates_out,
        players.game_total as game_total_line,
        players.days_rest,
        players.minutes_in_last_7_days as minutes_load_last_7d,
        abs(players.game_spread) as spread_magnitude,
        (players.game_total - players.game_spread) / 2 as implied_team_total,
        scoring.points_avg_last_3,
        scoring.scoring_trend_slope,
        scoring.deviation_from_avg_last3,
        scoring.consecutive_games_below_avg,
        -- Of the team that he plays for: one that has him listed meanwhile may be another.
        case when teammates.team_abbr = players.team_abbr then teammates.teammate_usage_available end
            as teammate_usage_available,
        case when daily_cache.games_last_10 >= 3 then daily_cache.usage_rate_last_5 end as usage_rate_last_5,
        scoring.games_since_structural_change,
        lines.line_std as multi_book_line_std,
        players.prop_over_streak,
        players.prop_under_streak,
        players.current_points_line - daily_cache.points_avg_season as line_vs_season_avg,
        players.current_points_line - line_history.previous_points_line as prop_line_delta,
        line_history.over_rate_last_10,
        line_history.margin_vs_line_avg_last_5,
        blowouts.blowout_share_last_10 as blowout_minutes_risk,
        scoring.minutes_volatility_last_10,
        daily_cache.team_pace_last_10 - opponent_defense.opponent_pace as opponent_pace_mismatch,
        daily_cache.points_avg_last_365_days
    from players
    left join daily_cache
        on players.game_date = daily_cache.game_date
        and players.nba_player_id = daily_cache.nba_player_id
    left join factors
        on players.game_date = factors.game_date
        and players.nba_player_id = factors.nba_player_id
    left join shot_zones
        on players.game_date = shot_zones.game_date
        and players.nba_player_id = shot_zones.nba_player_id
    left join opponent_defense
        on players.game_date = opponent_defense.game_date
        and players.opponent_team_abbr = opponent_defense.team_abbr
    left join lines
        on players.game_date = lines.game_date
        and players.nba_player_id = lines.nba_player_id
    left join scoring
        on players.game_date = scoring.game_date
        and players.nba_player_id = scoring.nba_player_id
    left join games_known
        on players.game_date = games_known.game_date
        and players.nba_player_id = games_known.nba_player_id
    left join line_history
        on players.game_date = line_history.game_date
        and players.nba_player_id = line_history.nba_player_id
    left join teammates
        on players.game_date = teammates.game_date
        and players.nba_player_id = teammates.nba_player_id
    left join blowouts
        on players.game_date = blowouts.game_date
        and players.team_abbr = blowouts.team_abbr
)

select
    game_date,
    nba_player_id,
    player_lookup,
    player_full_name,
    game_id,
    nba_game_id,
    season_year,
    season_type,
    team_abbr,
    opponent_team_abbr,
    is_home,
    tipoff_at,
    team_mismatch,
    player_status_source,
    has_prop_line,
    points_line,
    line_books,
    line_snapshot_at,
    vegas_line_source,
    games_played_season,
    historical_games_found,
    historical_games_expected,
    contributing_game_dates,
    {{ typed_features() }}
from features
