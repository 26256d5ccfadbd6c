{% set columns = 'game_date, game_id, nba_game_id, home_team_abbr, away_team_abbr' %}

with schedule as (
    select * from {{ ref('stg_schedule') }}
),

scoreboard as (
    select * from {{ source('nba_raw', 'nbac_scoreboard_v2') }}
),

espn as (
    select * from {{ source('nba_raw', 'espn_scoreboard') }}
)

select 'nbac_schedule' as source, {{ columns }}, home_team_score as home_score, away_team_score as away_score
from schedule
where is_final
union all
select 'nbac_scoreboard_v2' as source, {{ columns }}, home_score, away_score
from scoreboard
where game_status = 3
union all
select 'espn_scoreboard' as source, {{ columns }}, home_team_score as home_score, away_team_score as away_score
from espn
where game_status = 3
