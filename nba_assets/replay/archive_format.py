"""What an archive is: a folder with a manifest and a few Parquet files, declared here once.

Columns that are fields of a provider carry the provider's own names, so a feed serves them unchanged; a null means
that the provider's key is absent. All other columns are in snake case. Timestamps are UTC.
"""

from dataclasses import dataclass

import pyarrow as pa

# Columns of games.parquet that are ours; all others are keys of the provider's schedule.
OWN_COLUMNS = frozenset(
    {"season", "tipoff_at", "final_at", "shown_from", "first_tipoff_at", "moved_known_at", "final_text"}
)
ACCEPTED_GAPS_FILE = "accepted_gaps.csv"
README_FILE = "README.md"
ARROW_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
}


@dataclass(frozen=True)
class Column:
    """One column of an archive file: ``kind`` is a key of ARROW_TYPES, ``nullable``: a value may be unknown."""

    name: str
    kind: str
    description: str
    nullable: bool = False


@dataclass(frozen=True)
class ArchiveFile:
    """One Parquet file of an archive. ``sorted_by`` is the order of its rows, on which the reader relies."""

    name: str
    description: str
    sorted_by: tuple[str, ...]
    columns: tuple[Column, ...]

    def schema(self) -> pa.Schema:
        """Return the Arrow schema that the file must have."""
        return pa.schema([pa.field(c.name, ARROW_TYPES[c.kind], nullable=c.nullable) for c in self.columns])


def _team_columns(side: str) -> tuple[Column, ...]:
    who = f"the {side} team"
    return (
        Column(f"{side}Team.teamId", "integer", f"NBA team id of {who}"),
        Column(f"{side}Team.teamTricode", "text", f"tricode of {who}"),
        Column(f"{side}Team.teamName", "text", f"nickname of {who}", nullable=True),
        Column(f"{side}Team.teamCity", "text", f"city of {who}", nullable=True),
        Column(f"{side}Team.teamSlug", "text", f"slug of {who}", nullable=True),
        Column(
            f"{side}Team.wins", "integer", f"wins of {who} after this game (of the series in play-offs)", nullable=True
        ),
        Column(f"{side}Team.losses", "integer", f"losses of {who} after this game", nullable=True),
        Column(f"{side}Team.score", "integer", f"final points of {who}"),
        Column(f"{side}Team.seed", "integer", f"play-off or Cup seed of {who}, 0 without one", nullable=True),
    )


GAMES = ArchiveFile(
    "games.parquet",
    "One row per game of the league schedule, preseason and All-Star games included, as it stood in the end.",
    ("season", "gameId"),
    (
        Column("season", "text", "season as the league writes it: 2024-25"),
        Column("gameId", "text", "ten-digit NBA game id"),
        Column("tipoff_at", "timestamp", "scheduled tip-off of the game that was played"),
        Column("final_at", "timestamp", "final buzzer (assumed: see the manifest); results are served from then on"),
        Column("shown_from", "timestamp", "moment from which the game was known"),
        Column("first_tipoff_at", "timestamp", "tip-off first set, of a game that was moved; else null", nullable=True),
        Column("moved_known_at", "timestamp", "moment from which the move is shown; null unless moved", nullable=True),
        Column("final_text", "text", "gameStatusText once final: Final, Final/OT, Final/OT2"),
        Column("gameSequence", "integer", "order of the game in its day", nullable=True),
        Column("awayTeamTime", "text", "tip-off on the away team's clock", nullable=True),
        Column("homeTeamTime", "text", "tip-off on the home team's clock", nullable=True),
        Column("weekNumber", "integer", "week of the season, 0 outside the regular season"),
        Column("weekName", "text", "name of the week, empty outside the season"),
        Column("ifNecessary", "boolean", "play-off game played only if the series needs it"),
        Column("seriesGameNumber", "text", "Game 1 to Game 7 of a series, else empty"),
        Column("gameLabel", "text", "competition label", nullable=True),
        Column("gameSubLabel", "text", "round or group", nullable=True),
        Column("seriesText", "text", "state of the series after this game, or a remark on the game"),
        Column("arenaName", "text", "arena"),
        Column("arenaState", "text", "state or province of the arena", nullable=True),
        Column("arenaCity", "text", "city of the arena"),
        Column("postponedStatus", "text", "the provider's postponement letter"),
        Column("branchLink", "text", "link to the league's app, or empty"),
        Column("gameSubtype", "text", "in-season, in-season-knockout, Global Games or empty", nullable=True),
        Column("isNeutral", "boolean", "played at a neutral site", nullable=True),
        Column("nationalBroadcasters", "text", "national television networks joined by /", nullable=True),
        *_team_columns("home"),
        *_team_columns("away"),
    ),
)

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
    "One row per player and regular-season game in which he played (no row for players who did not).",
    ("GAME_DATE", "GAME_ID", "TEAM_ID", "PLAYER_ID"),
    (
        _BOX_KEYS[0],
        Column("PLAYER_ID", "integer", "NBA person id"),
        Column("PLAYER_NAME", "text", "name as the league writes it"),
        *_BOX_KEYS[1:],
        *_BOX_COUNTS,
        Column("PLUS_MINUS", "integer", "score difference while the player was on court"),
        Column("FANTASY_PTS", "number", "the league's fantasy points"),
        Column("VIDEO_AVAILABLE", "integer", "1 when the league has video"),
    ),
)

TEAM_GAMES = ArchiveFile(
    "team_games.parquet",
    "One row per team and regular-season game: two rows a game.",
    ("GAME_DATE", "GAME_ID", "TEAM_ID"),
    (
        *_BOX_KEYS,
        *_BOX_COUNTS,
        Column("PLUS_MINUS", "number", "score difference as recorded; wrong in nine rows of 2023-24"),
    ),
)

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
)

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
)

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
)

FILES = (GAMES, PLAYER_GAMES, TEAM_GAMES, SHOTS, ODDS_EVENTS, POINTS_LINES, GAME_LINES)
