{% set place_columns = ['city', 'arena_name', 'latitude', 'longitude', 'timezone', 'utc_offset_hours'] %}

with schedule as (
    select * from {{ ref('stg_schedule') }}
    where not is_postponed
),

team_locations as (
    select * from {{ ref('team_locations') }}
),

neutral_locations as (
    select * from {{ ref('neutral_locations') }}
),

arenas as (
    select
        schedule.nba_game_id,
        team_locations.*,
        row_number() over (
            partition by schedule.nba_game_id order by team_locations.valid_from_season desc
        ) as from_latest
    from schedule
    inner join team_locations
        on schedule.home_team_abbr = team_locations.team_abbr
        and team_locations.valid_from_season <= schedule.season_year
),

-- Older schedules do not mark a neutral ground: the city tells it.
placed as (
    select
        schedule.*,
        {% for name in place_columns %}
        arenas.{{ name }} as home_{{ name }},
        {% endfor %}
        not coalesce(schedule.is_neutral_site, false)
        and coalesce(schedule.arena_city = arenas.city, true) as is_home_arena
    from schedule
    left join arenas
        on schedule.nba_game_id = arenas.nba_game_id
        and arenas.from_latest = 1
),

found as (
    select
        placed.game_date,
        placed.game_id,
        placed.nba_game_id,
        placed.tipoff_at,
        {% for name in place_columns %}
        case when placed.is_home_arena then placed.home_{{ name }} else neutral_locations.{{ name }} end as {{ name }},
        {% endfor %}
        placed.is_home_arena
    from placed
    left join neutral_locations
        on placed.arena_city = neutral_locations.city
)

select
    game_date,
    game_id,
    nba_game_id,
    is_home_arena,
    {% for name in place_columns %}
    {{ name }},
    {% endfor %}
    case
        when timezone is not null
            then
                concat(
                    {{ local_time('tipoff_at', 'timezone') }},
                    ' ',
                    case utc_offset_hours
                        when -5 then 'ET'
                        when -6 then 'CT'
                        when -7 then 'MT'
                        when -8 then 'PT'
                        else timezone
                    end
                )
    end as game_start_time_local
from found
