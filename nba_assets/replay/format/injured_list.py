"""Moves to and from the injured list in the archive, as Pro Sports Transactions tells them."""

from nba_assets.replay.format.base import ArchiveFile, Column

INJURED_LIST_FEED = "pro_sports_transactions/injured_list"

INJURED_LIST = ArchiveFile(
    "injured_list_moves.parquet",
    "One row per player who was put on the injured list or left it, in the source's order within the date.",
    ("Date",),
    (
        Column("Date", "date", "date of the move; the source has no time of day"),
        Column("Team", "text", "nickname of the team, Blazers for Portland"),
        Column("Acquired", "text", "player who came back, as the source writes him (a bullet first)", nullable=True),
        Column("Relinquished", "text", "player who dropped out, as the source writes him", nullable=True),
        Column("Notes", "text", "what happened, with DTD for day to day"),
    ),
    feeds=(INJURED_LIST_FEED,),
    dated_by="Date",
)
