"""The event lists of The Odds API, live and historical."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from nba_assets.replay.archive import Archive, OddsEvent
from nba_assets.replay.feeds.odds_parameters import check_key, historical_moment, moment_of
from nba_assets.replay.feeds.parameters import Params

SPORT = {"sport_key": "basketball_nba", "sport_title": "NBA"}
# The vendor's historical lists were taken every five minutes.
SNAPSHOT_INTERVAL = timedelta(minutes=5)


def live_events(archive: Archive, as_of: datetime, params: Params) -> list[dict[str, Any]]:
    """Return the listed events that have not begun as of the moment, within commenceTimeFrom and commenceTimeTo."""
    check_key(params)
    listed = (event for event in archive.events.values() if event.listed_from <= as_of < event.commence_time)
    return _within(listed, params)


def historical_events(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the events that were listed at the last snapshot not after ``date``, those in play included."""
    check_key(params)
    moment = historical_moment(params, as_of)
    taken_at = snapshot_before(moment)
    following = taken_at + SNAPSHOT_INTERVAL
    listed = (event for event in archive.events.values() if event.listed_from <= taken_at < event.listed_until)
    return {
        "timestamp": zulu(taken_at),
        "previous_timestamp": zulu(taken_at - SNAPSHOT_INTERVAL),
        "next_timestamp": zulu(following) if following <= as_of else None,
        "data": _within(listed, params),
    }


def snapshot_before(moment: datetime) -> datetime:
    """Return the last moment not after another at which the vendor took its regular snapshots."""
    return moment - timedelta(seconds=moment.timestamp() % SNAPSHOT_INTERVAL.total_seconds())


def event_header(event: OddsEvent) -> dict[str, Any]:
    """Return the fields that stand for an event in every answer."""
    return {
        "id": event.event_id,
        **SPORT,
        "commence_time": zulu(event.commence_time),
        "home_team": event.home_team,
        "away_team": event.away_team,
    }


def zulu(moment: datetime) -> str:
    """Return a UTC moment as the vendor writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _within(events: Iterable[OddsEvent], params: Params) -> list[dict[str, Any]]:
    first, last = moment_of(params, "commenceTimeFrom"), moment_of(params, "commenceTimeTo")
    chosen = [
        event
        for event in events
        if (first is None or first <= event.commence_time) and (last is None or event.commence_time <= last)
    ]
    return [event_header(event) for event in sorted(chosen, key=lambda event: (event.commence_time, event.event_id))]
