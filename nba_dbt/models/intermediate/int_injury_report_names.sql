{{ resolved_names(ref('stg_injury_report'), "'nbac_injury_report'", 'team') }}
