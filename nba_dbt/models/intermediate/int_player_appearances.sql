{# A table because much reads it, and each reading would scan the files of all seasons again. #}
{{ config(materialized='table') }}

with box_scores as (
    select * from {{ ref('stg_player_boxscores') }}
),

live_box_scores as (
    select * from {{ ref('stg_live_boxscores') }}
),

game_books as (
    select * from {{ ref('stg_gamebook_player_stats') }}
),

names as (
    select * from {{ ref('int_gamebook_names') }}
),

listed as (
    select
        game_date, nba_player_id, nba_game_id, game_id, season_year, team_abbr,
        minutes_played > 0 or points > 0 as has_played,
        false as is_inactive,
        cast(null as {{ dbt.type_string() }}) as reason,
        'box_score' as source
    from box_scores
    union all
    select
        game_date, nba_player_id, nba_game_id, game_id, season_year, team_abbr,
        has_played,
        participation = 'inactive' as is_inactive,
        coalesce(not_playing_description, not_playing_reason) as reason,
        'live_box_score' as source
    from live_box_scores
    union all
    -- The game book has names; those that mean nobody stand among the unresolved ones.
    select
        game_books.game_date, coalesce(game_books.nba_player_id, names.nba_player_id) as nba_player_id,
        game_books.nba_game_id, game_books.game_id, game_books.season_year, game_books.team_abbr,
        game_books.participation = 'active' as has_played,
        game_books.participation = 'inactive' as is_inactive,
        game_books.dnp_reason as reason,
        case
            when game_books.name_resolution_status = 'original' then 'game_book'
            else 'game_book_resolved'
        end as source
    from game_books
    left join names
        on game_books.game_date = names.game_date
        and game_books.name_lookup = names.name_lookup
        and game_books.team_abbr = names.place
    where coalesce(game_books.nba_player_id, names.nba_player_id) is not null
)

select
    game_date,
    nba_player_id,
    min(nba_game_id) as nba_game_id,
    min(game_id) as game_id,
    min(season_year) as season_year,
    min(team_abbr) as team_abbr,
    max(case when has_played then 1 else 0 end) = 1 as has_played,
    case
        when max(case when has_played then 1 else 0 end) = 1 then 'played'
        when max(case when is_inactive then 1 else 0 end) = 1 then 'inactive'
        else 'dnp'
    end as participation,
    max(case when not has_played then reason end) as reason,
    max(case when source in ('box_score', 'live_box_score') then 1 else 0 end) = 1 as is_in_box_score,
    max(case when source = 'game_book' then 1 else 0 end) = 1 as is_named_in_game_book,
    max(case when source = 'game_book_resolved' then 1 else 0 end) = 1 as is_resolved_in_game_book
from listed
group by game_date, nba_player_id
