with lines as (
    select * from {{ ref('stg_game_lines') }}
),

snapshots as (
    select
        *,
        row_number() over (
            partition by game_id, market, bookmaker order by snapshot_timestamp, odds_api_event_id
        ) as from_first,
        row_number() over (
            partition by game_id, market, bookmaker order by snapshot_timestamp desc, odds_api_event_id
        ) as from_last
    from lines
),

books as (
    select
        game_date,
        game_id,
        market,
        bookmaker,
        max(case when from_first = 1 then point end) as opening_point,
        max(case when from_last = 1 then point end) as closing_point,
        max(snapshot_timestamp) as snapshot_timestamp
    from snapshots
    group by game_date, game_id, market, bookmaker
),

-- Of one book come the opening and the movement: two books differ without anything having moved.
ranked as (
    select
        *,
        row_number() over (partition by game_id, market order by closing_point, bookmaker) as point_rank,
        row_number() over (
            partition by game_id, market
            order by case bookmaker when 'draftkings' then 1 when 'fanduel' then 2 else 3 end, bookmaker
        ) as book_rank,
        count(*) over (partition by game_id, market) as books
    from books
)

select
    game_date,
    game_id,
    {{ median_of_ranked("case when market = 'spreads' then closing_point end", 'point_rank', 'books') }} as home_spread,
    max(case when market = 'spreads' and book_rank = 1 then opening_point end) as opening_home_spread,
    max(case when market = 'spreads' and book_rank = 1 then closing_point - opening_point end) as spread_movement,
    coalesce(string_agg(case when market = 'spreads' then bookmaker end, ',' order by bookmaker), '') as spread_books,
    {{ median_of_ranked("case when market = 'totals' then closing_point end", 'point_rank', 'books') }} as game_total,
    max(case when market = 'totals' and book_rank = 1 then opening_point end) as opening_total,
    max(case when market = 'totals' and book_rank = 1 then closing_point - opening_point end) as total_movement,
    coalesce(string_agg(case when market = 'totals' then bookmaker end, ',' order by bookmaker), '') as total_books,
    max(snapshot_timestamp) as betting_lines_updated_at
from ranked
group by game_date, game_id
