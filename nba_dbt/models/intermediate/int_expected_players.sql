with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

player_games as (
    -- Who was listed and did not play makes nobody expected.
    select * from {{ ref('player_game_summary') }}
    where is_active
),

lines as (
    select * from {{ ref('int_player_lines') }}
),

team_games as (
    select distinct game_date, team_abbr from player_games
),

team_prior_games as (
    {{ prior_games('team_schedule', 'team_games', ['team_abbr'], []) }}
),

recent_box_scores as (
    select distinct
        team_prior_games.game_date,
        player_games.nba_player_id
    from team_prior_games
    inner join player_games
        on team_prior_games.team_abbr = player_games.team_abbr
        and team_prior_games.prior_game_date = player_games.game_date
    where team_prior_games.recency <= 15
),

candidates as (
    select
        coalesce(recent_box_scores.game_date, lines.game_date) as game_date,
        coalesce(recent_box_scores.nba_player_id, lines.nba_player_id) as nba_player_id,
        recent_box_scores.nba_player_id is not null as is_recent,
        lines.nba_player_id is not null as has_line,
        lines.game_id as line_game_id,
        lines.home_team_abbr,
        lines.away_team_abbr
    from recent_box_scores
    full outer join lines
        on recent_box_scores.game_date = lines.game_date
        and recent_box_scores.nba_player_id = lines.nba_player_id
),

prior_box_scores as (
    {{ prior_games(
        'candidates',
        'player_games',
        ['nba_player_id'],
        ['player_lookup', 'player_full_name', 'team_abbr'],
    ) }}
),

latest as (
    select * from prior_box_scores
    where recency = 1
)

select
    candidates.game_date,
    candidates.nba_player_id,
    latest.player_lookup,
    latest.player_full_name,
    games.team_abbr,
    games.opponent_team_abbr,
    games.is_home,
    coalesce(games.game_id, line_games.game_id) as game_id,
    coalesce(games.nba_game_id, line_games.nba_game_id) as nba_game_id,
    coalesce(games.season_type, line_games.season_type) as season_type,
    coalesce(games.tipoff_at, line_games.tipoff_at) as tipoff_at,
    games.team_abbr is null as team_mismatch
from candidates
inner join latest
    on candidates.game_date = latest.game_date
    and candidates.nba_player_id = latest.nba_player_id
-- The player's game is that of the team of his latest box score; a line on another game contradicts it.
left join team_schedule as games
    on candidates.game_date = games.game_date
    and latest.team_abbr = games.team_abbr
    and (not candidates.has_line or latest.team_abbr in (candidates.home_team_abbr, candidates.away_team_abbr))
left join team_schedule as line_games
    on candidates.line_game_id = line_games.game_id
    and line_games.is_home
where
    games.team_abbr is not null
    or line_games.game_id is not null
