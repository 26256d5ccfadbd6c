{{ config(replace_window()) }}

with teams as (
    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}
),

offense as (
    select * from {{ ref('team_offense_game_summary') }}
),

team_form as (
    select * from {{ ref('int_team_form') }}
    where {{ in_window('game_date') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

referees as (
    select * from {{ ref('nbac_referee_game_pivot') }}
),

-- What both teams scored, and how fast they played.
played_games as (
    select
        game_date,
        nba_game_id,
        {{ int_sum('points_scored') }} as total_points,
        {{ mean('pace') }} as pace,
        {{ set_hash('data_hash') }} as data_hash,
        max(processed_at) as processed_at
    from offense
    group by game_date, nba_game_id
    having count(*) = 2
),

-- The crew is named on the morning of the game.
chiefs as (
    select distinct
        teams.game_date,
        teams.nba_game_id,
        referees.chief_referee_code
    from teams
    inner join referees
        on teams.game_date = referees.game_date
        and teams.nba_game_id = referees.nba_game_id
        and teams.chief_referee = referees.chief_referee
),

chief_games as (
    select
        played_games.*,
        referees.chief_referee_code
    from played_games
    inner join referees
        on played_games.game_date = referees.game_date
        and played_games.nba_game_id = referees.nba_game_id
),

prior_chief_games as (
    {{ prior_games(
        'chiefs',
        'chief_games',
        ['chief_referee_code'],
        ['total_points', 'pace', 'data_hash', 'processed_at'],
    ) }}
),

chief_form as (
    select
        game_date,
        chief_referee_code,
        count(*) as games,
        {{ mean('total_points') }} as points_avg,
        {{ mean('pace') }} as pace_avg
    from prior_chief_games
    group by game_date, chief_referee_code
),

chief_rows as (
    {{ source_state('prior_chief_games', ['game_date', 'chief_referee_code'], 10) }}
),

game_dates as (
    select distinct game_date from teams
),

prior_league_games as (
    {{ prior_games('game_dates', 'played_games', [], ['total_points']) }}
),

league_form as (
    select game_date, {{ mean('total_points') }} as points_avg
    from prior_league_games
    group by game_date
),

prior_team_games as (
    {{ prior_games('teams', 'offense', ['team_abbr'], ['data_hash', 'processed_at']) }}
),

-- The last 10 games of either team.
pace_games as (
    select
        teams.game_date,
        teams.nba_game_id,
        teams.home_game,
        prior_team_games.data_hash,
        prior_team_games.processed_at
    from teams
    inner join prior_team_games
        on teams.game_date = prior_team_games.game_date
        and teams.team_abbr = prior_team_games.team_abbr
    where prior_team_games.recency <= 10
),

pace_samples as (
    select
        game_date,
        nba_game_id,
        count(case when home_game then 1 end) as home_games,
        count(case when not home_game then 1 end) as away_games
    from pace_games
    group by game_date, nba_game_id
),

pace_rows as (
    {{ source_state('pace_games', ['game_date', 'nba_game_id'], 20) }}
),

context_rows as (
    {{ source_state('teams', ['game_date', 'nba_game_id'], 2) }}
),

-- Both teams' windows together.
game_completeness as (
    select
        teams.game_date,
        teams.nba_game_id,
        {{ int_sum('completeness.expected_l10') }} as expected_l10,
        {{ int_sum('completeness.actual_l10') }} as actual_l10,
        max(case when completeness.season_boundary_detected then 1 else 0 end) = 1 as season_boundary_detected,
        max(case when completeness.backfill_bootstrap_mode then 1 else 0 end) = 1 as backfill_bootstrap_mode
    from teams
    left join completeness
        on teams.game_date = completeness.game_date
        and teams.team_abbr = completeness.team_abbr
    group by teams.game_date, teams.nba_game_id
),

games as (
    select
        home.game_date,
        home.game_id,
        home.nba_game_id,
        home.season_year,
        home.season_type,
        home.team_abbr as home_team_abbr,
        away.team_abbr as away_team_abbr,
        home.referee_crew_id,
        home.chief_referee,
        coalesce(chief_form.games, 0) as referee_games,
        case when chief_form.games >= 10 then chief_form.points_avg end as referee_avg_points_per_game,
        case when chief_form.games >= 10 then chief_form.pace_avg end as referee_avg_pace,
        league_form.points_avg as league_avg_points_per_game,
        (home_form.pace_last_10 + away_form.pace_last_10) / 2 as projected_pace,
        home_form.pace_last_10 - away_form.pace_last_10 as pace_differential,
        coalesce(
            case
                when pace_samples.home_games < pace_samples.away_games then pace_samples.home_games
                else pace_samples.away_games
            end, 0
        ) as pace_games_in_sample,
        -- More rest than a week is no further advantage.
        {{ as_int(clamp('home.team_days_rest', 1, 7) ~ ' - ' ~ clamp('away.team_days_rest', 1, 7)) }}
            as home_rest_advantage,
        home.game_total,
        home.total_movement as over_under_movement,
        chief_form.chief_referee_code
    from teams as home
    inner join teams as away
        on home.nba_game_id = away.nba_game_id
        and not away.home_game
    left join chiefs
        on home.nba_game_id = chiefs.nba_game_id
    left join chief_form
        on chiefs.game_date = chief_form.game_date
        and chiefs.chief_referee_code = chief_form.chief_referee_code
    left join league_form
        on home.game_date = league_form.game_date
    left join team_form as home_form
        on home.game_date = home_form.game_date
        and home.team_abbr = home_form.team_abbr
    left join team_form as away_form
        on away.game_date = away_form.game_date
        and away.team_abbr = away_form.team_abbr
    left join pace_samples
        on home.game_date = pace_samples.game_date
        and home.nba_game_id = pace_samples.nba_game_id
    where home.home_game
),

final as (
    select
        games.game_date,
        games.game_id,
        games.nba_game_id,
        games.season_year,
        games.season_type,
        games.home_team_abbr,
        games.away_team_abbr,
        games.referee_crew_id,
        games.chief_referee,
        games.referee_games,
        games.referee_avg_points_per_game,
        games.referee_avg_pace,
        games.league_avg_points_per_game,
        games.projected_pace,
        games.pace_differential,
        games.pace_games_in_sample,
        games.home_rest_advantage,
        abs(games.home_rest_advantage) >= 2 as rest_asymmetry_significant,
        games.game_total,
        games.over_under_movement,
        {{ list_missing(['chief_referee', 'referee_avg_points_per_game', 'projected_pace', 'home_rest_advantage',
            'game_total', 'over_under_movement']) }} as missing_data_fields,
        {{ sample_tier('games.pace_games_in_sample', 10, 7) }} as data_quality_tier,
        {{ completeness_columns('completeness', 'l10', ['l10']) }},
        {{ source_columns('team_context', 'context_rows') }},
        {{ source_columns('team_offense', 'pace_rows') }},
        {{ source_columns('referee_games', 'chief_rows') }}
    from games
    left join game_completeness as completeness
        on games.game_date = completeness.game_date
        and games.nba_game_id = completeness.nba_game_id
    left join context_rows
        on games.game_date = context_rows.game_date
        and games.nba_game_id = context_rows.nba_game_id
    left join pace_rows
        on games.game_date = pace_rows.game_date
        and games.nba_game_id = pace_rows.nba_game_id
    left join chief_rows
        on games.game_date = chief_rows.game_date
        and games.chief_referee_code = chief_rows.chief_referee_code
)

select
    *,
    {{ data_hash() }} as data_hash,
    {{ processed_at() }} as processed_at
from final
