with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

offense as (
    select * from {{ ref('team_offense_game_summary') }}
),

defense as (
    select * from {{ ref('team_defense_game_summary') }}
),

games as (
    select
        offense.game_date,
        offense.team_abbr,
        offense.pace,
        offense.offensive_rating,
        defense.defensive_rating,
        offense.win_flag,
        {{ safe_divide('offense.rebounds', 'offense.possessions') }} as rebounds_per_possession,
        {{ safe_divide('defense.opp_ft_attempts', 'defense.opp_possessions') }} as ft_attempts_allowed_per_possession
    from offense
    left join defense
        on offense.nba_game_id = defense.nba_game_id
        and offense.team_abbr = defense.defending_team_abbr
),

prior_games as (
    {{ prior_games(
        'team_schedule',
        'games',
        ['team_abbr'],
        [
            'pace', 'offensive_rating', 'defensive_rating', 'win_flag', 'rebounds_per_possession',
            'ft_attempts_allowed_per_possession',
        ],
    ) }}
)

select
    game_date,
    team_abbr,
    {{ avg_last('pace', 10) }} as pace_last_10,
    {{ avg_last('offensive_rating', 10) }} as off_rating_last_10,
    {{ avg_last('defensive_rating', 10) }} as def_rating_last_10,
    {{ avg_last('rebounds_per_possession', 10) }} as rebounding_rate_last_10,
    {{ avg_last('ft_attempts_allowed_per_possession', 10) }} as ft_rate_allowed_last_10,
    {{ sample_std_of_floats('case when recency <= 10 then pace end') }} as pace_std_last_10,
    {{ sample_std_of_floats('case when recency <= 10 then offensive_rating end') }} as off_rating_std_last_10,
    {{ sample_std_of_floats('case when recency <= 10 then defensive_rating end') }} as def_rating_std_last_10,
    {{ sample_std_of_floats('case when recency <= 10 then rebounds_per_possession end') }}
        as rebounding_rate_std_last_10,
    {{ sample_std_of_floats('case when recency <= 10 then ft_attempts_allowed_per_possession end') }}
        as ft_rate_allowed_std_last_10,
    count(case when is_this_season then 1 end) as games_season,
    {{ avg_season(as_flag('win_flag')) }} as win_pct_season
from prior_games
group by game_date, team_abbr
