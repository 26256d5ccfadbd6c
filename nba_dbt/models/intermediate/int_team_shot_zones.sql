with player_zones as (
    select * from {{ ref('int_shot_zones') }}
)

select
    game_date,
    nba_game_id,
    team_abbr,
    {% for zone in ['paint', 'mid_range', 'three'] %}
    {{ int_sum(zone ~ '_attempts') }} as {{ zone }}_attempts,
    {{ int_sum(zone ~ '_makes') }} as {{ zone }}_makes,
    {% endfor %}
    min(data_source) as data_source
from player_zones
group by game_date, nba_game_id, team_abbr
