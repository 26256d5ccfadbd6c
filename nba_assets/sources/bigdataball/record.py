"""What a row of bigdataball_play_by_play is."""

from pydantic import Field

from nba_assets.sources.nba_stats.game_record import GameRecord


class BigDataBallEvent(GameRecord):
    """One event of one game, with the ten players on the court if BigDataBall told it."""

    data_source: str = Field(
        description="bigdataball; nbacom_fallback: the league's own events, without lineups, until the file is there."
    )
    data_set: str | None = Field(description="The vendor's name of season and kind of game; absent in the fallback.")
    event_id: str = Field(description="game_id and event_sequence, joined by an underscore.")
    event_sequence: int = Field(description="The provider's number of the event, rising through the game.")
    period: int = Field(description="Quarter 1 to 4, overtimes from 5.")
    game_clock: str | None = Field(description="Time left in the period as the provider writes it, 0:11:40.")
    game_clock_seconds: float | None = Field(description="Seconds left in the period.")
    elapsed_time: str | None = Field(description="Time since the period began as the vendor writes it.")
    elapsed_seconds: float | None = Field(description="Seconds since the period began.")
    play_length: str | None = Field(description="Time since the event before; absent in the fallback.")
    play_length_seconds: int | None = Field(description="Seconds since the event before; absent in the fallback.")
    event_type: str | None = Field(
        description="shot, free throw, rebound, foul, ...; absent where the vendor has none."
    )
    event_subtype: str | None = Field(description="Kind within the type: 3pt jump shot, rebound offensive, personal.")
    event_description: str | None = Field(description="The event in words.")
    score_home: int | None = Field(description="Points of the home team after the event.")
    score_away: int | None = Field(description="Points of the away team after the event.")
    player_1_name: str | None = Field(description="Who did it, name as the provider writes it.")
    player_1_lookup: str | None = Field(description="Standard form of the name, suffix kept.")
    player_1_nba_player_id: int | None = Field(
        description="NBA person id; in the fallback only, BigDataBall has names."
    )
    player_1_team_abbr: str | None = Field(description="Tricode of his team.")
    player_2_name: str | None = Field(description="The second player, in the role of player_2_role.")
    player_2_lookup: str | None = Field(description="Standard form of the name, suffix kept.")
    player_2_nba_player_id: int | None = Field(
        description="NBA person id; in the fallback only, BigDataBall has names."
    )
    player_2_team_abbr: str | None = Field(description="Tricode of his team, by the lineups; absent if unknown.")
    player_2_role: str | None = Field(
        description="assist, block, steal, jump_ball_away, substitution_in, possession; else the league's roles."
    )
    player_3_name: str | None = Field(description="The third player, in the role of player_3_role.")
    player_3_lookup: str | None = Field(description="Standard form of the name, suffix kept.")
    player_3_nba_player_id: int | None = Field(
        description="NBA person id; in the fallback only, BigDataBall has names."
    )
    player_3_team_abbr: str | None = Field(description="Tricode of his team, by the lineups; absent if unknown.")
    player_3_role: str | None = Field(
        description="jump_ball_home or substitution_out; the league's roles in the fallback."
    )
    shot_made: bool | None = Field(description="The field goal or free throw went in; absent for other events.")
    shot_type: str | None = Field(description="2PT, 3PT or FT; absent for other events.")
    shot_distance: float | None = Field(description="Distance of a field goal attempt from the basket in feet.")
    points_scored: int | None = Field(description="Points of the attempt, 0 if missed; absent for other events.")
    original_x: float | None = Field(description="Tenths of feet from the basket across the court.")
    original_y: float | None = Field(description="Tenths of feet from the basket along the court.")
    converted_x: float | None = Field(description="Feet from one side line, 0 to 50.")
    converted_y: float | None = Field(description="Feet from one end line, 0 to 94.")
    away_player_1_lookup: str | None = Field(
        description="Away player on the court, standard form; none in the fallback."
    )
    away_player_2_lookup: str | None = Field(description="Away player on the court, standard form.")
    away_player_3_lookup: str | None = Field(description="Away player on the court, standard form.")
    away_player_4_lookup: str | None = Field(description="Away player on the court, standard form.")
    away_player_5_lookup: str | None = Field(description="Away player on the court, standard form.")
    home_player_1_lookup: str | None = Field(
        description="Home player on the court, standard form; none in the fallback."
    )
    home_player_2_lookup: str | None = Field(description="Home player on the court, standard form.")
    home_player_3_lookup: str | None = Field(description="Home player on the court, standard form.")
    home_player_4_lookup: str | None = Field(description="Home player on the court, standard form.")
    home_player_5_lookup: str | None = Field(description="Home player on the court, standard form.")
    possession_player_name: str | None = Field(description="Who has the ball after a jump ball.")
    possession_player_lookup: str | None = Field(description="Standard form of the name, suffix kept.")
    opponent_name: str | None = Field(description="Who was fouled.")
    opponent_lookup: str | None = Field(description="Standard form of the name, suffix kept.")
    reason: str | None = Field(description="Why: s.foul, bad pass, ...")
    num: int | None = Field(description="Number of the free throw.")
    outof: int | None = Field(description="How many free throws there are.")
    csv_row_number: int | None = Field(description="Row of the vendor's file, from 1; absent in the fallback.")
