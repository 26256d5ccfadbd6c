{% set overtime_periods = "case when minutes < 240 then 0 else " ~ as_int("round((minutes - 240) / 25.0)") ~ " end" %}

with source_rows as (
    select * from {{ source('nba_raw', 'nbac_team_boxscore') }}
)

select
    game_date,
    team_abbr,
    case when is_home then away_team_abbr else home_team_abbr end as opponent_team_abbr,
    is_home,
    game_id,
    nba_game_id,
    season_year,
    season_type,
    {{ as_int(overtime_periods) }} as overtime_periods,
    240 + 25 * {{ as_int(overtime_periods) }} as team_minutes,
    points,
    assists,
    total_rebounds,
    offensive_rebounds,
    defensive_rebounds,
    steals,
    blocks,
    turnovers,
    personal_fouls,
    fg_attempted as fg_attempts,
    fg_made as fg_makes,
    three_pt_attempted as three_pt_attempts,
    three_pt_made as three_pt_makes,
    ft_attempted as ft_attempts,
    ft_made as ft_makes,
    data_source
from source_rows
