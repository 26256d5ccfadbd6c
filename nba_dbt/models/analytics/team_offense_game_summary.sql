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
    coalesce(zones.shots = own.fg_attempts, false) as has_complete_shot_zones,
    {{ processed_at() }} as processed_at
from box_scores as own
left join box_scores as opponent
    on own.nba_game_id = opponent.nba_game_id
    and own.opponent_team_abbr = opponent.team_abbr
left join shot_zones as zones
    on own.nba_game_id = zones.nba_game_id
    and own.team_abbr = zones.team_abbr
