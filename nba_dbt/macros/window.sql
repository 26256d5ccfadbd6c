{# Every table is written for a window of game dates: its rows are replaced whole, and dates whose rows vanished lose them. #}

{% macro in_window(column) -%}
    {{ column }} between cast('{{ var("min_date") }}' as date) and cast('{{ var("max_date") }}' as date)
{%- endmacro %}

{% macro processed_at() -%}
    cast('{{ var("processed_at") }}' as {{ timestamp_type() }})
{%- endmacro %}

{# Config of a table that replaces its window: DuckDB deletes it first, BigQuery overwrites static partitions. #}
{% macro replace_window() %}
    {% set shared = {'materialized': 'incremental', 'on_schema_change': 'fail'} %}
    {% if target.type == 'bigquery' %}
        {{ return(dict(
            shared,
            incremental_strategy='insert_overwrite',
            partition_by={'field': 'game_date', 'data_type': 'date', 'granularity': 'day'},
            partitions=window_dates(),
        )) }}
    {% endif %}
    {{ return(dict(shared, incremental_strategy='append', pre_hook='{{ delete_window() }}')) }}
{% endmacro %}

{% macro delete_window() %}
    {% if is_incremental() %} delete from {{ this }} where {{ in_window('game_date') }} {% endif %}
{% endmacro %}

{# The window's dates as SQL literals, for BigQuery's static partitions. #}
{% macro window_dates() %}
    {% set parse = modules.datetime.datetime.strptime %}
    {% set first = parse(var('min_date'), '%Y-%m-%d') %}
    {% set days = (parse(var('max_date'), '%Y-%m-%d') - first).days + 1 %}
    {% set literals = [] %}
    {% for number in range(days) %}
        {% set day = first + modules.datetime.timedelta(days=number) %}
        {% do literals.append("date '" ~ day.strftime('%Y-%m-%d') ~ "'") %}
    {% endfor %}
    {{ return(literals) }}
{% endmacro %}

{# dbt's own, except that a var answers for the warehouse when compiling without one. #}
{% macro is_incremental() %}
    {% if var('offline_compile', none) is not none %}
        {{ return(var('offline_compile') | as_bool) }}
    {% endif %}
    {{ return(dbt.is_incremental()) }}
{% endmacro %}
