"""All raw tables, in the order in which a date is filled."""

from nba_assets.sources.balldontlie.active_players import BDL_ACTIVE_PLAYERS_CURRENT
from nba_assets.sources.balldontlie.injuries import BDL_INJURIES
from nba_assets.sources.balldontlie.player_boxscores import BDL_PLAYER_BOXSCORES
from nba_assets.sources.balldontlie.standings import BDL_STANDINGS
from nba_assets.sources.basketball_reference.rosters import BR_ROSTERS_CURRENT
from nba_assets.sources.bettingpros.player_points import BETTINGPROS_PLAYER_POINTS_PROPS
from nba_assets.sources.bigdataball.play_by_play import BIGDATABALL_PLAY_BY_PLAY
from nba_assets.sources.espn.box_scores import ESPN_BOXSCORES
from nba_assets.sources.espn.rosters import ESPN_TEAM_ROSTERS
from nba_assets.sources.espn.scoreboard import ESPN_SCOREBOARD
from nba_assets.sources.nba_cdn.live_boxscores import NBAC_LIVE_BOXSCORES
from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.nba_official.referees import NBAC_REFEREE_GAME_ASSIGNMENTS
from nba_assets.sources.nba_pdf.gamebook import NBAC_GAMEBOOK_PLAYER_STATS
from nba_assets.sources.nba_pdf.injury_report import NBAC_INJURY_REPORT
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.player_list import NBAC_PLAYER_LIST_CURRENT
from nba_assets.sources.nba_stats.player_movement import NBAC_PLAYER_MOVEMENT
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.scoreboard import NBAC_SCOREBOARD_V2
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets.sources.odds_api.events import ODDS_API_EVENTS
from nba_assets.sources.odds_api.game_lines import ODDS_API_GAME_LINES
from nba_assets.sources.odds_api.player_points import ODDS_API_PLAYER_POINTS_PROPS
from nba_assets.sources.pro_sports_transactions.injured_list import INJURED_LIST_MOVES
from nba_assets.sources.table import RawTable

RAW_TABLES: tuple[RawTable, ...] = (
    NBAC_SCHEDULE,
    NBAC_PLAYER_LIST_CURRENT,
    NBAC_PLAYER_MOVEMENT,
    ESPN_TEAM_ROSTERS,
    BR_ROSTERS_CURRENT,
    BDL_ACTIVE_PLAYERS_CURRENT,
    NBAC_REFEREE_GAME_ASSIGNMENTS,
    NBAC_INJURY_REPORT,
    INJURED_LIST_MOVES,
    BDL_INJURIES,
    NBAC_PLAYER_BOXSCORES,
    NBAC_TEAM_BOXSCORE,
    NBAC_LIVE_BOXSCORES,
    NBAC_GAMEBOOK_PLAYER_STATS,
    NBAC_SHOT_CHART,
    NBAC_PLAY_BY_PLAY,
    BIGDATABALL_PLAY_BY_PLAY,
    NBAC_SCOREBOARD_V2,
    BDL_PLAYER_BOXSCORES,
    BDL_STANDINGS,
    ESPN_SCOREBOARD,
    ESPN_BOXSCORES,
    ODDS_API_EVENTS,
    ODDS_API_PLAYER_POINTS_PROPS,
    ODDS_API_GAME_LINES,
    BETTINGPROS_PLAYER_POINTS_PROPS,
)


def filled_before(table: RawTable) -> tuple[str, ...]:
    """Return the raw tables that a table needs filled first: those it looks at, and those whose answers it borrows."""
    borrowed = {(feed.provider, feed.name) for feed in table.feeds if feed.ask is None}
    lenders = [
        other.name
        for other in RAW_TABLES
        if other is not table and any(feed.ask and (feed.provider, feed.name) in borrowed for feed in other.feeds)
    ]
    return tuple(dict.fromkeys((*table.upstream, *lenders)))
