{% set sources = [
    'int_line_names',
    'int_bettingpros_names',
    'int_injury_report_names',
    'int_injured_list_names',
    'int_gamebook_names',
    'int_play_by_play_names',
    'int_roster_names',
] %}

{% for names in sources %}
select * from {{ ref(names) }}
{{ 'union all' if not loop.last }}
{% endfor %}
