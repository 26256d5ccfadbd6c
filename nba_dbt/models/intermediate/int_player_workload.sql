with players as (
    select game_date, nba_player_id from {{ ref('int_expected_players') }}
),

played_games as (
    select * from {{ ref('int_played_games') }}
),

prior_games as (
    {{ prior_games(
        'players',
        'played_games',
        ['nba_player_id'],
        [
            'minutes_played', 'points', 'usage_rate', 'fg_makes', 'fg_attempts', 'days_since_previous_game',
            'data_hash', 'processed_at',
        ],
    ) }}
),

recent_games as (
    select * from prior_games
    where {{ in_last_days(30) }}
),

recent_state as (
    {{ source_state('recent_games', ['game_date', 'nba_player_id'], 1) }}
),

form as (
    select
        game_date,
        nba_player_id,
        min(days_before) as days_rest,
        max(case when recency = 1 then days_since_previous_game end) as days_rest_before_last_game,
        min(case when days_since_previous_game >= 2 then days_before end) as days_since_2_plus_days_rest,
        count(case when {{ in_last_days(7) }} then 1 end) as games_in_last_7_days,
        count(case when {{ in_last_days(14) }} then 1 end) as games_in_last_14_days,
        {{ float_sum('case when ' ~ in_last_days(7) ~ ' then minutes_played end') }} as minutes_in_last_7_days,
        {{ float_sum('case when ' ~ in_last_days(14) ~ ' then minutes_played end') }} as minutes_in_last_14_days,
        {{ mean('case when ' ~ in_last_days(7) ~ ' then minutes_played end') }} as avg_minutes_per_game_last_7,
        {{ mean('case when ' ~ in_last_days(7) ~ ' then usage_rate end') }} as avg_usage_rate_last_7_days,
        {{ avg_last('usage_rate', 7) }} as avg_usage_rate_last_7_games,
        -- Both games of the pair must lie in the fourteen days.
        count(case when days_since_previous_game = 1 and days_before + 1 < 14 then 1 end) as back_to_backs_last_14_days,
        {{ avg_last('points', 5) }} as points_avg_last_5,
        {{ avg_last('points', 10) }} as points_avg_last_10,
        {{ games_last(5) }} as l5_games_used,
        {{ games_last(10) }} as l10_games_used,
        case when count(*) >= 10 then {{ avg_last('usage_rate', 5) }} end as projected_usage_rate,
        case
            when count(*) >= 10 then
                {{ safe_divide(as_float(sum_last('fg_makes', 20)), sum_last('fg_attempts', 20)) }}
                - {{ safe_divide(as_float(sum_last('fg_makes', 5)), sum_last('fg_attempts', 5)) }}
        end as shooting_pct_decline_last_5
    from prior_games
    group by game_date, nba_player_id
)

select
    form.*,
    recent_state.last_updated,
    recent_state.rows_found,
    recent_state.completeness_pct,
    recent_state.hash
from form
left join recent_state
    on form.game_date = recent_state.game_date
    and form.nba_player_id = recent_state.nba_player_id
