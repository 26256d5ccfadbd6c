{{ config(replace_window()) }}

{% set statistics = [
    'points', 'assists', 'total_rebounds', 'offensive_rebounds', 'defensive_rebounds', 'steals', 'blocks', 'turnovers',
    'personal_fouls', 'plus_minus', 'fg_attempts', 'fg_makes', 'three_pt_attempts', 'three_pt_makes', 'ft_attempts',
    'ft_makes',
] %}
{% set sources = {
    'box': "'nbac_player_boxscores'",
    'team_box': "'nbac_team_boxscore'",
    'live_box': "'nbac_live_boxscores'",
    'gamebook': "'nbac_gamebook_player_stats'",
    'shots': "'nbac_shot_chart'",
    'play_by_play': 'details.play_by_play_table',
    'props': "concat(coalesce(lines.line_source, 'odds_api'), '_player_points_props')",
} %}
{% set faults = {
    'missing_required:team_box_score': {'when': 'lacks_team_box', 'costs': 30},
    'partial_game_data': {'when': 'is_partial_game_data', 'costs': 10},
    'missing_optional:plus_minus': {'when': 'is_active and plus_minus is null', 'costs': 5},
    'missing_optional:shot_zones': {'when': 'is_active and not has_complete_shot_zones', 'costs': 5},
    'whole_minutes': {'when': "is_active and minutes_source = 'game_log'", 'costs': 2},
    'missing_optional:dnp_reason': {'when': 'not is_active and dnp_reason is null', 'costs': 2},
} %}

with player_games as (
    select * from {{ ref('int_player_games') }}
    where {{ in_window('game_date') }}
),

team_box_scores as (
    select * from {{ ref('stg_team_boxscore') }}
    where {{ in_window('game_date') }}
),

shot_zones as (
    select * from {{ ref('int_shot_zones') }}
    where {{ in_window('game_date') }}
),

shot_credits as (
    select * from {{ ref('int_shot_credits') }}
    where {{ in_window('game_date') }}
),

lines as (
    select * from {{ ref('int_player_lines') }}
    where {{ in_window('game_date') }}
),

game_details as (
    select * from {{ ref('int_team_game_details') }}
    where {{ in_window('game_date') }}
),

source_states as (
    select * from {{ ref('int_source_states') }}
    where {{ in_window('game_date') }}
),

joined as (
    select
        player_games.*,
        player_games.player_status = 'active' as is_active,
        own.nba_game_id is not null as team_stats_available,
        own.points > opponent.points as win_flag,
        {{ as_float(safe_divide(
            "(player_games.fg_attempts + 0.44 * player_games.ft_attempts + player_games.turnovers)"
            ~ " * own.team_minutes / 5.0",
            "player_games.minutes_played * (own.fg_attempts + 0.44 * own.ft_attempts + own.turnovers)"
        )) }} as usage_rate_raw,
        zones.data_source as shot_zones_source,
        -- A player who took no shot has no row in the shot chart: his zones are empty, not unknown.
        {% for zone, name in [('paint', 'paint'), ('mid_range', 'mid_range'), ('three', 'three_zone')] %}
        case when player_games.fg_attempts = 0 then 0 else zones.{{ zone }}_attempts end as {{ name }}_attempts,
        case when player_games.fg_attempts = 0 then 0 else zones.{{ zone }}_makes end as {{ name }}_makes,
        {% endfor %}
        -- So has one who made no shot or blocked nothing in a game with play-by-play. An and-one takes a make and a
        -- free throw.
        {% for name, cause in [
            ('assisted_fg_makes', 'player_games.fg_makes'),
            ('unassisted_fg_makes', 'player_games.fg_makes'),
            ('and1_count', 'least(player_games.fg_makes, player_games.ft_attempts)'),
            ('paint_blocks', 'player_games.blocks'),
            ('mid_range_blocks', 'player_games.blocks'),
            ('three_pt_blocks', 'player_games.blocks'),
        ] %}
        case
            when details.play_by_play_source is null then null
            when {{ cause }} = 0 then 0
            else credits.{{ name }}
        end as {{ name }},
        {% endfor %}
        details.play_by_play_source,
        details.game_completeness_pct,
        details.game_status as game_status_at_processing,
        coalesce(details.is_partial_game_data, true) as is_partial_game_data,
        lines.current_points_line as points_line,
        lines.line_source as points_line_source,
        lines.opening_points_line as opening_line,
        lines.line_book as opening_line_source,
        lines.line_movement,
        lines.line_books,
        {{ columns_of_sources(sources) }}
    from player_games
    left join team_box_scores as own
        on player_games.nba_game_id = own.nba_game_id
        and player_games.team_abbr = own.team_abbr
    left join team_box_scores as opponent
        on player_games.nba_game_id = opponent.nba_game_id
        and player_games.opponent_team_abbr = opponent.team_abbr
    left join game_details as details
        on player_games.nba_game_id = details.nba_game_id
        and player_games.team_abbr = details.team_abbr
    left join shot_zones as zones
        on player_games.nba_game_id = zones.nba_game_id
        and player_games.nba_player_id = zones.nba_player_id
    left join shot_credits as credits
        on player_games.nba_game_id = credits.nba_game_id
        and player_games.nba_player_id = credits.nba_player_id
    left join lines
        on player_games.game_date = lines.game_date
        and player_games.nba_player_id = lines.nba_player_id
    {{ join_source_states('player_games', sources) }}
),

