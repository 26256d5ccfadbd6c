-- From the lines and results of games that he played, never from graded predictions.
with prior_games as (
    select * from {{ ref('int_player_prior_games') }}
    where points_line is not null and {{ in_last_days(60) }}
),

lined_games as (
    select
        *,
        row_number() over (partition by game_date, nba_player_id order by recency) as line_recency
    from prior_games
),

windows as (
    select
        game_date,
        nba_player_id,
        max(case when line_recency = 1 and {{ in_last_days(14) }} then points_line end) as previous_points_line,
        count(case when line_recency <= 10 and points > points_line then 1 end) as overs_last_10,
        count(case when line_recency <= 10 and points < points_line then 1 end) as unders_last_10,
        count(case when line_recency <= 5 then 1 end) as games_last_5,
        {{ mean('case when line_recency <= 5 then points - points_line end') }} as margin_avg_last_5
    from lined_games
    group by game_date, nba_player_id
)

select
    game_date,
    nba_player_id,
    previous_points_line,
    case
        when overs_last_10 + unders_last_10 >= 5
            then {{ as_float('overs_last_10') }} / (overs_last_10 + unders_last_10)
    end as over_rate_last_10,
    case when games_last_5 >= 3 then margin_avg_last_5 end as margin_vs_line_avg_last_5
from windows
