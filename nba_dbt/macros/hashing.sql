{# Hashes of rows: the same on every engine, and the same however often a row is built again from the same facts. #}

{# The first 16 hexadecimal digits of SHA-256. #}
{% macro short_hash(text) -%}
    substr({{ 'to_hex(sha256(' ~ text ~ '))' if target.type == 'bigquery' else 'sha256(' ~ text ~ ')' }}, 1, 16)
{%- endmacro %}

{#
  A value as text that both engines write alike: moments in microseconds, floats in whole steps of nearly a millionth.
  The steps are a prime number to one, because shares often lie half-way between two millionths (21 / 25.6), where the last
  bit of a sum decides to which side they are rounded.
#}
{% macro hash_text(name, data_type) -%}
    {%- if data_type == 'varchar' -%} coalesce({{ name }}, 'NULL')
    {%- elif data_type == 'double' -%}
        coalesce(cast(cast(round({{ name }} * 999983) as {{ dbt.type_bigint() }}) as {{ dbt.type_string() }}), 'NULL')
    {%- elif data_type.startswith('timestamp') -%}
        coalesce(cast({{ microseconds(name) }} as {{ dbt.type_string() }}), 'NULL')
    {%- else -%} coalesce(cast({{ name }} as {{ dbt.type_string() }}), 'NULL')
    {%- endif -%}
{%- endmacro %}

{# The hash of a row from its declared columns. #}
{% macro row_hash(columns) -%}
    {%- set texts = [] -%}
    {%- for column in columns -%}{%- do texts.append(hash_text(column.name, column.data_type)) -%}{%- endfor -%}
    {{ short_hash(joined(texts, '|')) }}
{%- endmacro %}

{# The hash of a set of rows from their hashes, in whatever order they come; NULL of no rows. #}
{% macro set_hash(hash) -%}
    {{ short_hash("string_agg(" ~ hash ~ ", '' order by " ~ hash ~ ")") }}
{%- endmacro %}

{#
  The hash of a model's row: over all columns that its description declares, but for those that say when and from what
  the row was made and how good it is. without: further columns that only repeat others.
#}
{% macro data_hash(without=[]) -%}
    {%- set hashed = [] -%}
    {%- for column in model.columns.values() if is_business(column.name) and column.name not in without -%}
        {%- do hashed.append(column) -%}
    {%- endfor -%}
    {#- While parsing, and in unit tests, no columns are declared yet. -#}
    {{ row_hash(hashed) if hashed else 'cast(null as ' ~ dbt.type_string() ~ ')' }}
{%- endmacro %}

{% macro is_business(name) -%}
    {{ return(
        name not in ('data_hash', 'processed_at', 'captured_at', 'source_file', 'is_production_ready')
        and not name.startswith('source_')
        and not name.startswith('quality_')
    ) }}
{%- endmacro %}
