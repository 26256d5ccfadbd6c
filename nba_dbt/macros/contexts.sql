{# What the contexts of upcoming games share. #}

{# Whole years from a day of birth to a date. #}
{% macro age_in_years(born, day) -%}
    {%- set birthday_to_come -%}
        extract(month from {{ day }}) * 100 + extract(day from {{ day }})
        < extract(month from {{ born }}) * 100 + extract(day from {{ born }})
    {%- endset -%}
    {{ as_int(
        'extract(year from ' ~ day ~ ') - extract(year from ' ~ born ~ ') - case when ' ~ birthday_to_come
        ~ ' then 1 else 0 end'
    ) }}
{%- endmacro %}

{# How good a window of games is by how many it holds: all of them, seven tenths, half, fewer. #}
{% macro sample_quality(games, window) -%}
    case
        when {{ games }} >= {{ window }} then 'excellent'
        when {{ games }} >= {{ window * 7 // 10 }} then 'good'
        when {{ games }} >= {{ window // 2 }} then 'limited'
        else 'insufficient'
    end
{%- endmacro %}

{# What a player's context is worth, by the games that he played in the 29 days before. #}
{% macro history_tier(games) -%}
    case when {{ games }} >= 10 then 'gold' when {{ games }} >= 5 then 'silver' else 'bronze' end
{%- endmacro %}

{% macro history_score(games) -%}
    {{ as_float('case when ' ~ games ~ ' >= 10 then 95 when ' ~ games ~ ' >= 5 then 75 else 50 end') }}
{%- endmacro %}
