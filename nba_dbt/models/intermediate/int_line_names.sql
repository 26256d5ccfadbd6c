{{ resolved_names(ref('stg_line_names'), "'odds_api'", 'game') }}
