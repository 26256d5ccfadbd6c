{% set numbers = [
    'points', 'assists', 'total_rebounds', 'offensive_rebounds', 'defensive_rebounds', 'steals', 'blocks', 'turnovers',
    'personal_fouls', 'plus_minus', 'fg_attempts', 'fg_makes', 'three_pt_attempts', 'three_pt_makes', 'ft_attempts',
    'ft_makes',
] %}

with box_scores as (
    select * from {{ ref('stg_player_boxscores') }}
),

appearances as (
    select * from {{ ref('int_player_appearances') }}
),

schedule as (
    select * from {{ ref('stg_schedule') }}
    where is_final
),

-- Without his team's box score nobody can tell that a listed player did not play: it may only be late.
box_score_teams as (
    select distinct game_date, nba_game_id, team_abbr
    from box_scores
),

-- The game log lists those who were on the court, be it for seconds.
played as (
    select
        box.game_date,
        box.nba_player_id,
        box.player_lookup,
        box.player_full_name,
        box.game_id,
        box.nba_game_id,
        box.season_year,
        box.season_type,
        box.team_abbr,
        box.opponent_team_abbr,
        box.is_home,
        'active' as player_status,
        cast(null as {{ dbt.type_string() }}) as dnp_reason,
        'nbac_player_boxscores' as primary_source_used,
        {{ as_float('coalesce(appearances.live_minutes_played, appearances.book_minutes_played, box.minutes_played)') }}
            as minutes_played,
        case
            when appearances.live_minutes_played is not null then 'live_box_score'
            when appearances.book_minutes_played is not null then 'game_book'
            when box.minutes_played is not null then 'game_log'
        end as minutes_source,
        appearances.is_starter as starter_flag,
        coalesce(appearances.is_in_live_box_score, false) as is_in_live_box_score,
        {% for name in numbers %}
        box.{{ name }},
        {% endfor %}
        coalesce(appearances.is_named_in_game_book or appearances.is_resolved_in_game_book, false) as is_in_game_book
    from box_scores as box
    left join appearances
        on box.game_date = appearances.game_date
        and box.nba_player_id = appearances.nba_player_id
        and box.nba_game_id = appearances.nba_game_id
),

did_not_play as (
    select
        appearances.game_date,
        appearances.nba_player_id,
        appearances.player_lookup,
        appearances.player_full_name,
        schedule.game_id,
        schedule.nba_game_id,
        schedule.season_year,
        schedule.season_type,
        appearances.team_abbr,
        case
            when schedule.home_team_abbr = appearances.team_abbr then schedule.away_team_abbr
            else schedule.home_team_abbr
        end as opponent_team_abbr,
        schedule.home_team_abbr = appearances.team_abbr as is_home,
        appearances.participation as player_status,
        appearances.reason as dnp_reason,
        case
            when appearances.is_in_live_box_score then 'nbac_live_boxscores'
            else 'nbac_gamebook_player_stats'
        end as primary_source_used,
        cast(null as {{ float_type() }}) as minutes_played,
        cast(null as {{ dbt.type_string() }}) as minutes_source,
        appearances.is_starter as starter_flag,
        appearances.is_in_live_box_score,
        {% for name in numbers %}
        cast(null as {{ dbt.type_bigint() }}) as {{ name }},
        {% endfor %}
        appearances.is_named_in_game_book or appearances.is_resolved_in_game_book as is_in_game_book
    from appearances
    -- A game that was called off keeps its id when it is played on another date.
    inner join schedule
        on appearances.game_date = schedule.game_date
        and appearances.nba_game_id = schedule.nba_game_id
    inner join box_score_teams
        on appearances.game_date = box_score_teams.game_date
        and appearances.nba_game_id = box_score_teams.nba_game_id
        and appearances.team_abbr = box_score_teams.team_abbr
    left join box_scores as box
        on appearances.game_date = box.game_date
        and appearances.nba_player_id = box.nba_player_id
    where box.nba_player_id is null and not appearances.has_played
)

select * from played
union all
select * from did_not_play
