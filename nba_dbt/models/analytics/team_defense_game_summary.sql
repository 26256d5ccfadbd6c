{{ config(replace_window()) }}

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
)

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
    coalesce(zones.shots = opponent.fg_attempts, false) as has_complete_shot_zones,
    {{ processed_at() }} as processed_at
from box_scores as own
inner join box_scores as opponent
    on own.nba_game_id = opponent.nba_game_id
    and own.opponent_team_abbr = opponent.team_abbr
left join shot_zones as zones
    on opponent.nba_game_id = zones.nba_game_id
    and opponent.team_abbr = zones.team_abbr
