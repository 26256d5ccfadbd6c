-- The way of a team through its season: from the place of each game to that of the next, home games too.
with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

places as (
    select * from {{ ref('int_game_places') }}
),

placed as (
    select
        team_schedule.game_date,
        team_schedule.team_abbr,
        team_schedule.season_year,
        team_schedule.is_home and places.is_home_arena as is_at_home,
        places.latitude,
        places.longitude,
        places.utc_offset_hours
    from team_schedule
    left join places
        on team_schedule.nba_game_id = places.nba_game_id
),

stops as (
    select
        *,
        row_number() over team_season as game_number,
        lag(latitude) over team_season as from_latitude,
        lag(longitude) over team_season as from_longitude,
        lag(utc_offset_hours) over team_season as from_offset_hours
    from placed
    window team_season as (partition by team_abbr, season_year order by game_date)
),

-- Where a team comes from to its first game of a season is not known, and no way is counted.
legs as (
    select
        *,
        game_number > 1 as is_leg,
        {{ as_int(great_circle_miles('from_latitude', 'from_longitude', 'latitude', 'longitude')) }} as miles,
        {{ as_int('utc_offset_hours - from_offset_hours') }} as hours_lost,
        max(case when is_at_home then game_number else 0 end) over team_season as last_home_game,
        max(case when is_at_home then 0 else game_number end) over team_season as last_road_game
    from stops
    window team_season as (partition by team_abbr, season_year order by game_date)
),

prior_legs as (
    {{ prior_games('placed', 'legs', ['team_abbr'], ['is_leg', 'miles', 'hours_lost'], within_days=13) }}
),

recent as (
    select
        game_date,
        team_abbr,
        count(case when is_leg and miles is null then 1 end) as unknown_legs,
        {{ int_sum('case when is_leg then miles end') }} as miles,
        {{ int_sum('case when is_leg then abs(hours_lost) end') }} as time_zones
    from prior_legs
    group by game_date, team_abbr
)

select
    legs.game_date,
    legs.team_abbr,
    legs.is_at_home,
    legs.miles as travel_miles,
    abs(legs.hours_lost) as time_zones_crossed,
    case
        when legs.hours_lost > 0 then 'east'
        when legs.hours_lost < 0 then 'west'
        when legs.hours_lost = 0 then 'neutral'
    end as travel_direction,
    {{ as_int('legs.game_number - legs.last_home_game') }} as consecutive_road_games,
    {{ as_int('legs.game_number - legs.last_road_game') }} as home_stand_games,
    case when coalesce(recent.unknown_legs, 0) = 0 then coalesce(recent.miles, 0) end as miles_traveled_last_14_days,
    case when coalesce(recent.unknown_legs, 0) = 0 then coalesce(recent.time_zones, 0) end
        as time_zones_crossed_last_14_days
from legs
left join recent
    on legs.game_date = recent.game_date
    and legs.team_abbr = recent.team_abbr
