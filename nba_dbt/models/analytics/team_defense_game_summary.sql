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
    'partial_game_data': {'when': 'is_partial_game_data', 'costs': 10},
    'missing_defensive_actions': {
        'when': 'steals is null or blocks is null or defensive_rebounds is null', 'costs': 10,
    },
    'missing_optional:shot_zones': {'when': 'not has_complete_shot_zones', 'costs': 5},
    'missing_optional:block_zones': {'when': 'blocks_paint is null', 'costs': 2},
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
        own.team_abbr as defending_team_abbr,
        own.opponent_team_abbr,
        own.is_home as home_game,
        own.game_id,
        own.nba_game_id,
        own.season_year,
        own.season_type,
        opponent.points as points_allowed,
        opponent.fg_attempts as opp_fg_attempts,
        opponent.fg_makes as opp_fg_makes,
        opponent.three_pt_attempts as opp_three_pt_attempts,
        opponent.three_pt_makes as opp_three_pt_makes,
        opponent.ft_attempts as opp_ft_attempts,
        opponent.ft_makes as opp_ft_makes,
        opponent.total_rebounds as opp_rebounds,
        opponent.assists as opp_assists,
        opponent.turnovers as turnovers_forced,
        own.personal_fouls as fouls_committed,
        own.steals,
        own.blocks,
        details.paint_blocks as blocks_paint,
        details.mid_range_blocks as blocks_mid_range,
        details.three_pt_blocks as blocks_three_pt,
        own.defensive_rebounds,
        own.overtime_periods,
        opponent.possessions as opp_possessions,
        {{ safe_divide('100 * opponent.points', 'opponent.possessions') }} as defensive_rating,
        {{ pace('opponent.possessions', 'opponent.team_minutes') }} as opponent_pace,
        {{ true_shooting('opponent.points', 'opponent.fg_attempts', 'opponent.ft_attempts') }} as opponent_ts_pct,
        own.points > opponent.points as win_flag,
        own.points - opponent.points as margin_of_victory,
        zones.paint_attempts as opp_paint_attempts,
        zones.paint_makes as opp_paint_makes,
        zones.mid_range_attempts as opp_mid_range_attempts,
        zones.mid_range_makes as opp_mid_range_makes,
        zones.three_attempts as opp_three_zone_attempts,
        zones.three_makes as opp_three_zone_makes,
        2 * zones.paint_makes as points_in_paint_allowed,
        2 * zones.mid_range_makes as mid_range_points_allowed,
        3 * opponent.three_pt_makes as three_pt_points_allowed,
        opponent_details.points_second_chance as second_chance_points_allowed,
        opponent_details.points_fast_break as fast_break_points_allowed,
        coalesce(
            zones.paint_attempts + zones.mid_range_attempts + zones.three_attempts = opponent.fg_attempts, false
        ) as has_complete_shot_zones,
        zones.nba_game_id is not null as shot_zones_available,
        zones.data_source as shot_zones_source,
        details.players_inactive,
        details.starters_inactive,
        details.referee_crew_id,
        coalesce(details.is_partial_game_data or opponent_details.is_partial_game_data, true) as is_partial_game_data,
        opponent_details.game_completeness_pct,
        details.game_status as game_status_at_processing,
        own.data_source as primary_source_used,
        {{ columns_of_sources(sources) }}
    from box_scores as own
    inner join box_scores as opponent
        on own.nba_game_id = opponent.nba_game_id
        and own.opponent_team_abbr = opponent.team_abbr
    left join shot_zones as zones
        on opponent.nba_game_id = zones.nba_game_id
        and opponent.team_abbr = zones.team_abbr
    left join game_details as details
        on own.nba_game_id = details.nba_game_id
        and own.team_abbr = details.team_abbr
    left join game_details as opponent_details
        on opponent.nba_game_id = opponent_details.nba_game_id
        and opponent.team_abbr = opponent_details.team_abbr
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
        defending_team_abbr,
        opponent_team_abbr,
        home_game,
        game_id,
        nba_game_id,
        season_year,
        season_type,
        points_allowed,
        opp_fg_attempts,
        opp_fg_makes,
        opp_three_pt_attempts,
        opp_three_pt_makes,
        opp_ft_attempts,
        opp_ft_makes,
        opp_rebounds,
        opp_assists,
        turnovers_forced,
        fouls_committed,
        steals,
        blocks,
        blocks_paint,
        blocks_mid_range,
        blocks_three_pt,
        defensive_rebounds,
        overtime_periods,
        opp_possessions,
        defensive_rating,
        opponent_pace,
        opponent_ts_pct,
        win_flag,
        margin_of_victory,
        opp_paint_attempts,
        opp_paint_makes,
        opp_mid_range_attempts,
        opp_mid_range_makes,
        opp_three_zone_attempts,
        opp_three_zone_makes,
        points_in_paint_allowed,
        mid_range_points_allowed,
        three_pt_points_allowed,
        second_chance_points_allowed,
        fast_break_points_allowed,
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
            'nbac_live_boxscores': 'second_chance_points_allowed is not null or fast_break_points_allowed is not null',
            'nbac_referee_game_assignments': 'referee_crew_id is not null',
        }) }} as data_sources,
        primary_source_used,
        quality_score >= 50 as is_production_ready,
        {{ names_of_sources(sources) }}
    from scored
)

select
    *,
    {{ data_hash(without=['data_sources']) }} as data_hash,
    {{ processed_at() }} as processed_at
from final
