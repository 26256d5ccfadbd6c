with source_rows as (
    select * from {{ source('nba_raw', 'nbac_injury_report') }}
),

filings as (
    select * from {{ ref('stg_injury_report_filings') }}
)

select
    filings.game_date,
    filings.game_id,
    filings.nba_game_id,
    filings.team_abbr,
    source_rows.player_full_name as original_name,
    source_rows.player_lookup as name_lookup,
    source_rows.player_match_key as name_match_key,
    filings.reported_at,
    source_rows.injury_status as status,
    source_rows.reason,
    source_rows.reason_category
from filings
inner join source_rows
    on filings.game_id = source_rows.game_id
    and filings.team_abbr = source_rows.team_abbr
    and filings.reported_at = source_rows.report_timestamp
