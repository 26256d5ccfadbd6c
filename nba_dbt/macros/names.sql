{# Names of people as sources write them. The standard form itself is made by Python's one normaliser. #}

{% macro suffixes() %}{{ return(['jr', 'sr', 'iii', 'ii', 'iv', 'v']) }}{% endmacro %}

{#
  The standard form of a name without its generational suffix, for matching only. The suffix must stand alone at the end
  of the name as it is written: "Jaden Ivey" has none.
#}
{% macro suffix_free(name, lookup) -%}
    case
        {% for suffix in suffixes() %}
        when lower({{ name }}) like '% {{ suffix }}' or lower({{ name }}) like '% {{ suffix }}.'
        then left({{ lookup }}, length({{ lookup }}) - {{ suffix | length }})
        {% endfor %}
        when lower({{ name }}) like '% junior' or lower({{ name }}) like '% senior'
        then left({{ lookup }}, length({{ lookup }}) - 2)
        else {{ lookup }}
    end
{%- endmacro %}

{# A whole number as text of three digits: 001. #}
{% macro three_digits(number) -%}
    lpad(cast({{ number }} as {{ dbt.type_string() }}), 3, '0')
{%- endmacro %}

{# Season as the league names it, from the year in which it began: 2024-25. #}
{% macro season_name(year) -%}
    concat(
        cast({{ year }} as {{ dbt.type_string() }}),
        '-',
        right(cast({{ year }} + 1 as {{ dbt.type_string() }}), 2)
    )
{%- endmacro %}

{# Days from the first of October on which the season of a year begins to be counted. #}
{% macro days_since_october(year, day) -%}
    {{ days_between("cast(concat(cast(" ~ year ~ " as " ~ dbt.type_string() ~ "), '-10-01') as date)", day) }}
{%- endmacro %}
