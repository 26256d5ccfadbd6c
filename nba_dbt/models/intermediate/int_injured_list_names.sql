{{ resolved_names(ref('stg_injured_list_moves'), "'injured_list_moves'", 'team') }}
