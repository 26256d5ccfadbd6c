{{ config(replace_window()) }}

with predictions as (
    select * from {{ ref('stg_predictions') }}
    where {{ in_window('game_date') }} and predicted_points is not null
),

schedule as (
    select * from {{ ref('stg_schedule') }}
),

player_games as (
    select * from {{ ref('player_game_summary') }}
    where {{ in_window('game_date') }}
),

features as (
    select * from {{ ref('ml_feature_store_v2') }}
    where {{ in_window('game_date') }}
),

-- Final in the schedule and with a box score: without one, an absent player may just be late data. A game that was
-- postponed is final on another date, if at all, and grades nothing here.
gradable_games as (
    select schedule.game_date, schedule.nba_game_id, schedule.tipoff_at
    from schedule
    where
        schedule.is_final
        and schedule.nba_game_id in (select player_games.nba_game_id from player_games)
),

outcomes as (
    select
        predictions.*,
        gradable_games.tipoff_at,
        player_games.points as actual_points,
        player_games.minutes_played,
        predictions.current_points_line as line_value,
        -- Without a row in a final game's summary, with that of one who did not play, or neither a minute nor a point.
        player_games.points is null
        or (player_games.minutes_played = 0 and player_games.points = 0) as is_voided,
        features.points_avg_last_10,
        features.points_avg_season
    from predictions
    inner join gradable_games
        on predictions.game_date = gradable_games.game_date
        and predictions.nba_game_id = gradable_games.nba_game_id
    left join player_games
        on predictions.game_date = player_games.game_date
        and predictions.nba_player_id = player_games.nba_player_id
    left join features
        on predictions.game_date = features.game_date
        and predictions.nba_player_id = features.nba_player_id
),

final as (
    select
        game_date,
        nba_player_id,
        system_id,
        prediction_id,
        player_lookup,
        game_id,
        nba_game_id,
        team_abbr,
        opponent_team_abbr,
        model_id,
        predicted_points,
        confidence_score,
        {{ as_int('case when confidence_score >= 1 then 10 else floor(confidence_score * 10) + 1 end') }}
            as confidence_decile,
        recommendation,
        has_prop_line,
        line_value,
        line_books,
        actual_points,
        minutes_played,
        case when not is_voided then abs(predicted_points - actual_points) end as absolute_error,
        case when not is_voided then predicted_points - actual_points end as signed_error,
        case when not is_voided then abs(predicted_points - actual_points) <= 3 end as within_3_points,
        case when not is_voided then abs(predicted_points - actual_points) <= 5 end as within_5_points,
        predicted_points - line_value as predicted_margin,
        abs(predicted_points - line_value) as edge,
        case when not is_voided then actual_points - line_value end as actual_margin,
        case
            when recommendation in ('OVER', 'UNDER') and not is_voided and actual_points <> line_value
                then (actual_points > line_value) = (recommendation = 'OVER')
        end as prediction_correct,
        coalesce(not is_voided and actual_points = line_value, false) as is_push,
        is_voided,
        case when is_voided then 'did_not_play' end as void_reason,
        is_actionable,
        filter_reason,
        feature_quality_score,
        case
            when feature_quality_score >= 80 then 'HIGH'
            when feature_quality_score >= 70 then 'MEDIUM'
            else 'LOW'
        end as data_quality_tier,
        points_avg_last_10,
        points_avg_season,
        predicted_at <= tipoff_at as prediction_made_before_game,
        predicted_at
    from outcomes
)

select
    *,
    {{ data_hash() }} as data_hash,
    {{ processed_at() }} as processed_at
from final
