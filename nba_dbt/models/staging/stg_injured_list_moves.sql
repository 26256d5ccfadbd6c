with source_rows as (
    select * from {{ source('nba_raw', 'injured_list_moves') }}
),

moves as (
    select
        *,
        case
            when is_placed and not is_day_to_day then 'out'
            when is_placed then 'questionable'
            when is_activated then 'available'
        end as status
    from source_rows
),

-- A player may be activated and placed again on one date: the worse status is the one that lasts.
ranked as (
    select
        *,
        row_number() over (
            partition by move_date, team_abbr, player_lookup
            order by case status when 'out' then 1 when 'questionable' then 2 else 3 end, notes, game_date
        ) as severity
    from moves
    where status is not null
)

select
    move_date,
    game_date,
    season_year,
    team_abbr,
    player_name as original_name,
    player_lookup as name_lookup,
    player_match_key as name_match_key,
    status,
    is_out_for_season,
    reason,
    reason_category,
    notes
from ranked
where severity = 1
