"""Rosters at the end of a season in the archive."""

from nba_assets.replay.format.base import ArchiveFile, Column

PLAYER_INDEX_FEED = "nba_stats/player_index"
# Columns that are ours; all others are keys of the provider.
OWN_COLUMNS = frozenset({"season", "shown_from"})

ROSTERS = ArchiveFile(
    "rosters.parquet",
    "One row per season and player who was on a team's roster when the season ended.",
    ("shown_from", "PLAYER_LAST_NAME", "PLAYER_FIRST_NAME", "PERSON_ID"),
    (
        Column("season", "text", "season as the league writes it: 2024-25"),
        Column("shown_from", "timestamp", "moment from which he is served (see the manifest)"),
        Column("PERSON_ID", "integer", "NBA person id"),
        Column("PLAYER_LAST_NAME", "text", "last name with its suffix"),
        Column("PLAYER_FIRST_NAME", "text", "first name"),
        Column("PLAYER_SLUG", "text", "slug of the player"),
        Column("TEAM_ID", "integer", "NBA team id"),
        Column("TEAM_ABBREVIATION", "text", "tricode"),
        Column("JERSEY_NUMBER", "text", "jersey number", nullable=True),
        Column("POSITION", "text", "letters of position: G, F-C"),
        Column("HEIGHT", "text", "feet and inches: 6-8"),
        Column("WEIGHT", "text", "pounds", nullable=True),
        Column("COLLEGE", "text", "college or last team before the league"),
    ),
    feeds=(PLAYER_INDEX_FEED,),
    dated_by="shown_from",
)
