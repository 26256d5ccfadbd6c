{# Which player a name means: one way for every source that has names and no ids. #}

{#
  One row per game date, source, name and place of a relation: the player it means, as known before that date, or of a
  source that tells of games that were played (after_the_game), as the date's own box scores know him.

  relation: has game_date, name_lookup, original_name and name_match_key, and either team_abbr or game_id,
  home_team_abbr and away_team_abbr. source: SQL for the source's name. place: 'team' where the source has the player's
  team, 'game' where it has his game only. where: which rows are names to be looked for.

  Aliases come first, then the exact name; among namesakes, and for a name without its suffix, the one who belongs to a team
  of the place. A similar name is never taken.
#}
{% macro resolved_names(relation, source, place, where='true', after_the_game=false) %}
{% set key = ['game_date', 'source', 'name_lookup', 'place'] %}
{% set by_team = place == 'team' %}
{% set is_known = 'known_players.known_since <= wanted.game_date' if after_the_game
    else is_prior('known_players.known_since', 'wanted.game_date') %}
with names as (
    select
        game_date,
        {{ source }} as source,
        name_lookup,
        {{ "coalesce(team_abbr, '')" if by_team else 'game_id' }} as place,
        min(name_match_key) as name_match_key,
        min(original_name) as original_name,
        {{ 'min(team_abbr)' if by_team else 'cast(null as ' ~ dbt.type_string() ~ ')' }} as team_abbr,
        {{ 'cast(null as ' ~ dbt.type_string() ~ ')' if by_team else 'game_id' }} as game_id,
        min({{ 'team_abbr' if by_team else 'home_team_abbr' }}) as home_team_abbr,
        min({{ 'team_abbr' if by_team else 'away_team_abbr' }}) as away_team_abbr
    from {{ relation }}
    where name_lookup is not null and {{ where }}
    group by 1, 2, 3, 4{{ '' if by_team else ', game_id' }}
),

aliases as (
    select * from {{ ref('player_aliases') }}
    where is_active
),

known_players as (
    select * from {{ ref('int_known_players') }}
),

box_scores as (
    select * from {{ ref('stg_player_boxscores') }}
),

wanted as (
    select
        names.*,
        coalesce(aliases.nba_canonical_lookup, names.name_lookup) as wanted_lookup,
        aliases.nba_canonical_lookup is not null as is_alias
    from names
    left join aliases
        on names.name_lookup = aliases.alias_lookup
),

-- Everybody of exactly that name who was known before the date.
exact as (
    select
        {% for name in key %}wanted.{{ name }},{% endfor %}
        known_players.nba_player_id,
        count(*) over (
            partition by {% for name in key %}wanted.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
        ) as namesakes
    from wanted
    inner join known_players
        on wanted.wanted_lookup = known_players.player_lookup
        and {{ is_known }}
),

-- Several people of one name, or nobody of exactly that name: the team has to tell.
in_doubt as (
    select {{ key | join(', ') }}, nba_player_id, true as is_exact
    from exact
    where namesakes > 1
    union all
    select distinct
        {% for name in key %}wanted.{{ name }},{% endfor %}
        known_players.nba_player_id,
        false as is_exact
    from wanted
    inner join known_players
        on wanted.name_match_key = known_players.player_match_key
        and {{ is_known }}
    left join exact
        on {% for name in key %}wanted.{{ name }} = exact.{{ name }}{{ ' and ' if not loop.last }}{% endfor %}

    where exact.nba_player_id is null
),

with_team as (
    {{ latest_before('in_doubt', 'box_scores', ['nba_player_id'], ['nba_player_id'], ['team_abbr']) }}
),

candidates as (
    select
        {% for name in key %}in_doubt.{{ name }},{% endfor %}
        count(distinct in_doubt.nba_player_id) as candidates,
        max(case when in_doubt.is_exact then 1 else 0 end) = 1 as is_exact,
        count(
            distinct case
                when with_team.team_abbr in (wanted.home_team_abbr, wanted.away_team_abbr) then in_doubt.nba_player_id
            end
        ) as candidates_of_teams,
        max(
            case
                when with_team.team_abbr in (wanted.home_team_abbr, wanted.away_team_abbr) then in_doubt.nba_player_id
            end
        ) as candidate_of_teams
    from in_doubt
    inner join wanted
        on {% for name in key %}in_doubt.{{ name }} = wanted.{{ name }}{{ ' and ' if not loop.last }}{% endfor %}

    left join with_team
        on in_doubt.nba_player_id = with_team.nba_player_id
        and {% for name in key %}in_doubt.{{ name }} = with_team.{{ name }}{{ ' and ' if not loop.last }}{% endfor %}

    group by {% for name in key %}in_doubt.{{ name }}{{ ', ' if not loop.last }}{% endfor %}

),

found as (
    select
        wanted.*,
        exact.nba_player_id as exact_player_id,
        case when candidates.candidates_of_teams = 1 then candidates.candidate_of_teams end as player_id_by_team,
        coalesce(candidates.is_exact, false) as is_exact_in_doubt,
        coalesce(candidates.candidates, 0) as candidates
    from wanted
    left join exact
        on exact.namesakes = 1
        and {% for name in key %}wanted.{{ name }} = exact.{{ name }}{{ ' and ' if not loop.last }}{% endfor %}

    left join candidates
        on {% for name in key %}wanted.{{ name }} = candidates.{{ name }}{{ ' and ' if not loop.last }}{% endfor %}

)

select
    game_date,
    source,
    name_lookup,
    place,
    name_match_key,
    original_name,
    team_abbr,
    game_id,
    home_team_abbr,
    away_team_abbr,
    coalesce(exact_player_id, player_id_by_team) as nba_player_id,
    case
        when coalesce(exact_player_id, player_id_by_team) is null then 'unresolved'
        when is_alias and (exact_player_id is not null or is_exact_in_doubt) then 'alias'
        when exact_player_id is not null then 'exact'
        when is_exact_in_doubt then 'exact_by_team'
        else 'suffix_free'
    end as resolution,
    case when coalesce(exact_player_id, player_id_by_team) is null then candidates else 0 end as candidates_in_doubt
from found
{% endmacro %}
