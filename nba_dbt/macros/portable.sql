{# The differences between DuckDB and BigQuery, one body each. Models use these and nothing engine-specific. #}

{% macro float_type() %}{{ 'float64' if target.type == 'bigquery' else 'double' }}{% endmacro %}

{% macro timestamp_type() %}{{ 'timestamp' if target.type == 'bigquery' else 'timestamptz' }}{% endmacro %}

{% macro as_float(expression) %}cast({{ expression }} as {{ float_type() }}){% endmacro %}

{% macro as_int(expression) %}cast({{ expression }} as {{ dbt.type_bigint() }}){% endmacro %}

{# The sum of whole numbers as a whole number: DuckDB would widen it to 128 bits. #}
{% macro int_sum(expression) %}cast(sum({{ expression }}) as {{ dbt.type_bigint() }}){% endmacro %}

{#
  A number in whole millionths. Adding whole numbers is exact: a sum of floats depends on the order in which threads meet
  the rows, and decimals differ between the engines in places and in what their mean keeps.
#}
{% macro millionths(expression) %}{{ as_int('round((' ~ expression ~ ') * 1000000)') }}{% endmacro %}

{# The mean of floats or whole numbers, to the millionth of each: two builds of the same data agree to the last digit. #}
{% macro mean(expression) -%}
    ({{ as_float('sum(' ~ millionths(expression) ~ ')') }}
    / nullif({{ as_float('count(' ~ expression ~ ')') }} * 1000000, 0))
{%- endmacro %}

{# The sum of floats, added up in the same way. #}
{% macro float_sum(expression) -%}
    ({{ as_float('sum(' ~ millionths(expression) ~ ')') }} / 1000000)
{%- endmacro %}

{# 1, 0, or NULL for a condition that is unknown. #}
{% macro as_flag(condition) %}cast(({{ condition }}) as {{ dbt.type_bigint() }}){% endmacro %}

{% macro safe_divide(numerator, denominator) %}({{ numerator }}) / nullif({{ denominator }}, 0){% endmacro %}

{# Whole days from the earlier date to the later one. #}
{% macro days_between(earlier, later) %}
    {%- if target.type == 'bigquery' -%} date_diff({{ later }}, {{ earlier }}, day)
    {%- else -%} date_diff('day', {{ earlier }}, {{ later }}) {%- endif -%}
{% endmacro %}

{% macro add_days(day, days) %}
    {%- if target.type == 'bigquery' -%} date_add({{ day }}, interval {{ days }} day)
    {%- else -%} ({{ day }} + ({{ days }})) {%- endif -%}
{% endmacro %}

{# Minutes from the earlier moment to the later one, with fractions; negative when the order is reversed. #}
{% macro minutes_between(earlier, later) %}
    {%- if target.type == 'bigquery' -%} timestamp_diff({{ later }}, {{ earlier }}, second) / 60.0
    {%- else -%} date_diff('second', {{ earlier }}, {{ later }}) / 60.0 {%- endif -%}
{% endmacro %}

{# Microseconds of a moment since 1970. #}
{% macro microseconds(moment) %}
    {%- if target.type == 'bigquery' -%} unix_micros({{ moment }}) {%- else -%} epoch_us({{ moment }}) {%- endif -%}
{% endmacro %}

{# The time of day of a moment in a time zone: 7:30 PM. #}
{% macro local_time(moment, timezone) -%}
    {%- if target.type == 'bigquery' -%} ltrim(format_timestamp('%I:%M %p', {{ moment }}, {{ timezone }}), '0')
    {%- else -%} ltrim(strftime(timezone({{ timezone }}, {{ moment }}), '%I:%M %p'), '0') {%- endif -%}
{%- endmacro %}

{# Unlike greatest() and least(), whose NULL rules differ between engines: an unknown value stays unknown. #}
{% macro clamp(expression, low, high) -%}
    case
        when {{ expression }} < {{ low }} then {{ low }}
        when {{ expression }} > {{ high }} then {{ high }}
        else {{ expression }}
    end
{%- endmacro %}

{# The exact median as an aggregate, over values ranked from 1 to n: BigQuery has none. #}
{% macro median_of_ranked(value, rank, n) -%}
    avg(case when 2 * {{ rank }} between {{ n }} and {{ n }} + 2 then {{ value }} end)
{%- endmacro %}

{# Sample standard deviation (n - 1) of whole numbers as an aggregate, from exact sums; NULL for fewer than two. #}
{% macro sample_std(value) -%}
    {%- set n = "count(" ~ value ~ ")" -%}
    sqrt(
        {{ as_float(n ~ " * sum((" ~ value ~ ") * (" ~ value ~ ")) - sum(" ~ value ~ ") * sum(" ~ value ~ ")") }}
        / nullif({{ n }} * ({{ n }} - 1), 0)
    )
{%- endmacro %}

{# Sample standard deviation of a few floats in whole millionths: their squares fit into 64 bits. #}
{% macro sample_std_of_floats(value) -%}
    {{ sample_std(as_int('round((' ~ value ~ ') * 1000000)')) }} / 1000000
{%- endmacro %}

{# Least-squares slope of y over x as an aggregate; rows with an unknown y must be excluded by the caller. #}
{% macro slope(y, x, condition) -%}
    {%- set n = "count(case when " ~ condition ~ " then 1 end)" -%}
    {%- set sum_x = "sum(case when " ~ condition ~ " then " ~ x ~ " end)" -%}
    {%- set sum_y = "sum(case when " ~ condition ~ " then " ~ y ~ " end)" -%}
    {%- set sum_xy = "sum(case when " ~ condition ~ " then " ~ x ~ " * " ~ y ~ " end)" -%}
    {%- set sum_xx = "sum(case when " ~ condition ~ " then " ~ x ~ " * " ~ x ~ " end)" -%}
    {{ as_float(n ~ " * " ~ sum_xy ~ " - " ~ sum_x ~ " * " ~ sum_y) }}
        / nullif({{ as_float(n ~ " * " ~ sum_xx ~ " - " ~ sum_x ~ " * " ~ sum_x) }}, 0)
{%- endmacro %}

{# Texts in a row as one, with a separator between them. None may be NULL: an array would leave it out. #}
{% macro joined(texts, separator='') -%}
    array_to_string([{{ texts | join(', ') }}], '{{ separator }}')
{%- endmacro %}
