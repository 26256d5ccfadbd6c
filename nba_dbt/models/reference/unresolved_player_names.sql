{{ config(replace_window()) }}

with names as (
    select * from {{ ref('int_resolved_player_names') }}
    where {{ in_window('game_date') }} and resolution = 'unresolved'
)

select
    game_date,
    source,
    name_lookup as player_lookup,
    original_name,
    game_id,
    home_team_abbr,
    away_team_abbr,
    {{ as_int(season_year('game_date')) }} as season_year,
    'pending' as status,
    {{ processed_at() }} as processed_at
from names
