"""The odds of one event at The Odds API, live and historical: points of players, consensus spread and total."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from nba_assets.replay.archive import Archive, GameOffer, OddsEvent, PointsOffer, Snapshot
from nba_assets.replay.feeds.odds_events import SNAPSHOT_INTERVAL, event_header, snapshot_before, zulu
from nba_assets.replay.feeds.odds_parameters import OddsQuestion, check_key, historical_moment, question
from nba_assets.replay.feeds.parameters import FeedError, Params

POINTS_MARKET = "player_points"


def live_event_odds(archive: Archive, as_of: datetime, params: Params, event_id: str) -> dict[str, Any]:
    """Return what the last snapshots known as of the moment hold; no bookmakers before the first one."""
    check_key(params)
    asked = question(params, archive.manifest.bookmakers)
    event = _event(archive, event_id, as_of)
    return {**event_header(event), "bookmakers": _bookmakers(archive, event, asked, as_of)}


def historical_event_odds(archive: Archive, as_of: datetime, params: Params, event_id: str) -> dict[str, Any]:
    """Return what the last snapshots not after ``date`` hold, in the historical wrapper."""
    check_key(params)
    asked = question(params, archive.manifest.bookmakers)
    moment = historical_moment(params, as_of)
    event = _event(archive, event_id, moment)
    books = _bookmakers(archive, event, asked, moment)
    for book in books:
        book["last_update"] = max(market["last_update"] for market in book["markets"])
    regular = snapshot_before(moment)
    moments = sorted({s.taken_at for market in asked.markets for s in _snapshots(archive, market, event_id)})
    before = [taken for taken in moments if taken <= moment]
    after = [taken for taken in moments if moment < taken <= as_of]
    return {
        "timestamp": zulu(before[-1] if before else regular),
        "previous_timestamp": zulu(before[-2] if len(before) > 1 else (before or [regular])[-1] - SNAPSHOT_INTERVAL),
        "next_timestamp": zulu(after[0]) if after else None,
        "data": {**event_header(event), "bookmakers": books},
    }


def _event(archive: Archive, event_id: str, moment: datetime) -> OddsEvent:
    event = archive.events.get(event_id)
    if event is None or event.listed_from > moment:
        raise FeedError(404, {"message": f"Event {event_id} not found", "error_code": "EVENT_NOT_FOUND"})
    return event


def _snapshots(archive: Archive, market: str, event_id: str) -> tuple[Snapshot, ...]:
    held = {POINTS_MARKET: archive.points, "spreads": archive.game_lines, "totals": archive.game_lines}
    return held.get(market, {}).get(event_id, ())


def _bookmakers(archive: Archive, event: OddsEvent, asked: OddsQuestion, moment: datetime) -> list[dict[str, Any]]:
    """One entry per bookmaker that offers anything in the last snapshot of a market at a moment.

    The live form has ``last_update`` on the markets only.
    """
    markets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for market in asked.markets:
        known = [snapshot for snapshot in _snapshots(archive, market, event.event_id) if snapshot.taken_at <= moment]
        for book, outcomes in _outcomes(event, market, known[-1], asked).items() if known else ():
            markets[book].append({"key": market, "last_update": zulu(known[-1].taken_at), "outcomes": outcomes})
    titles = archive.manifest.bookmakers
    return [{"key": book, "title": titles[book].title, "markets": markets[book]} for book in sorted(markets)]


def _outcomes(
    event: OddsEvent, market: str, snapshot: Snapshot, asked: OddsQuestion
) -> dict[str, list[dict[str, Any]]]:
    wanted = [offer for offer in snapshot.offers if offer[0] in asked.bookmakers]
    if market == POINTS_MARKET:
        return _points(wanted, american=asked.american)
    spread = market == "spreads"
    found = {offer[0]: _spread(event, offer) if spread else _total(offer) for offer in wanted}
    return {book: outcomes for book, outcomes in found.items() if outcomes}


def _points(offers: Iterable[PointsOffer], *, american: bool) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for book, player, side, point, price in offers:
        shown = price if american else decimal_price(price)
        found[book].append({"name": side, "description": player, "price": shown, "point": point})
    return found


def _spread(event: OddsEvent, offer: GameOffer) -> list[dict[str, Any]]:
    home = offer[1]
    if home is None:
        return []
    return [{"name": event.away_team, "point": 0.0 - home}, {"name": event.home_team, "point": home}]


def _total(offer: GameOffer) -> list[dict[str, Any]]:
    return [{"name": side, "point": offer[2]} for side in ("Over", "Under")] if offer[2] is not None else []


def decimal_price(american: int) -> float:
    """Return American odds as decimal odds, rounded to two digits as the vendor does: -137 is 1.73, 120 is 2.2."""
    return round(1 + (american / 100 if american > 0 else 100 / -american), 2)
