with players as (
    select * from {{ ref('upcoming_player_game_context') }}
),

prior_games as (
    select * from {{ ref('int_player_prior_games') }}
),

windows as (
    select
        prior_games.game_date,
        prior_games.nba_player_id,
        {{ games_last(10) }} as games_last_10,
        {{ mean('case when recency <= 2 then points end') }} as points_avg_last_2,
        {{ mean('case when recency between 3 and 5 then points end') }} as points_avg_3_before,
        {{ safe_divide(as_float(sum_last('ft_makes', 10)), sum_last('points', 10)) }} as free_throw_share,
        {{ avg_last(as_float('points') ~ ' / minutes_played', 10) }} as ppm_avg_last_10,
        {{ slope('points', '-recency', 'recency <= 10') }} as slope_last_10,
        {{ mean('case when prior_games.opponent_team_abbr = players.opponent_team_abbr then points end') }}
            as avg_points_vs_opponent,
        count(case when prior_games.opponent_team_abbr = players.opponent_team_abbr then 1 end) as games_vs_opponent
    from prior_games
    inner join players
        on prior_games.game_date = players.game_date
        and prior_games.nba_player_id = players.nba_player_id
    group by prior_games.game_date, prior_games.nba_player_id
)

select
    game_date,
    nba_player_id,
    games_last_10,
    case when games_last_10 >= 5 then {{ step_score('points_avg_last_2 - points_avg_3_before', 2, 5) }} end
        as recent_trend,
    case when games_last_10 >= 5 then {{ clamp('free_throw_share', 0, 0.5) }} end as pct_free_throw,
    ppm_avg_last_10,
    case when games_last_10 >= 5 then slope_last_10 end as pts_slope_10g,
    avg_points_vs_opponent,
    games_vs_opponent
from windows
