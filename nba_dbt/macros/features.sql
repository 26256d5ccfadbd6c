{#
  What the columns of features in ml_feature_store_v2 say of a row. Which features there are, in which order, and what
  each one's source is worth stands in feature_contract(), generated from the one contract.
#}

{# All of them as columns, each in the type that the contract gives it. #}
{% macro typed_features() -%}
    {% for feature in feature_contract() -%}
    {{ as_int(feature.name) if feature.whole else as_float(feature.name) }} as {{ feature.name }}
    {{- ',' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{# Of each feature where it comes from and what that is worth. #}
{% macro feature_origins() -%}
    {% for feature in feature_contract() -%}
    case when {{ feature.name }} is null then 'missing' else '{{ feature.source }}' end as {{ feature.name }}_source,
    case when {{ feature.name }} is null then 0.0 else {{ as_float(feature.weight) }} end as {{ feature.name }}_quality,
    {% endfor %}
{%- endmacro %}

{# The columns that only repeat which features are unknown: no facts of their own for the row's hash. #}
{% macro feature_origin_columns() %}
    {%- set columns = [] -%}
    {%- for feature in feature_contract() -%}
        {%- do columns.extend([feature.name ~ '_source', feature.name ~ '_quality']) -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}

{% macro feature_names(features) %}
    {{ return(features | map(attribute='name') | list) }}
{% endmacro %}

{% macro features_of(group) %}
    {{ return(feature_contract() | selectattr('group', 'equalto', group) | list) }}
{% endmacro %}

{% macro feature_groups() %}
    {{ return(['matchup', 'player_history', 'team_context', 'vegas', 'game_context']) }}
{% endmacro %}

{% macro required_features() %}
    {{ return(feature_contract() | selectattr('required') | list) }}
{% endmacro %}

{# The worth of features added up; an unknown one is worth nothing. #}
{% macro sum_quality(features) -%}
    {%- for feature in features -%}
    case when {{ feature.name }} is null then 0 else {{ feature.weight }} end{{ ' + ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#
  The mean worth of features, 0-100: an unknown one counts as 0, but for an optional one, which is passed over, for
  unknown is its true answer.
#}
{% macro mean_quality(features) -%}
    {%- set optional = features | rejectattr('required') | list -%}
    {%- set counted = (features | length - optional | length) ~ ' + ' ~ count_present(feature_names(optional)) -%}
    {{ safe_divide(as_float(sum_quality(features)), '(' ~ counted ~ ')') }}
{%- endmacro %}

{# The mean worth of a group's features, 0-100: an unknown one counts as 0, optional or not. #}
{% macro group_quality(group) -%}
    {{ as_float(sum_quality(features_of(group))) }} / {{ features_of(group) | length }}
{%- endmacro %}

{# How many of the features are unknown. #}
{% macro count_missing(features) -%}
    {{ as_int(features | length ~ ' - ' ~ count_present(feature_names(features))) }}
{%- endmacro %}

{# The positions of the unknown features, with commas between them; empty when all are known. #}
{% macro list_missing_indices(features) -%}
    {%- set missing = {} -%}
    {%- for feature in features -%} {%- do missing.update({feature.index: feature.name ~ ' is null'}) -%} {%- endfor -%}
    {{ list_true(missing) }}
{%- endmacro %}

{# How many of the named columns are known. #}
{% macro count_present(names) -%}
    ({% for name in names %}case when {{ name }} is null then 0 else 1 end{{ ' + ' if not loop.last }}{% endfor %})
{%- endmacro %}

{# The names of the unknown columns, with commas between them; empty when all are known. #}
{% macro list_missing(names) -%}
    {%- set missing = {} -%}
    {%- for name in names -%} {%- do missing.update({name: name ~ ' is null'}) -%} {%- endfor -%}
    {{ list_true(missing) }}
{%- endmacro %}
