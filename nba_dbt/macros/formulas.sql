{# Basketball formulas that more than one model uses. All rates are fractions. #}

{# Year in which the season of a date began: 2024 for 2025-01-12. #}
{% macro season_year(day) -%}
    (extract(year from {{ day }}) - case when extract(month from {{ day }}) < 10 then 1 else 0 end)
{%- endmacro %}

{# Possessions used: an estimate from the box score. #}
{% macro possessions(fga, fta, turnovers, offensive_rebounds) -%}
    {{ as_float(fga ~ " + 0.44 * " ~ fta ~ " + " ~ turnovers ~ " - " ~ offensive_rebounds) }}
{%- endmacro %}

{# Possessions per 48 minutes; team_minutes are the minutes of all five players, 240 without overtime. #}
{% macro pace(possessions, team_minutes) -%}
    {{ safe_divide(possessions ~ " * 48", team_minutes ~ " / 5.0") }}
{%- endmacro %}

{% macro true_shooting(points, fga, fta) -%}
    {{ safe_divide(as_float(points), "2 * (" ~ fga ~ " + 0.44 * " ~ fta ~ ")") }}
{%- endmacro %}

{# A change in five steps, -2 to 2: past the small and the large threshold in either direction. #}
{% macro step_score(change, small, large) -%}
    {%- set steps -%}
        case
            when {{ change }} >= {{ large }} then 2
            when {{ change }} >= {{ small }} then 1
            when {{ change }} <= -{{ large }} then -2
            when {{ change }} <= -{{ small }} then -1
            when {{ change }} is not null then 0
        end
    {%- endset -%}
    {{ as_int(steps) }}
{%- endmacro %}

{# How doubtful it is that a player takes part, 0 to 3; NULL where no source speaks for the date. #}
{% macro injury_risk(status) -%}
    {%- set levels -%}
        case
            when {{ status }} = 'available' then 0
            when {{ status }} = 'probable' then 1
            when {{ status }} = 'questionable' then 2
            when {{ status }} in ('doubtful', 'out') then 3
        end
    {%- endset -%}
    {{ as_int(levels) }}
{%- endmacro %}

{#
  Miles on the great circle between two points in degrees, rounded to whole miles: the haversine formula with an earth
  radius of 3959 miles.
#}
{% macro great_circle_miles(from_latitude, from_longitude, to_latitude, to_longitude) -%}
    {%- set radian = '(acos(-1) / 180)' -%}
    {%- set half_north = 'sin((' ~ to_latitude ~ ' - ' ~ from_latitude ~ ') * ' ~ radian ~ ' / 2)' -%}
    {%- set half_east = 'sin((' ~ to_longitude ~ ' - ' ~ from_longitude ~ ') * ' ~ radian ~ ' / 2)' -%}
    round(2 * 3959 * asin(sqrt(
        power({{ half_north }}, 2)
        + cos({{ from_latitude }} * {{ radian }}) * cos({{ to_latitude }} * {{ radian }}) * power({{ half_east }}, 2)
    )))
{%- endmacro %}

{# The decimal price of American odds: 1.91 for -110, 2.5 for +150. #}
{% macro decimal_price(odds) -%}
    case when {{ odds }} > 0 then 1 + {{ odds }} / 100.0 else 1 + 100.0 / -{{ odds }} end
{%- endmacro %}

{# Name of a quality score from 0 to 100. #}
{% macro source_quality_tier(score) -%}
    case
        when {{ score }} >= 95 then 'gold'
        when {{ score }} >= 75 then 'silver'
        when {{ score }} >= 50 then 'bronze'
        when {{ score }} >= 25 then 'poor'
        when {{ score }} is not null then 'unusable'
    end
{%- endmacro %}

{#
  Kind of a reason for not playing, by the first group of words of which one stands in the text; NULL without a text.
#}
{% macro absence_category(reason) -%}
    {%- set kinds = {
        'injury': [
            'injury', 'injured', 'illness', 'sprain', 'strain', 'sore', 'pain', 'surgery', 'concussion', 'knee', 'ankle',
            'back', 'hamstring', 'shoulder', 'hip', 'foot', 'calf', 'quad', 'groin', 'wrist', 'elbow',
        ],
        'rest': ['rest', 'load management', 'recovery', 'maintenance', 'scheduled rest', 'precautionary'],
        'personal': ['personal', 'family', 'birth', 'funeral', 'bereavement'],
        'coach_decision': [
            'coach', 'decision', 'not with team', 'suspension', 'team decision', 'disciplinary',
        ],
    } -%}
    case
        {%- for kind, words in kinds.items() %}
        when {% for word in words %}lower({{ reason }}) like '%{{ word }}%'{{ ' or ' if not loop.last }}{% endfor %}
            then '{{ kind }}'
        {%- endfor %}
        when {{ reason }} is not null then 'other'
    end
{%- endmacro %}
