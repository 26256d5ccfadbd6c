{% set columns %}
    game_date, game_id, nba_game_id, team_abbr,
    player_full_name as original_name, player_lookup as name_lookup,
    points, assists
{% endset %}

with bdl as (
    select * from {{ source('nba_raw', 'bdl_player_boxscores') }}
),

espn as (
    select * from {{ source('nba_raw', 'espn_boxscores') }}
)

select
    'bdl_player_boxscores' as source,
    bdl_player_id as source_player_id,
    {{ columns }},
    {{ suffix_free('player_full_name', 'player_lookup') }} as name_match_key,
    played as has_played,
    minutes_decimal as minutes_played,
    total_rebounds
from bdl
union all
select
    'espn_boxscores' as source,
    espn_player_id as source_player_id,
    {{ columns }},
    player_match_key as name_match_key,
    did_play as has_played,
    {{ as_float('minutes') }} as minutes_played,
    rebounds as total_rebounds
from espn
