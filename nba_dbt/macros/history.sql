{# The one comparison that keeps the future out: a result counts for a target only when its game date is earlier. #}
{% macro is_prior(history_date, target_date) -%}
    {{ history_date }} < {{ target_date }}
{%- endmacro %}

{#
  The games before each target: every window over results is a conditional aggregate over these rows.

  targets: relation with game_date and the entity's columns. history: relation with one row per entity and game_date.
  entity: the columns that name whose games they are.
  columns: what to take from the history. Beside them stand
    recency               1 for the latest game, 2 for the one before, ...
    days_before           days from the game to the target date, at least 1
    is_this_season        the game belongs to the season of the target date
  Only games of the last within_days days count.
#}
{% macro prior_games(targets, history, entity, columns, within_days=365) %}
    select
        targets.game_date,
        {% for name in entity %}targets.{{ name }},{% endfor %}
        {% for name in columns %}history.{{ name }},{% endfor %}
        history.game_date as prior_game_date,
        {{ days_between('history.game_date', 'targets.game_date') }} as days_before,
        {{ season_year('history.game_date') }} = {{ season_year('targets.game_date') }} as is_this_season,
        row_number() over (
            partition by targets.game_date{% for name in entity %}, targets.{{ name }}{% endfor %}
            order by history.game_date desc
        ) as recency
    from {{ targets }} as targets
    inner join {{ history }} as history
        on {{ is_prior('history.game_date', 'targets.game_date') }}
        and history.game_date >= {{ add_days('targets.game_date', -within_days) }}
        {% for name in entity %}and history.{{ name }} = targets.{{ name }}
        {% endfor %}
{% endmacro %}

{#
  The latest row of the history before each target, of every entity that matches the target: what prior_games has as
  recency 1, found without ranking all the games before it.

  match: the columns in which target and history must agree. entity: the columns that name whose rows they are; a row is
  the latest from its date until the entity's next one. The history holds one row per entity and game_date.
  columns: what to take from the history; prior_game_date and days_before stand beside them.
#}
{% macro latest_before(targets, history, match, entity, columns, within_days=365) %}
    select
        targets.*,
        {% for name in columns %}history.{{ name }},{% endfor %}
        history.game_date as prior_game_date,
        {{ days_between('history.game_date', 'targets.game_date') }} as days_before
    from {{ targets }} as targets
    inner join (
        select
            entity_rows.*,
            lead(entity_rows.game_date) over (
                partition by {{ entity | join(', ') }} order by entity_rows.game_date
            ) as next_game_date
        from {{ history }} as entity_rows
    ) as history
        on {{ is_prior('history.game_date', 'targets.game_date') }}
        and (history.next_game_date is null or not ({{ is_prior('history.next_game_date', 'targets.game_date') }}))
        and history.game_date >= {{ add_days('targets.game_date', -within_days) }}
        {% for name in match %}and history.{{ name }} = targets.{{ name }}
        {% endfor %}
{% endmacro %}

{#
  The games that are scheduled after each target: known of them before the target date are date, place and opponent,
  never a result. The schedule is told ahead, but for games whose teams results decide; who asks leaves those out.

  targets: relation with game_date and the entity's columns. schedule: one row per entity and game_date.
  columns: what to take from the schedule. Beside them stand
    proximity      1 for the next game, 2 for the one after, ...
    days_after     days from the target date to the game, at least 1
  Only games of the next within_days days count; there is no default, for how far a model looks ahead is part of it.
#}
{% macro next_games(targets, schedule, entity, columns, within_days) %}
    select
        targets.game_date,
        {% for name in entity %}targets.{{ name }},{% endfor %}
        {% for name in columns %}schedule.{{ name }},{% endfor %}
        {{ days_between('targets.game_date', 'schedule.game_date') }} as days_after,
        row_number() over (
            partition by targets.game_date{% for name in entity %}, targets.{{ name }}{% endfor %}
            order by schedule.game_date
        ) as proximity
    from {{ targets }} as targets
    inner join {{ schedule }} as schedule
        on {{ is_prior('targets.game_date', 'schedule.game_date') }}
        and schedule.game_date <= {{ add_days('targets.game_date', within_days) }}
        {% for name in entity %}and schedule.{{ name }} = targets.{{ name }}
        {% endfor %}
{% endmacro %}

{# Aggregates over prior_games rows. A window of games counts games; season windows stay in the target's season. #}

{% macro avg_last(column, games) %}{{ mean('case when recency <= ' ~ games ~ ' then ' ~ column ~ ' end') }}{% endmacro %}

{% macro sum_last(column, games) %}{{ int_sum('case when recency <= ' ~ games ~ ' then ' ~ column ~ ' end') }}{% endmacro %}

{% macro games_last(games) %}count(case when recency <= {{ games }} then 1 end){% endmacro %}

{% macro avg_season(column) %}{{ mean('case when is_this_season then ' ~ column ~ ' end') }}{% endmacro %}

{# Days windows hold the target date itself as their last day: the last 7 days are the 6 days before it. #}
{% macro in_last_days(days) %}days_before < {{ days }}{% endmacro %}
