with source_lines as (
    select * from {{ source('nba_raw', 'odds_api_player_points_props') }}
),

schedule as (
    select * from {{ ref('stg_schedule') }}
),

names as (
    select * from {{ ref('int_line_names') }}
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
    timed.game_date,
    timed.odds_api_event_id,
    timed.game_id,
    timed.nba_game_id,
    timed.home_team_abbr,
    timed.away_team_abbr,
    names.nba_player_id,
    timed.player_lookup as name_lookup,
    timed.bookmaker,
    timed.snapshot_timestamp,
    {{ minutes_between('timed.snapshot_timestamp', 'timed.tipoff_at') }} as minutes_before_tipoff,
    timed.points_line,
    timed.over_price,
    timed.under_price,
    timed.over_price is not null and timed.under_price is not null as is_main_line
from timed
left join names
    on timed.game_date = names.game_date
    and timed.player_lookup = names.name_lookup
    and timed.game_id = names.place
where timed.snapshot_timestamp <= timed.tipoff_at
