with odds_api_lines as (
    select
        game_date, game_id, home_team_abbr, away_team_abbr, nba_player_id, bookmaker, snapshot_timestamp, points_line,
        over_price, under_price,
        'odds_api' as line_source
    from {{ ref('stg_points_lines') }}
    where is_main_line and nba_player_id is not null
),

bettingpros_offers as (
    select * from {{ ref('stg_bettingpros_lines') }}
    where is_active and odds_american <> 0
),

bettingpros_names as (
    select * from {{ ref('int_bettingpros_names') }}
    where nba_player_id is not null
),

-- A side of an offer is a row there: both together are a line.
bettingpros_sides as (
    select
        offers.game_date,
        offers.game_id,
        offers.home_team_abbr,
        offers.away_team_abbr,
        names.nba_player_id,
        coalesce(
            lower(replace(offers.bookmaker, ' ', '')), concat('book', cast(offers.book_id as {{ dbt.type_string() }}))
        ) as bookmaker,
        offers.snapshot_timestamp,
        offers.points_line,
        max(case when offers.bet_side = 'over' then {{ decimal_price('offers.odds_american') }} end) as over_price,
        max(case when offers.bet_side = 'under' then {{ decimal_price('offers.odds_american') }} end) as under_price
    from bettingpros_offers as offers
    inner join bettingpros_names as names
        on offers.game_date = names.game_date
        and offers.name_lookup = names.name_lookup
        and offers.game_id = names.place
    group by 1, 2, 3, 4, 5, 6, 7, 8
),

bettingpros_lines as (
    select
        *,
        'bettingpros' as line_source,
        max(case when bookmaker not like '%consensus%' then 1 else 0 end) over (
            partition by game_date, nba_player_id
        ) = 1 as has_books
    from bettingpros_sides
    where over_price is not null and under_price is not null
),

odds_api_players as (
    select distinct game_date, nba_player_id from odds_api_lines
),

lines as (
    select * from odds_api_lines
    union all
    -- The second vendor answers where the first has nothing; its consensus is no book and answers where no book does.
    select
        bettingpros.game_date, bettingpros.game_id, bettingpros.home_team_abbr, bettingpros.away_team_abbr,
        bettingpros.nba_player_id, bettingpros.bookmaker, bettingpros.snapshot_timestamp, bettingpros.points_line,
        bettingpros.over_price, bettingpros.under_price, bettingpros.line_source
    from bettingpros_lines as bettingpros
    left join odds_api_players as odds_api
        on bettingpros.game_date = odds_api.game_date
        and bettingpros.nba_player_id = odds_api.nba_player_id
    where
        odds_api.nba_player_id is null
        and (bettingpros.bookmaker not like '%consensus%' or not bettingpros.has_books)
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
        min(line_source) as line_source,
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
        row_number() over (partition by game_date, nba_player_id order by closing_line, bookmaker) as closing_rank,
        row_number() over (
            partition by game_date, nba_player_id
            order by case bookmaker when 'draftkings' then 1 when 'fanduel' then 2 else 3 end, bookmaker
        ) as book_rank,
        count(*) over (partition by game_date, nba_player_id) as books,
        -- Whole hundredths: exact sums, so that the spread does not depend on the order of the rows.
        {{ as_int('round(closing_line * 100)') }} as closing_hundredths
    from books
)

select
    game_date,
    nba_player_id,
    min(game_id) as game_id,
    min(home_team_abbr) as home_team_abbr,
    min(away_team_abbr) as away_team_abbr,
    {{ median_of_ranked('closing_line', 'closing_rank', 'books') }} as current_points_line,
    max(case when book_rank = 1 then opening_line end) as opening_points_line,
    max(case when book_rank = 1 then bookmaker end) as line_book,
    max(case when book_rank = 1 then closing_line end) as closing_book_line,
    max(case when book_rank = 1 then closing_line - opening_line end) as line_movement,
    min(line_source) as line_source,
    count(*) as line_books,
    {{ sample_std('closing_hundredths') }} / 100 as line_std,
    max(snapshot_timestamp) as line_snapshot_at
from ranked
group by game_date, nba_player_id
