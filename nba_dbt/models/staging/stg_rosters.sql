{% set rosters = ['espn_team_rosters', 'br_rosters_current', 'bdl_active_players_current'] %}

{% for roster in rosters %}
select
    game_date,
    '{{ roster }}' as source,
    season_year,
    team_abbr,
    player_full_name as original_name,
    player_lookup as name_lookup,
    {{ suffix_free('player_full_name', 'player_lookup') }} as name_match_key,
    jersey_number,
    position,
    {{ 'cast(null as date)' if roster == 'bdl_active_players_current' else 'birth_date' }} as birth_date
from {{ source('nba_raw', roster) }}
{{ 'union all' if not loop.last }}
{% endfor %}
