with report as (
    select * from {{ ref('stg_injury_report') }}
),

names as (
    select * from {{ ref('int_injury_report_names') }}
    where nba_player_id is not null
)

select
    report.game_date,
    names.nba_player_id,
    min(report.team_abbr) as team_abbr,
    min(report.status) as status,
    min(report.reason) as reason
from report
inner join names
    on report.game_date = names.game_date
    and report.name_lookup = names.name_lookup
    and report.team_abbr = names.place
group by report.game_date, names.nba_player_id
