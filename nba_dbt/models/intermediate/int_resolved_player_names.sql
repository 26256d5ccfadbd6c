with names as (
    select * from {{ ref('stg_line_names') }}
),

aliases as (
    select * from {{ ref('player_aliases') }}
),

box_scores as (
    select * from {{ ref('stg_player_boxscores') }}
),

wanted as (
    select
        names.*,
        coalesce(aliases.player_lookup, names.name_lookup) as wanted_lookup,
        aliases.player_lookup is not null as is_alias
    from names
    left join aliases
        on names.name_lookup = aliases.alias_lookup
),

by_lookup as (
    {{ prior_games(
        '(select distinct game_date, wanted_lookup from wanted)',
        '(select *, player_lookup as wanted_lookup from box_scores)',
        ['wanted_lookup'],
        ['nba_player_id', 'team_abbr'],
    ) }}
),

by_match_key as (
    {{ prior_games(
        '(select distinct game_date, name_match_key as player_match_key from wanted)',
        'box_scores',
        ['player_match_key'],
        ['nba_player_id', 'team_abbr'],
    ) }}
),

latest_by_match_key as (
    select
        *,
        row_number() over (partition by game_date, nba_player_id order by prior_game_date desc) as player_recency
    from by_match_key
),

exact as (
    select game_date, wanted_lookup, nba_player_id
    from by_lookup
    where recency = 1
),

suffix_free as (
    select
        wanted.game_date,
        wanted.name_lookup,
        max(latest_by_match_key.nba_player_id) as nba_player_id
    from wanted
    inner join latest_by_match_key
        on wanted.game_date = latest_by_match_key.game_date
        and wanted.name_match_key = latest_by_match_key.player_match_key
        and latest_by_match_key.player_recency = 1
        and latest_by_match_key.team_abbr in (wanted.home_team_abbr, wanted.away_team_abbr)
    group by wanted.game_date, wanted.name_lookup
    having count(distinct latest_by_match_key.nba_player_id) = 1
)

select
    wanted.game_date,
    wanted.source,
    wanted.name_lookup,
    wanted.original_name,
    wanted.game_id,
    wanted.home_team_abbr,
    wanted.away_team_abbr,
    coalesce(exact.nba_player_id, suffix_free.nba_player_id) as nba_player_id,
    case
        when exact.nba_player_id is not null and wanted.is_alias then 'alias'
        when exact.nba_player_id is not null then 'exact'
        when suffix_free.nba_player_id is not null then 'suffix_free'
        else 'unresolved'
    end as resolution
from wanted
left join exact
    on wanted.game_date = exact.game_date
    and wanted.wanted_lookup = exact.wanted_lookup
left join suffix_free
    on wanted.game_date = suffix_free.game_date
    and wanted.name_lookup = suffix_free.name_lookup
