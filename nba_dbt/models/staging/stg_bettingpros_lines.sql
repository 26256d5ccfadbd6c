with source_rows as (
    select * from {{ source('nba_raw', 'bettingpros_player_points_props') }}
),

schedule as (
    select * from {{ ref('stg_schedule') }}
)

select
    source_rows.game_date,
    source_rows.game_id,
    schedule.nba_game_id,
    source_rows.home_team_abbr,
    source_rows.away_team_abbr,
    source_rows.offer_id,
    source_rows.book_id,
    source_rows.bookmaker,
    source_rows.bet_side,
    source_rows.line_id,
    source_rows.player_name as original_name,
    source_rows.player_lookup as name_lookup,
    source_rows.player_match_key as name_match_key,
    source_rows.snapshot_timestamp,
    source_rows.points_line,
    source_rows.odds_american,
    source_rows.is_active
from source_rows
left join schedule
    on source_rows.game_id = schedule.game_id
where source_rows.snapshot_timestamp <= schedule.tipoff_at