judged as (
    select
        *,
        case
            when is_active
                then coalesce(paint_attempts + mid_range_attempts + three_zone_attempts = fg_attempts, false)
        end as has_complete_shot_zones,
        is_active and not team_stats_available as lacks_team_box
    from joined
),

scored as (
    select
        *,
        {{ score_of(faults) }} as quality_score
    from judged
),

final as (
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
        player_status,
        is_active,
        not is_active as is_dnp,
        dnp_reason,
        {{ absence_category('dnp_reason') }} as dnp_reason_category,
        starter_flag,
        win_flag,
        minutes_played,
        minutes_source,
        {% for name in statistics %}
        {{ name }},
        {% endfor %}
        paint_attempts,
        paint_makes,
        mid_range_attempts,
        mid_range_makes,
        three_zone_attempts,
        three_zone_makes,
        has_complete_shot_zones,
        shot_zones_source,
        assisted_fg_makes,
        unassisted_fg_makes,
        and1_count,
        paint_blocks,
        mid_range_blocks,
        three_pt_blocks,
        {{ safe_divide(as_float('fg_makes + 0.5 * three_pt_makes'), 'fg_attempts') }} as efg_pct,
        {{ true_shooting('points', 'fg_attempts', 'ft_attempts') }} as ts_pct,
        -- Whole minutes are too coarse for a player of seconds: a share above one says nothing.
        case when usage_rate_raw <= 1 then usage_rate_raw end as usage_rate,
        usage_rate_raw,
        case
            when is_active then coalesce(usage_rate_raw <= 0.5, false) and not is_partial_game_data
        end as usage_rate_valid,
        case when usage_rate_raw > 0.5 then 0.5 else usage_rate_raw end as usage_rate_capped,
        case
            when not is_active then null
            when not team_stats_available then 'no_team_box_score'
            when coalesce(minutes_played, 0) = 0 then 'no_minutes'
            when usage_rate_raw is null then 'missing_statistics'
            when usage_rate_raw > 1 then 'above_100_pct'
            when usage_rate_raw > 0.5 then 'above_50_pct'
            when is_partial_game_data then 'partial_game_data'
        end as usage_rate_anomaly_reason,
        points_line,
        points_line_source,
        opening_line,
        opening_line_source,
        line_movement,
        line_books,
        case
            when points > points_line then 'OVER'
            when points < points_line then 'UNDER'
            when points = points_line then 'PUSH'
        end as over_under_result,
        points - points_line as margin,
        is_partial_game_data,
        game_completeness_pct,
        game_status_at_processing,
        team_stats_available as team_stats_available_at_processing,
        case
            when not team_stats_available then 'partial_no_team_stats'
            when is_partial_game_data then 'partial'
            else 'complete'
        end as data_quality_flag,
        case
            when {{ days_between('game_date', 'cast(' ~ processed_at() ~ ' as date)') }} <= 2 then 'daily'
            when {{ days_between('game_date', 'cast(' ~ processed_at() ~ ' as date)') }} <= 7 then 'cascade'
            else 'backfill'
        end as processing_context,
        {{ source_quality_tier('quality_score') }} as quality_tier,
        quality_score,
        {{ list_faults(faults) }} as quality_issues,
        {{ list_true({
            'nbac_player_boxscores': "is_active",
            'nbac_team_boxscore': 'team_stats_available',
            'nbac_live_boxscores': 'is_in_live_box_score',
            'nbac_gamebook_player_stats': 'is_in_game_book',
            'nbac_shot_chart': "shot_zones_source = 'nbac_shot_chart'",
            'bigdataball_play_by_play': "is_active and play_by_play_source = 'bigdataball'",
            'nbac_play_by_play': "is_active and play_by_play_source <> 'bigdataball'",
            'odds_api_player_points_props': "points_line_source = 'odds_api'",
            'bettingpros_player_points_props': "points_line_source = 'bettingpros'",
        }) }} as data_sources,
        primary_source_used,
        -- Without the team's box score no rate of the row is known.
        quality_score >= 50 and not lacks_team_box as is_production_ready,
        {{ names_of_sources(sources) }}
    from scored
)

select
    *,
    {{ data_hash(without=['processing_context', 'data_sources']) }} as data_hash,
    {{ processed_at() }} as processed_at
from final
