with source_rows as (
    select * from {{ source('nba_raw', 'bdl_injuries') }}
)

select
    game_date,
    season_year,
    bdl_player_id,
    player_full_name as original_name,
    player_lookup as name_lookup,
    team_abbr,
    injury_status_normalized as status,
    return_date,
    injury_description,
    reason_category
from source_rows
