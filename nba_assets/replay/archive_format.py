"""What an archive is: a folder with a manifest, accepted gaps, a page about it, and these Parquet files."""

from nba_assets.replay.format.box_lines import BOX_LINES, PERSONS
from nba_assets.replay.format.game_logs import PLAYER_GAMES, TEAM_GAMES
from nba_assets.replay.format.games import GAMES
from nba_assets.replay.format.injured_list import INJURED_LIST
from nba_assets.replay.format.odds import GAME_LINES, ODDS_EVENTS, POINTS_LINES
from nba_assets.replay.format.play_by_play import DRIVE_FILES, PLAYS
from nba_assets.replay.format.player_movement import MOVEMENT
from nba_assets.replay.format.recordings import RECORDINGS
from nba_assets.replay.format.referees import REFEREES, REPLAY_CENTER
from nba_assets.replay.format.rosters import ROSTERS
from nba_assets.replay.format.shots import SHOTS

ACCEPTED_GAPS_FILE = "accepted_gaps.csv"
README_FILE = "README.md"
# A file stands after those that its rows belong to.
FILES = (
    *(GAMES, PLAYER_GAMES, TEAM_GAMES, SHOTS, ODDS_EVENTS, POINTS_LINES, GAME_LINES),
    *(BOX_LINES, PERSONS, PLAYS, DRIVE_FILES),
    *(REFEREES, REPLAY_CENTER, INJURED_LIST, MOVEMENT, ROSTERS, RECORDINGS),
)
__all__ = [
    "ACCEPTED_GAPS_FILE",
    "BOX_LINES",
    "DRIVE_FILES",
    "FILES",
    "GAMES",
    "GAME_LINES",
    "INJURED_LIST",
    "MOVEMENT",
    "ODDS_EVENTS",
    "PERSONS",
    "PLAYER_GAMES",
    "PLAYS",
    "POINTS_LINES",
    "README_FILE",
    "RECORDINGS",
    "REFEREES",
    "REPLAY_CENTER",
    "ROSTERS",
    "SHOTS",
    "TEAM_GAMES",
]
