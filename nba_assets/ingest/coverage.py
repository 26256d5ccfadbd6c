"""Which source gave each game, and which did not: the events of source_coverage_log."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from nba_assets.accepted_gaps import AcceptedGap, excuses
from nba_assets.sources.chains import CHAINS, Chain, Severity, Source
from nba_assets.sources.table import RawTable, Row

# Games by source name (see Source.name) that have rows.
Holdings = Mapping[str, frozenset[str]]


def holdings(
    tables: Iterable[RawTable], rows_of: Mapping[str, Sequence[Row]], games: Sequence[Row]
) -> dict[str, frozenset[str]]:
    """Return, by source name, the games of a date that have rows; a data_source is told apart from the others.

    ``rows_of`` gives by table the rows of the date, with data_source and game_id if the table has them; ``games`` are
    the date's rows of nbac_schedule. Rows without a game (a roster, a list of moves) speak for all games of the date.
    """
    everyone = {game["game_id"] for game in games}
    found: dict[str, set[str]] = {}
    for table in tables:
        of_table = found.setdefault(table.name, set())
        for row in rows_of[table.name]:
            there = {row["game_id"]} if "game_id" in row else everyone
            of_table |= there
            if "data_source" in row:
                found.setdefault(Source(table.name, 0, row["data_source"]).name, set()).update(there)
    return {name: frozenset(games) for name, games in found.items()}


def coverage_events(
    games: Sequence[Row],
    held: Holdings,
    tables: Mapping[str, RawTable],
    gaps: Sequence[AcceptedGap],
    now: datetime,
) -> list[Row]:
    """Return one event for every finished game and chain whose best source does not have it.

    ``games`` are rows of nbac_schedule, ``tables`` the raw tables that are switched on: a source that is off is neither
    missing nor a fallback. A game that accepted gaps excuse for the best source gives no event.
    """
    events = []
    for chain in CHAINS:
        sources = [source for source in chain.sources if source.table in tables]
        if not sources:
            continue
        best = sources[0]
        due, excused = timedelta(hours=tables[best.table].due_after_tipoff_hours or 0), excuses(gaps, best.table)
        for game in games:
            over = game["tipoff_at"] <= now and (game["game_status"] == 3 or game["tipoff_at"] + due <= now)
            there = [source for source in sources if game["game_id"] in held.get(source.name, frozenset())]
            if not over or best in there or excused(game["nba_game_id"], game["game_date"]):
                continue
            events.append(_event(chain, sources, there[0] if there else None, game, game["tipoff_at"] + due, now))
    return events


def _event(
    chain: Chain, sources: Sequence[Source], used: Source | None, game: Row, due_at: datetime, now: datetime
) -> Row:
    best, late = sources[0], now < due_at
    event_type = "fallback_used" if used else "source_missing"
    identity = f"{game['game_id']}|{chain.name}|{event_type}"
    return {
        "event_id": hashlib.sha256(identity.encode()).hexdigest()[:16],
        "event_timestamp": now,
        "event_type": event_type,
        "severity": _severity(chain, used, late=late),
        "phase": "raw",
        "table_name": best.table,
        "chain": chain.name,
        "game_id": game["game_id"],
        "nba_game_id": game["nba_game_id"],
        "game_date": game["game_date"],
        "season": game["season"],
        "description": (
            f"{best.name} does not have {game['game_id']}"
            + (f" yet (due {due_at:%Y-%m-%d %H:%M} UTC)" if late else "")
            + (f"; {used.name} stands in" if used else f"; no other source has it: {chain.on_failure}")
        ),
        "primary_source": best.name,
        "primary_source_status": "late" if late else "missing",
        "fallback_sources_tried": ",".join(source.name for source in sources[1:]),
        "resolution": "used_fallback" if used else chain.on_failure.value,
        "source_used": used.name if used else None,
        "quality_before": best.quality,
        "quality_after": used.quality if used else 0,
        "hours_after_tipoff": round((now - game["tipoff_at"]).total_seconds() / 3600, 2),
        "is_resolved": used is not None,
    }


def _severity(chain: Chain, used: Source | None, *, late: bool) -> str:
    if late:
        return Severity.INFO.value
    return (Severity.WARNING if used else chain.severity).value
