with source_predictions as (
    select * from {{ source('nba_predictions', 'player_prop_predictions') }}
)

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
    predicted_points,
    confidence_score,
    recommendation,
    has_prop_line,
    current_points_line,
    line_books,
    line_snapshot_at,
    model_id,
    feature_quality_score,
    is_quality_ready,
    is_actionable,
    filter_reason,
    skip_reason,
    predicted_at
from source_predictions
