"""All raw tables, in the order in which a date is filled."""

from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets.sources.odds_api.events import ODDS_API_EVENTS
from nba_assets.sources.odds_api.game_lines import ODDS_API_GAME_LINES
from nba_assets.sources.odds_api.player_points import ODDS_API_PLAYER_POINTS_PROPS
from nba_assets.sources.table import RawTable

RAW_TABLES: tuple[RawTable, ...] = (
    NBAC_SCHEDULE,
    NBAC_PLAYER_BOXSCORES,
    NBAC_TEAM_BOXSCORE,
    NBAC_SHOT_CHART,
    ODDS_API_EVENTS,
    ODDS_API_PLAYER_POINTS_PROPS,
    ODDS_API_GAME_LINES,
)
