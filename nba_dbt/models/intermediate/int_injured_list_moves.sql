with moves as (
    select * from {{ ref('stg_injured_list_moves') }}
),

names as (
    select * from {{ ref('int_injured_list_names') }}
    where nba_player_id is not null
)

-- Dated by the move itself; its season is that of the game date whose list it came with: summer belongs to the next.
select
    moves.move_date as game_date,
    names.nba_player_id,
    min(moves.team_abbr) as team_abbr,
    max(moves.season_year) as season_year,
    case
        when max(case when moves.status = 'out' then 1 else 0 end) = 1 then 'out'
        when max(case when moves.status = 'questionable' then 1 else 0 end) = 1 then 'questionable'
        else 'available'
    end as status,
    min(coalesce(moves.reason, moves.notes)) as reason
from moves
inner join names
    on moves.game_date = names.game_date
    and moves.name_lookup = names.name_lookup
    and moves.team_abbr = names.place
group by moves.move_date, names.nba_player_id
