"""Events and lines of The Odds API in the archive."""

from nba_assets.replay.format.base import ArchiveFile, BelongsTo, Column
from nba_assets.replay.format.games import of_game

EVENTS_FEED = "odds_api/events"
POINTS_FEED = "odds_api/player_points"
LINES_FEED = "odds_api/game_lines"

ODDS_EVENTS = ArchiveFile(
    "odds_events.parquet",
    "One row per event of The Odds API that belongs to a game of the schedule (a few games have two).",
    ("commence_time", "event_id"),
    (
        Column("event_id", "text", "event id of The Odds API"),
        Column("nba_game_id", "text", "ten-digit NBA game id the event was matched to by Eastern date and teams"),
        Column("commence_time", "timestamp", "start of the event as the source has it"),
        Column("home_team", "text", "full name of the home team"),
        Column("away_team", "text", "full name of the away team"),
        Column("listed_from", "timestamp", "moment from which the event is listed (assumed: see the manifest)"),
        Column("listed_until", "timestamp", "moment at which the event leaves the lists: the final buzzer"),
    ),
    feeds=(EVENTS_FEED,),
    dated_by="commence_time",
    belongs_to=of_game("nba_game_id"),
)

_OF_EVENT = BelongsTo("event_id", ODDS_EVENTS.name, "event_id")

POINTS_LINES = ArchiveFile(
    "points_lines.parquet",
    "One row per event, snapshot, bookmaker, player, side and point of the market player_points.",
    ("event_id", "snapshot_at", "bookmaker", "player", "point", "side", "price"),
    (
        Column("event_id", "text", "event id of The Odds API"),
        Column("snapshot_at", "timestamp", "moment of the snapshot (assumed: see the manifest)"),
        Column("source_date", "date", "UTC date of the file that holds the snapshot"),
        Column("bookmaker", "text", "bookmaker key: prizepicks, underdog"),
        Column("player", "text", "player's name as the bookmaker writes it"),
        Column("point", "number", "line in points"),
        Column("side", "text", "Over or Under"),
        Column("price", "integer", "American odds"),
    ),
    feeds=(POINTS_FEED,),
    belongs_to=_OF_EVENT,
)

GAME_LINES = ArchiveFile(
    "game_lines.parquet",
    "One row per event: the closing spread and total, means over bookmakers. The source's prices mean nothing.",
    ("event_id", "snapshot_at", "bookmaker"),
    (
        Column("event_id", "text", "event id of The Odds API"),
        Column("snapshot_at", "timestamp", "moment of the snapshot (assumed: see the manifest)"),
        Column("bookmaker", "text", "bookmaker key: consensus"),
        Column("home_spread", "number", "points added to the home score", nullable=True),
        Column("total", "number", "line for the sum of both scores", nullable=True),
    ),
    feeds=(LINES_FEED,),
    belongs_to=_OF_EVENT,
)
