with play_by_play as (
    select * from {{ ref('stg_play_by_play') }}
),

names as (
    select * from {{ ref('int_play_by_play_names') }}
),

shots as (
    select * from play_by_play
    where shot_type in ('2PT', '3PT')
),

made as (
    select distinct nba_game_id, period, game_clock, team_abbr, name_lookup
    from shots
    where shot_made
),

credits as (
    select
        game_date, nba_game_id, data_source, team_abbr, nba_player_id, name_lookup,
        case when second_role = 'assist' then 'assisted_fg_makes' else 'unassisted_fg_makes' end as credit
    from shots
    where shot_made
    union all
    -- One free throw follows a made shot of the same moment; alone it comes from another foul.
    select
        play_by_play.game_date, play_by_play.nba_game_id, play_by_play.data_source, play_by_play.team_abbr,
        play_by_play.nba_player_id, play_by_play.name_lookup,
        'and1' as credit
    from play_by_play
    inner join made
        on play_by_play.nba_game_id = made.nba_game_id
        and play_by_play.period = made.period
        and play_by_play.game_clock = made.game_clock
        and play_by_play.team_abbr = made.team_abbr
        and play_by_play.name_lookup = made.name_lookup
    where play_by_play.is_single_free_throw
    union all
    -- Who blocks is of the other team than who shoots.
    select
        game_date, nba_game_id, data_source, other_team_abbr as team_abbr, second_nba_player_id as nba_player_id,
        second_name_lookup as name_lookup,
        coalesce(zone, 'unknown') as credit
    from shots
    where second_role = 'block'
),

resolved as (
    select
        credits.game_date,
        credits.nba_game_id,
        credits.data_source,
        credits.team_abbr,
        coalesce(credits.nba_player_id, names.nba_player_id) as nba_player_id,
        credits.credit
    from credits
    left join names
        on credits.game_date = names.game_date
        and credits.name_lookup = names.name_lookup
        and credits.team_abbr = names.place
)

select
    game_date,
    nba_game_id,
    team_abbr,
    nba_player_id,
    min(data_source) as data_source,
    count(case when credit = 'assisted_fg_makes' then 1 end) as assisted_fg_makes,
    count(case when credit = 'unassisted_fg_makes' then 1 end) as unassisted_fg_makes,
    count(case when credit = 'and1' then 1 end) as and1_count,
    count(case when credit = 'paint' then 1 end) as paint_blocks,
    count(case when credit = 'mid_range' then 1 end) as mid_range_blocks,
    count(case when credit = 'three' then 1 end) as three_pt_blocks
from resolved
group by game_date, nba_game_id, team_abbr, nba_player_id
