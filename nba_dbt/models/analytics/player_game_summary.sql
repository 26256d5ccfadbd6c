{{ config(replace_window()) }}

with box_scores as (
    select * from {{ ref('stg_player_boxscores') }}
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

lines as (
    select * from {{ ref('int_player_lines') }}
    where {{ in_window('game_date') }}
),

joined as (
    select
        box.*,
        own.points > opponent.points as win_flag,
        {{ safe_divide(
            "(box.fg_attempts + 0.44 * box.ft_attempts + box.turnovers) * (own.team_minutes / 5.0)",
            "box.minutes_played * (own.fg_attempts + 0.44 * own.ft_attempts + own.turnovers)"
        ) }} as usage_rate,
        zones.data_source as shot_zones_source,
        -- A player who took no shot has no row in the shot chart: his zones are empty, not unknown.
        case when box.fg_attempts = 0 then 0 else zones.paint_attempts end as paint_attempts,
        case when box.fg_attempts = 0 then 0 else zones.paint_makes end as paint_makes,
        case when box.fg_attempts = 0 then 0 else zones.mid_range_attempts end as mid_range_attempts,
        case when box.fg_attempts = 0 then 0 else zones.mid_range_makes end as mid_range_makes,
        case when box.fg_attempts = 0 then 0 else zones.three_attempts end as three_zone_attempts,
        case when box.fg_attempts = 0 then 0 else zones.three_makes end as three_zone_makes,
        lines.current_points_line as points_line,
        lines.opening_points_line as opening_line,
        lines.line_books
    from box_scores as box
    left join team_box_scores as own
        on box.nba_game_id = own.nba_game_id
        and box.team_abbr = own.team_abbr
    left join team_box_scores as opponent
        on box.nba_game_id = opponent.nba_game_id
        and box.opponent_team_abbr = opponent.team_abbr
    left join shot_zones as zones
        on box.nba_game_id = zones.nba_game_id
        and box.nba_player_id = zones.nba_player_id
    left join lines
        on box.game_date = lines.game_date
        and box.nba_player_id = lines.nba_player_id
)

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
    win_flag,
    minutes_played,
    points,
    assists,
    total_rebounds,
    offensive_rebounds,
    defensive_rebounds,
    steals,
    blocks,
    turnovers,
    personal_fouls,
    plus_minus,
    fg_attempts,
    fg_makes,
    three_pt_attempts,
    three_pt_makes,
    ft_attempts,
    ft_makes,
    paint_attempts,
    paint_makes,
    mid_range_attempts,
    mid_range_makes,
    three_zone_attempts,
    three_zone_makes,
    coalesce(paint_attempts + mid_range_attempts + three_zone_attempts = fg_attempts, false)
        as has_complete_shot_zones,
    shot_zones_source,
    {{ safe_divide(as_float('fg_makes + 0.5 * three_pt_makes'), 'fg_attempts') }} as efg_pct,
    {{ true_shooting('points', 'fg_attempts', 'ft_attempts') }} as ts_pct,
    -- Whole minutes are too coarse for a player of seconds: a share above one says nothing.
    case when usage_rate <= 1 then {{ as_float('usage_rate') }} end as usage_rate,
    points_line,
    opening_line,
    points_line - opening_line as line_movement,
    line_books,
    case
        when points > points_line then 'OVER'
        when points < points_line then 'UNDER'
        when points = points_line then 'PUSH'
    end as over_under_result,
    points - points_line as margin,
    {{ processed_at() }} as processed_at
from joined
