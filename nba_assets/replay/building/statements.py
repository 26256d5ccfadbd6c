"""What the bundled archive says of itself in its manifest: name, default now, keys it cannot serve, assumptions."""

from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa

from nba_assets.eastern import EASTERN, eastern_date
from nba_assets.replay.archive_format import GAMES
from nba_assets.replay.building.moved_games import MOVED_GAMES
from nba_assets.replay.building.parts import PARTS
from nba_assets.replay.coverage import counted_days, feed_dates, seasons
from nba_assets.replay.format.base import Tables
from nba_assets.replay.gap_rows import GapRow, summary
from nba_assets.replay.manifest import FORMAT_VERSION, Bookmaker, Feed, Manifest, Move

NAME = "NBA 2023-24 and 2024-25"
DEFAULT_NOW = "2025-01-12T12:00"
BOOKMAKERS = {
    "prizepicks": Bookmaker(title="PrizePicks", region="us_dfs"),
    "underdog": Bookmaker(title="Underdog", region="us_dfs"),
    "consensus": Bookmaker(title="Consensus (mean of books)", region="us"),
}


def build_manifest(tables: Tables, gaps: Sequence[GapRow]) -> Manifest:
    """Return the manifest of the archive made from these tables."""
    days = counted_days(tables)
    absent: dict[str, list[str]] = defaultdict(list)
    by_season: dict[str, dict[str, list[str]]] = {}
    for part in PARTS:
        for feed, keys in part.absent.items():
            absent[feed] += keys
        by_season |= part.absent_by_season(tables)
    return Manifest(
        format_version=FORMAT_VERSION,
        name=NAME,
        default_now=DEFAULT_NOW,
        seasons=seasons(tables),
        game_dates=sorted(set(days)),
        feeds={
            feed: Feed(
                absent_keys=absent[feed], absent_by_season=by_season.get(feed, {}), first_date=first, last_date=last
            )
            for feed, (first, last) in feed_dates(tables).items()
        },
        bookmakers=BOOKMAKERS,
        assumptions=[text for part in PARTS for text in part.assumptions],
        moved_games=_moves(tables[GAMES.name]),
        gaps=summary(gaps, days),
    )


def _moves(games: pa.Table) -> list[Move]:
    rows = {row["gameId"]: row for row in games.select(["gameId", "tipoff_at", "moved_known_at"]).to_pylist()}
    return [
        Move(
            nba_game_id=move.nba_game_id,
            first_date=move.first_date,
            played_date=eastern_date(rows[move.nba_game_id]["tipoff_at"]),
            shown_as_moved_from=f"{rows[move.nba_game_id]['moved_known_at'].astimezone(EASTERN):%Y-%m-%dT%H:%M}",
            evidence=move.evidence,
        )
        for move in MOVED_GAMES
        if move.nba_game_id in rows
    ]
