{# Fails with every key that occurs more than once or has an unknown part. #}
{% test primary_key(model, columns) %}
select {{ columns | join(', ') }}, count(*) as occurrences
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1{% for name in columns %} or {{ name }} is null{% endfor %}
{% endtest %}
