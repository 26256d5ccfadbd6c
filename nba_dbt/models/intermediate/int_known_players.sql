{# A table because every resolution of names reads it, and each reading would scan the files of all seasons again. #}
{{ config(materialized='table') }}

with box_scores as (
    select nba_player_id, player_lookup, player_match_key, game_date from {{ ref('stg_player_boxscores') }}
),

live_box_scores as (
    select nba_player_id, player_lookup, player_match_key, game_date from {{ ref('stg_live_boxscores') }}
),

player_list as (
    select nba_player_id, player_lookup, player_match_key, game_date from {{ ref('stg_player_list') }}
),

spellings as (
    select * from box_scores
    union all
    select * from live_box_scores
    union all
    select * from player_list
)

select
    nba_player_id,
    player_lookup,
    min(player_match_key) as player_match_key,
    min(game_date) as known_since
from spellings
group by nba_player_id, player_lookup
