{{ config(replace_window()) }}

with names as (
    select * from {{ ref('int_resolved_player_names') }}
    where resolution = 'unresolved'
),

-- Only what was seen up to a date counts on it: rank and earliest date never look ahead.
counted as (
    select
        *,
        min(game_date) over (partition by source, name_lookup, place_of_name) as first_seen_date,
        row_number() over (partition by source, name_lookup, place_of_name order by game_date, place) as occurrences
    from (select names.*, coalesce(names.team_abbr, '') as place_of_name from names) as placed
),

final as (
    select
        game_date,
        source,
        name_lookup as player_lookup,
        place,
        original_name,
        name_match_key as player_match_key,
        team_abbr,
        game_id,
        home_team_abbr,
        away_team_abbr,
        {{ as_int(season_year('game_date')) }} as season_year,
        case when candidates_in_doubt > 0 then 'ambiguous' else 'unknown' end as reason,
        {{ as_int('candidates_in_doubt') }} as candidates_in_doubt,
        first_seen_date,
        {{ as_int('occurrences') }} as occurrences,
        'pending' as status
    from counted
    where {{ in_window('game_date') }}
)

select
    *,
    {{ data_hash() }} as data_hash,
    {{ processed_at() }} as processed_at
from final
