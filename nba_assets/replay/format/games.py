"""The league schedule in the archive."""

from nba_assets.replay.format.base import ArchiveFile, BelongsTo, Column

SCHEDULE_FEED = "nba_stats/schedule"
SCOREBOARD_FEED = "nba_stats/scoreboard"
# Columns of games.parquet that are ours; all others are keys of the provider's schedule.
OWN_COLUMNS = frozenset(
    {"season", "tipoff_at", "final_at", "shown_from", "first_tipoff_at", "moved_known_at", "final_text"}
)


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
    feeds=(SCHEDULE_FEED, SCOREBOARD_FEED),
    dated_by="tipoff_at",
)


def of_game(column: str) -> BelongsTo:
    """Tell that each row of a file belongs to the game whose id stands in a column."""
    return BelongsTo(column, GAMES.name, "gameId")
