{{ config(replace_window()) }}

with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

game_lines as (
    select * from {{ ref('int_game_lines') }}
    where {{ in_window('game_date') }}
),

scheduled as (
    select * from team_schedule
    where {{ in_window('game_date') }}
),

-- Rest counts every scheduled game before the date, played yet or not: the schedule is known ahead.
prior_games as (
    {{ prior_games('scheduled', 'team_schedule', ['team_abbr'], ['is_final', 'margin']) }}
),

rest as (
    select
        game_date,
        team_abbr,
        min(days_before) as team_days_rest,
        count(case when {{ in_last_days(7) }} then 1 end) as games_in_last_7_days,
        count(case when {{ in_last_days(14) }} then 1 end) as games_in_last_14_days,
        count(case when is_this_season then 1 end) + 1 as game_number_in_season
    from prior_games
    group by game_date, team_abbr
),

results as (
    select
        game_date,
        team_abbr,
        margin,
        is_this_season,
        row_number() over (partition by game_date, team_abbr order by recency) as result_recency
    from prior_games
    where is_final and margin is not null
),

form as (
    select
        game_date,
        team_abbr,
        max(case when result_recency = 1 then margin end) as last_game_margin,
        count(case when is_this_season then 1 end) as season_results,
        min(case when is_this_season and margin < 0 then result_recency end) as latest_loss,
        min(case when is_this_season and margin > 0 then result_recency end) as latest_win
    from results
    group by game_date, team_abbr
)

select
    scheduled.game_date,
    scheduled.team_abbr,
    scheduled.opponent_team_abbr,
    scheduled.game_id,
    scheduled.nba_game_id,
    scheduled.season_year,
    scheduled.season_type,
    scheduled.tipoff_at,
    scheduled.is_home as home_game,
    rest.team_days_rest,
    rest.team_days_rest = 1 as team_back_to_back,
    opponent_rest.team_days_rest as opponent_days_rest,
    coalesce(rest.games_in_last_7_days, 0) as games_in_last_7_days,
    coalesce(rest.games_in_last_14_days, 0) as games_in_last_14_days,
    coalesce(rest.game_number_in_season, 1) as game_number_in_season,
    coalesce(form.latest_loss - 1, form.season_results, 0) as team_win_streak_entering,
    coalesce(form.latest_win - 1, form.season_results, 0) as team_loss_streak_entering,
    form.last_game_margin,
    case when form.last_game_margin > 0 then 'W' when form.last_game_margin < 0 then 'L' end as last_game_result,
    case when scheduled.is_home then game_lines.home_spread else -game_lines.home_spread end as game_spread,
    game_lines.game_total,
    game_lines.betting_lines_updated_at,
    {{ processed_at() }} as processed_at
from scheduled
left join rest
    on scheduled.game_date = rest.game_date
    and scheduled.team_abbr = rest.team_abbr
left join rest as opponent_rest
    on scheduled.game_date = opponent_rest.game_date
    and scheduled.opponent_team_abbr = opponent_rest.team_abbr
left join form
    on scheduled.game_date = form.game_date
    and scheduled.team_abbr = form.team_abbr
left join game_lines
    on scheduled.game_id = game_lines.game_id
