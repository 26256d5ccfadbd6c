-- How often in a row, back from the latest game, a player went over or under the line that is offered for the date.
with players as (
    select game_date, nba_player_id, current_points_line
    from {{ ref('int_player_lines') }}
),

played_games as (
    select * from {{ ref('int_played_games') }}
),

prior_games as (
    {{ prior_games('players', 'played_games', ['nba_player_id'], ['points']) }}
),

-- A game that equals the line is neither: the streak goes on past it.
decided as (
    select
        players.game_date,
        players.nba_player_id,
        prior_games.points > players.current_points_line as is_over,
        row_number() over (
            partition by players.game_date, players.nba_player_id order by prior_games.recency
        ) as decided_recency
    from players
    inner join prior_games
        on players.game_date = prior_games.game_date
        and players.nba_player_id = prior_games.nba_player_id
    where prior_games.points <> players.current_points_line
),

latest as (
    select
        game_date,
        nba_player_id,
        count(*) as games,
        min(case when is_over then decided_recency end) as latest_over,
        min(case when not is_over then decided_recency end) as latest_under
    from decided
    group by game_date, nba_player_id
)

select
    players.game_date,
    players.nba_player_id,
    coalesce(latest.latest_under - 1, latest.games, 0) as prop_over_streak,
    coalesce(latest.latest_over - 1, latest.games, 0) as prop_under_streak
from players
left join latest
    on players.game_date = latest.game_date
    and players.nba_player_id = latest.nba_player_id
