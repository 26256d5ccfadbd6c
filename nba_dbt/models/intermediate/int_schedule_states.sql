{# What is told of a game before it is played. #}
{% set texts = [
    'game_id', 'nba_game_id', 'season_type', 'home_team_tricode', 'away_team_tricode', 'arena_name', 'arena_city',
    'national_broadcasters', 'postponed_status',
] %}
{% set columns = [
    {'name': 'game_date', 'data_type': 'date'},
    {'name': 'tipoff_at', 'data_type': 'timestamp with time zone'},
    {'name': 'season_year', 'data_type': 'bigint'},
    {'name': 'is_neutral_site', 'data_type': 'boolean'},
] %}
{% for name in texts %}{% do columns.append({'name': name, 'data_type': 'varchar'}) %}{% endfor %}

with schedule as (
    select game_date, game_id, processed_at, {{ row_hash(columns) }} as data_hash
    from {{ source('nba_raw', 'nbac_schedule') }}
)

{{ source_state('schedule', ['game_date', 'game_id'], 1) }}
