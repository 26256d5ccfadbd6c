with source_lines as (
    select * from {{ source('nba_raw', 'odds_api_game_lines') }}
),

schedule as (
    select * from {{ ref('stg_schedule') }}
),

timed as (
    select
        source_lines.*,
        schedule.nba_game_id,
        coalesce(schedule.tipoff_at, source_lines.commence_time) as tipoff_at
    from source_lines
    left join schedule
        on source_lines.game_id = schedule.game_id
)

select
    game_date,
    odds_api_event_id,
    game_id,
    nba_game_id,
    home_team_abbr,
    away_team_abbr,
    bookmaker_key as bookmaker,
    market_key as market,
    snapshot_timestamp,
    {{ minutes_between('snapshot_timestamp', 'tipoff_at') }} as minutes_before_tipoff,
    outcome_point as point
from timed
where
    snapshot_timestamp <= tipoff_at
    and (
        (market_key = 'spreads' and outcome_team_abbr = home_team_abbr)
        or (market_key = 'totals' and outcome_name = 'Over')
    )
