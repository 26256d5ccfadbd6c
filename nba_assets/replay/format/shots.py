"""Field goal attempts in the archive."""

from nba_assets.replay.format.base import ArchiveFile, Column
from nba_assets.replay.format.games import of_game

SHOTS_FEED = "nba_stats/shot_chart"

SHOTS = ArchiveFile(
    "shots.parquet",
    "One row per field goal attempt, in the order of play within a game.",
    ("GAME_DATE", "GAME_ID"),
    (
        Column("GRID_TYPE", "text", "always Shot Chart Detail"),
        Column("GAME_ID", "text", "ten-digit NBA game id"),
        Column("GAME_EVENT_ID", "integer", "play-by-play number", nullable=True),
        Column("PLAYER_ID", "integer", "NBA person id of the shooter"),
        Column("PLAYER_NAME", "text", "name of the shooter"),
        Column("TEAM_ID", "integer", "NBA team id of the shooter"),
        Column("TEAM_NAME", "text", "full name of the shooter's team"),
        Column("PERIOD", "integer", "quarter, 5 and more in overtime"),
        Column("MINUTES_REMAINING", "integer", "minutes left in the period"),
        Column("SECONDS_REMAINING", "integer", "seconds left in that minute"),
        Column("EVENT_TYPE", "text", "Made Shot or Missed Shot"),
        Column("ACTION_TYPE", "text", "kind of shot"),
        Column("SHOT_TYPE", "text", "2PT Field Goal or 3PT Field Goal"),
        Column("SHOT_ZONE_BASIC", "text", "zone by the league"),
        Column("SHOT_ZONE_AREA", "text", "side of the court by the league"),
        Column("SHOT_ZONE_RANGE", "text", "band of distance by the league"),
        Column("SHOT_DISTANCE", "integer", "feet from the basket"),
        Column("LOC_X", "integer", "tenths of feet across the court from the basket, negative on the left side"),
        Column("LOC_Y", "integer", "tenths of feet down the court from the basket"),
        Column("SHOT_ATTEMPTED_FLAG", "integer", "always 1"),
        Column("SHOT_MADE_FLAG", "integer", "1 made, 0 missed"),
        Column("GAME_DATE", "date", "Eastern date of the game (served as YYYYMMDD)"),
        Column("HTM", "text", "tricode of the home team"),
        Column("VTM", "text", "tricode of the away team"),
    ),
    feeds=(SHOTS_FEED,),
    dated_by="GAME_DATE",
    belongs_to=of_game("GAME_ID"),
)
