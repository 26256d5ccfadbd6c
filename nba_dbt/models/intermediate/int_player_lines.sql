with lines as (
    select * from {{ ref('stg_points_lines') }}
    where is_main_line and nba_player_id is not null
),

-- A book may offer several two-sided lines at once: the most evenly priced is its main one.
main_lines as (
    select
        *,
        row_number() over (
            partition by game_date, nba_player_id, bookmaker, snapshot_timestamp
            order by abs(over_price - under_price), points_line
        ) as evenness
    from lines
),

snapshots as (
    select
        *,
        row_number() over (
            partition by game_date, nba_player_id, bookmaker order by snapshot_timestamp
        ) as from_first,
        row_number() over (
            partition by game_date, nba_player_id, bookmaker order by snapshot_timestamp desc
        ) as from_last
    from main_lines
    where evenness = 1
),

books as (
    select
        game_date,
        nba_player_id,
        bookmaker,
        min(game_id) as game_id,
        min(home_team_abbr) as home_team_abbr,
        min(away_team_abbr) as away_team_abbr,
        max(case when from_first = 1 then points_line end) as opening_line,
        max(case when from_last = 1 then points_line end) as closing_line,
        max(snapshot_timestamp) as snapshot_timestamp
    from snapshots
    group by game_date, nba_player_id, bookmaker
),

ranked as (
    select
        *,
        row_number() over (partition by game_date, nba_player_id order by opening_line) as opening_rank,
        row_number() over (partition by game_date, nba_player_id order by closing_line) as closing_rank,
        count(*) over (partition by game_date, nba_player_id) as books
    from books
)

select
    game_date,
    nba_player_id,
    min(game_id) as game_id,
    min(home_team_abbr) as home_team_abbr,
    min(away_team_abbr) as away_team_abbr,
    {{ median_of_ranked('closing_line', 'closing_rank', 'books') }} as current_points_line,
    {{ median_of_ranked('opening_line', 'opening_rank', 'books') }} as opening_points_line,
    count(*) as line_books,
    max(snapshot_timestamp) as line_snapshot_at
from ranked
group by game_date, nba_player_id
