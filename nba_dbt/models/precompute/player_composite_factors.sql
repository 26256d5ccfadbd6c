{{ config(replace_window()) }}

{% set factors = ['fatigue_score', 'shot_zone_mismatch_score', 'pace_score', 'usage_spike_score'] %}

with players as (
    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}
),

teams as (
    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}
),

team_form as (
    select * from {{ ref('int_team_form') }}
    where {{ in_window('game_date') }}
),

shot_zones as (
    select * from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}
),

team_defense as (
    select * from {{ ref('team_defense_zone_analysis') }}
    where {{ in_window('game_date') }}
),

daily_cache as (
    select * from {{ ref('player_daily_cache') }}
    where {{ in_window('game_date') }}
),

game_context as (
    select * from {{ ref('daily_game_context') }}
    where {{ in_window('game_date') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

inputs as (
    select
        players.*,
        case shot_zones.primary_scoring_zone
            when 'perimeter' then opponent_defense.three_pt_defense_vs_league_avg
            when 'mid_range' then opponent_defense.mid_range_defense_vs_league_avg
            -- A balanced scorer is judged where most points are made.
            else opponent_defense.paint_defense_vs_league_avg
        end as zone_defense,
        case shot_zones.primary_scoring_zone
            when 'perimeter' then shot_zones.three_pt_rate_last_10
            when 'mid_range' then shot_zones.mid_range_rate_last_10
            else shot_zones.paint_rate_last_10
        end as zone_rate,
        players.projected_usage_rate - daily_cache.usage_rate_last_20 as usage_change,
        daily_cache.early_season_flag as is_early_season,
        opponent_defense.defensive_rating_vs_league_avg,
        {{ travel_burden('opponents.travel_miles', 'opponents.time_zones_crossed', 'opponents.team_days_rest') }}
            as opponent_travel_burden,
        {{ travel_burden('teams.travel_miles', 'teams.time_zones_crossed', 'teams.team_days_rest') }}
            as own_travel_burden,
        teams.next_game_days_rest as days_to_next_game,
        opponent_form.win_pct_season - teams.next_opponent_win_pct as opponent_over_next_opponent,
        game_context.referee_games,
        game_context.referee_avg_points_per_game - game_context.league_avg_points_per_game as referee_over_league,
        coalesce(shot_zones.is_production_ready, false) as upstream_player_shot_ready,
        coalesce(opponent_defense.is_production_ready, false) as upstream_team_defense_ready,
        coalesce(players.is_production_ready, false) as upstream_player_context_ready,
        coalesce(opponents.is_production_ready, false) as upstream_team_context_ready
    from players
    left join teams
        on players.game_date = teams.game_date
        and players.team_abbr = teams.team_abbr
    left join teams as opponents
        on players.game_date = opponents.game_date
        and players.opponent_team_abbr = opponents.team_abbr
    left join team_form as opponent_form
        on players.game_date = opponent_form.game_date
        and players.opponent_team_abbr = opponent_form.team_abbr
        and opponent_form.games_season >= 5
    left join shot_zones
        on players.game_date = shot_zones.game_date
        and players.nba_player_id = shot_zones.nba_player_id
    left join team_defense as opponent_defense
        on players.game_date = opponent_defense.game_date
        and players.opponent_team_abbr = opponent_defense.team_abbr
    left join daily_cache
        on players.game_date = daily_cache.game_date
        and players.nba_player_id = daily_cache.nba_player_id
    left join game_context
        on players.game_date = game_context.game_date
        and players.game_id = game_context.game_id
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
                    + case
                        when back_to_backs_last_14_days >= 2 then -12
                        when back_to_backs_last_14_days = 1 then -5
                        else 0
                    end
                    + case when player_age >= 35 then -10 when player_age >= 30 then -5 else 0 end
        end as fatigue_points,
        -- In percentage points, weighted by how much he lives on the zone: half his shots or more count in full.
        100 * zone_defense * case when zone_rate < 0.5 then zone_rate / 0.5 when zone_rate >= 0.5 then 1 end
            as zone_points,
        -- More of the ball counts for more while stars are away; an unknown report adds nothing.
        100 * usage_change * 0.3
        * case
            when usage_change > 0 and star_teammates_out >= 2 then 1.3
            when usage_change > 0 and star_teammates_out = 1 then 1.15
            else 1
        end as usage_points,
        0.5 * referee_over_league * referee_games / (referee_games + 30.0) as referee_points,
        case when days_to_next_game <= 2 then 3 * opponent_over_next_opponent when days_to_next_game > 2 then 0 end
            as look_ahead_points
    from inputs
),

factors as (
    select
        *,
        {{ as_int(clamp('fatigue_points', 0, 100)) }} as fatigue_score,
        round({{ clamp('case when abs(zone_points) > 5 then 1.2 * zone_points else zone_points end', -10, 10) }}, 1)
            as shot_zone_mismatch_score,
        round({{ clamp('pace_differential / 2', -3, 3) }}, 2) as pace_score,
        round({{ clamp('usage_points', -3, 3) }}, 2) as usage_spike_score,
        round({{ clamp('referee_points', -5, 5) }}, 2) as referee_favorability_score,
        round({{ clamp('look_ahead_points', -3, 3) }}, 2) as look_ahead_pressure_score,
        round({{ clamp('opponent_travel_burden - own_travel_burden', -2, 2) }}, 2) as travel_impact_score,
        round({{ clamp('defensive_rating_vs_league_avg / 2', -5, 5) }}, 2) as opponent_strength_score
    from raw_scores
),

totals as (
    select
        *,
        round((fatigue_score - 100) / 20.0 + shot_zone_mismatch_score + pace_score + usage_spike_score, 2)
            as total_composite_adjustment
    from factors
),

warned as (
    select
        *,
        {{ list_true({
            'extreme_fatigue': 'fatigue_score < 50',
            'extreme_matchup': 'abs(shot_zone_mismatch_score) > 8',
            'extreme_adjustment': 'abs(total_composite_adjustment) > 12',
        }) }} as warning_details
    from totals
),

context_rows as (
    {{ source_state('players', ['game_date', 'nba_player_id'], 1) }}
),

-- The two teams of the game.
team_rows as (
    {{ source_state('teams', ['game_date', 'nba_game_id'], 2) }}
),

zone_rows as (
    {{ source_state('shot_zones', ['game_date', 'nba_player_id'], 1) }}
),

defense_rows as (
    {{ source_state('team_defense', ['game_date', 'team_abbr'], 1) }}
),

cache_rows as (
    {{ source_state('daily_cache', ['game_date', 'nba_player_id'], 1) }}
),

game_rows as (
    {{ source_state('game_context', ['game_date', 'nba_game_id'], 1) }}
),

tracked as (
    select
        warned.game_date,
        warned.nba_player_id,
        warned.player_lookup,
        warned.game_id,
        warned.nba_game_id,
        warned.team_abbr,
        warned.opponent_team_abbr,
        warned.fatigue_score,
        warned.shot_zone_mismatch_score,
        warned.pace_score,
        warned.usage_spike_score,
        warned.referee_favorability_score,
        warned.look_ahead_pressure_score,
        warned.travel_impact_score,
        warned.opponent_strength_score,
        warned.total_composite_adjustment,
        case
            when warned.shot_zone_mismatch_score > 2 then 'favorable'
            when warned.shot_zone_mismatch_score < -2 then 'unfavorable'
            when warned.shot_zone_mismatch_score is not null then 'neutral'
        end as matchup_label,
        case
            when warned.pace_score > 2 then 'fast'
            when warned.pace_score < -2 then 'slow'
            when warned.pace_score is not null then 'normal'
        end as pace_label,
        coalesce(warned.is_early_season, true) as early_season_flag,
        warned.warning_details <> '' as has_warnings,
        warned.warning_details,
        {{ list_missing(factors) }} as missing_data_fields,
        {{ as_float('25.0 * ' ~ count_present(factors)) }} as data_completeness_pct,
        warned.upstream_player_shot_ready,
        warned.upstream_team_defense_ready,
        warned.upstream_player_context_ready,
        warned.upstream_team_context_ready,
        warned.upstream_player_shot_ready
        and warned.upstream_team_defense_ready
        and warned.upstream_player_context_ready
        and warned.upstream_team_context_ready as all_upstreams_ready,
        {{ completeness_columns('completeness', 'l10', ['l10']) }},
        {{ source_columns('player_context', 'context_rows') }},
        {{ source_columns('team_context', 'team_rows') }},
        {{ source_columns('shot_zones', 'zone_rows') }},
        {{ source_columns('team_defense', 'defense_rows') }},
        {{ source_columns('daily_cache', 'cache_rows') }},
        {{ source_columns('game_context', 'game_rows') }}
    from warned
    left join completeness
        on warned.game_date = completeness.game_date
        and warned.team_abbr = completeness.team_abbr
    left join context_rows
        on warned.game_date = context_rows.game_date
        and warned.nba_player_id = context_rows.nba_player_id
    left join team_rows
        on warned.game_date = team_rows.game_date
        and warned.nba_game_id = team_rows.nba_game_id
    left join zone_rows
        on warned.game_date = zone_rows.game_date
        and warned.nba_player_id = zone_rows.nba_player_id
    left join defense_rows
        on warned.game_date = defense_rows.game_date
        and warned.opponent_team_abbr = defense_rows.team_abbr
    left join cache_rows
        on warned.game_date = cache_rows.game_date
        and warned.nba_player_id = cache_rows.nba_player_id
    left join game_rows
        on warned.game_date = game_rows.game_date
        and warned.nba_game_id = game_rows.nba_game_id
),

final as (
    select * replace (is_production_ready and all_upstreams_ready as is_production_ready)
    from tracked
)

select
    *,
    {{ data_hash() }} as data_hash,
    {{ processed_at() }} as processed_at
from final
