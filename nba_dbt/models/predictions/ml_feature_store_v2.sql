{{ config(replace_window()) }}

{% set contract = feature_contract() %}
{% set composite = ['fatigue_score', 'shot_zone_mismatch_score', 'pace_score', 'usage_spike_score'] %}
{% set opponent = ['opponent_def_rating', 'opponent_pace'] %}

with features as (
    select * from {{ ref('int_feature_values') }}
    where {{ in_window('game_date') }}
),

daily_cache as (
    select game_date, nba_player_id, data_hash, processed_at from {{ ref('player_daily_cache') }}
    where {{ in_window('game_date') }}
),

factors as (
    select game_date, nba_player_id, is_production_ready, data_hash, processed_at
    from {{ ref('player_composite_factors') }}
    where {{ in_window('game_date') }}
),

shot_zones as (
    select game_date, nba_player_id, data_hash, processed_at from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}
),

opponent_defense as (
    select game_date, team_abbr, data_hash, processed_at from {{ ref('team_defense_zone_analysis') }}
    where {{ in_window('game_date') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

daily_cache_state as (
    {{ source_state('daily_cache', ['game_date', 'nba_player_id'], 1) }}
),

factors_state as (
    {{ source_state('factors', ['game_date', 'nba_player_id'], 1) }}
),

shot_zones_state as (
    {{ source_state('shot_zones', ['game_date', 'nba_player_id'], 1) }}
),

opponent_defense_state as (
    {{ source_state('opponent_defense', ['game_date', 'team_abbr'], 1) }}
),

counted as (
    select
        *,
        {{ mean_quality(contract) }} as mean_quality,
        {% for group in feature_groups() %}
        {{ group_quality(group) }} as {{ group }}_quality_pct,
        {{ count_missing(features_of(group)) }} as {{ group }}_default_count,
        {% endfor %}
        {{ count_missing(contract) }} as default_feature_count,
        {{ list_missing_indices(contract) }} as default_feature_indices,
        {{ count_missing(required_features()) }} as required_default_count,
        {{ list_missing(feature_names(required_features())) }} as missing_features
    from features
),

scored as (
    select
        *,
        -- Whatever else is known: a row that lacks a required feature is none to act on, one that lacks five is worth
        -- little.
        case
            when required_default_count >= 5 and mean_quality > 49 then 49.0
            when required_default_count >= 1 and mean_quality > 69 then 69.0
            else mean_quality
        end as feature_quality_score
    from counted
),

judged as (
    select
        *,
        case
            when feature_quality_score >= 95 then 'gold'
            when feature_quality_score >= 85 then 'silver'
            when feature_quality_score >= 70 then 'bronze'
            when feature_quality_score >= 50 then 'poor'
            else 'critical'
        end as quality_tier
    from scored
),

tracked as (
    select
        judged.game_date,
        judged.nba_player_id,
        judged.player_lookup,
        judged.player_full_name,
        judged.game_id,
        judged.nba_game_id,
        judged.season_year,
        judged.season_type,
        judged.team_abbr,
        judged.opponent_team_abbr,
        judged.is_home,
        judged.tipoff_at,
        judged.team_mismatch,
        judged.player_status_source,
        judged.has_prop_line,
        judged.points_line,
        judged.line_books,
        judged.line_snapshot_at,
        judged.vegas_line_source,
        judged.games_played_season,
        {% for name in feature_names(contract) %}
        judged.{{ name }},
        {% endfor %}
        {{ feature_origins() }}
        '{{ feature_version() }}' as feature_version,
        {{ as_float('judged.feature_quality_score') }} as feature_quality_score,
        judged.quality_tier,
        {% for group in feature_groups() %}
        {{ as_float('judged.' ~ group ~ '_quality_pct') }} as {{ group }}_quality_pct,
        {% endfor %}
        {% for group in feature_groups() %}
        judged.{{ group }}_default_count,
        {% endfor %}
        judged.default_feature_count,
        judged.default_feature_indices,
        judged.required_default_count,
        judged.missing_features,
        -- Every source is worth more than the 85 that a feature must have to be learnt from.
        {{ contract | length }} - judged.default_feature_count as training_quality_feature_count,
        judged.quality_tier in ('gold', 'silver', 'bronze')
        and judged.feature_quality_score >= 70
        and judged.matchup_quality_pct >= 50
        and judged.required_default_count = 0
        and not judged.team_mismatch as is_quality_ready,
        judged.quality_tier in ('gold', 'silver')
        and judged.matchup_quality_pct >= 70
        and judged.player_history_quality_pct >= 80
        and not judged.team_mismatch as is_training_ready,
        case
            when judged.matchup_quality_pct < 50 or judged.feature_quality_score < 50 then 'red'
            when
                judged.required_default_count > 0
                or judged.feature_quality_score < 70
                or judged.matchup_quality_pct < 70
                then 'yellow'
            else 'green'
        end as quality_alert_level,
        {{ list_true({
            'all_matchup_features_missing': count_present(feature_names(features_of('matchup'))) ~ ' = 0',
            'composite_factors_missing': count_present(composite) ~ ' = 0',
            'opponent_defense_missing': count_present(opponent) ~ ' = 0',
            'high_missing_rate': 'judged.required_default_count > 0.2 * ' ~ (required_features() | length),
            'matchup_quality_critical': 'judged.matchup_quality_pct < 50',
            'game_context_quality_critical': 'judged.game_context_quality_pct < 50',
            'team_unknown': 'judged.team_mismatch',
        }) }} as quality_alerts,
        coalesce(judged.games_played_season, 0) < 10 as early_season_flag,
        judged.historical_games_found,
        judged.historical_games_expected,
        judged.historical_games_found >= judged.historical_games_expected as historical_is_complete,
        judged.historical_games_expected < 10 as historical_is_bootstrap,
        judged.contributing_game_dates,
        {{ completeness_columns('completeness', 'l10', ['l5', 'l10', 'l7d', 'l14d']) }},
        {{ source_columns('daily_cache', 'daily_cache_state') }},
        {{ source_columns('composite', 'factors_state') }},
        {{ source_columns('shot_zones', 'shot_zones_state') }},
        {{ source_columns('team_defense', 'opponent_defense_state') }}
    from judged
    left join completeness
        on judged.game_date = completeness.game_date
        and judged.team_abbr = completeness.team_abbr
    left join daily_cache_state
        on judged.game_date = daily_cache_state.game_date
        and judged.nba_player_id = daily_cache_state.nba_player_id
    left join factors_state
        on judged.game_date = factors_state.game_date
        and judged.nba_player_id = factors_state.nba_player_id
    left join shot_zones_state
        on judged.game_date = shot_zones_state.game_date
        and judged.nba_player_id = shot_zones_state.nba_player_id
    left join opponent_defense_state
        on judged.game_date = opponent_defense_state.game_date
        and judged.opponent_team_abbr = opponent_defense_state.team_abbr
),

-- No readier than the factors that it is made of.
final as (
    select
        tracked.* replace (
            tracked.is_production_ready and coalesce(factors.is_production_ready, false) as is_production_ready
        )
    from tracked
    left join factors
        on tracked.game_date = factors.game_date
        and tracked.nba_player_id = factors.nba_player_id
)

select
    *,
    {{ data_hash(without=feature_origin_columns()) }} as data_hash,
    {{ processed_at() }} as processed_at
from final
