{{ config(replace_window()) }}

{% set sources = {'game_lines': "'odds_api_game_lines'", 'injury_report': "'nbac_injury_report'"} %}

with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

game_lines as (
    select * from {{ ref('int_game_lines') }}
    where {{ in_window('game_date') }}
),

offense as (
    select * from {{ ref('team_offense_game_summary') }}
),

availability as (
    select * from {{ ref('int_player_availability') }}
    where {{ in_window('game_date') }}
),

travel as (
    select * from {{ ref('int_team_travel') }}
    where {{ in_window('game_date') }}
),

next_games as (
    select * from {{ ref('int_team_next_games') }}
    where {{ in_window('game_date') }}
),

referees as (
    select * from {{ ref('nbac_referee_game_pivot') }}
    where {{ in_window('game_date') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

schedule_states as (
    select * from {{ ref('int_schedule_states') }}
    where {{ in_window('game_date') }}
),

source_states as (
    select * from {{ ref('int_source_states') }}
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
),

recent_box_scores as (
    {{ prior_games('scheduled', 'offense', ['team_abbr'], ['data_hash', 'processed_at'], within_days=13) }}
),

boxscore_state as (
    {{ source_state('recent_box_scores', ['game_date', 'team_abbr'], 1) }}
),

-- Known only where someone of the team has a status, and every usual starter.
missing_players as (
    select
        game_date,
        team_abbr,
        case
            when count(is_usual_starter) > 0 and count(case when is_usual_starter and status is null then 1 end) = 0
                then count(case when is_usual_starter and status = 'out' then 1 end)
        end as starters_out_count,
        count(case when status in ('questionable', 'doubtful') then 1 end) as questionable_players_count
    from availability
    group by game_date, team_abbr
    having count(status) > 0
),

final as (
    select
        scheduled.game_date,
        scheduled.team_abbr,
        scheduled.opponent_team_abbr,
        scheduled.game_id,
        scheduled.nba_game_id,
        {{ as_int('scheduled.season_year') }} as season_year,
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
        {% for name, line in {
            'game_spread': 'home_spread', 'opening_spread': 'opening_home_spread', 'spread_movement': 'spread_movement'
        }.items() -%}
        case when scheduled.is_home then game_lines.{{ line }} else 0 - game_lines.{{ line }} end as {{ name }},
        {% endfor -%}
        nullif(game_lines.spread_books, '') as game_spread_source,
        game_lines.game_total,
        game_lines.opening_total,
        game_lines.total_movement,
        nullif(game_lines.total_books, '') as game_total_source,
        game_lines.betting_lines_updated_at,
        missing_players.starters_out_count,
        missing_players.questionable_players_count,
        travel.is_at_home,
        travel.travel_miles,
        travel.time_zones_crossed,
        travel.travel_direction,
        travel.consecutive_road_games,
        travel.home_stand_games,
        travel.miles_traveled_last_14_days,
        travel.time_zones_crossed_last_14_days,
        next_games.games_in_next_7_days,
        next_games.next_game_days_rest,
        next_games.next_opponent_team_abbr,
        next_games.next_opponent_win_pct,
        next_games.next_game_is_primetime,
        opponent_next_games.games_in_next_7_days as opponent_games_in_next_7_days,
        opponent_next_games.next_game_days_rest as opponent_next_game_days_rest,
        referees.referee_crew_id,
        referees.chief_referee,
        coalesce(rest.game_number_in_season, 1) <= 10 as early_season_flag,
        case
            when rest.team_days_rest is null then 'no_game_in_365_days'
            when form.season_results is null or form.season_results = 0 then 'no_result_this_season'
        end as insufficient_data_reason,
        {{ completeness_columns('completeness', 'l14d', ['l7d', 'l14d']) }},
        case
            when {{ window_completeness('completeness', 'l14d') }} >= 95 then 'gold'
            when {{ window_completeness('completeness', 'l14d') }} >= 75 then 'silver'
            when {{ window_completeness('completeness', 'l14d') }} >= 50 then 'bronze'
            else 'poor'
        end as quality_tier,
        {{ window_completeness('completeness', 'l14d') }} as quality_score,
        {{ list_true({
            'missing_game_spread': 'game_lines.home_spread is null',
            'missing_game_total': 'game_lines.game_total is null',
            'missing_player_status': 'missing_players.questionable_players_count is null',
            'missing_travel': 'travel.travel_miles is null',
            'early_season': 'coalesce(rest.game_number_in_season, 1) <= 10',
        }) }} as quality_issues,
        {{ list_true({
            'nbac_schedule': 'schedule_state.rows_found > 0',
            'odds_api_game_lines': 'game_lines_state.rows_found > 0',
            'nbac_team_boxscore': 'boxscore_state.rows_found > 0',
            'nbac_injury_report': 'injury_report_state.rows_found > 0',
            'nbac_referee_game_assignments': 'referees.nba_game_id is not null',
        }) }} as data_sources,
        {{ source_columns('schedule', 'schedule_state') }},
        {{ source_columns('boxscore', 'boxscore_state') }},
        {{ columns_of_sources(sources) }}
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
    left join missing_players
        on scheduled.game_date = missing_players.game_date
        and scheduled.team_abbr = missing_players.team_abbr
    left join travel
        on scheduled.game_date = travel.game_date
        and scheduled.team_abbr = travel.team_abbr
    left join next_games
        on scheduled.game_date = next_games.game_date
        and scheduled.team_abbr = next_games.team_abbr
    left join next_games as opponent_next_games
        on scheduled.game_date = opponent_next_games.game_date
        and scheduled.opponent_team_abbr = opponent_next_games.team_abbr
    left join referees
        on scheduled.game_date = referees.game_date
        and scheduled.nba_game_id = referees.nba_game_id
    left join completeness
        on scheduled.game_date = completeness.game_date
        and scheduled.team_abbr = completeness.team_abbr
    left join boxscore_state
        on scheduled.game_date = boxscore_state.game_date
        and scheduled.team_abbr = boxscore_state.team_abbr
    left join schedule_states as schedule_state
        on scheduled.game_id = schedule_state.game_id
    {{ join_source_states('scheduled', sources) }}
)

select *, {{ data_hash(without=['data_sources']) }} as data_hash, {{ processed_at() }} as processed_at
from final
