{{ config(replace_window()) }}

{% set factors = ['fatigue_score', 'shot_zone_mismatch_score', 'pace_score', 'usage_spike_score'] %}

with players as (
    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}
),

shot_zones as (
    select * from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}
),

opponent_zones as (
    select * from {{ ref('team_defense_zone_analysis') }}
    where {{ in_window('game_date') }}
),

daily_cache as (
    select * from {{ ref('player_daily_cache') }}
    where {{ in_window('game_date') }}
),

inputs as (
    select
        players.*,
        case shot_zones.primary_scoring_zone
            when 'perimeter' then opponent_zones.three_pt_defense_vs_league_avg
            when 'mid_range' then opponent_zones.mid_range_defense_vs_league_avg
            -- A balanced scorer is judged where most points are made.
            else opponent_zones.paint_defense_vs_league_avg
        end as zone_defense,
        case shot_zones.primary_scoring_zone
            when 'perimeter' then shot_zones.three_pt_rate_last_10
            when 'mid_range' then shot_zones.mid_range_rate_last_10
            else shot_zones.paint_rate_last_10
        end as zone_rate,
        -- What he uses lately against his longer run: the only projection of usage that the past allows.
        case
            when daily_cache.games_last_10 >= 10
            then daily_cache.usage_rate_last_5 - daily_cache.usage_rate_last_20
        end as usage_change
    from players
    left join shot_zones
        on players.game_date = shot_zones.game_date
        and players.nba_player_id = shot_zones.nba_player_id
    left join opponent_zones
        on players.game_date = opponent_zones.game_date
        and players.opponent_team_abbr = opponent_zones.team_abbr
    left join daily_cache
        on players.game_date = daily_cache.game_date
        and players.nba_player_id = daily_cache.nba_player_id
),

raw_scores as (
    select
        *,
        case
            when days_rest is not null
            then
                100
                + case when back_to_back then -15 when days_rest >= 3 then 5 else 0 end
                + case when games_in_last_7_days >= 4 then -10 else 0 end
                + case when minutes_in_last_7_days > 240 then -10 else 0 end
                + case when avg_minutes_per_game_last_7 > 35 then -8 else 0 end
                + case when back_to_backs_last_14_days >= 2 then -12 when back_to_backs_last_14_days = 1 then -5 else 0 end
        end as fatigue_points,
        -- In percentage points, weighted by how much he lives on the zone: half his shots or more count in full.
        100 * zone_defense * case when zone_rate < 0.5 then zone_rate / 0.5 when zone_rate >= 0.5 then 1 end
            as zone_points
    from inputs
),

factors as (
    select
        *,
        {{ clamp('fatigue_points', 0, 100) }} as fatigue_score,
        round({{ clamp('case when abs(zone_points) > 5 then 1.2 * zone_points else zone_points end', -10, 10) }}, 1)
            as shot_zone_mismatch_score,
        round({{ clamp('pace_differential / 2', -3, 3) }}, 2) as pace_score,
        round({{ clamp('100 * usage_change * 0.3', -3, 3) }}, 2) as usage_spike_score
    from raw_scores
)

select
    game_date,
    nba_player_id,
    player_lookup,
    game_id,
    nba_game_id,
    team_abbr,
    opponent_team_abbr,
    {{ as_int('fatigue_score') }} as fatigue_score,
    shot_zone_mismatch_score,
    pace_score,
    usage_spike_score,
    round((fatigue_score - 100) / 20.0 + shot_zone_mismatch_score + pace_score + usage_spike_score, 2)
        as total_composite_adjustment,
    {{ list_missing(factors) }} as missing_data_fields,
    {{ as_float('25.0 * ' ~ count_present(factors)) }} as data_completeness_pct,
    {{ processed_at() }} as processed_at
from factors
