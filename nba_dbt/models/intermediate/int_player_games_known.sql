with players as (
    select * from {{ ref('upcoming_player_game_context') }}
),

appearances as (
    select * from {{ ref('int_player_appearances') }}
    where has_played
),

prior_games as (
    {{ prior_games('players', 'appearances', ['nba_player_id'], []) }}
)

select
    game_date,
    nba_player_id,
    count(case when recency <= 10 then 1 end) as games_known_last_10,
    count(case when recency <= 20 then 1 end) as games_known_last_20,
    count(*) as games_known_last_365_days
from prior_games
group by game_date, nba_player_id
