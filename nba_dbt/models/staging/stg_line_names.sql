with source_lines as (
    select * from {{ source('nba_raw', 'odds_api_player_points_props') }}
)

select
    game_date,
    'odds_api' as source,
    player_lookup as name_lookup,
    min(player_match_key) as name_match_key,
    min(player_name) as original_name,
    min(game_id) as game_id,
    min(home_team_abbr) as home_team_abbr,
    min(away_team_abbr) as away_team_abbr
from source_lines
group by game_date, player_lookup
