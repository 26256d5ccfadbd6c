"""What a row of nbac_play_by_play is, and the clock arithmetic that both of its feeds share."""

from pydantic import AwareDatetime, Field

from nba_assets.sources.answers import unusable
from nba_assets.sources.nba_stats.game_record import GameRecord
from nba_assets.sources.table import Answer, Row

QUARTERS = 4
QUARTER_SECONDS, OVERTIME_SECONDS = 720.0, 300.0
# Fewer or more are no whole game; a game of regulation length has 400 to 650 events.
PBP_MIN_EVENTS, PBP_MAX_EVENTS = 50, 1000


class GameEvent(GameRecord):
    """One event of one final game, in the order of play.

    ``player_1`` did it. ``player_2`` and ``player_3`` had the part that their role names: assist, block, steal,
    foul_drawn, substitution_in, jump_ball_won, jump_ball_lost, jump_ball_opponent or jump_ball_recovered.
    """

    event_id: str = Field(description="The feed's number of the event, unique in the game.")
    event_sequence: int = Field(description="Place of the event in the order of play, from 1.")
    period: int = Field(description="Quarter 1 to 4, overtimes from 5.")
    game_clock: str = Field(description="Time left in the period as MM:SS, tenths of a second cut off.")
    game_clock_seconds: float = Field(description="Seconds left in the period.")
    time_elapsed_seconds: float = Field(
        description="Seconds played since the game began: quarters of 720, overtimes of 300."
    )
    occurred_at: AwareDatetime | None = Field(description="Wall-clock moment of the event, UTC; the CDN only.")
    event_type: str = Field(
        description="2pt, 3pt, freethrow, rebound, turnover, steal, block, foul, substitution, jumpball, timeout, ..."
    )
    event_action_type: str | None = Field(description="Kind within the type in the provider's words: Layup, 1 of 2.")
    event_descriptor: str | None = Field(description="Manner of the event, e.g. driving; the CDN only.")
    event_qualifiers: str | None = Field(description="Circumstances joined by commas, e.g. fastbreak; the CDN only.")
    event_description: str = Field(description="The provider's sentence.")
    score_home: int = Field(description="Points of the home team after the event.")
    score_away: int = Field(description="Points of the away team after the event.")
    team_abbr: str | None = Field(description="Tricode of the team whose event it is.")
    possession_team_abbr: str | None = Field(description="Tricode of the team that has the ball; the CDN only.")
    player_1_id: int | None = Field(description="NBA person id of who did it; absent for a team's event.")
    player_1_name: str | None = Field(description="His full name, by id from the date's box scores.")
    player_1_lookup: str | None = Field(description="Standard form of the full name, suffix kept.")
    player_1_name_written: str | None = Field(description="His name as the event writes it, e.g. I. Zubac.")
    player_1_team_abbr: str | None = Field(description="Tricode of his team.")
    player_2_id: int | None = Field(description="NBA person id of the second person, where it is told beyond doubt.")
    player_2_name: str | None = Field(description="His full name, by id from the date's box scores.")
    player_2_lookup: str | None = Field(description="Standard form of the full name, suffix kept.")
    player_2_name_written: str | None = Field(description="His name as the event writes it.")
    player_2_team_abbr: str | None = Field(description="Tricode of his team.")
    player_2_role: str | None = Field(description="What the second person did: assist, block, steal, foul_drawn, ...")
    player_3_id: int | None = Field(description="NBA person id of the third person of a jump ball.")
    player_3_name: str | None = Field(description="His full name, by id from the date's box scores.")
    player_3_lookup: str | None = Field(description="Standard form of the full name, suffix kept.")
    player_3_name_written: str | None = Field(description="His name as the event writes it.")
    player_3_team_abbr: str | None = Field(description="Tricode of his team.")
    player_3_role: str | None = Field(description="What the third person did: jump_ball_lost or jump_ball_recovered.")
    shot_made: bool | None = Field(description="A field goal or free throw went in; absent for other events.")
    shot_type: str | None = Field(description="2PT, 3PT or FT; absent for other events.")
    points_scored: int | None = Field(description="Points that a field goal or free throw brought, 0 when missed.")
    shot_distance: float | None = Field(description="Feet from the basket of a field goal attempt.")
    shot_area: str | None = Field(
        description="The league's zone of a field goal attempt: Restricted Area, In The Paint (Non-RA), ...; CDN only."
    )
    shot_area_detail: str | None = Field(description="Range and side within the zone, e.g. 0-8 Center; the CDN only.")
    shot_x: float | None = Field(
        description="Tenths of feet from the basket of a field goal attempt, across the court."
    )
    shot_y: float | None = Field(description="Tenths of feet from the basket of a field goal attempt, along the court.")
    official_id: int | None = Field(description="Person id of the official who called it; the CDN only.")
    video_available: bool | None = Field(description="The league has a video of it; the statistics host only.")
    data_source: str = Field(description="cdn_playbyplay or playbyplayv3: the feed that the event came from.")


def clock_columns(period: int, seconds_left: float) -> Row:
    """Return the columns that tell when an event was: time left in its period and time played since the start."""
    overtimes_before = max(0, period - QUARTERS - 1)
    length = QUARTER_SECONDS if period <= QUARTERS else OVERTIME_SECONDS
    before = min(period - 1, QUARTERS) * QUARTER_SECONDS + overtimes_before * OVERTIME_SECONDS
    return {
        "period": period,
        "game_clock": f"{int(seconds_left // 60):02d}:{int(seconds_left % 60):02d}",
        "game_clock_seconds": seconds_left,
        "time_elapsed_seconds": round(before + length - seconds_left, 2),
    }


def shot_columns(kind: str | None, *, made: bool) -> Row:
    """Return what a shot brought; ``kind`` is 2PT, 3PT or FT, None for an event that is no shot."""
    if kind is None:
        return {"shot_type": None, "shot_made": None, "points_scored": None}
    return {"shot_type": kind, "shot_made": made, "points_scored": {"2PT": 2, "3PT": 3, "FT": 1}[kind] if made else 0}


def whole_game(rows: list[Row], answer: Answer) -> list[Row]:
    """Return a final game's events. Raises ValueError when their number is no game's."""
    if not PBP_MIN_EVENTS <= len(rows) <= PBP_MAX_EVENTS:
        raise unusable(
            answer, f"{len(rows)} events of a game that is over ({PBP_MIN_EVENTS} to {PBP_MAX_EVENTS} expected)"
        )
    return rows
