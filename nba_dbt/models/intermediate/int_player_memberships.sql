with appearances as (
    select * from {{ ref('int_player_appearances') }}
),

reports as (
    select * from {{ ref('int_injury_report') }}
),

moves as (
    select * from {{ ref('int_injured_list_moves') }}
),

-- Traded by way of a third team on one date: where he ended is not told.
joinings as (
    select
        transaction_date as game_date,
        nba_player_id,
        min(team_abbr) as team_abbr
    from {{ ref('stg_player_movement') }}
    where is_joining
    group by transaction_date, nba_player_id
    having count(distinct team_abbr) = 1
),

tellings as (
    select game_date, nba_player_id, team_abbr, 1 as trust from appearances
    union all
    select game_date, nba_player_id, team_abbr, 2 as trust from reports
    union all
    select game_date, nba_player_id, team_abbr, 3 as trust from moves
    union all
    select game_date, nba_player_id, team_abbr, 4 as trust from joinings
),

ranked as (
    select
        *,
        row_number() over (partition by game_date, nba_player_id order by trust) as rank_of_day
    from tellings
)

select
    game_date,
    nba_player_id,
    team_abbr
from ranked
where rank_of_day = 1
