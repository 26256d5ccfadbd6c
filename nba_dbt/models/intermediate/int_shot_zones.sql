with shots as (
    select * from {{ ref('stg_shot_chart') }}
)

select
    game_date,
    nba_game_id,
    team_abbr,
    nba_player_id,
    count(*) as shots,
    {% for zone in ['paint', 'mid_range', 'three'] %}
    count(case when zone = '{{ zone }}' then 1 end) as {{ zone }}_attempts,
    count(case when zone = '{{ zone }}' and shot_made then 1 end) as {{ zone }}_makes{{ ',' if not loop.last }}
    {% endfor %}
from shots
group by game_date, nba_game_id, team_abbr, nba_player_id
