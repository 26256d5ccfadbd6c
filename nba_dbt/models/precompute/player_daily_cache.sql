{{ config(replace_window()) }}

with players as (
    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}
),

prior_games as (
    select * from {{ ref('int_player_prior_games') }}
    where {{ in_window('game_date') }}
),

games_known as (
    select * from {{ ref('int_player_games_known') }}
    where {{ in_window('game_date') }}
),

team_form as (
    select * from {{ ref('int_team_form') }}
    where {{ in_window('game_date') }}
),

offense as (
    select * from {{ ref('team_offense_game_summary') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

shot_zones as (
    select * from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}
),

player_windows as (
    select
        game_date,
        nba_player_id,
        {{ games_last(10) }} as games_last_10,
        count(case when is_this_season then 1 end) as games_played_season,
        {{ avg_last('points', 5) }} as points_avg_last_5,
        {{ avg_last('points', 10) }} as points_avg_last_10,
        {{ avg_season('points') }} as points_avg_season,
        {{ mean('points') }} as points_avg_last_365_days,
        {{ sample_std('case when recency <= 10 then points end') }} as points_std_last_10,
        {{ avg_last('minutes_played', 10) }} as minutes_avg_last_10,
        {{ avg_season('minutes_played') }} as minutes_avg_season,
        {{ avg_last('usage_rate', 5) }} as usage_rate_last_5,
        {{ avg_last('usage_rate', 10) }} as usage_rate_last_10,
        {{ avg_last('usage_rate', 20) }} as usage_rate_last_20,
        {{ avg_season('usage_rate') }} as player_usage_rate_season,
        {{ avg_last('ts_pct', 10) }} as ts_pct_last_10
    from prior_games
    group by game_date, nba_player_id
),

-- All of them, for the longest window is the last 365 days.
player_games as (
    select
        prior_games.*,
        coalesce(games_known.games_known_last_365_days, 0) as expected_games
    from prior_games
    left join games_known
        on prior_games.game_date = games_known.game_date
        and prior_games.nba_player_id = games_known.nba_player_id
),

game_rows as (
    {{ source_state('player_games', ['game_date', 'nba_player_id'], 'max(expected_games)') }}
),

player_teams as (
    select distinct game_date, team_abbr from players
),

team_games as (
    {{ prior_games('player_teams', 'offense', ['team_abbr'], ['data_hash', 'processed_at']) }}
),

-- The last 10 games for pace and rating, this season's for the share of wins.
team_windows as (
    select
        team_games.*,
        case
            when completeness.expected_season > completeness.expected_l10 then completeness.expected_season
            else coalesce(completeness.expected_l10, 0)
        end as expected_games
    from team_games
    left join completeness
        on team_games.game_date = completeness.game_date
        and team_games.team_abbr = completeness.team_abbr
    where recency <= 10 or is_this_season
),

team_rows as (
    {{ source_state('team_windows', ['game_date', 'team_abbr'], 'max(expected_games)') }}
),

context_rows as (
    {{ source_state('players', ['game_date', 'nba_player_id'], 1) }}
),

zone_rows as (
    {{ source_state('shot_zones', ['game_date', 'nba_player_id'], 1) }}
),

final as (
    select
        players.game_date,
        players.nba_player_id,
        players.player_lookup,
        players.team_abbr,
        players.player_age,
        coalesce(windows.games_last_10, 0) as games_last_10,
        coalesce(windows.games_played_season, 0) as games_played_season,
        windows.points_avg_last_5,
        windows.points_avg_last_10,
        windows.points_avg_season,
        windows.points_avg_last_365_days,
        windows.points_std_last_10,
        windows.minutes_avg_last_10,
        windows.minutes_avg_season,
        windows.usage_rate_last_5,
        windows.usage_rate_last_10,
        windows.usage_rate_last_20,
        windows.player_usage_rate_season,
        windows.ts_pct_last_10,
        team_form.pace_last_10 as team_pace_last_10,
        team_form.off_rating_last_10 as team_off_rating_last_10,
        case when team_form.games_season >= 5 then team_form.win_pct_season end as team_win_pct_season,
        players.games_in_last_7_days,
        players.games_in_last_14_days,
        players.minutes_in_last_7_days,
        players.minutes_in_last_14_days,
        players.back_to_backs_last_14_days,
        players.avg_minutes_per_game_last_7,
        {{ as_float('null') }} as fourth_quarter_minutes_last_7,
        shot_zones.primary_scoring_zone,
        shot_zones.paint_rate_last_10,
        shot_zones.three_pt_rate_last_10,
        shot_zones.assisted_rate_last_10,
        shot_zones.total_shots_last_10 > 0 as shot_zone_data_available,
        coalesce(windows.games_played_season, 0) < 10 as early_season_flag,
        {{ source_quality_tier(window_completeness('completeness', 'l5')) }} as quality_tier,
        {{ window_completeness('completeness', 'l5') }} as cache_quality_score,
        {{ completeness_columns('completeness', 'l10', ['l5', 'l10', 'l7d', 'l14d']) }},
        {{ source_columns('player_games', 'game_rows') }},
        {{ source_columns('team_offense', 'team_rows') }},
        {{ source_columns('player_context', 'context_rows') }},
        {{ source_columns('shot_zones', 'zone_rows') }}
    from players
    left join player_windows as windows
        on players.game_date = windows.game_date
        and players.nba_player_id = windows.nba_player_id
    left join team_form
        on players.game_date = team_form.game_date
        and players.team_abbr = team_form.team_abbr
    left join shot_zones
        on players.game_date = shot_zones.game_date
        and players.nba_player_id = shot_zones.nba_player_id
    left join completeness
        on players.game_date = completeness.game_date
        and players.team_abbr = completeness.team_abbr
    left join game_rows
        on players.game_date = game_rows.game_date
        and players.nba_player_id = game_rows.nba_player_id
    left join team_rows
        on players.game_date = team_rows.game_date
        and players.team_abbr = team_rows.team_abbr
    left join context_rows
        on players.game_date = context_rows.game_date
        and players.nba_player_id = context_rows.nba_player_id
    left join zone_rows
        on players.game_date = zone_rows.game_date
        and players.nba_player_id = zone_rows.nba_player_id
)

select
    *,
    {{ data_hash() }} as data_hash,
    {{ processed_at() }} as processed_at
from final
