{{ resolved_names(
    ref('stg_gamebook_player_stats'),
    "'nbac_gamebook_player_stats'",
    'team',
    where='nba_player_id is null and original_name is not null',
    after_the_game=true,
) }}
