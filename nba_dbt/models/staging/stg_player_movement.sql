with source_rows as (
    select * from {{ source('nba_raw', 'nbac_player_movement') }}
    where is_player_transaction
)

select distinct
    transaction_date,
    season_year,
    transaction_type,
    group_sort as transaction_group,
    nba_player_id,
    player_lookup,
    team_abbr,
    other_team_abbr,
    transaction_type in ('Signing', 'Trade', 'AwardOnWaivers', 'ContractConverted') as is_joining,
    transaction_description
from source_rows
