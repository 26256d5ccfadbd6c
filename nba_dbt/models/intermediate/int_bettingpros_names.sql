{{ resolved_names(ref('stg_bettingpros_lines'), "'bettingpros'", 'game') }}
