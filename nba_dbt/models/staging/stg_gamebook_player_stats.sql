with source_rows as (
    select * from {{ source('nba_raw', 'nbac_gamebook_player_stats') }}
)

select
    game_date,
    game_id,
    nba_game_id,
    season_year,
    team_abbr,
    listing_number,
    nba_player_id,
    player_name as original_name,
    player_lookup as name_lookup,
    player_match_key as name_match_key,
    player_status as participation,
    dnp_category,
    dnp_reason,
    reason_category,
    name_resolution_status,
    is_starter,
    minutes_decimal as minutes_played,
    points
from source_rows
