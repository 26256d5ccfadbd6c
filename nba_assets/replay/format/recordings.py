"""Answers that were recorded whole and are served byte for byte."""

from nba_assets.replay.format.base import ArchiveFile, Column

RECORDINGS = ArchiveFile(
    "recordings.parquet",
    "One row per recorded answer: the request that it belongs to, from when it is served, and its bytes.",
    ("game_date", "path", "params"),
    (
        Column("game_date", "date", "Eastern date that the answer is about"),
        Column("feed", "text", "the feed that it belongs to: <provider>/<feed>"),
        Column("path", "text", "host and path of the request"),
        Column("params", "text", "query that the request must carry; a name without a value must be absent"),
        Column("shown_from", "timestamp", "moment from which the answer is served (assumed: see the manifest)"),
        Column("content_type", "text", "media type of the body"),
        Column("body", "bytes", "the answer as recorded, unpacked"),
    ),
    feed_column="feed",
    dated_by="game_date",
)
