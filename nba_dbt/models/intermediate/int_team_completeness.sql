{% set windows = {
    'l5': 'recency <= 5', 'l10': 'recency <= 10', 'l15': 'recency <= 15',
    'l7d': in_last_days(7), 'l14d': in_last_days(14), 'l30d': in_last_days(30),
    'season': 'is_this_season',
} %}

with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

dates as (
    select distinct game_date, season_year from team_schedule
),

teams as (
    select distinct team_abbr from team_schedule
),

-- All teams on every date: the league's averages need those that do not play, too.
team_dates as (
    select dates.game_date, dates.season_year, teams.team_abbr
    from dates
    cross join teams
),

offense as (
    select * from {{ ref('team_offense_game_summary') }}
),

player_games as (
    select distinct nba_game_id, team_abbr
    from {{ ref('player_game_summary') }}
),

-- Known holes that will never be filled are expected of nobody.
accepted as (
    select distinct nba_game_id
    from {{ ref('accepted_gaps') }}
    where table_name in ('nbac_player_boxscores', 'nbac_team_boxscore') and nba_game_id is not null
),

final_games as (
    select
        team_schedule.game_date,
        team_schedule.team_abbr,
        offense.nba_game_id is not null and player_games.nba_game_id is not null as is_there
    from team_schedule
    left join offense
        on team_schedule.nba_game_id = offense.nba_game_id
        and team_schedule.team_abbr = offense.team_abbr
    left join player_games
        on team_schedule.nba_game_id = player_games.nba_game_id
        and team_schedule.team_abbr = player_games.team_abbr
    where
        team_schedule.is_final
        and team_schedule.nba_game_id not in (select accepted.nba_game_id from accepted)
),

-- The same games are expected and looked for: the last N that were played, however early in the season.
prior_games as (
    {{ prior_games('team_dates', 'final_games', ['team_abbr'], ['is_there']) }}
),

counted as (
    select
        game_date,
        team_abbr
        {% for name, condition in windows.items() %}
        , count(case when {{ condition }} then 1 end) as expected_{{ name }}
        , count(case when {{ condition }} and is_there then 1 end) as actual_{{ name }}
        {% endfor %}
    from prior_games
    group by game_date, team_abbr
),

openers as (
    select season_year, min(game_date) as opener
    from team_schedule
    group by season_year
)

select
    team_dates.game_date,
    team_dates.team_abbr
    {% for name in windows %}
    , coalesce(counted.expected_{{ name }}, 0) as expected_{{ name }}
    , coalesce(counted.actual_{{ name }}, 0) as actual_{{ name }}
    {% endfor %}
    , extract(month from team_dates.game_date) in (4, 10, 11) as season_boundary_detected
    , {{ days_between('openers.opener', 'team_dates.game_date') }} < 30 as backfill_bootstrap_mode
from team_dates
left join counted
    on team_dates.game_date = counted.game_date
    and team_dates.team_abbr = counted.team_abbr
left join openers
    on team_dates.season_year = openers.season_year
