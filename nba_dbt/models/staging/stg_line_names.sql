with source_lines as (
    select * from {{ source('nba_raw', 'odds_api_player_points_props') }}
)

select
    game_date,
    game_id,
    home_team_abbr,
    away_team_abbr,
    player_lookup as name_lookup,
    min(player_match_key) as name_match_key,
    min(player_name) as original_name
from source_lines
group by game_date, game_id, home_team_abbr, away_team_abbr, player_lookup
