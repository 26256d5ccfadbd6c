{% set look_ahead_days = 30 %}

with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

schedule as (
    select * from {{ ref('stg_schedule') }}
),

game_dates as (
    select distinct game_date, season_year from team_schedule
),

-- Results decide who plays whom in the Cup's last rounds, the play-in and the playoffs. With the Cup came games of the
-- regular season that are placed when its groups are over: those that the league numbers after the 1200th.
undecided_dates as (
    select distinct game_date
    from team_schedule
    where
        season_type <> 'Regular Season'
        or (season_year >= 2023 and {{ as_int('right(nba_game_id, 5)') }} > 1200)
),

undecided as (
    {{ next_games('game_dates', 'undecided_dates', [], [], within_days=look_ahead_days) }}
),

season_ends as (
    select season_year, max(game_date) as last_date
    from team_schedule
    where season_type = 'Regular Season'
    group by season_year
),

-- Up to the first such date of anyone, or the regular season's last, the schedule was known before the target date.
horizons as (
    select
        game_dates.game_date,
        coalesce(undecided.days_after - 1, {{ look_ahead_days }}) as days_to_undecided,
        {{ days_between('game_dates.game_date', 'season_ends.last_date') }} as days_to_end
    from game_dates
    inner join season_ends
        on game_dates.season_year = season_ends.season_year
    left join undecided
        on game_dates.game_date = undecided.game_date
        and undecided.proximity = 1
),

later_games as (
    {{ next_games(
        'team_schedule',
        'team_schedule',
        ['team_abbr'],
        ['opponent_team_abbr', 'nba_game_id'],
        within_days=look_ahead_days,
    ) }}
),

next_games as (
    select
        later_games.game_date,
        later_games.team_abbr,
        later_games.days_after as next_game_days_rest,
        later_games.opponent_team_abbr as next_opponent_team_abbr,
        later_games.nba_game_id as next_nba_game_id
    from later_games
    inner join horizons
        on later_games.game_date = horizons.game_date
        and later_games.days_after <= horizons.days_to_undecided
        and later_games.days_after <= horizons.days_to_end
    where later_games.proximity = 1
),

counted as (
    select
        game_date,
        team_abbr,
        count(case when days_after <= 7 then 1 end) as games_in_next_7_days
    from later_games
    group by game_date, team_abbr
),

next_opponents as (
    select distinct game_date, next_opponent_team_abbr as team_abbr from next_games
),

results as (
    select game_date, team_abbr, margin
    from team_schedule
    where is_final and margin is not null
),

prior_results as (
    {{ prior_games('next_opponents', 'results', ['team_abbr'], ['margin'], within_days=90) }}
),

records as (
    select
        game_date,
        team_abbr,
        {{ mean(as_flag('margin > 0')) }} as win_pct
    from prior_results
    group by game_date, team_abbr
),

-- A season in which the feed lists no broadcaster at all does not tell that a game has none.
broadcasts as (
    select
        nba_game_id,
        national_broadcasters is not null as is_national,
        count(national_broadcasters) over (partition by season_year) > 0 as is_told
    from schedule
)

select
    team_schedule.game_date,
    team_schedule.team_abbr,
    case
        when horizons.days_to_undecided >= 7 and horizons.days_to_end >= 7
            then coalesce(counted.games_in_next_7_days, 0)
    end as games_in_next_7_days,
    next_games.next_game_days_rest,
    next_games.next_opponent_team_abbr,
    records.win_pct as next_opponent_win_pct,
    case when broadcasts.is_told then broadcasts.is_national end as next_game_is_primetime
from team_schedule
left join horizons
    on team_schedule.game_date = horizons.game_date
left join counted
    on team_schedule.game_date = counted.game_date
    and team_schedule.team_abbr = counted.team_abbr
left join next_games
    on team_schedule.game_date = next_games.game_date
    and team_schedule.team_abbr = next_games.team_abbr
left join records
    on next_games.game_date = records.game_date
    and next_games.next_opponent_team_abbr = records.team_abbr
left join broadcasts
    on next_games.next_nba_game_id = broadcasts.nba_game_id
