{{ config(replace_window()) }}

{% set sources = {
    'team_box': "'nbac_team_boxscore'",
    'shots': "'nbac_shot_chart'",
    'play_by_play': 'details.play_by_play_table',
    'live_box': "'nbac_live_boxscores'",
    'gamebook': "'nbac_gamebook_player_stats'",
    'referees': "'nbac_referee_game_assignments'",
} %}

{% set faults = {
    'missing_required:opponent_box_score': {'when': 'lacks_opponent', 'costs': 30},
    'partial_game_data': {'when': 'is_partial_game_data', 'costs': 10},
    'missing_optional:shot_zones': {'when': 'not has_complete_shot_zones', 'costs': 5},
    'missing_optional:referees': {'when': 'referee_crew_id is null', 'costs': 2},
} %}

with box_scores as (
    select
        *,
        {{ possessions('fg_attempts', 'ft_attempts', 'turnovers', 'offensive_rebounds') }} as possessions
    from {{ ref('stg_team_boxscore') }}
    where {{ in_window('game_date') }}
),

shot_zones as (
    select * from {{ ref('int_team_shot_zones') }}
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
        own.game_date,
        own.team_abbr,
        own.opponent_team_abbr,
        own.is_home as home_game,
        own.game_id,
        own.nba_game_id,
        own.season_year,
        own.season_type,
        own.points as points_scored,
        own.fg_attempts,
        own.fg_makes,
        own.three_pt_attempts,
        own.three_pt_makes,
        own.ft_attempts,
        own.ft_makes,
        own.total_rebounds as rebounds,
        own.offensive_rebounds,
        own.assists,
        own.turnovers,
        own.personal_fouls,
        own.overtime_periods,
        own.team_minutes,
        own.possessions,
        {{ safe_divide('100 * own.points', 'own.possessions') }} as offensive_rating,
        {{ pace('own.possessions', 'own.team_minutes') }} as pace,
        {{ true_shooting('own.points', 'own.fg_attempts', 'own.ft_attempts') }} as ts_pct,
        own.points > opponent.points as win_flag,
        own.points - opponent.points as margin_of_victory,
        zones.paint_attempts as team_paint_attempts,
        zones.paint_makes as team_paint_makes,
        zones.mid_range_attempts as team_mid_range_attempts,
        zones.mid_range_makes as team_mid_range_makes,
        2 * zones.paint_makes as points_in_paint_scored,
        details.points_second_chance as second_chance_points_scored,
        coalesce(
            zones.paint_attempts + zones.mid_range_attempts + zones.three_attempts = own.fg_attempts, false
        ) as has_complete_shot_zones,
        zones.nba_game_id is not null as shot_zones_available,
        zones.data_source as shot_zones_source,
        details.players_inactive,
        details.starters_inactive,
        details.referee_crew_id,
        coalesce(details.is_partial_game_data, true) or opponent.nba_game_id is null as is_partial_game_data,
        details.game_completeness_pct,
        details.game_status as game_status_at_processing,
        opponent.nba_game_id is null as lacks_opponent,
        own.data_source as primary_source_used,
        {{ columns_of_sources(sources) }}
    from box_scores as own
    left join box_scores as opponent
        on own.nba_game_id = opponent.nba_game_id
        and own.opponent_team_abbr = opponent.team_abbr
    left join shot_zones as zones
        on own.nba_game_id = zones.nba_game_id
        and own.team_abbr = zones.team_abbr
    left join game_details as details
        on own.nba_game_id = details.nba_game_id
        and own.team_abbr = details.team_abbr
    {{ join_source_states('own', sources) }}
),

scored as (
    select
        *,
        {{ score_of(faults) }} as quality_score
    from joined
),

final as (
    select
        game_date,
        team_abbr,
        opponent_team_abbr,
        home_game,
        game_id,
        nba_game_id,
        season_year,
        season_type,
        points_scored,
        fg_attempts,
        fg_makes,
        three_pt_attempts,
        three_pt_makes,
        ft_attempts,
        ft_makes,
        rebounds,
        offensive_rebounds,
        assists,
        turnovers,
        personal_fouls,
        overtime_periods,
        team_minutes,
        possessions,
        offensive_rating,
        pace,
        ts_pct,
        win_flag,
        margin_of_victory,
        team_paint_attempts,
        team_paint_makes,
        team_mid_range_attempts,
        team_mid_range_makes,
        points_in_paint_scored,
        second_chance_points_scored,
        has_complete_shot_zones,
        shot_zones_available,
        shot_zones_source,
        players_inactive,
        starters_inactive,
        referee_crew_id,
        is_partial_game_data,
        game_completeness_pct,
        game_status_at_processing,
        {{ source_quality_tier('quality_score') }} as quality_tier,
        quality_score,
        {{ list_faults(faults) }} as quality_issues,
        {{ list_true({
            'nbac_team_boxscore': 'true',
            'nbac_shot_chart': "shot_zones_source = 'nbac_shot_chart'",
            'bigdataball_play_by_play': "shot_zones_source = 'bigdataball'",
            'nbac_play_by_play': "shot_zones_source in ('cdn_playbyplay', 'playbyplayv3')",
            'nbac_live_boxscores': 'second_chance_points_scored is not null',
            'nbac_referee_game_assignments': 'referee_crew_id is not null',
        }) }} as data_sources,
        primary_source_used,
        quality_score >= 50 and not lacks_opponent as is_production_ready,
        {{ names_of_sources(sources) }}
    from scored
)

select
    *,
    {{ data_hash(without=['data_sources']) }} as data_hash,
    {{ processed_at() }} as processed_at
from final
