"""bigdataball_play_by_play: every event of a game with the ten players on the court, else the league's own events."""

from datetime import time

from nba_assets.sources.bigdataball.csv_events import BIGDATABALL, COLUMNS, read_file
from nba_assets.sources.bigdataball.fallback import fallback_of
from nba_assets.sources.bigdataball.files import FEED, PROVIDER, ask, follow, is_file, listing_or_file_fields
from nba_assets.sources.bigdataball.record import BigDataBallEvent
from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.retries import BIGDATABALL_LATE, CatchUp
from nba_assets.sources.table import Answer, Feed, Keep, RawTable, Row, Scope

TARGET_SHARE = 0.98
"""The share of final games that should have BigDataBall's file."""


def read(answer: Answer) -> list[Row]:
    """Read one row an event of a file; a listing has no rows of its own. Raises as ``read_file`` does."""
    return read_file(answer) if is_file(answer) else []


BIGDATABALL_PLAY_BY_PLAY = RawTable(
    name="bigdataball_play_by_play",
    record=BigDataBallEvent,
    key=("nba_game_id", "event_sequence"),
    description="One row per event of a final game, from BigDataBall with lineups, else from the league without.",
    feeds=(
        Feed(
            PROVIDER,
            FEED,
            ask=ask,
            read=read,
            follow=follow,
            fields=listing_or_file_fields,
            needs=frozenset({"files[].id", "files[].name", *(f"csv.{column}" for column in COLUMNS)}),
        ),
        *(fallback_of(feed) for feed in NBAC_PLAY_BY_PLAY.feeds),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    upstream=NBAC_PLAY_BY_PLAY.upstream,
    rows_per_final_game=100,
    # Files land four to seven hours after a game, some after nine.
    due_after_tipoff_hours=12.0,
    is_there_when_final=False,
    late=BIGDATABALL_LATE,
    best_data_source=BIGDATABALL,
    catch_up=CatchUp((time(11),), days_back=3),
)
