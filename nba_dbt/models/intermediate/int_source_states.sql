{#
  A table because several models read it, and hashing the rows again for each would take most of their time. It holds the
  window that is being built and nothing else, so nothing may read it for other dates.
#}
{{ config(materialized='table') }}

{# How many rows a game should have at least in each raw table: what the freshness checks ask for. #}
{% set tables = {
    'nbac_schedule': 1,
    'nbac_player_boxscores': 10,
    'nbac_team_boxscore': 2,
    'nbac_live_boxscores': 16,
    'nbac_gamebook_player_stats': 20,
    'nbac_shot_chart': 120,
    'nbac_play_by_play': 200,
    'bigdataball_play_by_play': 100,
    'nbac_referee_game_assignments': 3,
    'nbac_injury_report': 1,
    'odds_api_game_lines': 2,
    'odds_api_player_points_props': 6,
    'bettingpros_player_points_props': 30,
} %}

with
{% for table in tables %}
{{ table }} as (
    select game_date, game_id, processed_at, {{ raw_row_hash(table) }} as data_hash
    from {{ source('nba_raw', table) }}
    where {{ in_window('game_date') }}
){{ ',' if not loop.last }}
{% endfor %}

{% for table, expected in tables.items() %}
select '{{ table }}' as source, states.*
from ({{ source_state(table, ['game_date', 'game_id'], expected) }}) as states
{{ 'union all' if not loop.last }}
{% endfor %}
