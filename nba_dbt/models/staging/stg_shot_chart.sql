with source_shots as (
    select * from {{ source('nba_raw', 'nbac_shot_chart') }}
)

select
    game_date,
    game_id,
    nba_game_id,
    shot_number,
    nba_player_id,
    team_abbr,
    shot_zone_basic,
    case
        when shot_zone_basic in ('Restricted Area', 'In The Paint (Non-RA)') then 'paint'
        when shot_zone_basic = 'Mid-Range' then 'mid_range'
        when shot_zone_basic in ('Left Corner 3', 'Right Corner 3', 'Above the Break 3', 'Backcourt') then 'three'
    end as zone,
    shot_distance_ft,
    shot_made
from source_shots
