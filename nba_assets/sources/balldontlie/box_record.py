"""What a row of bdl_player_boxscores is."""

from pydantic import Field

from nba_assets.sources.nba_stats.game_record import GameRecord


class BdlPlayerBoxScore(GameRecord):
    """One player whom the vendor lists in the box score of one final game, whether he played or not."""

    bdl_game_id: int | None = Field(description="The vendor's game id; absent in the older form of box_scores.")
    game_status: str = Field(description="The vendor's status: Final, the only one whose counts are results.")
    period: int = Field(description="Last period played: 4, or 5 and more after overtime.")
    is_postseason: bool = Field(description="The vendor counts the game among the postseason.")
    home_team_score: int = Field(description="Final points of the home team.")
    away_team_score: int = Field(description="Final points of the away team.")
    team_abbr: str = Field(description="Tricode of the player's team in this game.")
    bdl_player_id: int = Field(description="The vendor's player id.")
    player_full_name: str = Field(description="First and last name as the vendor writes them.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    jersey_number: str | None = Field(description="Jersey number, as the vendor has it today.")
    position: str | None = Field(description="Position such as G or F-C, as the vendor has it today.")
    played: bool = Field(description="The line has minutes or any count; listed players without either did not play.")
    minutes: str | None = Field(description="Minutes played as the vendor writes them, whole; absent: did not play.")
    minutes_decimal: float | None = Field(description="Minutes played; absent for a player who did not play.")
    points: int | None = Field(description="Points scored; this and all counts are absent without having played.")
    assists: int | None = Field(description="Assists.")
    total_rebounds: int | None = Field(description="Rebounds.")
    offensive_rebounds: int | None = Field(description="Offensive rebounds.")
    defensive_rebounds: int | None = Field(description="Defensive rebounds.")
    steals: int | None = Field(description="Steals.")
    blocks: int | None = Field(description="Blocks.")
    turnovers: int | None = Field(description="Turnovers.")
    personal_fouls: int | None = Field(description="Personal fouls.")
    field_goals_made: int | None = Field(description="Field goals made.")
    field_goals_attempted: int | None = Field(description="Field goals attempted.")
    field_goal_pct: float | None = Field(description="Share of field goals made, 0 to 1; absent without an attempt.")
    three_pointers_made: int | None = Field(description="Three-pointers made.")
    three_pointers_attempted: int | None = Field(description="Three-pointers attempted.")
    three_point_pct: float | None = Field(
        description="Share of three-pointers made, 0 to 1; absent without an attempt."
    )
    free_throws_made: int | None = Field(description="Free throws made.")
    free_throws_attempted: int | None = Field(description="Free throws attempted.")
    free_throw_pct: float | None = Field(description="Share of free throws made, 0 to 1; absent without an attempt.")
    plus_minus: int | None = Field(description="Margin while on the court; absent in the older forms.")
    data_source: str = Field(description="box_scores (games with their players) or stats (single lines).")
