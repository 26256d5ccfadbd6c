with source_rows as (
    select * from {{ source('nba_raw', 'nbac_player_list_current') }}
)

select
    game_date,
    season_year,
    nba_player_id,
    player_full_name,
    player_lookup,
    player_match_key,
    team_abbr,
    jersey_number,
    position,
    is_active
from source_rows
