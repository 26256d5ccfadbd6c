{# Grades and scores of the precompute tables. #}

{# The one scale of sample quality: high from one number of games on, medium from a lower one on, else low. #}
{% macro sample_tier(games, high, medium) -%}
    case
        when {{ games }} >= {{ high }} then 'high'
        when {{ games }} >= {{ medium }} then 'medium'
        else 'low'
    end
{%- endmacro %}

{#
  How much a journey weighs, 0 to 2: one for 2500 miles or more, one for three time zones or more, in full on the second
  night of a back-to-back, half after two days, a quarter later.
#}
{% macro travel_burden(miles, time_zones, days_rest) -%}
    ({{ clamp(as_float(miles) ~ ' / 2500', 0, 1) }} + {{ clamp(as_float('abs(' ~ time_zones ~ ')') ~ ' / 3', 0, 1) }})
        * case when {{ days_rest }} <= 1 then 1.0 when {{ days_rest }} = 2 then 0.5 when {{ days_rest }} > 2 then 0.25 end
{%- endmacro %}

{#
  The share of a zone's attempts that opponents made, and their attempts a game, over a group of team_defense_game_summary.
  zone: as in its columns. has_zones is 1 for games whose shots are all known and NULL for others, which do not count.
#}
{% macro share_allowed(zone) -%}
    {{ safe_divide(
        as_float('sum(has_zones * opp_' ~ zone ~ '_makes)'), 'sum(has_zones * opp_' ~ zone ~ '_attempts)'
    ) }}
{%- endmacro %}

{% macro attempts_allowed(zone) -%}
    {{ safe_divide(as_float('sum(has_zones * opp_' ~ zone ~ '_attempts)'), 'count(has_zones)') }}
{%- endmacro %}
