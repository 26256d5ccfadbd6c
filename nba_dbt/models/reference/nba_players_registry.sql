{{ config(materialized='table') }}

{% set rosters = [
    ('espn_team_rosters', 'roster_espn', 0.8),
    ('nbac_player_list_current', 'roster_nba_com', 0.7),
    ('br_rosters_current', 'roster_br', 0.6),
    ('bdl_active_players_current', 'roster_unknown', 0.3),
] %}

with appearances as (
    select * from {{ ref('int_player_appearances') }}
),

player_list as (
    select * from {{ ref('stg_player_list') }}
    where team_abbr is not null
),

other_rosters as (
    select * from {{ ref('stg_rosters') }}
    where team_abbr is not null
),

roster_names as (
    select * from {{ ref('int_roster_names') }}
    where nba_player_id is not null
),

known_players as (
    select * from {{ ref('int_known_players') }}
),

box_scores as (
    select * from {{ ref('stg_player_boxscores') }}
),

-- The name that a player was first known by makes his id, which so never changes; people who share it are numbered in
-- the order of their first games.
first_names as (
    select
        nba_player_id,
        player_lookup,
        row_number() over (partition by nba_player_id order by known_since, player_lookup) as spelling
    from known_players
),

first_games as (
    select nba_player_id, min(game_date) as first_game_date
    from box_scores
    group by nba_player_id
),

identities as (
    select
        first_names.nba_player_id,
        first_names.player_lookup as identity_lookup,
        row_number() over (
            partition by first_names.player_lookup
            order by
                case when first_games.first_game_date is null then 1 else 0 end,
                first_games.first_game_date,
                first_names.nba_player_id
        ) as namesake_number
    from first_names
    left join first_games
        on first_names.nba_player_id = first_games.nba_player_id
    where first_names.spelling = 1
),

names_written as (
    select nba_player_id, player_full_name, player_lookup, game_date, 1 as trust from box_scores
    union all
    select nba_player_id, player_full_name, player_lookup, game_date, 2 as trust from {{ ref('stg_live_boxscores') }}
    union all
    select nba_player_id, player_full_name, player_lookup, game_date, 3 as trust from player_list
),

latest_names as (
    select
        *,
        row_number() over (partition by nba_player_id order by game_date desc, trust) as from_latest
    from names_written
),

played as (
    select
        nba_player_id,
        team_abbr,
        season_year,
        min(game_date) as first_game_date,
        max(game_date) as last_game_date,
        count(case when has_played then 1 end) as games_played,
        count(*) as total_appearances,
        count(case when participation = 'inactive' then 1 end) as inactive_appearances,
        count(case when participation = 'dnp' then 1 end) as dnp_appearances,
        max(case when is_in_box_score or is_named_in_game_book then 1 else 0 end) = 1 as is_named_by_games
    from appearances
    group by nba_player_id, team_abbr, season_year
),

listed as (
    select
        nba_player_id, team_abbr, season_year, game_date, jersey_number, position,
        'nbac_player_list_current' as source
    from player_list
    union all
    select
        roster_names.nba_player_id, other_rosters.team_abbr, other_rosters.season_year, other_rosters.game_date,
        other_rosters.jersey_number, other_rosters.position, other_rosters.source
    from other_rosters
    inner join roster_names
        on other_rosters.game_date = roster_names.game_date
        and other_rosters.source = roster_names.source
        and other_rosters.name_lookup = roster_names.name_lookup
        and other_rosters.team_abbr = roster_names.place
),

-- The league's own list tells number and position; where it does not, the newest of the other rosters.
ranked_listings as (
    select
        *,
        row_number() over (
            partition by nba_player_id, team_abbr, season_year
            order by
                case when source = 'nbac_player_list_current' then 1 else 2 end,
                game_date desc,
                source
        ) as listing_rank
    from listed
),

