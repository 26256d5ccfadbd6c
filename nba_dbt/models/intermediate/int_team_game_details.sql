{#
  What the summaries of players and of both sides tell of a game beside the team's box score. A table because all of
  them read it; it holds the window that is being built and nothing else.
#}
{{ config(materialized='table') }}

with box_scores as (
    select * from {{ ref('stg_team_boxscore') }}
    where {{ in_window('game_date') }}
),

player_box_scores as (
    select game_date, nba_game_id, team_abbr, {{ int_sum('points') }} as points
    from {{ ref('stg_player_boxscores') }}
    where {{ in_window('game_date') }}
    group by game_date, nba_game_id, team_abbr
),

-- Whoever played must be counted, or the sum is no count.
live_box_scores as (
    select
        game_date,
        nba_game_id,
        {% for name in ['points_fast_break', 'points_second_chance'] %}
        case when count({{ name }}) = count(*) then {{ int_sum(name) }} end as {{ name }},
        {% endfor %}
        team_abbr
    from {{ ref('stg_live_boxscores') }}
    where has_played and {{ in_window('game_date') }}
    group by game_date, nba_game_id, team_abbr
),

appearances as (
    select * from {{ ref('int_player_appearances') }}
),

-- The live box score may name those who dressed only: the inactive are known where somebody is listed as such.
listings as (
    select
        game_date,
        nba_game_id,
        team_abbr,
        count(case when participation = 'inactive' then 1 end) as inactive,
        max(case when participation = 'inactive' or is_named_in_game_book then 1 else 0 end) = 1 as tells_inactive,
        max(case when is_in_live_box_score or is_named_in_game_book then 1 else 0 end) = 1 as tells_absent
    from appearances
    group by game_date, nba_game_id, team_abbr
),

starters as (
    select game_date, team_abbr, nba_player_id
    from appearances
    where is_starter
),

games_with_starters as (
    select distinct game_date, team_abbr
    from starters
),

prior_starts as (
    {{ prior_games('box_scores', 'games_with_starters', ['team_abbr'], [], within_days=60) }}
),

known_starts as (
    select game_date, team_abbr, count(*) as games
    from prior_starts
    where recency <= 10
    group by game_date, team_abbr
),

-- Who started at least half of the team's last ten games of which the starters are known; those of last season's spring
-- say nothing about autumn.
usual_starters as (
    select prior_starts.game_date, prior_starts.team_abbr, starters.nba_player_id
    from prior_starts
    inner join known_starts
        on prior_starts.game_date = known_starts.game_date
        and prior_starts.team_abbr = known_starts.team_abbr
    inner join starters
        on prior_starts.prior_game_date = starters.game_date
        and prior_starts.team_abbr = starters.team_abbr
    where prior_starts.recency <= 10
    group by prior_starts.game_date, prior_starts.team_abbr, starters.nba_player_id
    having 2 * count(*) >= max(known_starts.games)
),

absent_starters as (
    select appearances.game_date, appearances.team_abbr, count(*) as absent
    from appearances
    inner join usual_starters
        on appearances.game_date = usual_starters.game_date
        and appearances.team_abbr = usual_starters.team_abbr
        and appearances.nba_player_id = usual_starters.nba_player_id
    where not appearances.has_played
    group by appearances.game_date, appearances.team_abbr
),

-- A team of a game with play-by-play that blocked nothing has no blocks, not unknown ones.
shot_credits as (
    select * from {{ ref('int_shot_credits') }}
    where {{ in_window('game_date') }}
),

told_games as (
    select
        game_date,
        nba_game_id,
        min(data_source) as play_by_play_source
    from shot_credits
    group by game_date, nba_game_id
),

blocks as (
    select
        game_date,
        nba_game_id,
        team_abbr,
        {{ int_sum('paint_blocks') }} as paint_blocks,
        {{ int_sum('mid_range_blocks') }} as mid_range_blocks,
        {{ int_sum('three_pt_blocks') }} as three_pt_blocks
    from shot_credits
    group by game_date, nba_game_id, team_abbr
),

referees as (
    select * from {{ ref('nbac_referee_game_pivot') }}
),

schedule as (
    select * from {{ ref('stg_schedule') }}
),

joined as (
    select
        box.*,
        case
            when player_box_scores.points is null then 0.0
            when player_box_scores.points <= box.points
                then {{ as_float('100 * player_box_scores.points') }} / box.points
            else {{ as_float('100 * box.points') }} / player_box_scores.points
        end as game_completeness_pct,
        case
            when schedule.is_final then 'Final'
            when schedule.game_status = 2 then 'In Progress'
            when schedule.is_postponed then 'Postponed'
            when schedule.nba_game_id is not null then 'Scheduled'
        end as game_status,
        live_box_scores.points_fast_break,
        live_box_scores.points_second_chance,
        case when listings.tells_inactive then listings.inactive end as players_inactive,
        case
            when listings.tells_absent and known_starts.games is not null then coalesce(absent_starters.absent, 0)
        end as starters_inactive,
        told_games.play_by_play_source,
        {% for zone in ['paint', 'mid_range', 'three_pt'] %}
        case
            when told_games.nba_game_id is not null then coalesce(blocks.{{ zone }}_blocks, 0)
        end as {{ zone }}_blocks,
        {% endfor %}
        referees.referee_crew_id
    from box_scores as box
    left join player_box_scores
        on box.game_date = player_box_scores.game_date
        and box.nba_game_id = player_box_scores.nba_game_id
        and box.team_abbr = player_box_scores.team_abbr
    left join schedule
        on box.nba_game_id = schedule.nba_game_id
    left join live_box_scores
        on box.game_date = live_box_scores.game_date
        and box.nba_game_id = live_box_scores.nba_game_id
        and box.team_abbr = live_box_scores.team_abbr
    left join listings
        on box.game_date = listings.game_date
        and box.nba_game_id = listings.nba_game_id
        and box.team_abbr = listings.team_abbr
    left join known_starts
        on box.game_date = known_starts.game_date
        and box.team_abbr = known_starts.team_abbr
    left join absent_starters
        on box.game_date = absent_starters.game_date
        and box.team_abbr = absent_starters.team_abbr
    left join told_games
        on box.game_date = told_games.game_date
        and box.nba_game_id = told_games.nba_game_id
    left join blocks
        on box.game_date = blocks.game_date
        and box.nba_game_id = blocks.nba_game_id
        and box.team_abbr = blocks.team_abbr
    -- A game that was called off may have had a crew on that day, too.
    left join referees
        on box.game_date = referees.game_date
        and box.nba_game_id = referees.nba_game_id
)

select
    game_date,
    nba_game_id,
    team_abbr,
    game_status,
    game_completeness_pct,
    coalesce(game_status <> 'Final', true) or fg_attempts < 50 or game_completeness_pct < 100 as is_partial_game_data,
    points_fast_break,
    points_second_chance,
    players_inactive,
    starters_inactive,
    play_by_play_source,
    case when play_by_play_source = 'bigdataball' then 'bigdataball_play_by_play' else 'nbac_play_by_play' end
        as play_by_play_table,
    paint_blocks,
    mid_range_blocks,
    three_pt_blocks,
    referee_crew_id
from joined
