{% set zones = ['paint', 'mid_range', 'three'] %}

with shots as (
    select * from {{ ref('stg_shot_chart') }}
),

play_by_play as (
    select * from {{ ref('stg_play_by_play') }}
    where shot_type in ('2PT', '3PT')
),

names as (
    select * from {{ ref('int_play_by_play_names') }}
),

-- The league's own zones where its chart has the game, else what the play-by-play says of place and distance.
attempts as (
    select
        game_date, nba_game_id, team_abbr, nba_player_id, zone, shot_made,
        'nbac_shot_chart' as data_source
    from shots
    union all
    select
        play_by_play.game_date,
        play_by_play.nba_game_id,
        play_by_play.team_abbr,
        coalesce(play_by_play.nba_player_id, names.nba_player_id) as nba_player_id,
        play_by_play.zone,
        play_by_play.shot_made,
        play_by_play.data_source
    from play_by_play
    left join names
        on play_by_play.game_date = names.game_date
        and play_by_play.name_lookup = names.name_lookup
        and play_by_play.team_abbr = names.place
    where play_by_play.nba_game_id not in (select shots.nba_game_id from shots)
)

select
    game_date,
    nba_game_id,
    team_abbr,
    nba_player_id,
    {% for zone in zones %}
    count(case when zone = '{{ zone }}' then 1 end) as {{ zone }}_attempts,
    count(case when zone = '{{ zone }}' and shot_made then 1 end) as {{ zone }}_makes,
    {% endfor %}
    min(data_source) as data_source
from attempts
group by game_date, nba_game_id, team_abbr, nba_player_id
