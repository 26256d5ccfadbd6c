{{ resolved_names(
    ref('stg_play_by_play'),
    "'bigdataball_play_by_play'",
    'team',
    where='nba_player_id is null and original_name is not null',
    after_the_game=true,
) }}
