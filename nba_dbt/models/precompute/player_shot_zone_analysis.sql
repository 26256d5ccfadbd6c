{{ config(replace_window()) }}

{% set zones = {'paint': 'paint', 'mid_range': 'mid_range', 'three_pt': 'three_zone'} %}

with players as (
    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}
),

prior_games as (
    select * from {{ ref('int_player_prior_games') }}
    where {{ in_window('game_date') }}
),

games_known as (
    select * from {{ ref('int_player_games_known') }}
    where {{ in_window('game_date') }}
),

completeness as (
    select * from {{ ref('int_team_completeness') }}
    where {{ in_window('game_date') }}
),

positions as (
    select * from {{ ref('int_player_positions') }}
),

-- What the sources said last before the date.
latest_positions as (
    {{ latest_before('players', 'positions', ['nba_player_id'], ['nba_player_id'], ['player_position']) }}
),

last_20 as (
    select
        prior_games.*,
        coalesce(games_known.games_known_last_20, 0) as expected_games
    from prior_games
    left join games_known
        on prior_games.game_date = games_known.game_date
        and prior_games.nba_player_id = games_known.nba_player_id
    where recency <= 20
),

game_rows as (
    {{ source_state('last_20', ['game_date', 'nba_player_id'], 'max(expected_games)') }}
),

seasons as (
    select game_date, nba_player_id, count(case when is_this_season then 1 end) as season_games
    from prior_games
    group by game_date, nba_player_id
),

-- A game whose shots are not all in the chart would shift the rates: it holds its place in the window, no more.
sums as (
    select
        game_date,
        nba_player_id,
        count(case when recency <= 10 then 1 end) as games_in_sample_10,
        count(*) as games_in_sample_20,
        {{ sum_last('fg_attempts', 10) }} as total_shots_last_10,
        {% for zone, column in zones.items() %}
        {{ sum_last(column ~ '_attempts', 10) }} as {{ zone }}_attempts,
        {{ sum_last(column ~ '_makes', 10) }} as {{ zone }}_makes,
        {% endfor %}
        {{ int_sum('fg_attempts') }} as total_shots_last_20,
        {{ int_sum('paint_attempts') }} as paint_attempts_20,
        {{ int_sum('paint_makes') }} as paint_makes_20
    from last_20
    where has_complete_shot_zones
    group by game_date, nba_player_id
),

-- Who passed the ball is known of some games only; a game of which it is not known counts for nothing here.
makes as (
    select
        game_date,
        nba_player_id,
        count(*) as assist_games_last_10,
        {{ int_sum('assisted_fg_makes') }} as assisted_makes,
        {{ int_sum('unassisted_fg_makes') }} as unassisted_makes,
        {{ int_sum('assisted_fg_makes + unassisted_fg_makes') }} as known_makes
    from last_20
    where recency <= 10 and assisted_fg_makes is not null and unassisted_fg_makes is not null
    group by game_date, nba_player_id
),

rates as (
    select
        *
        {% for zone in zones %}
        , {{ safe_divide(as_float(zone ~ '_attempts'), 'total_shots_last_10') }} as {{ zone }}_rate_last_10
        , {{ safe_divide(as_float(zone ~ '_makes'), zone ~ '_attempts') }} as {{ zone }}_pct_last_10
        , {{ safe_divide(as_float(zone ~ '_attempts'), 'games_in_sample_10') }} as {{ zone }}_attempts_per_game
        {% endfor %}
        , {{ safe_divide(as_float('paint_attempts_20'), 'total_shots_last_20') }} as paint_rate_20
        , {{ safe_divide(as_float('paint_makes_20'), 'paint_attempts_20') }} as paint_pct_20
    from sums
),

final as (
    select
        players.game_date,
        players.nba_player_id,
        players.player_lookup,
        players.team_abbr,
        latest_positions.player_position,
        coalesce(rates.games_in_sample_10, 0) as games_in_sample_10,
        coalesce(rates.games_in_sample_20, 0) as games_in_sample_20,
        {{ sample_quality('rates.games_in_sample_10', 10) }} as sample_quality_10,
        {{ sample_quality('rates.games_in_sample_20', 20) }} as sample_quality_20,
        coalesce(rates.total_shots_last_10, 0) as total_shots_last_10,
        {% for zone in zones %}
        rates.{{ zone }}_rate_last_10,
        rates.{{ zone }}_pct_last_10,
        rates.{{ zone }}_attempts_per_game,
        {% endfor %}
        case when rates.games_in_sample_20 >= 15 then rates.paint_rate_20 end as paint_rate_last_20,
        case when rates.games_in_sample_20 >= 15 then rates.paint_pct_20 end as paint_pct_last_20,
        coalesce(makes.assist_games_last_10, 0) as assist_games_last_10,
        {{ safe_divide(as_float('makes.assisted_makes'), 'makes.known_makes') }} as assisted_rate_last_10,
        {{ safe_divide(as_float('makes.unassisted_makes'), 'makes.known_makes') }} as unassisted_rate_last_10,
        case
            when rates.paint_rate_last_10 >= 0.40 then 'paint'
            when rates.three_pt_rate_last_10 >= 0.40 then 'perimeter'
            when rates.mid_range_rate_last_10 >= 0.35 then 'mid_range'
            when rates.paint_rate_last_10 is not null then 'balanced'
        end as primary_scoring_zone,
        {{ sample_tier('rates.games_in_sample_10', 10, 7) }} as data_quality_tier,
        coalesce(seasons.season_games, 0) < 10 as early_season_flag,
        {{ completeness_columns('completeness', 'l10', ['l10']) }},
        {{ source_columns('player_games', 'game_rows') }}
    from players
    left join rates
        on players.game_date = rates.game_date
        and players.nba_player_id = rates.nba_player_id
    left join makes
        on players.game_date = makes.game_date
        and players.nba_player_id = makes.nba_player_id
    left join seasons
        on players.game_date = seasons.game_date
        and players.nba_player_id = seasons.nba_player_id
    left join latest_positions
        on players.game_date = latest_positions.game_date
        and players.nba_player_id = latest_positions.nba_player_id
    left join completeness
        on players.game_date = completeness.game_date
        and players.team_abbr = completeness.team_abbr
    left join game_rows
        on players.game_date = game_rows.game_date
        and players.nba_player_id = game_rows.nba_player_id
)

select
    *,
    {{ data_hash() }} as data_hash,
    {{ processed_at() }} as processed_at
from final
