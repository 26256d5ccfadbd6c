"""The paths that are served, and the feeds that are served on them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nba_assets.replay.archive import Archive
from nba_assets.replay.feeds.box_score import box_score
from nba_assets.replay.feeds.drive import get_file, list_files
from nba_assets.replay.feeds.event_odds import historical_event_odds, live_event_odds
from nba_assets.replay.feeds.injured_list import injured_list
from nba_assets.replay.feeds.league_game_log import league_game_log
from nba_assets.replay.feeds.odds_events import historical_events, live_events
from nba_assets.replay.feeds.parameters import FeedError, Params
from nba_assets.replay.feeds.play_by_play import play_by_play
from nba_assets.replay.feeds.player_index import player_index
from nba_assets.replay.feeds.player_movement import player_movement
from nba_assets.replay.feeds.recordings import recorded_answer
from nba_assets.replay.feeds.referees import referees
from nba_assets.replay.feeds.schedule import schedule
from nba_assets.replay.feeds.scoreboard import scoreboard
from nba_assets.replay.feeds.shot_chart import shot_chart
from nba_assets.replay.format.box_lines import BOX_SCORE_FEED
from nba_assets.replay.format.game_logs import PLAYER_LOG_FEED, TEAM_LOG_FEED
from nba_assets.replay.format.games import SCHEDULE_FEED, SCOREBOARD_FEED
from nba_assets.replay.format.injured_list import INJURED_LIST_FEED
from nba_assets.replay.format.odds import EVENTS_FEED, LINES_FEED, POINTS_FEED
from nba_assets.replay.format.play_by_play import BIGDATABALL_FEED, PLAY_BY_PLAY_FEED
from nba_assets.replay.format.player_movement import MOVEMENT_FEED
from nba_assets.replay.format.referees import REFEREES_FEED
from nba_assets.replay.format.rosters import PLAYER_INDEX_FEED
from nba_assets.replay.format.shots import SHOTS_FEED
from nba_assets.replay.late import late_status

STATS = r"stats\.nba\.com/stats"
ODDS = r"api\.the-odds-api\.com/v4"
DRIVE = r"www\.googleapis\.com/drive/v3/files"
_LIVE = f"{ODDS}/sports/basketball_nba/events"
_HISTORICAL = f"{ODDS}/historical/sports/basketball_nba/events"
MOVEMENT_PATH = r"stats\.nba\.com/js/data/playermovement/NBA_Player_Movement\.json"
INJURED_LIST_PATH = r"www\.prosportstransactions\.com/basketball/Search/SearchResults\.php"
_EVENT = "/(?P<event_id>[0-9A-Za-z]+)/odds"


@dataclass(frozen=True)
class Route:
    """A path (a regular expression over host and path) and what answers it.

    ``answer`` takes the archive, the moment, the parameters and the expression's named groups; it returns a JSON
    payload or a Content, or raises FeedError. The route is open when the manifest names one of ``feeds``.
    """

    feeds: tuple[str, ...]
    path: str
    answer: Callable[..., Any]

    def match(self, path: str) -> re.Match[str] | None:
        """Match a provider's host and path."""
        return re.fullmatch(self.path, path)


ROUTES = (
    Route((SCHEDULE_FEED,), f"{STATS}/scheduleleaguev2int", schedule),
    Route((PLAYER_LOG_FEED, TEAM_LOG_FEED), f"{STATS}/leaguegamelog", league_game_log),
    Route((SHOTS_FEED,), f"{STATS}/shotchartdetail", shot_chart),
    Route((BOX_SCORE_FEED,), f"{STATS}/boxscoretraditionalv3", box_score),
    Route((PLAY_BY_PLAY_FEED,), f"{STATS}/playbyplayv3", play_by_play),
    Route((SCOREBOARD_FEED,), f"{STATS}/scoreboardV2", scoreboard),
    Route((BIGDATABALL_FEED,), DRIVE, list_files),
    Route((BIGDATABALL_FEED,), f"{DRIVE}/(?P<file_id>[^/]+)", get_file),
    Route((EVENTS_FEED,), _LIVE, live_events),
    Route((EVENTS_FEED,), _HISTORICAL, historical_events),
    Route((POINTS_FEED, LINES_FEED), f"{_LIVE}{_EVENT}", live_event_odds),
    Route((POINTS_FEED, LINES_FEED), f"{_HISTORICAL}{_EVENT}", historical_event_odds),
    Route((REFEREES_FEED,), r"official\.nba\.com/wp-json/api/v1/get-game-officials", referees),
    Route((PLAYER_INDEX_FEED,), f"{STATS}/playerindex", player_index),
    Route((MOVEMENT_FEED,), MOVEMENT_PATH, player_movement),
    Route((INJURED_LIST_FEED,), INJURED_LIST_PATH, injured_list),
)


def answer(archive: Archive, as_of: datetime, path: str, params: Params) -> tuple[int, Any]:
    """Return status and payload for a provider's host and path, as of a moment.

    A recorded answer goes before one made from rows. A path of which the archive holds nothing is answered as the
    provider answers for a file that does not exist.
    """
    recorded = recorded_answer(archive, as_of, path, params)
    if recorded:
        return 200, recorded
    for route in ROUTES:
        match = route.match(path)
        if match and not archive.manifest.feeds.keys().isdisjoint(route.feeds):
            try:
                return 200, route.answer(archive, as_of, params, **match.groupdict())
            except FeedError as error:
                return error.status, error.payload
    return late_status(path), {"message": f"The replay archive serves no {path}"}
