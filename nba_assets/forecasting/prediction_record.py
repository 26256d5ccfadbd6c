"""What a row of ``player_prop_predictions`` is."""

from datetime import date

from pydantic import AwareDatetime, Field

from nba_assets.records import Record


class PlayerPropPrediction(Record):
    """One row per game date, player and system: the forecast of the points, or the reason why there is none."""

    prediction_id: str = Field(description="Digest of game date, player and system: the same row has the same id.")
    system_id: str = Field(description="Prediction system.")
    player_lookup: str = Field(description="Player's normalised name.")
    nba_player_id: int = Field(description="The league's player id.")
    game_date: date = Field(description="Game date (Eastern date of tip-off).")
    game_id: str = Field(description="Game as YYYYMMDD_AWY_HOM.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    team_abbr: str | None = Field(
        description="Player's team by the last box score; NULL for a player with a line whose team is not in the game."
    )
    opponent_team_abbr: str | None = Field(description="Opponent; NULL when the team is not known.")
    is_home: bool | None = Field(description="The player's team plays at home; NULL when the team is not known.")
    predicted_points: float | None = Field(
        description="Forecast of the points, 0 to 60, two decimals; NULL with a skip_reason."
    )
    confidence_score: float | None = Field(description="Confidence in the forecast, 0 to 1; NULL without a forecast.")
    recommendation: str = Field(
        description="OVER, UNDER, PASS (a line, but no side taken) or NO_LINE (no line offered)."
    )
    has_prop_line: bool = Field(description="A points line was offered before tip-off.")
    current_points_line: float | None = Field(
        description="Median over books of the last line before tip-off, points; NULL without a line."
    )
    line_margin: float | None = Field(description="Edge: predicted points minus the line; NULL without either.")
    line_books: int = Field(description="Number of books behind the line; 0 without a line.")
    line_snapshot_at: AwareDatetime | None = Field(description="Time of the newest snapshot behind the line.")
    model_id: str | None = Field(description="Model in force; NULL for systems that learn nothing or have none yet.")
    model_sha256: str | None = Field(description="SHA-256 of that model's file.")
    contract_hash: str | None = Field(description="Feature contract that the model was trained on and read here.")
    feature_version: str = Field(description="Version of the feature store's row.")
    feature_quality_score: float | None = Field(description="Quality of the feature row, 0 to 100.")
    is_quality_ready: bool = Field(description="The feature row is good enough to act on.")
    is_actionable: bool = Field(description="The forecast takes a side and passes the filters; see filter_reason.")
    filter_reason: str | None = Field(
        description="First filter that it failed: low_edge (under 3 points), not_quality_ready, or no_side (PASS, "
        "NO_LINE or no forecast)."
    )
    skip_reason: str | None = Field(
        description="Why there is no forecast: no_history, no_line (for the system that needs one), no_model_yet."
    )
    predicted_at: AwareDatetime = Field(description="Moment as of which the forecast was made.")
    processed_at: AwareDatetime = Field(description="When this row was written.")
