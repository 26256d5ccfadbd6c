{{ config(replace_window()) }}

{% set zones = {'paint': 'paint', 'mid_range': 'mid_range', 'three_pt': 'three_zone'} %}

with teams as (
    select game_date, team_abbr, season_year from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}
),

games as (
    select *, defending_team_abbr as team_abbr from {{ ref('team_defense_game_summary') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

prior_games as (
    {{ prior_games(
        'teams',
        'games',
        ['team_abbr'],
        [
            'points_allowed', 'defensive_rating', 'has_complete_shot_zones',
            'opp_paint_attempts', 'opp_paint_makes', 'opp_mid_range_attempts', 'opp_mid_range_makes',
            'opp_three_zone_attempts', 'opp_three_zone_makes', 'blocks_paint', 'blocks_mid_range', 'blocks_three_pt',
            'data_hash', 'processed_at',
        ],
    ) }}
),

season_games as (
    select
        prior_games.*,
        coalesce(completeness.expected_season, 0) as expected_games,
        case when has_complete_shot_zones then 1 end as has_zones
    from prior_games
    left join completeness
        on prior_games.game_date = completeness.game_date
        and prior_games.team_abbr = completeness.team_abbr
    where is_this_season
),

defense_rows as (
    {{ source_state('season_games', ['game_date', 'team_abbr'], 'max(expected_games)') }}
),

figures as (
    select
        game_date,
        team_abbr,
        count(*) as games_in_sample,
        count(has_zones) as zone_games_in_sample,
        {% for zone, column in zones.items() %}
        {{ share_allowed(column) }} as {{ zone }}_fg_pct_allowed,
        {{ attempts_allowed(column) }} as {{ zone }}_attempts_allowed,
        {{ mean('blocks_' ~ zone) }} as {{ zone }}_blocks,
        {% endfor %}
        {{ mean('defensive_rating') }} as defensive_rating,
        {{ mean('points_allowed') }} as opponent_points_avg
    from season_games
    group by game_date, team_abbr
),

final as (
    select
        teams.game_date,
        teams.team_abbr as opponent_team_abbr,
        teams.season_year,
        coalesce(figures.games_in_sample, 0) as games_in_sample,
        coalesce(figures.zone_games_in_sample, 0) as zone_games_in_sample,
        {% for zone in zones %}
        figures.{{ zone }}_fg_pct_allowed,
        figures.{{ zone }}_attempts_allowed,
        figures.{{ zone }}_blocks,
        {% endfor %}
        figures.defensive_rating,
        figures.opponent_points_avg,
        {{ sample_tier('figures.games_in_sample', 15, 10) }} as data_quality_tier,
        {{ completeness_columns('completeness', 'season', ['season']) }},
        {{ source_columns('team_defense', 'defense_rows') }}
    from teams
    left join figures
        on teams.game_date = figures.game_date
        and teams.team_abbr = figures.team_abbr
    left join completeness
        on teams.game_date = completeness.game_date
        and teams.team_abbr = completeness.team_abbr
    left join defense_rows
        on teams.game_date = defense_rows.game_date
        and teams.team_abbr = defense_rows.team_abbr
)

select
    *,
    {{ data_hash() }} as data_hash,
    {{ processed_at() }} as processed_at
from final
