with player_games as (
    select * from {{ ref('player_game_summary') }}
    where minutes_played > 0
)

select
    *,
    {{ days_between(
        'lag(game_date) over (partition by nba_player_id order by game_date)', 'game_date'
    ) }} as days_since_previous_game,
    lag(team_abbr) over (partition by nba_player_id order by game_date) as previous_team_abbr
from player_games
