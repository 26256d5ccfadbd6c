{#
  What a row was made from and how complete that was, in the same columns on every table. A source of a row is known by
  a prefix; beside a source stand when it was last written, how many of its rows the row was made from (0: none), how
  many of those that it should have are there, and a hash by which a change of it shows.
#}

{# The hash of a raw table's rows by the columns that the source file declares. #}
{% macro raw_row_hash(table) -%}
    {%- set columns = [] -%}
    {#- While parsing there is no graph yet. -#}
    {%- for node in graph.get('sources', {}).values() if node.name == table and node.source_name == 'nba_raw' -%}
        {%- for column in node.columns.values() if is_business(column.name) -%}
            {%- do columns.append(column) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ row_hash(columns) if columns else 'cast(null as ' ~ dbt.type_string() ~ ')' }}
{%- endmacro %}

{# The state of rows that have data_hash and processed_at, by some of their columns. expected: the least rows there should be. #}
{% macro source_state(relation, keys, expected) %}
    select
        {{ keys | join(', ') }},
        max(processed_at) as last_updated,
        count(*) as rows_found,
        {{ completeness_pct('count(*)', expected) }} as completeness_pct,
        {{ set_hash('data_hash') }} as {{ adapter.quote('hash') }}
    from {{ relation }} as tracked
    group by {{ keys | join(', ') }}
{% endmacro %}

{# 100 times found by expected, at most 100; 100 where nothing is expected. #}
{% macro completeness_pct(found, expected) -%}
    case
        when {{ found }} >= {{ expected }} then 100.0
        else {{ as_float('100.0 * ' ~ found) }} / {{ expected }}
    end
{%- endmacro %}

{# The four columns of a source; alias is the state that was left-joined. #}
{% macro source_columns(prefix, alias) -%}
    {{ alias }}.last_updated as source_{{ prefix }}_last_updated,
    coalesce({{ alias }}.rows_found, 0) as source_{{ prefix }}_rows_found,
    {{ as_float('coalesce(' ~ alias ~ '.completeness_pct, 0)') }} as source_{{ prefix }}_completeness_pct,
    {{ alias }}.hash as source_{{ prefix }}_hash
{%- endmacro %}

{# The columns of several sources, by their prefixes; the state of each was left-joined as <prefix>_state. #}
{% macro columns_of_sources(prefixes) -%}
    {% for prefix in prefixes -%}
    {{ source_columns(prefix, prefix ~ '_state') }}{{ ',' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{# The same columns where a later step passes them on. #}
{% macro names_of_sources(prefixes) -%}
    {% for prefix in prefixes -%}
    source_{{ prefix }}_last_updated,
    source_{{ prefix }}_rows_found,
    source_{{ prefix }}_completeness_pct,
    source_{{ prefix }}_hash{{ ',' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{#
  Joins the states of a row's sources, each as <prefix>_state. row: the alias of the rows, which have game_id. sources: by
  prefix the raw table, as SQL. The model has int_source_states of its window as source_states.
#}
{% macro join_source_states(row, sources) -%}
    {% for prefix, table in sources.items() -%}
    left join source_states as {{ prefix }}_state
        on {{ row }}.game_id = {{ prefix }}_state.game_id
        and {{ prefix }}_state.source = {{ table }}
    {% endfor -%}
{%- endmacro %}

{# 100 less what each fault of a row costs. faults: by name when it holds (SQL) and how many points it costs. #}
{% macro score_of(faults) -%}
    {%- set terms = ['100'] -%}
    {%- for fault in faults.values() -%}
        {%- do terms.append('case when ' ~ fault.when ~ ' then ' ~ fault.costs ~ ' else 0 end') -%}
    {%- endfor -%}
    {{ as_float(terms | join(' - ')) }}
{%- endmacro %}

{# The names of a row's faults, with commas between them; empty when it has none. #}
{% macro list_faults(faults) -%}
    {%- set conditions = {} -%}
    {%- for name, fault in faults.items() -%}{%- do conditions.update({name: fault.when}) -%}{%- endfor -%}
    {{ list_true(conditions) }}
{%- endmacro %}

{#
  The completeness columns of a row that is prepared for a team's game date; alias is int_team_completeness, joined on
  game_date and team_abbr. window: the one that the counts are of. windows: those that are told besides. Of a row
  without a team no games are expected, so none are missing, but nobody can tell that it is good enough.
#}
{% macro completeness_columns(alias, window, windows) -%}
    coalesce({{ alias }}.expected_{{ window }}, 0) as expected_games_count,
    coalesce({{ alias }}.actual_{{ window }}, 0) as actual_games_count,
    coalesce({{ alias }}.expected_{{ window }} - {{ alias }}.actual_{{ window }}, 0) as missing_games_count,
    {{ window_completeness(alias, window) }} as completeness_percentage,
    {% for name in windows -%}
    {{ window_completeness(alias, name) }} as {{ name }}_completeness_pct,
    coalesce({{ alias }}.actual_{{ name }} >= {{ alias }}.expected_{{ name }}, true) as {{ name }}_is_complete,
    {% endfor -%}
    {% for name in windows -%}
    coalesce({{ alias }}.actual_{{ name }} >= {{ alias }}.expected_{{ name }}, true){{ ' and ' if not loop.last }}
    {%- endfor %} as all_windows_complete,
    {{ alias }}.game_date is not null
    {%- for name in windows %} and {{ window_completeness(alias, name) }} >= 70{% endfor %} as is_production_ready,
    coalesce({{ alias }}.season_boundary_detected, false) as season_boundary_detected,
    coalesce({{ alias }}.backfill_bootstrap_mode, false) as backfill_bootstrap_mode
{%- endmacro %}

{% macro window_completeness(alias, window) -%}
    {%- set expected = 'coalesce(' ~ alias ~ '.expected_' ~ window ~ ', 0)' -%}
    {%- set actual = 'coalesce(' ~ alias ~ '.actual_' ~ window ~ ', 0)' -%}
    {{ as_float(completeness_pct(actual, expected)) }}
{%- endmacro %}

{# Names of what is wrong with a row, with commas between them, from conditions by name; empty when nothing is. #}
{% macro list_true(conditions) -%}
    {%- set texts = [] -%}
    {%- for name, condition in conditions.items() -%}
        {%- do texts.append("case when " ~ condition ~ " then '" ~ name ~ ",' else '' end") -%}
    {%- endfor -%}
    rtrim({{ joined(texts) }}, ',')
{%- endmacro %}