rostered as (
    select
        nba_player_id,
        team_abbr,
        season_year,
        max(case when listing_rank = 1 then jersey_number end) as jersey_number,
        max(case when listing_rank = 1 then position end) as position,
        max(game_date) as last_roster_date,
        {% for source, priority, confidence in rosters %}
        max(case when source = '{{ source }}' then 1 else 0 end) = 1 as has_{{ source }},
        {% endfor %}
        count(distinct source) as roster_sources
    from ranked_listings
    group by nba_player_id, team_abbr, season_year
),

stints as (
    select
        coalesce(played.nba_player_id, rostered.nba_player_id) as nba_player_id,
        coalesce(played.team_abbr, rostered.team_abbr) as team_abbr,
        coalesce(played.season_year, rostered.season_year) as season_year,
        played.first_game_date,
        played.last_game_date,
        coalesce(played.games_played, 0) as games_played,
        coalesce(played.total_appearances, 0) as total_appearances,
        coalesce(played.inactive_appearances, 0) as inactive_appearances,
        coalesce(played.dnp_appearances, 0) as dnp_appearances,
        rostered.jersey_number,
        rostered.position,
        rostered.last_roster_date,
        coalesce(rostered.roster_sources, 0) as roster_sources,
        case
            when played.is_named_by_games then 'nba_gamebook'
            when played.nba_player_id is not null then 'nba_gamebook_resolved'
            {% for source, priority, confidence in rosters %}
            when rostered.has_{{ source }} then '{{ priority }}'
            {% endfor %}
        end as source_priority
    from played
    full outer join rostered
        on played.nba_player_id = rostered.nba_player_id
        and played.team_abbr = rostered.team_abbr
        and played.season_year = rostered.season_year
),

rated as (
    select
        *,
        case source_priority
            when 'nba_gamebook' then 1.0
            when 'nba_gamebook_resolved' then 0.9
            {% for source, priority, confidence in rosters %}
            when '{{ priority }}' then {{ confidence }}
            {% endfor %}
        end
        + case
            when total_appearances > 0
                then
                    case
                        when games_played >= 50 then 0.1
                        when games_played >= 20 then 0.05
                        when games_played < 5 then -0.1
                        else 0
                    end
                    + case
                        when games_played >= 0.8 * total_appearances then 0.05
                        when games_played < 0.3 * total_appearances then -0.05
                        else 0
                    end
            else
                case when roster_sources >= 3 then 0.15 when roster_sources = 2 then 0.1 else 0 end
                + case when jersey_number is not null then 0.05 else 0 end
                + case when position is not null then 0.05 else 0 end
                + case
                    when {{ days_since_october('season_year', 'last_roster_date') }} < 30 then 0.1
                    when {{ days_since_october('season_year', 'last_roster_date') }} > 365 then -0.1
                    else 0
                end
        end as confidence
    from stints
)

select
    concat(identities.identity_lookup, '_', {{ three_digits('identities.namesake_number') }}) as universal_player_id,
    rated.nba_player_id,
    latest_names.player_full_name as player_name,
    latest_names.player_lookup,
    rated.team_abbr,
    {{ season_name('rated.season_year') }} as season,
    rated.season_year,
    rated.first_game_date,
    rated.last_game_date,
    {{ as_int('rated.games_played') }} as games_played,
    {{ as_int('rated.total_appearances') }} as total_appearances,
    {{ as_int('rated.inactive_appearances') }} as inactive_appearances,
    {{ as_int('rated.dnp_appearances') }} as dnp_appearances,
    rated.jersey_number,
    rated.position,
    rated.last_roster_date,
    {{ as_int('rated.roster_sources') }} as roster_sources,
    rated.source_priority,
    {{ as_float('round(' ~ clamp('rated.confidence', 0.1, 1.0) ~ ', 2)') }} as confidence_score,
    {{ processed_at() }} as processed_at
from rated
inner join identities
    on rated.nba_player_id = identities.nba_player_id
inner join latest_names
    on rated.nba_player_id = latest_names.nba_player_id
    and latest_names.from_latest = 1
