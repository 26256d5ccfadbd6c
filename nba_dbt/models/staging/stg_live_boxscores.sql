with source_rows as (
    select * from {{ source('nba_raw', 'nbac_live_boxscores') }}
)

select
    game_date,
    game_id,
    nba_game_id,
    season_year,
    season_type,
    team_abbr,
    case when is_home then away_team_abbr else home_team_abbr end as opponent_team_abbr,
    is_home,
    nba_player_id,
    player_full_name,
    player_lookup,
    player_match_key,
    jersey_number,
    position,
    starter as is_starter,
    played as has_played,
    player_status as participation,
    minutes_decimal as minutes_played,
    not_playing_reason,
    not_playing_description,
    points,
    points_fast_break,
    points_second_chance,
    data_source
from source_rows
