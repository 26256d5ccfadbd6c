with source_rows as (
    select * from {{ source('nba_raw', 'nbac_injury_report') }}
),

team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

editions as (
    select
        game_date,
        report_timestamp,
        max(teams_not_submitted) as teams_not_submitted
    from source_rows
    group by game_date, report_timestamp
),

-- An edition speaks for all games of its date; what came out after a game's tip-off was not known to it.
latest as (
    select
        team_schedule.game_date,
        team_schedule.game_id,
        team_schedule.nba_game_id,
        team_schedule.team_abbr,
        editions.report_timestamp,
        editions.teams_not_submitted,
        row_number() over (
            partition by team_schedule.nba_game_id, team_schedule.team_abbr
            order by editions.report_timestamp desc
        ) as from_last
    from team_schedule
    inner join editions
        on team_schedule.game_date = editions.game_date
        and editions.report_timestamp <= team_schedule.tipoff_at
)

select
    game_date,
    game_id,
    nba_game_id,
    team_abbr,
    report_timestamp as reported_at,
    concat(',', coalesce(teams_not_submitted, ''), ',') not like concat('%,', team_abbr, ',%') as has_filed
from latest
where from_last = 1
