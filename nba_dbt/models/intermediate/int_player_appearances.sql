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
        game_date, nba_player_id, nba_game_id, game_id, season_year, team_abbr, player_lookup, player_full_name,
        minutes_played > 0 or points > 0 as has_played,
        false as is_inactive,
        cast(null as {{ dbt.type_string() }}) as reason,
        cast(null as boolean) as is_starter,
        cast(null as {{ float_type() }}) as minutes_played,
        'box_score' as source,
        1 as trust
    from box_scores
    union all
    select
        game_date, nba_player_id, nba_game_id, game_id, season_year, team_abbr, player_lookup, player_full_name,
        has_played,
        participation = 'inactive' as is_inactive,
        coalesce(not_playing_description, not_playing_reason) as reason,
        is_starter,
        minutes_played,
        'live_box_score' as source,
        2 as trust
    from live_box_scores
    union all
    -- The game book has names; those that mean nobody stand among the unresolved ones.
    select
        game_books.game_date, coalesce(game_books.nba_player_id, names.nba_player_id) as nba_player_id,
        game_books.nba_game_id, game_books.game_id, game_books.season_year, game_books.team_abbr,
        game_books.name_lookup as player_lookup, game_books.original_name as player_full_name,
        game_books.participation = 'active' as has_played,
        game_books.participation = 'inactive' as is_inactive,
        game_books.dnp_reason as reason,
        game_books.is_starter,
        game_books.minutes_played,
        case
            when game_books.name_resolution_status = 'original' then 'game_book'
            else 'game_book_resolved'
        end as source,
        case when game_books.name_resolution_status = 'original' then 3 else 4 end as trust
    from game_books
    left join names
        on game_books.game_date = names.game_date
        and game_books.name_lookup = names.name_lookup
        and game_books.team_abbr = names.place
    where coalesce(game_books.nba_player_id, names.nba_player_id) is not null
),

-- A traded player may be listed by both teams on one date: the one he played for is his, else the better source's.
ranked as (
    select
        *,
        row_number() over (
            partition by game_date, nba_player_id
            order by case when has_played then 1 else 2 end, trust, team_abbr, player_lookup
        ) as place
    from listed
)

select
    game_date,
    nba_player_id,
    max(case when place = 1 then nba_game_id end) as nba_game_id,
    max(case when place = 1 then game_id end) as game_id,
    max(case when place = 1 then season_year end) as season_year,
    max(case when place = 1 then team_abbr end) as team_abbr,
    max(case when has_played then 1 else 0 end) = 1 as has_played,
    case
        when max(case when has_played then 1 else 0 end) = 1 then 'played'
        when max(case when is_inactive then 1 else 0 end) = 1 then 'inactive'
        else 'dnp'
    end as participation,
    max(case when not has_played then reason end) as reason,
    max(case when source in ('box_score', 'live_box_score') then 1 else 0 end) = 1 as is_in_box_score,
    max(case when source = 'game_book' then 1 else 0 end) = 1 as is_named_in_game_book,
    max(case when source = 'game_book_resolved' then 1 else 0 end) = 1 as is_resolved_in_game_book,
    max(case when source = 'live_box_score' then 1 else 0 end) = 1 as is_in_live_box_score,
    max(case when place = 1 then player_lookup end) as player_lookup,
    max(case when place = 1 then player_full_name end) as player_full_name,
    coalesce(
        max(case when source = 'live_box_score' then {{ as_flag('is_starter') }} end), max({{ as_flag('is_starter') }})
    ) = 1 as is_starter,
    max(case when source = 'live_box_score' then minutes_played end) as live_minutes_played,
    max(case when source like 'game_book%' then minutes_played end) as book_minutes_played
from ranked
group by game_date, nba_player_id
