{{ config(replace_window()) }}

{% set zones = {'paint': 'paint', 'mid_range': 'mid_range', 'three_pt': 'three_zone'} %}

with game_dates as (
    select distinct game_date from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}
),

games as (
    select *, defending_team_abbr as team_abbr from {{ ref('team_defense_game_summary') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

teams as (
    select distinct team_abbr from games
),

-- All teams on every date: the league's average needs those that do not play, too.
team_dates as (
    select game_dates.game_date, teams.team_abbr
    from game_dates
    cross join teams
),

prior_games as (
    {{ prior_games(
        'team_dates',
        'games',
        ['team_abbr'],
        [
            'points_allowed', 'defensive_rating', 'opponent_pace', 'has_complete_shot_zones',
            'opp_paint_attempts', 'opp_paint_makes', 'opp_mid_range_attempts', 'opp_mid_range_makes',
            'opp_three_zone_attempts', 'opp_three_zone_makes', 'blocks_paint', 'blocks_mid_range', 'blocks_three_pt',
            'data_hash', 'processed_at',
        ],
    ) }}
),

last_15 as (
    select
        prior_games.*,
        coalesce(completeness.expected_l15, 0) as expected_games,
        case when has_complete_shot_zones then 1 end as has_zones
    from prior_games
    left join completeness
        on prior_games.game_date = completeness.game_date
        and prior_games.team_abbr = completeness.team_abbr
    where recency <= 15
),

defense_rows as (
    {{ source_state('last_15', ['game_date', 'team_abbr'], 'max(expected_games)') }}
),

team_windows as (
    select
        game_date,
        team_abbr,
        count(*) as games_in_sample,
        count(case when is_this_season then 1 end) as season_games_in_sample,
        count(has_zones) as zone_games_in_sample,
        {% for zone, column in zones.items() %}
        {{ share_allowed(column) }} as {{ zone }}_pct_allowed_last_15,
        {{ attempts_allowed(column) }} as {{ zone }}_attempts_allowed_per_game,
        {{ mean('blocks_' ~ zone) }} as {{ zone }}_blocks_per_game,
        {% endfor %}
        {{ mean('defensive_rating') }} as defensive_rating_last_15,
        {{ mean('opponent_pace') }} as opponent_pace,
        {{ mean('points_allowed') }} as opponent_points_per_game
    from last_15
    group by game_date, team_abbr
),

league as (
    select
        game_date,
        {{ mean('defensive_rating_last_15') }} as defensive_rating
        {% for zone in zones %}
        , {{ mean(zone ~ '_pct_allowed_last_15') }} as {{ zone }}_pct
        {% endfor %}
    from team_windows
    group by game_date
),

against_league as (
    select
        team_windows.*,
        defensive_rating_last_15 - league.defensive_rating as defensive_rating_vs_league_avg
        {% for zone in zones %}
        , {{ zone }}_pct_allowed_last_15 - league.{{ zone }}_pct as {{ zone }}_defense_vs_league_avg
        {% endfor %}
    from team_windows
    inner join league
        on team_windows.game_date = league.game_date
),

final as (
    select
        teams.game_date,
        teams.team_abbr,
        games_in_sample,
        season_games_in_sample,
        zone_games_in_sample,
        {% for zone in zones %}
        {{ zone }}_pct_allowed_last_15,
        {{ zone }}_attempts_allowed_per_game,
        {{ zone }}_defense_vs_league_avg,
        {{ zone }}_blocks_per_game,
        {% endfor %}
        2 * paint_pct_allowed_last_15 * paint_attempts_allowed_per_game as paint_points_allowed_per_game,
        defensive_rating_last_15,
        defensive_rating_vs_league_avg,
        opponent_pace,
        opponent_points_per_game,
        case
            when paint_defense_vs_league_avg <= mid_range_defense_vs_league_avg
                and paint_defense_vs_league_avg <= three_pt_defense_vs_league_avg then 'paint'
            when mid_range_defense_vs_league_avg <= three_pt_defense_vs_league_avg then 'mid_range'
            when three_pt_defense_vs_league_avg is not null then 'perimeter'
        end as strongest_zone,
        case
            when paint_defense_vs_league_avg >= mid_range_defense_vs_league_avg
                and paint_defense_vs_league_avg >= three_pt_defense_vs_league_avg then 'paint'
            when mid_range_defense_vs_league_avg >= three_pt_defense_vs_league_avg then 'mid_range'
            when three_pt_defense_vs_league_avg is not null then 'perimeter'
        end as weakest_zone,
        {{ sample_tier('games_in_sample', 15, 10) }} as data_quality_tier,
        season_games_in_sample < 15 as early_season_flag,
        {{ list_true({
            'thin_sample': 'games_in_sample < 10',
            'no_games_this_season': 'season_games_in_sample = 0',
            'incomplete_shot_charts': 'zone_games_in_sample < games_in_sample',
            'no_paint_attempts': 'paint_pct_allowed_last_15 is null',
            'no_mid_range_attempts': 'mid_range_pct_allowed_last_15 is null',
            'no_three_pt_attempts': 'three_pt_pct_allowed_last_15 is null',
            'no_blocks_by_zone': 'paint_blocks_per_game is null',
        }) }} as calculation_notes,
        {{ completeness_columns('completeness', 'l15', ['l15']) }},
        {{ source_columns('team_defense', 'defense_rows') }}
    from against_league as teams
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
