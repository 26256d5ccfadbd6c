{{ config(materialized='table') }}

with locations as (
    select * from {{ ref('team_locations') }}
),

eras as (
    select distinct valid_from_season from locations
),

-- Where every team played in each era: its latest arena that had opened by then.
arenas as (
    select
        eras.valid_from_season as era,
        locations.*,
        row_number() over (
            partition by eras.valid_from_season, locations.team_abbr order by locations.valid_from_season desc
        ) as from_latest
    from eras
    inner join locations
        on locations.valid_from_season <= eras.valid_from_season
),

pairs as (
    select
        origins.era as valid_from_season,
        origins.team_abbr as from_team,
        destinations.team_abbr as to_team,
        origins.city as from_city,
        destinations.city as to_city,
        {{ great_circle_miles(
            'origins.latitude', 'origins.longitude', 'destinations.latitude', 'destinations.longitude'
        ) }} as distance_miles,
        destinations.utc_offset_hours - origins.utc_offset_hours as hours_lost
    from arenas as origins
    inner join arenas as destinations
        on origins.era = destinations.era
        and origins.team_abbr <> destinations.team_abbr
    where origins.from_latest = 1 and destinations.from_latest = 1
)

select
    from_team,
    to_team,
    {{ as_int('valid_from_season') }} as valid_from_season,
    from_city,
    to_city,
    {{ as_int('distance_miles') }} as distance_miles,
    {{ as_int('abs(hours_lost)') }} as time_zones_crossed,
    case when hours_lost > 0 then 'east' when hours_lost < 0 then 'west' else 'neutral' end as travel_direction,
    -- Eastward the day grows shorter and the body clock has to be set forward, which takes longer.
    {{ as_float('case when hours_lost > 0 then 1.5 * hours_lost else -1.0 * hours_lost end') }} as jet_lag_factor
from pairs
