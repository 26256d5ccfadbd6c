{{ config(replace_window()) }}

with expected_players as (
    select * from {{ ref('int_expected_players') }}
    where {{ in_window('game_date') }}
),

played_games as (
    select * from {{ ref('int_played_games') }}
),

team_context as (
    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}
),

team_form as (
    select * from {{ ref('int_team_form') }}
    where {{ in_window('game_date') }}
),

lines as (
    select * from {{ ref('int_player_lines') }}
    where {{ in_window('game_date') }}
),

availability as (
    select * from {{ ref('int_player_availability') }}
    where {{ in_window('game_date') }}
),

absences as (
    select * from {{ ref('int_player_absences') }}
    where {{ in_window('game_date') }}
),

prior_games as (
    {{ prior_games(
        'expected_players',
        'played_games',
        ['nba_player_id'],
        ['minutes_played', 'points', 'usage_rate', 'days_since_previous_game'],
    ) }}
),

player_form as (
    select
        game_date,
        nba_player_id,
        min(days_before) as days_rest,
        max(case when recency = 1 then days_since_previous_game end) as days_rest_before_last_game,
        count(case when {{ in_last_days(7) }} then 1 end) as games_in_last_7_days,
        count(case when {{ in_last_days(14) }} then 1 end) as games_in_last_14_days,
        {{ int_sum('case when ' ~ in_last_days(7) ~ ' then minutes_played else 0 end') }} as minutes_in_last_7_days,
        {{ int_sum('case when ' ~ in_last_days(14) ~ ' then minutes_played else 0 end') }} as minutes_in_last_14_days,
        {{ mean('case when ' ~ in_last_days(7) ~ ' then minutes_played end') }} as avg_minutes_per_game_last_7,
        {{ mean('case when ' ~ in_last_days(7) ~ ' then usage_rate end') }} as avg_usage_rate_last_7_days,
        -- Both games of the pair must lie in the fourteen days.
        count(case when days_since_previous_game = 1 and days_before + 1 < 14 then 1 end) as back_to_backs_last_14_days,
        {{ avg_last('points', 5) }} as points_avg_last_5,
        {{ avg_last('points', 10) }} as points_avg_last_10,
        {{ games_last(5) }} as l5_games_used,
        {{ games_last(10) }} as l10_games_used
    from prior_games
    group by game_date, nba_player_id
)

select
    players.game_date,
    players.nba_player_id,
    players.player_lookup,
    players.player_full_name,
    players.game_id,
    players.nba_game_id,
    {{ as_int(season_year('players.game_date')) }} as season_year,
    players.season_type,
    players.team_abbr,
    players.opponent_team_abbr,
    players.is_home as home_game,
    players.tipoff_at,
    players.team_mismatch,
    case
        when players.season_type in ('PlayIn', 'Playoffs') then 'playoffs'
        when extract(month from players.game_date) in (10, 11) then 'early'
        when extract(month from players.game_date) in (12, 1, 2) then 'mid'
        else 'late'
    end as season_phase,
    form.days_rest,
    form.days_rest = 1 as back_to_back,
    form.days_rest_before_last_game,
    coalesce(form.games_in_last_7_days, 0) as games_in_last_7_days,
    coalesce(form.games_in_last_14_days, 0) as games_in_last_14_days,
    coalesce(form.minutes_in_last_7_days, 0) as minutes_in_last_7_days,
    coalesce(form.minutes_in_last_14_days, 0) as minutes_in_last_14_days,
    form.avg_minutes_per_game_last_7,
    form.avg_usage_rate_last_7_days,
    coalesce(form.back_to_backs_last_14_days, 0) as back_to_backs_last_14_days,
    form.points_avg_last_5,
    form.points_avg_last_10,
    coalesce(form.l5_games_used, 0) as l5_games_used,
    coalesce(form.l10_games_used, 0) as l10_games_used,
    absences.team_games_last_10,
    absences.games_missed_last_10,
    absences.dnp_rate,
    availability.status as player_status,
    availability.status_source as player_status_source,
    availability.reason as injury_report,
    -- Of the team that he plays for: one that has him listed meanwhile may be another.
    case when availability.team_abbr = players.team_abbr then availability.star_teammates_out end
        as star_teammates_out,
    case when availability.team_abbr = players.team_abbr then availability.questionable_star_teammates end
        as questionable_star_teammates,
    lines.current_points_line,
    lines.opening_points_line,
    lines.current_points_line - lines.opening_points_line as line_movement,
    lines.current_points_line is not null as has_prop_line,
    coalesce(lines.line_books, 0) as line_books,
    lines.line_snapshot_at,
    team_context.game_spread,
    team_context.game_total,
    team_context.team_days_rest,
    team_context.opponent_days_rest,
    own_form.pace_last_10 - opponent_form.pace_last_10 as pace_differential,
    opponent_form.pace_last_10 as opponent_pace_last_10,
    opponent_form.def_rating_last_10 as opponent_def_rating_last_10,
    opponent_form.off_rating_last_10 as opponent_off_rating_last_10,
    opponent_form.rebounding_rate_last_10 as opponent_rebounding_rate,
    opponent_form.ft_rate_allowed_last_10 as opponent_ft_rate_allowed,
    {{ processed_at() }} as processed_at
from expected_players as players
left join player_form as form
    on players.game_date = form.game_date
    and players.nba_player_id = form.nba_player_id
left join lines
    on players.game_date = lines.game_date
    and players.nba_player_id = lines.nba_player_id
left join team_context
    on players.game_date = team_context.game_date
    and players.team_abbr = team_context.team_abbr
left join team_form as own_form
    on players.game_date = own_form.game_date
    and players.team_abbr = own_form.team_abbr
left join team_form as opponent_form
    on players.game_date = opponent_form.game_date
    and players.opponent_team_abbr = opponent_form.team_abbr
left join availability
    on players.game_date = availability.game_date
    and players.nba_player_id = availability.nba_player_id
left join absences
    on players.game_date = absences.game_date
    and players.nba_player_id = absences.nba_player_id
