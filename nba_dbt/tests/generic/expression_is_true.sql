{# Fails with every row for which the expression is false; an unknown expression passes. #}
{% test expression_is_true(model, expression) %}
select *
from {{ model }}
where not ({{ expression }})
{% endtest %}
