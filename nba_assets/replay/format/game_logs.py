"""The league's game logs in the archive: players and teams."""

from nba_assets.replay.format.base import ArchiveFile, Column
from nba_assets.replay.format.games import of_game

PLAYER_LOG_FEED = "nba_stats/player_game_log"
TEAM_LOG_FEED = "nba_stats/team_game_log"

_BOX_KEYS = (
    Column("SEASON_ID", "text", "season type digit and start year: 22024"),
    Column("TEAM_ID", "integer", "NBA team id"),
    Column("TEAM_ABBREVIATION", "text", "tricode"),
    Column("TEAM_NAME", "text", "full team name"),
    Column("GAME_ID", "text", "ten-digit NBA game id"),
    Column("GAME_DATE", "date", "Eastern date on which the game was played"),
    Column("MATCHUP", "text", "AAA vs. BBB (home first) or AAA @ BBB (away first)"),
    Column("WL", "text", "W or L"),
    Column("MIN", "integer", "whole minutes; a team's are the sum of rounded player minutes"),
)
_BOX_COUNTS = (
    Column("FGM", "integer", "field goals made"),
    Column("FGA", "integer", "field goals attempted"),
    Column("FG_PCT", "number", "field goal share 0-1, null without an attempt", nullable=True),
    Column("FG3M", "integer", "three-pointers made"),
    Column("FG3A", "integer", "three-pointers attempted"),
    Column("FG3_PCT", "number", "three-point share 0-1, null without an attempt", nullable=True),
    Column("FTM", "integer", "free throws made"),
    Column("FTA", "integer", "free throws attempted"),
    Column("FT_PCT", "number", "free throw share 0-1, null without an attempt", nullable=True),
    Column("OREB", "integer", "offensive rebounds"),
    Column("DREB", "integer", "defensive rebounds"),
    Column("REB", "integer", "rebounds"),
    Column("AST", "integer", "assists"),
    Column("STL", "integer", "steals"),
    Column("BLK", "integer", "blocks"),
    Column("TOV", "integer", "turnovers"),
    Column("PF", "integer", "personal fouls"),
    Column("PTS", "integer", "points"),
)

PLAYER_GAMES = ArchiveFile(
    "player_games.parquet",
    "One row per player and game in which he played (none for players who did not), the 2024-25 play-offs included.",
    ("GAME_DATE", "GAME_ID", "TEAM_ID", "PLAYER_ID"),
    (
        _BOX_KEYS[0],
        Column("PLAYER_ID", "integer", "NBA person id"),
        Column("PLAYER_NAME", "text", "name as the league writes it"),
        *_BOX_KEYS[1:],
        *_BOX_COUNTS,
        Column("PLUS_MINUS", "integer", "score difference while the player was on court"),
        Column("FANTASY_PTS", "number", "the league's fantasy points"),
        Column("VIDEO_AVAILABLE", "integer", "1 when the league has video, null in the play-offs", nullable=True),
    ),
    feeds=(PLAYER_LOG_FEED,),
    dated_by="GAME_DATE",
    belongs_to=of_game("GAME_ID"),
)

TEAM_GAMES = ArchiveFile(
    "team_games.parquet",
    "One row per team and game, the 2024-25 play-offs included: two rows a game.",
    ("GAME_DATE", "GAME_ID", "TEAM_ID"),
    (
        *_BOX_KEYS,
        *_BOX_COUNTS,
        Column("PLUS_MINUS", "number", "score difference as recorded; wrong in nine rows of 2023-24"),
    ),
    feeds=(TEAM_LOG_FEED,),
    dated_by="GAME_DATE",
    belongs_to=of_game("GAME_ID"),
)
