-- The last games of the team or teams that a player belonged to, counted back from the date: how many he missed.
with players as (
    select * from {{ ref('int_expected_players') }}
),

appearances as (
    select * from {{ ref('int_player_appearances') }}
),

team_games as (
    select
        team_abbr,
        game_date,
        row_number() over (partition by team_abbr order by game_date) as game_number
    from (select distinct team_abbr, game_date from appearances) as played
),

numbered as (
    select
        appearances.game_date,
        appearances.nba_player_id,
        appearances.team_abbr,
        appearances.has_played,
        team_games.game_number,
        row_number() over (
            partition by appearances.nba_player_id order by appearances.game_date
        ) as listing_number
    from appearances
    inner join team_games
        on appearances.team_abbr = team_games.team_abbr
        and appearances.game_date = team_games.game_date
),

player_dates as (
    select game_date, nba_player_id from players
),

latest as (
    {{ latest_before(
        'player_dates', 'numbered', ['nba_player_id'], ['nba_player_id'], ['listing_number as latest_listing_number']
    ) }}
),

-- The latest listing before the date and the nine before it: the last ten games cannot hold more.
recent as (
    select
        latest.game_date,
        latest.nba_player_id,
        numbered.team_abbr,
        numbered.game_number,
        numbered.has_played,
        latest.latest_listing_number - numbered.listing_number + 1 as recency
    from latest
    inner join numbered
        on latest.nba_player_id = numbered.nba_player_id
        and numbered.listing_number between latest.latest_listing_number - 9 and latest.latest_listing_number
    where {{ days_between('numbered.game_date', 'latest.game_date') }} <= 365
),

teams as (
    select distinct game_date, team_abbr
    from recent
    where recency = 1
),

team_latest as (
    {{ latest_before('teams', 'team_games', ['team_abbr'], ['team_abbr'], ['game_number']) }}
),

-- From one listing back to the one before it: so many games of the team, or one when he came from another team, for
-- then it is not known which of them he could have played in.
steps as (
    select
        recent.*,
        team_latest.game_number as latest_game_number,
        lag(recent.team_abbr) over (
            partition by recent.game_date, recent.nba_player_id order by recent.recency
        ) as newer_team_abbr,
        lag(recent.game_number) over (
            partition by recent.game_date, recent.nba_player_id order by recent.recency
        ) as newer_game_number
    from recent
    left join team_latest
        on recent.game_date = team_latest.game_date
        and recent.team_abbr = team_latest.team_abbr
),

placed as (
    select
        *,
        sum(
            case
                when recency = 1 then latest_game_number - game_number + 1
                when team_abbr = newer_team_abbr then newer_game_number - game_number
                else 1
            end
        ) over (partition by game_date, nba_player_id order by recency) as games_back
    from steps
),

counted as (
    select
        game_date,
        nba_player_id,
        count(case when has_played and games_back <= 10 then 1 end) as games_played,
        {{ as_int('case when max(games_back) > 10 then 10 else max(games_back) end') }} as team_games
    from placed
    group by game_date, nba_player_id
)

select
    game_date,
    nba_player_id,
    team_games as team_games_last_10,
    team_games - games_played as games_missed_last_10,
    case when team_games >= 3 then {{ as_float('team_games - games_played') }} / team_games end as dnp_rate
from counted
