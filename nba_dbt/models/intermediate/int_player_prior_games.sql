with players as (
    select * from {{ ref('upcoming_player_game_context') }}
),

played_games as (
    select * from {{ ref('int_played_games') }}
)

{{ prior_games(
    'players',
    'played_games',
    ['nba_player_id'],
    [
        'team_abbr', 'previous_team_abbr', 'days_since_previous_game', 'points_line',
        'opponent_team_abbr', 'minutes_played', 'points', 'fg_attempts', 'fg_makes', 'ft_makes', 'usage_rate', 'ts_pct',
        'paint_attempts', 'paint_makes', 'mid_range_attempts', 'mid_range_makes', 'three_zone_attempts',
        'three_zone_makes', 'has_complete_shot_zones', 'assisted_fg_makes', 'unassisted_fg_makes', 'data_hash',
        'processed_at',
    ],
) }}
