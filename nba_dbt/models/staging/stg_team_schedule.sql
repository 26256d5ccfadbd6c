with schedule as (
    select * from {{ ref('stg_schedule') }}
    where not is_postponed
),

sides as (
    select
        *,
        true as is_home,
        home_team_abbr as team_abbr,
        away_team_abbr as opponent_team_abbr,
        home_team_score - away_team_score as margin
    from schedule
    union all
    select
        *,
        false as is_home,
        away_team_abbr as team_abbr,
        home_team_abbr as opponent_team_abbr,
        away_team_score - home_team_score as margin
    from schedule
)

select
    game_date,
    team_abbr,
    opponent_team_abbr,
    is_home,
    game_id,
    nba_game_id,
    season_year,
    season_type,
    tipoff_at,
    is_final,
    margin
from sides
