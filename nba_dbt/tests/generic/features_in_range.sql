{# Fails with every row and feature whose value the feature contract calls implausible. #}
{% test features_in_range(model) %}
{% for feature in feature_contract() %}
select game_date, nba_player_id, '{{ feature.name }}' as feature, {{ as_float(feature.name) }} as known_value
from {{ model }}
where {{ feature.name }} < {{ feature.low }} or {{ feature.name }} > {{ feature.high }}
{{ 'union all' if not loop.last }}
{% endfor %}
{% endtest %}
