"""Transactions of players in the archive."""

from nba_assets.replay.format.base import ArchiveFile, Column

MOVEMENT_FEED = "nba_stats/player_movement"

MOVEMENT = ArchiveFile(
    "player_movement.parquet",
    "One row per leg of a transaction since July 2015; the provider serves them in the reverse of this order.",
    ("TRANSACTION_DATE",),
    (
        Column("Transaction_Type", "text", "Signing, Waive, Trade, ContractConverted, AwardOnWaivers"),
        Column("TRANSACTION_DATE", "date", "date of the transaction; the source has no time of day"),
        Column("TRANSACTION_DESCRIPTION", "text", "what happened, in a sentence"),
        Column("TEAM_ID", "number", "NBA team id"),
        Column("TEAM_SLUG", "text", "slug of the team"),
        Column("PLAYER_ID", "number", "NBA person id, 0 when the leg is no player"),
        Column("PLAYER_SLUG", "text", "slug of the player, or empty"),
        Column("Additional_Sort", "number", "team id of the other side of a trade, else 0"),
        Column("GroupSort", "text", "kind and number by which the legs of one transaction go together"),
    ),
    feeds=(MOVEMENT_FEED,),
    dated_by="TRANSACTION_DATE",
)
