{{ config(replace_window()) }}

{% set zones = {'paint': 'paint', 'mid_range': 'mid_range', 'three_pt': 'three_zone'} %}

with players as (
    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}
),

prior_games as (
    select * from {{ ref('int_player_prior_games') }}
    where {{ in_window('game_date') }}
),

-- A game whose shots are not all in the chart would shift the rates: it counts as a game, not as shots.
zone_games as (
    select * from prior_games
    where has_complete_shot_zones and recency <= 20
),

sums as (
    select
        game_date,
        nba_player_id,
        count(case when recency <= 10 then 1 end) as games_in_sample_10,
        count(*) as games_in_sample_20,
        {{ sum_last('fg_attempts', 10) }} as total_shots_last_10,
        {{ int_sum('fg_attempts') }} as total_shots_last_20,
        {{ int_sum('paint_attempts') }} as paint_attempts_20,
        {{ int_sum('paint_makes') }} as paint_makes_20,
        {% for zone, column in zones.items() %}
        {{ sum_last(column ~ '_attempts', 10) }} as {{ zone }}_attempts,
        {{ sum_last(column ~ '_makes', 10) }} as {{ zone }}_makes{{ ',' if not loop.last }}
        {% endfor %}
    from zone_games
    group by game_date, nba_player_id
),

rates as (
    select
        *
        {% for zone in zones %}
        , {{ safe_divide(as_float(zone ~ '_attempts'), 'total_shots_last_10') }} as {{ zone }}_rate_last_10
        , {{ safe_divide(as_float(zone ~ '_makes'), zone ~ '_attempts') }} as {{ zone }}_pct_last_10
        , {{ safe_divide(as_float(zone ~ '_attempts'), 'games_in_sample_10') }} as {{ zone }}_attempts_per_game
        {% endfor %}
        , {{ safe_divide(as_float('paint_attempts_20'), 'total_shots_last_20') }} as paint_rate_20
        , {{ safe_divide(as_float('paint_makes_20'), 'paint_attempts_20') }} as paint_pct_20
    from sums
)

select
    players.game_date,
    players.nba_player_id,
    players.player_lookup,
    players.team_abbr,
    coalesce(rates.games_in_sample_10, 0) as games_in_sample_10,
    coalesce(rates.games_in_sample_20, 0) as games_in_sample_20,
    coalesce(rates.total_shots_last_10, 0) as total_shots_last_10,
    {% for zone in zones %}
    rates.{{ zone }}_rate_last_10,
    rates.{{ zone }}_pct_last_10,
    rates.{{ zone }}_attempts_per_game,
    {% endfor %}
    case when rates.games_in_sample_20 >= 15 then rates.paint_rate_20 end as paint_rate_last_20,
    case when rates.games_in_sample_20 >= 15 then rates.paint_pct_20 end as paint_pct_last_20,
    case
        when rates.paint_rate_last_10 >= 0.40 then 'paint'
        when rates.three_pt_rate_last_10 >= 0.40 then 'perimeter'
        when rates.mid_range_rate_last_10 >= 0.35 then 'mid_range'
        when rates.paint_rate_last_10 is not null then 'balanced'
    end as primary_scoring_zone,
    case
        when rates.games_in_sample_10 >= 10 then 'high'
        when rates.games_in_sample_10 >= 7 then 'medium'
        else 'low'
    end as data_quality_tier,
    {{ processed_at() }} as processed_at
from players
left join rates
    on players.game_date = rates.game_date
    and players.nba_player_id = rates.nba_player_id
