with players as (
    select * from {{ ref('upcoming_player_game_context') }}
),

player_games as (
    select * from {{ ref('int_player_prior_games') }}
),

-- Beside each game what he scored in the days before the date, in whole points: a mean is compared without rounding.
prior_games as (
    select
        *,
        sum(case when {{ in_last_days(60) }} then points end) over (partition by game_date, nba_player_id)
            as points_60_days,
        count(case when {{ in_last_days(60) }} then 1 end) over (partition by game_date, nba_player_id)
            as games_60_days,
        coalesce(team_abbr <> previous_team_abbr, false) or coalesce(days_since_previous_game > 14, false)
            as begins_anew
    from player_games
),

windows as (
    select
        prior_games.game_date,
        prior_games.nba_player_id,
        {{ games_last(10) }} as games_last_10,
        count(*) as games_365_days,
        max(case when recency = 1 then days_before end) as days_since_last_game,
        {{ mean('case when recency <= 2 then points end') }} as points_avg_last_2,
        {{ mean('case when recency between 3 and 5 then points end') }} as points_avg_3_before,
        {{ avg_last('points', 3) }} as points_avg_last_3,
        max(prior_games.games_60_days) as games_60_days,
        {{ mean('case when ' ~ in_last_days(60) ~ ' then points end') }} as points_avg_60_days,
        {{ sample_std('case when ' ~ in_last_days(60) ~ ' then points end') }} as points_std_60_days,
        min(case when {{ in_last_days(60) }} and points * prior_games.games_60_days >= points_60_days then recency end)
            as latest_game_not_below_avg,
        {{ safe_divide(as_float(sum_last('ft_makes', 10)), sum_last('points', 10)) }} as free_throw_share,
        {{ avg_last(as_float('points') ~ ' / minutes_played', 10) }} as ppm_avg_last_10,
        {{ slope('points', '-recency', 'recency <= 10') }} as slope_last_10,
        {{ slope('points', '-recency', 'recency <= 7') }} as slope_last_7,
        -- In whole seconds: exact sums.
        {{ sample_std('case when recency <= 10 then ' ~ as_int('round(minutes_played * 60)') ~ ' end') }} / 60
            as minutes_std_last_10,
        min(case when begins_anew then recency end) as games_since_beginning,
        {{ mean('case when prior_games.opponent_team_abbr = players.opponent_team_abbr then points end') }}
            as avg_points_vs_opponent,
        case
            when max(players.opponent_team_abbr) is not null
                then count(case when prior_games.opponent_team_abbr = players.opponent_team_abbr then 1 end)
        end as games_vs_opponent,
        max(players.team_abbr) as team_abbr,
        string_agg(
            case when recency <= 10 then cast(prior_game_date as {{ dbt.type_string() }}) end, ',' order by recency
        ) as contributing_game_dates
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
    games_vs_opponent,
    points_avg_last_3,
    case when games_last_10 >= 4 then slope_last_7 end as scoring_trend_slope,
    -- With fewer games, some of the last 3 would not be among those that they are measured by.
    case
        when games_60_days >= 3
            then {{ safe_divide('points_avg_last_3 - points_avg_60_days', 'points_std_60_days') }}
    end as deviation_from_avg_last3,
    latest_game_not_below_avg - 1 as consecutive_games_below_avg,
    -- Where his team is not known (a line for another team's game), neither is what he did for it.
    case
        when team_abbr is null then null
        when days_since_last_game > 14 then 0
        else {{ clamp('coalesce(games_since_beginning, games_365_days)', 0, 30) }}
    end as games_since_structural_change,
    case when games_last_10 >= 3 then minutes_std_last_10 end as minutes_volatility_last_10,
    contributing_game_dates
from windows
