with lines as (
    select * from {{ ref('stg_game_lines') }}
),

snapshots as (
    select
        *,
        row_number() over (
            partition by game_id, market, bookmaker order by snapshot_timestamp desc, odds_api_event_id
        ) as from_last
    from lines
),

ranked as (
    select
        *,
        row_number() over (partition by game_id, market order by point) as point_rank,
        count(*) over (partition by game_id, market) as books
    from snapshots
    where from_last = 1
)

select
    game_date,
    game_id,
    {{ median_of_ranked("case when market = 'spreads' then point end", 'point_rank', 'books') }} as home_spread,
    {{ median_of_ranked("case when market = 'totals' then point end", 'point_rank', 'books') }} as game_total,
    max(snapshot_timestamp) as betting_lines_updated_at
from ranked
group by game_date, game_id
