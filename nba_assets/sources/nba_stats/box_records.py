"""What a row of nbac_player_boxscores and of nbac_team_boxscore is."""

from datetime import date

from pydantic import Field

from nba_assets.sources.audit import RawRecord


class GameLogRecord(RawRecord):
    """What the player's and the team's row of a game log share."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, Eastern date.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    season_year: int = Field(description="Year in which the season began.")
    season_type: str = Field(description="Regular Season, Cup Final, PlayIn or Playoffs, from the game id.")
    home_team_abbr: str = Field(description="Tricode of the home team, from the schedule, else the matchup.")
    away_team_abbr: str = Field(description="Tricode of the away team, from the schedule, else the matchup.")
    team_id: int = Field(description="NBA team id.")
    team_abbr: str = Field(description="Tricode of the row's team.")
    is_home: bool = Field(description="The row's team is the home team.")
    win_loss: str | None = Field(description="W or L; absent while a game is not decided.")
    points: int = Field(description="Points scored.")
    assists: int = Field(description="Assists.")
    steals: int = Field(description="Steals.")
    blocks: int = Field(description="Blocks.")
    turnovers: int = Field(description="Turnovers.")
    personal_fouls: int = Field(description="Personal fouls.")
    offensive_rebounds: int = Field(description="Offensive rebounds.")
    defensive_rebounds: int = Field(description="Defensive rebounds.")
    total_rebounds: int = Field(description="Rebounds.")


class PlayerBoxScore(GameLogRecord):
    """One player who played in one final game."""

    nba_player_id: int = Field(description="NBA person id.")
    player_full_name: str = Field(description="Name as the provider writes it.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    minutes: int = Field(description="Minutes played, whole minutes.")
    field_goals_made: int = Field(description="Field goals made.")
    field_goals_attempted: int = Field(description="Field goals attempted.")
    three_pointers_made: int = Field(description="Three-pointers made.")
    three_pointers_attempted: int = Field(description="Three-pointers attempted.")
    free_throws_made: int = Field(description="Free throws made.")
    free_throws_attempted: int = Field(description="Free throws attempted.")
    plus_minus: int | None = Field(description="Points scored less points allowed while on the court.")


class TeamBoxScore(GameLogRecord):
    """One team in one final game."""

    data_source: str = Field(description="boxscoretraditionalv3, boxscoretraditionalv2 or leaguegamelog.")
    team_name: str = Field(description="Full name of the team.")
    minutes: int = Field(
        description="Minutes of all players together: 240, 265 after one overtime; the game log sums rounded minutes."
    )
    fg_made: int = Field(description="Field goals made.")
    fg_attempted: int = Field(description="Field goals attempted.")
    fg_percentage: float | None = Field(
        description="Field goals made of those attempted, 0 to 1; none attempted: unknown."
    )
    three_pt_made: int = Field(description="Three-pointers made.")
    three_pt_attempted: int = Field(description="Three-pointers attempted.")
    three_pt_percentage: float | None = Field(description="Three-pointers made of those attempted, 0 to 1.")
    ft_made: int = Field(description="Free throws made.")
    ft_attempted: int = Field(description="Free throws attempted.")
    ft_percentage: float | None = Field(description="Free throws made of those attempted, 0 to 1.")
    plus_minus: float | None = Field(description="Margin as the provider gives it: off the score in a few game logs.")
