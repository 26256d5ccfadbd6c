{# Fails with every group of rows that should tell the same and does not; unknown values contradict nothing. #}
{% test agree_by(model, columns, values) %}
select {{ columns | join(', ') }}
from {{ model }}
group by {{ columns | join(', ') }}
having {% for value in values %}count(distinct {{ value }}) > 1{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
