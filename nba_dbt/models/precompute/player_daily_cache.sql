{{ config(replace_window()) }}

with players as (
    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}
),

prior_games as (
    select * from {{ ref('int_player_prior_games') }}
    where {{ in_window('game_date') }}
),

team_form as (
    select * from {{ ref('int_team_form') }}
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
)

select
    players.game_date,
    players.nba_player_id,
    players.player_lookup,
    players.team_abbr,
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
    shot_zones.primary_scoring_zone,
    shot_zones.paint_rate_last_10,
    shot_zones.three_pt_rate_last_10,
    shot_zones.total_shots_last_10 > 0 as shot_zone_data_available,
    coalesce(windows.games_played_season, 0) < 10 as early_season_flag,
    {{ processed_at() }} as processed_at
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
