{{ resolved_names(ref('stg_rosters'), "source", 'team') }}
