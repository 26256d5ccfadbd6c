with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

offense as (
    select * from {{ ref('team_offense_game_summary') }}
),

prior_games as (
    {{ prior_games('team_schedule', 'offense', ['team_abbr'], ['margin_of_victory']) }}
)

select
    game_date,
    team_abbr,
    {{ mean('case when recency <= 10 then ' ~ as_flag('abs(margin_of_victory) >= 15') ~ ' end') }}
        as blowout_share_last_10
from prior_games
group by game_date, team_abbr
