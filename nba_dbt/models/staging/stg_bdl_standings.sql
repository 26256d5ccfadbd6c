with source_rows as (
    select * from {{ source('nba_raw', 'bdl_standings') }}
)

select
    game_date,
    season_year,
    team_abbr,
    conference,
    conference_rank,
    wins,
    losses,
    win_percentage as win_pct
from source_rows
