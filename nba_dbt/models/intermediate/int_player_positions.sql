with player_list as (
    select * from {{ ref('stg_player_list') }}
),

live_box_scores as (
    select * from {{ ref('stg_live_boxscores') }}
),

rosters as (
    select * from {{ ref('stg_rosters') }}
),

names as (
    select * from {{ ref('int_roster_names') }}
),

-- The league's own lists before the rosters of others.
listed as (
    select
        game_date,
        nba_player_id,
        position as league_position,
        cast(null as {{ dbt.type_string() }}) as roster_position
    from player_list
    union all
    select
        game_date,
        nba_player_id,
        position as league_position,
        cast(null as {{ dbt.type_string() }}) as roster_position
    from live_box_scores
    union all
    select
        rosters.game_date,
        names.nba_player_id,
        cast(null as {{ dbt.type_string() }}) as league_position,
        rosters.position as roster_position
    from rosters
    inner join names
        on rosters.game_date = names.game_date
        and rosters.source = names.source
        and rosters.name_lookup = names.name_lookup
        and coalesce(rosters.team_abbr, '') = names.place
    where names.nba_player_id is not null
)

select
    game_date,
    nba_player_id,
    coalesce(min(league_position), min(roster_position)) as player_position
from listed
where coalesce(league_position, roster_position) is not null
group by game_date, nba_player_id
