with box_scores as (
    select * from {{ ref('stg_player_boxscores') }}
),

appearances as (
    select
        *,
        min(game_date) over (partition by nba_player_id) as first_game_date,
        row_number() over (partition by nba_player_id order by game_date desc) as recency
    from box_scores
)

select
    nba_player_id,
    player_full_name,
    player_lookup,
    player_match_key,
    first_game_date
from appearances
where recency = 1
