{{ config(replace_window()) }}

{% set sources = {
    'props': "concat(coalesce(lines.line_source, 'odds_api'), '_player_points_props')",
    'game_lines': "'odds_api_game_lines'",
    'injury_report': "'nbac_injury_report'",
} %}

with expected_players as (
    select * from {{ ref('int_expected_players') }}
    where {{ in_window('game_date') }}
),

workload as (
    select * from {{ ref('int_player_workload') }}
    where {{ in_window('game_date') }}
),

streaks as (
    select * from {{ ref('int_player_line_streaks') }}
    where {{ in_window('game_date') }}
),

team_context as (
    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}
),

team_form as (
    select * from {{ ref('int_team_form') }}
    where {{ in_window('game_date') }}
),

places as (
    select * from {{ ref('int_game_places') }}
    where {{ in_window('game_date') }}
),

lines as (
    select * from {{ ref('int_player_lines') }}
    where {{ in_window('game_date') }}
),

availability as (
    select * from {{ ref('int_player_availability') }}
    where {{ in_window('game_date') }}
),

absences as (
    select * from {{ ref('int_player_absences') }}
    where {{ in_window('game_date') }}
),

birth_dates as (
    select * from {{ ref('int_player_birth_dates') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

schedule_states as (
    select * from {{ ref('int_schedule_states') }}
    where {{ in_window('game_date') }}
),

source_states as (
    select * from {{ ref('int_source_states') }}
    where {{ in_window('game_date') }}
),

final as (
    select
        players.game_date,
        players.nba_player_id,
        players.player_lookup,
        players.player_full_name,
        players.game_id,
        players.nba_game_id,
        {{ as_int(season_year('players.game_date')) }} as season_year,
        players.season_type,
        players.team_abbr,
        players.opponent_team_abbr,
        players.is_home as home_game,
        players.tipoff_at,
        places.game_start_time_local,
        players.team_mismatch,
        case
            when players.season_type in ('PlayIn', 'Playoffs') then 'playoffs'
            when extract(month from players.game_date) in (10, 11) then 'early'
            when extract(month from players.game_date) in (12, 1, 2) then 'mid'
            else 'late'
        end as season_phase,
        {{ age_in_years('birth_dates.birth_date', 'players.game_date') }} as player_age,
        workload.days_rest,
        workload.days_rest = 1 as back_to_back,
        workload.days_rest_before_last_game,
        workload.days_since_2_plus_days_rest,
        {% for name in [
            'games_in_last_7_days', 'games_in_last_14_days', 'minutes_in_last_7_days', 'minutes_in_last_14_days'
        ] -%}
        coalesce(workload.{{ name }}, 0) as {{ name }},
        {% endfor -%}
        workload.avg_minutes_per_game_last_7,
        workload.avg_usage_rate_last_7_days,
        workload.avg_usage_rate_last_7_games,
        workload.projected_usage_rate,
        coalesce(workload.back_to_backs_last_14_days, 0) as back_to_backs_last_14_days,
        workload.points_avg_last_5,
        workload.points_avg_last_10,
        {% for games in [5, 10] -%}
        coalesce(workload.l{{ games }}_games_used, 0) as l{{ games }}_games_used,
        {{ sample_quality('coalesce(workload.l' ~ games ~ '_games_used, 0)', games) }} as l{{ games }}_sample_quality,
        {% endfor -%}
        workload.shooting_pct_decline_last_5,
        -- Only play-by-play with line-ups would tell, and few games have it.
        {% for name in [
            'fourth_quarter_minutes_last_7', 'fourth_quarter_production_last_7', 'clutch_minutes_last_7_games'
        ] -%}
        cast(null as {{ float_type() }}) as {{ name }},
        {% endfor -%}
        absences.team_games_last_10,
        absences.games_missed_last_10,
        absences.dnp_rate,
        availability.status as player_status,
        availability.status_source as player_status_source,
        availability.reason as injury_report,
        -- Of the team that he plays for: one that has him listed meanwhile may be another.
        {% for name in [
            'star_teammates_out', 'star_tier_out', 'questionable_star_teammates', 'questionable_teammates',
            'probable_teammates',
        ] -%}
        case when availability.team_abbr = players.team_abbr then availability.{{ name }} end as {{ name }},
        {% endfor -%}
        lines.current_points_line,
        lines.line_source as current_points_line_source,
        lines.opening_points_line,
        lines.line_book as opening_points_line_source,
        lines.line_movement,
        lines.current_points_line is not null as has_prop_line,
        coalesce(lines.line_books, 0) as line_books,
        lines.line_snapshot_at,
        streaks.prop_over_streak,
        streaks.prop_under_streak,
        {% for name in [
            'game_spread', 'opening_spread', 'spread_movement', 'game_spread_source', 'game_total', 'opening_total',
            'total_movement', 'game_total_source',
        ] -%}
        team_context.{{ name }},
        {% endfor -%}
        cast(null as {{ float_type() }}) as spread_public_betting_pct,
        cast(null as {{ float_type() }}) as total_public_betting_pct,
        team_context.team_days_rest,
        team_context.opponent_days_rest,
        team_context.travel_miles,
        team_context.time_zones_crossed as time_zone_changes,
        {% for name in [
            'travel_direction', 'consecutive_road_games', 'home_stand_games', 'miles_traveled_last_14_days',
            'time_zones_crossed_last_14_days', 'games_in_next_7_days', 'next_game_days_rest', 'next_opponent_team_abbr',
            'next_opponent_win_pct', 'next_game_is_primetime', 'opponent_games_in_next_7_days',
            'opponent_next_game_days_rest',
        ] -%}
        team_context.{{ name }},
        {% endfor -%}
        own_form.pace_last_10 - opponent_form.pace_last_10 as pace_differential,
        opponent_form.pace_last_10 as opponent_pace_last_10,
        opponent_form.def_rating_last_10 as opponent_def_rating_last_10,
        opponent_form.off_rating_last_10 as opponent_off_rating_last_10,
        opponent_form.rebounding_rate_last_10 as opponent_rebounding_rate,
        opponent_form.ft_rate_allowed_last_10 as opponent_ft_rate_allowed,
        opponent_form.pace_std_last_10 as opponent_pace_std,
        opponent_form.def_rating_std_last_10 as opponent_def_rating_std,
        opponent_form.off_rating_std_last_10 as opponent_off_rating_std,
        opponent_form.rebounding_rate_std_last_10 as opponent_rebounding_rate_std,
        opponent_form.ft_rate_allowed_std_last_10 as opponent_ft_rate_std,
        {{ completeness_columns('completeness', 'l30d', ['l5', 'l10', 'l7d', 'l14d', 'l30d']) }},
        {{ history_tier('workload.rows_found') }} as quality_tier,
        {{ history_score('workload.rows_found') }} as quality_score,
        {{ list_true({
            'missing_game_spread': 'team_context.game_spread is null',
            'missing_game_total': 'team_context.game_total is null',
            'missing_player_status': 'availability.status is null',
            'team_mismatch': 'players.team_mismatch',
            'thin_sample': 'coalesce(workload.rows_found, 0) < 3',
        }) }} as quality_issues,
        coalesce(workload.rows_found, 0) as quality_sample_size,
        {{ list_true({
            'player_game_summary': 'workload.rows_found > 0',
            'nbac_schedule': 'schedule_state.rows_found > 0',
            'player_lines': 'lines.current_points_line is not null',
            'odds_api_game_lines': 'game_lines_state.rows_found > 0',
            'nbac_injury_report': 'injury_report_state.rows_found > 0',
            'injured_list_moves': "availability.status_source = 'injured_list_moves'",
        }) }} as data_sources,
        {{ source_columns('boxscore', 'workload') }},
        {{ source_columns('schedule', 'schedule_state') }},
        {{ columns_of_sources(sources) }}
    from expected_players as players
    left join workload
        on players.game_date = workload.game_date
        and players.nba_player_id = workload.nba_player_id
    left join streaks
        on players.game_date = streaks.game_date
        and players.nba_player_id = streaks.nba_player_id
    left join birth_dates
        on players.nba_player_id = birth_dates.nba_player_id
    left join lines
        on players.game_date = lines.game_date
        and players.nba_player_id = lines.nba_player_id
    left join team_context
        on players.game_date = team_context.game_date
        and players.team_abbr = team_context.team_abbr
    left join team_form as own_form
        on players.game_date = own_form.game_date
        and players.team_abbr = own_form.team_abbr
    left join team_form as opponent_form
        on players.game_date = opponent_form.game_date
        and players.opponent_team_abbr = opponent_form.team_abbr
    left join places
        on players.nba_game_id = places.nba_game_id
    left join availability
        on players.game_date = availability.game_date
        and players.nba_player_id = availability.nba_player_id
    left join absences
        on players.game_date = absences.game_date
        and players.nba_player_id = absences.nba_player_id
    left join completeness
        on players.game_date = completeness.game_date
        and players.team_abbr = completeness.team_abbr
    left join schedule_states as schedule_state
        on players.game_id = schedule_state.game_id
    {{ join_source_states('players', sources) }}
)

select *, {{ data_hash(without=['data_sources']) }} as data_hash, {{ processed_at() }} as processed_at
from final
