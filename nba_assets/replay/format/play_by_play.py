"""Plays in the archive, and the files that BigDataBall makes of them."""

from nba_assets.replay.format.base import ArchiveFile, Column
from nba_assets.replay.format.games import of_game

PLAY_BY_PLAY_FEED = "nba_stats/play_by_play"
BIGDATABALL_FEED = "bigdataball/play_by_play"

PLAYS = ArchiveFile(
    "plays.parquet",
    "One row per play of a game, in order, with the ten players on court.",
    ("gameId", "actionId"),
    (
        Column("gameId", "text", "ten-digit NBA game id"),
        Column("actionId", "integer", "order of the play in the source, from 1"),
        Column("period", "integer", "quarter, 5 and more in overtime"),
        Column("clock", "text", "time left in the period: PT11M39.00S"),
        Column("teamId", "integer", "NBA team id of the player who acted; 0 for a play of a team or of nobody"),
        Column("personId", "integer", "NBA person id of who acted, or team id of a team's play; 0 for nobody's"),
        Column("xLegacy", "integer", "tenths of feet across the court from the basket, 0 unless a shot"),
        Column("yLegacy", "integer", "tenths of feet down the court from the basket, 0 unless a shot"),
        Column("shotResult", "text", "Made or Missed, empty unless a field goal attempt"),
        Column("shotValue", "integer", "2 or 3, 0 unless a field goal attempt or its block"),
        Column("score_home", "integer", "points of the home team after the play"),
        Column("score_away", "integer", "points of the away team after the play"),
        Column("description", "text", "the league's words"),
        Column("actionType", "text", "kind of play; empty for a block or steal, the second half of the play before"),
        Column("home_lineup", "text", "person ids of the home team's five on court, joined by commas"),
        Column("away_lineup", "text", "person ids of the away team's five on court, joined by commas"),
    ),
    feeds=(PLAY_BY_PLAY_FEED,),
    belongs_to=of_game("gameId"),
)

DRIVE_FILES = ArchiveFile(
    "drive_files.parquet",
    "One row per play-by-play file that appears in BigDataBall's Drive folder; its content are the game's plays.",
    ("gameId",),
    (
        Column("gameId", "text", "ten-digit NBA game id"),
        Column("fileId", "text", "id of the file in Drive (made up from the game id)"),
        Column("name", "text", "name of the file: [2023-11-10]-0022300010-BKN@BOS.csv"),
        Column("available_from", "timestamp", "moment at which the file appears (assumed: see the manifest)"),
    ),
    feeds=(BIGDATABALL_FEED,),
    belongs_to=of_game("gameId"),
)
