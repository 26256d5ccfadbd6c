"""Reading an answer as the raw layer does: by its table's feed, into valid rows with unique keys."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime

from nba_assets.records import to_table
from nba_assets.seasons import game_id
from nba_assets.sources.table import Answer, Asking, Feed, RawTable, Request

CAPTURED = datetime(2025, 1, 12, 17, tzinfo=UTC)
SOURCE_FILE = "landing/answer.gz"


def scheduled(nba_game_id: str, day: date, away: str, home: str) -> dict:
    """Return the columns of nbac_schedule that readers look at; tip-off is at seven in the evening in UTC."""
    return {
        "game_id": game_id(day, away, home),
        "nba_game_id": nba_game_id,
        "game_date": day,
        "away_team_tricode": away,
        "home_team_tricode": home,
        "tipoff_at": datetime(day.year, day.month, day.day, 19, tzinfo=UTC),
    }


def feed_of(table: RawTable, name: str, provider: str | None = None) -> Feed:
    """Return a table's feed by its name."""
    return next(feed for feed in table.feeds if feed.name == name and provider in {None, feed.provider})


def answer(feed: Feed, scope: str, body: object, games: Iterable[dict] = (), slug: str = "page-1", **params) -> Answer:
    """Return an answer as it lies in landing."""
    request = Request(feed.provider, feed.name, scope, slug, "/asked", params)
    return Answer(request, body, CAPTURED, SOURCE_FILE, {game["nba_game_id"]: game for game in games})


def rows(table: RawTable, feed: Feed, landed: Answer) -> list[dict]:
    """Return the rows of an answer, valid as the table's record and unique by its key."""
    read = feed.read(landed)
    audit = {"source_file": landed.source_file, "captured_at": CAPTURED, "processed_at": CAPTURED}
    to_table(table.record, [row | audit for row in read], table=table.name)
    keys = Counter(tuple(row[column] for column in table.key) for row in read)
    assert not [key for key, times in keys.items() if times > 1]
    return read


def asking(scope: str, now: datetime, games: Iterable[dict] = ()) -> Asking:
    """Return what a feed looks at to decide what to ask."""
    return Asking(scope, now, now.date(), tuple(games))
