with source_rows as (
    select * from {{ source('nba_raw', 'nbac_player_boxscores') }}
)

select
    game_date,
    nba_player_id,
    player_full_name,
    player_lookup,
    player_match_key,
    game_id,
    nba_game_id,
    season_year,
    season_type,
    team_abbr,
    case when is_home then away_team_abbr else home_team_abbr end as opponent_team_abbr,
    is_home,
    minutes as minutes_played,
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
    field_goals_attempted as fg_attempts,
    field_goals_made as fg_makes,
    three_pointers_attempted as three_pt_attempts,
    three_pointers_made as three_pt_makes,
    free_throws_attempted as ft_attempts,
    free_throws_made as ft_makes
from source_rows
