-- How likely a player is to take part, as known before the game. Moves follow the one comparison of dates like results:
-- one of the date itself, which has no time of day, is not known yet. A report counts up to tip-off.
with team_schedule as (
    select * from {{ ref('stg_team_schedule') }}
),

memberships as (
    select * from {{ ref('int_player_memberships') }}
),

played_games as (
    select * from {{ ref('int_played_games') }}
),

filings as (
    select * from {{ ref('stg_injury_report_filings') }}
    where has_filed
),

reported as (
    select * from {{ ref('int_injury_report') }}
),

moved as (
    select * from {{ ref('int_injured_list_moves') }}
),

all_moves as (
    select * from {{ ref('stg_injured_list_moves') }}
),

players as (
    {{ latest_before('team_schedule', 'memberships', ['team_abbr'], ['nba_player_id'], ['nba_player_id']) }}
),

player_dates as (
    select game_date, nba_player_id, team_abbr, nba_game_id, season_year
    from players
),

latest_moves as (
    {{ latest_before(
        'player_dates', 'moved', ['nba_player_id', 'season_year'], ['nba_player_id'], ['status', 'reason']
    ) }}
),

-- No season is longer than 260 days, and only games of the season are asked for here.
prior_games as (
    {{ prior_games(
        'player_dates',
        'played_games',
        ['nba_player_id'],
        ['points', 'minutes_played', 'starter_flag'],
        within_days=260,
    ) }}
),

form as (
    select
        game_date,
        nba_player_id,
        min(days_before) as days_since_played,
        count(case when is_this_season then 1 end) as games_season,
        {{ avg_season('points') }} as points_avg_season,
        {{ avg_season('minutes_played') }} as minutes_avg_season,
        {{ mean('case when is_this_season and ' ~ in_last_days(10) ~ ' then points end') }} as points_avg_last_10_days,
        count(case when is_this_season and recency <= 10 and starter_flag then 1 end) as starts_last_10,
        count(case when is_this_season and recency <= 10 then starter_flag end) as known_starts_last_10
    from prior_games
    group by game_date, nba_player_id
),

-- The list of moves speaks for a date when it goes back to the season's first game and has gone on until lately.
season_starts as (
    select season_year, min(game_date) as first_game_date
    from team_schedule
    group by season_year
),

moves_of_season as (
    select season_year, min(move_date) as first_move_date
    from all_moves
    group by season_year
),

move_dates as (
    select distinct
        season_starts.season_year,
        all_moves.move_date as game_date
    from season_starts
    inner join moves_of_season
        on season_starts.season_year = moves_of_season.season_year
        and moves_of_season.first_move_date <= season_starts.first_game_date
    inner join all_moves
        on season_starts.season_year = all_moves.season_year
),

dates as (
    select distinct game_date, season_year
    from team_schedule
),

covered_by_moves as (
    {{ latest_before('dates', 'move_dates', ['season_year'], ['season_year'], [], within_days=14) }}
),

told as (
    select
        players.game_date,
        players.nba_player_id,
        players.team_abbr,
        players.nba_game_id,
        form.games_season,
        form.points_avg_season,
        form.minutes_avg_season,
        coalesce(form.points_avg_last_10_days, form.points_avg_season) as points_avg_recent,
        -- Who began at least half of the games of which that is known.
        case when form.known_starts_last_10 > 0 then 2 * form.starts_last_10 >= form.known_starts_last_10 end
            as is_usual_starter,
        reported.status as reported_status,
        reported.reason as reported_reason,
        filings.has_filed,
        -- A placement is over once the player has played since; one who left a game hurt has not.
        case
            when latest_moves.status is null then null
            when form.days_since_played < latest_moves.days_before then 'available'
            else latest_moves.status
        end as moved_status,
        latest_moves.reason as moved_reason,
        covered_by_moves.game_date is not null as is_covered_by_moves
    from players
    left join form
        on players.game_date = form.game_date
        and players.nba_player_id = form.nba_player_id
    left join reported
        on players.game_date = reported.game_date
        and players.nba_player_id = reported.nba_player_id
    left join filings
        on players.nba_game_id = filings.nba_game_id
        and players.team_abbr = filings.team_abbr
    left join latest_moves
        on players.game_date = latest_moves.game_date
        and players.nba_player_id = latest_moves.nba_player_id
    left join covered_by_moves
        on players.game_date = covered_by_moves.game_date
),

judged as (
    select
        game_date,
        nba_player_id,
        team_abbr,
        nba_game_id,
        case
            when reported_status is not null then reported_status
            when has_filed then 'available'
            when moved_status is not null then moved_status
            when is_covered_by_moves then 'available'
        end as status,
        case
            when reported_status is not null or has_filed then 'nbac_injury_report'
            when moved_status is not null or is_covered_by_moves then 'injured_list_moves'
        end as status_source,
        case
            when reported_status is not null then reported_reason
            when coalesce(has_filed, false) or moved_status = 'available' then null
            else moved_reason
        end as reason,
        coalesce(games_season, 0) as games_season,
        coalesce(
            games_season >= 10
            and (points_avg_recent >= 18 or (minutes_avg_season >= 28 and points_avg_season >= 12)),
            false
        ) as is_star,
        case when points_avg_recent >= 25 then 3 when points_avg_recent >= 18 then 2 else 1 end as star_weight,
        is_usual_starter
    from told
),

-- By team; who asks takes himself out of the count below.
flagged as (
    select
        *,
        max(games_season) over (partition by game_date, team_abbr) as most_games_season,
        count(status) over (partition by game_date, team_abbr) as players_with_status,
        max(case when status_source = 'nbac_injury_report' then 1 else 0 end) over (
            partition by game_date, team_abbr
        ) = 1 as is_reported,
        {{ as_flag("is_star and status is null") }} as star_unknown,
        {{ as_flag("is_star and coalesce(status in ('out', 'doubtful'), false)") }} as star_out,
        {{ as_flag("is_star and coalesce(status = 'questionable', false)") }} as star_questionable,
        {{ as_flag("coalesce(status = 'questionable', false)") }} as questionable,
        {{ as_flag("coalesce(status = 'probable', false)") }} as probable
    from judged
),

counted as (
    select
        *,
        -- Nobody is known as a star before ten games of the season, nor where nothing is known of anyone.
        most_games_season >= 10
        and players_with_status > 0
        and sum(star_unknown) over (partition by game_date, team_abbr) = star_unknown as knows_stars,
        sum(star_out) over (partition by game_date, team_abbr) - star_out as other_stars_out,
        sum(star_out * star_weight) over (partition by game_date, team_abbr)
        - star_out * star_weight as other_weights_out,
        sum(star_questionable) over (partition by game_date, team_abbr) - star_questionable as other_stars_questionable,
        sum(questionable) over (partition by game_date, team_abbr) - questionable as others_questionable,
        sum(probable) over (partition by game_date, team_abbr) - probable as others_probable
    from flagged
)

select
    game_date,
    nba_player_id,
    team_abbr,
    nba_game_id,
    status,
    status_source,
    reason,
    games_season,
    is_star,
    is_usual_starter,
    case when knows_stars then {{ as_int('other_stars_out') }} end as star_teammates_out,
    case when knows_stars then {{ as_int('other_weights_out') }} end as star_tier_out,
    case when knows_stars then {{ as_int('other_stars_questionable') }} end as questionable_star_teammates,
    case when players_with_status > 0 then {{ as_int('others_questionable') }} end as questionable_teammates,
    -- Moves to and from the injured list call nobody probable.
    case when is_reported then {{ as_int('others_probable') }} end as probable_teammates
from counted
