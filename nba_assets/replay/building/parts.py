"""The parts that the bundled archive is made of, in the order in which they are made."""

from nba_assets.replay.building.box_lines import BOX_SCORES
from nba_assets.replay.building.game_logs import GAME_LOGS
from nba_assets.replay.building.injured_list import INJURED_LIST_MOVES
from nba_assets.replay.building.odds import ODDS
from nba_assets.replay.building.part import Part
from nba_assets.replay.building.player_movement import PLAYER_MOVEMENT
from nba_assets.replay.building.plays import BIGDATABALL, PLAY_BY_PLAY
from nba_assets.replay.building.recordings import RECORDED_ANSWERS
from nba_assets.replay.building.referees import OFFICIALS
from nba_assets.replay.building.rosters import SEASON_END_ROSTERS
from nba_assets.replay.building.schedule import SCHEDULE
from nba_assets.replay.building.shots import SHOT_CHARTS

PARTS: tuple[Part, ...] = (
    *(GAME_LOGS, PLAY_BY_PLAY, SCHEDULE, SHOT_CHARTS, ODDS, BOX_SCORES, BIGDATABALL),
    *(OFFICIALS, INJURED_LIST_MOVES, PLAYER_MOVEMENT, SEASON_END_ROSTERS, RECORDED_ANSWERS),
)
