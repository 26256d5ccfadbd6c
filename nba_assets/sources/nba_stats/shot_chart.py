"""nbac_shot_chart: every field goal attempt of a date with the league's own zones (shotchartdetail)."""

from collections import Counter
from datetime import date, datetime

from pydantic import Field

from nba_assets.names import player_lookup
from nba_assets.seasons import game_id, season_type, season_year
from nba_assets.sources.answers import paths, result_set
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.nba_stats.dated import RESULTS_ARE_DUE_AFTER_HOURS, dated_requests
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.retries import RESULTS_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import abbr_from_id

COPIED = {
    "nba_game_id": "GAME_ID",
    "nba_player_id": "PLAYER_ID",
    "player_full_name": "PLAYER_NAME",
    "team_id": "TEAM_ID",
    "period": "PERIOD",
    "minutes_remaining": "MINUTES_REMAINING",
    "seconds_remaining": "SECONDS_REMAINING",
    "action_type": "ACTION_TYPE",
    "shot_type": "SHOT_TYPE",
    "shot_zone_basic": "SHOT_ZONE_BASIC",
    "shot_zone_area": "SHOT_ZONE_AREA",
    "shot_zone_range": "SHOT_ZONE_RANGE",
    "shot_distance_ft": "SHOT_DISTANCE",
    "loc_x": "LOC_X",
    "loc_y": "LOC_Y",
}
NEEDED = (*COPIED.values(), "SHOT_MADE_FLAG", "GAME_DATE", "HTM", "VTM")


class Shot(RawRecord):
    """One field goal attempt."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, Eastern date.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    season_year: int = Field(description="Year in which the season began.")
    season_type: str = Field(description="Regular Season, Cup Final, PlayIn or Playoffs, from the game id.")
    shot_number: int = Field(description="Position of the attempt among the game's rows of the answer, from 1.")
    game_event_id: int | None = Field(description="The league's event number in the game; absent in older recordings.")
    nba_player_id: int = Field(description="NBA person id of the shooter.")
    player_full_name: str = Field(description="Name as the provider writes it.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    team_id: int = Field(description="NBA team id of the shooter's team.")
    team_abbr: str = Field(description="Tricode of the shooter's team.")
    period: int = Field(description="Quarter 1 to 4, overtimes from 5.")
    minutes_remaining: int = Field(description="Whole minutes left in the period.")
    seconds_remaining: int = Field(description="Seconds left beyond the whole minutes.")
    action_type: str = Field(description="Kind of shot, e.g. Driving Layup Shot.")
    shot_type: str = Field(description="2PT Field Goal or 3PT Field Goal.")
    shot_zone_basic: str = Field(
        description="The league's zone: Restricted Area, In The Paint (Non-RA), Mid-Range, ..."
    )
    shot_zone_area: str = Field(description="Side of the court.")
    shot_zone_range: str = Field(description="Range of distance, e.g. Less Than 8 ft.")
    shot_distance_ft: int = Field(description="Distance from the basket in feet.")
    loc_x: int = Field(description="Tenths of feet from the basket, across the court.")
    loc_y: int = Field(description="Tenths of feet from the basket, along the court.")
    shot_made: bool = Field(description="The attempt went in.")


def ask(asking: Asking) -> list[Request]:
    """Ask for all attempts of a date."""
    params = {"ContextMeasure": "FGA", "GameID": "", "PlayerID": "0", "TeamID": "0"}
    return dated_requests(asking, "shot_chart", "/stats/shotchartdetail", params)


def read(answer: Answer) -> list[Row]:
    """Read one row a field goal attempt. Raises MissingFieldError when the provider dropped a column."""
    numbers: Counter[str] = Counter()
    rows = []
    for shot in result_set(answer, "Shot_Chart_Detail", NEEDED):
        numbers[shot["GAME_ID"]] += 1
        rows.append(_row(shot, numbers[shot["GAME_ID"]], answer.games.get(shot["GAME_ID"])))
    return rows


def _row(shot: Row, number: int, scheduled: Row | None) -> Row:
    day = datetime.strptime(shot["GAME_DATE"], "%Y%m%d").date()  # noqa: DTZ007 - a calendar date, no moment
    return {column: shot[header] for column, header in COPIED.items()} | {
        # On neutral ground the feed's home team need not be the schedule's.
        "game_id": scheduled["game_id"] if scheduled else game_id(day, shot["VTM"], shot["HTM"]),
        "game_date": day,
        "season_year": season_year(day),
        "season_type": season_type(shot["GAME_ID"]),
        "shot_number": number,
        "game_event_id": shot.get("GAME_EVENT_ID"),
        "player_lookup": player_lookup(shot["PLAYER_NAME"]),
        "team_abbr": abbr_from_id(shot["TEAM_ID"]),
        "shot_made": bool(shot["SHOT_MADE_FLAG"]),
    }


NBAC_SHOT_CHART = RawTable(
    name="nbac_shot_chart",
    record=Shot,
    key=("nba_game_id", "shot_number"),
    description="One row per field goal attempt of a final game, with the league's zone.",
    feeds=(Feed(PROVIDER, "shot_chart", ask=ask, read=read, needs=paths("Shot_Chart_Detail", NEEDED)),),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    rows_per_final_game=120,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
    catch_up=RESULTS_CATCH_UP,
)
