"""What a row of nbac_schedule is."""

from datetime import date

from pydantic import AwareDatetime, Field

from nba_assets.sources.audit import RawRecord

SCHEDULED, IN_PROGRESS, FINAL = 1, 2, 3


class ScheduledGame(RawRecord):
    """One game of a season that counts: regular season, Cup final, play-in or playoffs."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, Eastern date.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    game_code: str = Field(description="The league's code YYYYMMDD/AWYHOM.")
    season: str = Field(description="Season as the league names it, e.g. 2024-25.")
    season_year: int = Field(description="Year in which the season began.")
    season_type: str = Field(description="Regular Season, Cup Final, PlayIn or Playoffs, from the game id.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    tipoff_at: AwareDatetime = Field(description="Scheduled tip-off, UTC.")
    game_status: int = Field(description="1 scheduled, 2 in progress, 3 final, as known when captured.")
    game_status_text: str = Field(description="The provider's text: a time, a period, Final, Final/OT.")
    home_team_name: str | None = Field(description="Full name of the home team.")
    away_team_name: str | None = Field(description="Full name of the away team.")
    home_team_id: int = Field(description="NBA team id of the home team.")
    home_team_tricode: str = Field(description="Tricode of the home team.")
    away_team_id: int = Field(description="NBA team id of the away team.")
    away_team_tricode: str = Field(description="Tricode of the away team.")
    home_team_score: int | None = Field(description="Final points of the home team; unknown before the game is final.")
    away_team_score: int | None = Field(description="Final points of the away team; unknown before the game is final.")
    winning_team_tricode: str | None = Field(description="Tricode of the winner; unknown before the game is final.")
    arena_name: str | None = Field(description="Arena.")
    arena_city: str | None = Field(description="City of the arena.")
    arena_state: str | None = Field(description="State of the arena; absent outside the United States.")
    week_number: int | None = Field(description="The league's week as a number; unknown outside the weeks, as in June.")
    week_name: str | None = Field(description="The league's week, e.g. Week 12.")
    game_label: str | None = Field(description="Label such as Emirates NBA Cup or NBA Paris Games.")
    game_sub_label: str | None = Field(description="Round or group within the label.")
    game_subtype: str | None = Field(description="in-season, in-season-knockout or Global Games.")
    series_text: str | None = Field(
        description="State of a play-off series as the provider shows it, or the foreign venue."
    )
    series_game_number: str | None = Field(description="Game of the play-off series, e.g. Game 3.")
    if_necessary: bool | None = Field(description="Played only if the series is not decided before.")
    national_broadcasters: str | None = Field(
        description="Who shows the game nationally, joined by a slash: ABC/ESPN+; absent when nobody does."
    )
    is_neutral_site: bool | None = Field(description="Played in neither team's arena; unknown where the feed omits it.")
    postponed_status: str | None = Field(description="The provider's postponement flag, N when not postponed.")
    data_source: str = Field(description="api_stats, cdn_static, or espn_scoreboard for a status and score from there.")
