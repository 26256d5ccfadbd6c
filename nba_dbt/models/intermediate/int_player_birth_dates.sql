with rosters as (
    select * from {{ ref('stg_rosters') }}
    where birth_date is not null
),

names as (
    select * from {{ ref('int_roster_names') }}
    where nba_player_id is not null
),

told as (
    select
        names.nba_player_id,
        rosters.birth_date,
        count(*) as tellings
    from rosters
    inner join names
        on rosters.game_date = names.game_date
        and rosters.source = names.source
        and rosters.name_lookup = names.name_lookup
        and coalesce(rosters.team_abbr, '') = names.place
    group by names.nba_player_id, rosters.birth_date
),

ranked as (
    select
        *,
        row_number() over (partition by nba_player_id order by tellings desc, birth_date) as rank_of_date
    from told
)

select
    nba_player_id,
    birth_date
from ranked
where rank_of_date = 1
