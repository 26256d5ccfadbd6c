"""What a row of nbac_live_boxscores is."""

from pydantic import Field

from nba_assets.sources.nba_stats.game_record import GameRecord


class LiveBoxScore(GameRecord):
    """One player listed for one final game. Minutes and counts are unknown for who did not play."""

    team_id: int = Field(description="NBA team id of the player's team.")
    team_abbr: str = Field(description="Tricode of the player's team.")
    is_home: bool = Field(description="The player's team is the home team.")
    nba_player_id: int = Field(description="NBA person id.")
    player_full_name: str = Field(description="Name as the provider writes it.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    roster_order: int = Field(description="Place in the team's list, from 1; starters come first.")
    jersey_number: str | None = Field(description="Number on the shirt.")
    position: str | None = Field(description="Position of a starter in this game; absent for the others.")
    starter: bool | None = Field(description="Started the game; unknown where the answer does not tell.")
    played: bool = Field(description="Was on the court.")
    player_status: str = Field(description="active (played), dnp (on the list, did not play) or inactive.")
    not_playing_reason: str | None = Field(
        description="Why he did not play, as the provider writes it: INACTIVE_INJURY, or DNP - Coach's Decision."
    )
    not_playing_description: str | None = Field(description="What kept him from playing, e.g. Left Ankle; Sprain.")
    minutes: str | None = Field(description="Time played as MM:SS, tenths of a second cut off.")
    minutes_decimal: float | None = Field(description="Time played in minutes, to the tenth of a second.")
    points: int | None = Field(description="Points scored.")
    field_goals_made: int | None = Field(description="Field goals made.")
    field_goals_attempted: int | None = Field(description="Field goals attempted.")
    three_pointers_made: int | None = Field(description="Three-pointers made.")
    three_pointers_attempted: int | None = Field(description="Three-pointers attempted.")
    free_throws_made: int | None = Field(description="Free throws made.")
    free_throws_attempted: int | None = Field(description="Free throws attempted.")
    offensive_rebounds: int | None = Field(description="Offensive rebounds.")
    defensive_rebounds: int | None = Field(description="Defensive rebounds.")
    total_rebounds: int | None = Field(description="Rebounds.")
    assists: int | None = Field(description="Assists.")
    steals: int | None = Field(description="Steals.")
    blocks: int | None = Field(description="Blocks.")
    turnovers: int | None = Field(description="Turnovers.")
    personal_fouls: int | None = Field(description="Personal fouls.")
    technical_fouls: int | None = Field(description="Technical fouls; the CDN only.")
    offensive_fouls: int | None = Field(description="Offensive fouls; the CDN only.")
    fouls_drawn: int | None = Field(description="Fouls drawn; the CDN only.")
    blocks_received: int | None = Field(description="Own shots that were blocked; the CDN only.")
    points_in_the_paint: int | None = Field(description="Points scored in the paint; the CDN only.")
    points_fast_break: int | None = Field(description="Points scored on the fast break; the CDN only.")
    points_second_chance: int | None = Field(description="Points after an offensive rebound; the CDN only.")
    plus_minus: float | None = Field(description="Points scored less points allowed while on the court.")
    data_source: str = Field(description="cdn_boxscore, boxscoretraditionalv3 or boxscoretraditionalv2.")
