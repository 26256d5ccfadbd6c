with source_games as (
    select * from {{ source('nba_raw', 'nbac_schedule') }}
)

select
    game_date,
    game_id,
    nba_game_id,
    season,
    season_year,
    season_type,
    tipoff_at,
    game_status,
    game_status = 3 as is_final,
    game_status <> 3
    and (coalesce(postponed_status, 'N') in ('Y', 'P') or upper(game_status_text) like 'PPD%') as is_postponed,
    home_team_tricode as home_team_abbr,
    away_team_tricode as away_team_abbr,
    home_team_score,
    away_team_score,
    winning_team_tricode as winning_team_abbr,
    arena_name,
    arena_city,
    is_neutral_site,
    national_broadcasters
from source_games
