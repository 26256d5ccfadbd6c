{% set roles = [(1, 'chief_referee'), (2, 'crew_referee_1'), (3, 'crew_referee_2'), (4, 'crew_referee_3')] %}

with source_rows as (
    select * from {{ source('nba_raw', 'nbac_referee_game_assignments') }}
)

select
    game_date,
    game_id,
    nba_game_id,
    min(season_year) as season_year,
    max(home_team_abbr) as home_team_abbr,
    max(away_team_abbr) as away_team_abbr,
    {% for position, role in roles %}
    max(case when official_position = {{ position }} then official_name end) as {{ role }},
    max(case when official_position = {{ position }} then official_code end) as {{ role }}_code,
    {% endfor %}
    min(captured_at) as refs_announced_timestamp,
    count(*) as total_officials,
    -- The first three work the game; a fourth stands by.
    string_agg(
        case when official_position <= 3 then cast(official_code as {{ dbt.type_string() }}) end, '-'
        order by official_code
    ) as referee_crew_id
from source_rows
group by game_date, game_id, nba_game_id
