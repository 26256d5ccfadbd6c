"""The replay server: the providers' own paths below ``/as-of/{moment}/{host}``, answered as of that moment.

``GET /health`` tells archive and now; ``POST`` and ``DELETE /misbehave`` set and clear failures.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

import orjson
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nba_assets.eastern import EASTERN, parse_eastern, utc
from nba_assets.replay.archive import Archive
from nba_assets.replay.feeds.event_odds import historical_event_odds, live_event_odds
from nba_assets.replay.feeds.league_game_log import league_game_log
from nba_assets.replay.feeds.odds_events import historical_events, live_events
from nba_assets.replay.feeds.parameters import FeedError
from nba_assets.replay.feeds.schedule import schedule
from nba_assets.replay.feeds.shot_chart import shot_chart
from nba_assets.replay.misbehaviour import Misbehaviour, Rule, misbehaving_response

STATS_HOST = "stats.nba.com"
ODDS_HOST = "api.the-odds-api.com"
_LIVE = "v4/sports/basketball_nba/events"
_HISTORICAL = "v4/historical/sports/basketball_nba/events"
_EVENT = "/(?P<event_id>[0-9A-Za-z]+)/odds"
FEEDS: tuple[tuple[re.Pattern[str], Callable[..., Any]], ...] = tuple(
    (re.compile(pattern), feed)
    for pattern, feed in (
        (f"{STATS_HOST}/stats/scheduleleaguev2int", schedule),
        (f"{STATS_HOST}/stats/leaguegamelog", league_game_log),
        (f"{STATS_HOST}/stats/shotchartdetail", shot_chart),
        (f"{ODDS_HOST}/{_LIVE}", live_events),
        (f"{ODDS_HOST}/{_HISTORICAL}", historical_events),
        (f"{ODDS_HOST}/{_LIVE}{_EVENT}", live_event_odds),
        (f"{ODDS_HOST}/{_HISTORICAL}{_EVENT}", historical_event_odds),
    )
)
# The vendor's monthly quota, and what a historical answer costs against a live one.
ODDS_QUOTA = 5_000_000
HISTORICAL_COST = 10


class Json(Response):
    """A JSON answer."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Encode the payload."""
        return orjson.dumps(content)


@dataclass
class Quota:
    """Credits of The Odds API used since the server started."""

    used: int = 0

    def headers(self) -> dict[str, str]:
        """Return the two headers in which the vendor tells the quota."""
        return {"x-requests-used": str(self.used), "x-requests-remaining": str(max(0, ODDS_QUOTA - self.used))}

    def charge(self, path: str, params: dict[str, str]) -> None:
        """Count what a good answer costs: markets times regions for odds, nothing for the live list of events."""
        historical = path.startswith(f"{ODDS_HOST}/{_HISTORICAL}")
        if path.endswith("/odds"):
            size = len(params.get("markets", "").split(",")) * len(params.get("regions", "").split(","))
            self.used += size * (HISTORICAL_COST if historical else 1)
        elif historical:
            self.used += 1


def create_app(archive: Archive, now: datetime) -> Starlette:
    """Return the application that serves an archive up to an aware moment ``now``."""
    misbehaviour, quota = Misbehaviour(), Quota()

    async def health(_: Request) -> Response:
        return Json({"archive": archive.manifest.name, "now": f"{now.astimezone(EASTERN):%Y-%m-%dT%H:%M}"})

    async def misbehave(request: Request) -> Response:
        if request.method == "DELETE":
            misbehaviour.clear()
            return Json({"rules": 0})
        try:
            misbehaviour.add(Rule.model_validate_json(await request.body()))
        except ValidationError as error:
            return Json({"message": str(error)}, status_code=400)
        return Json({"rules": len(misbehaviour.rules)})

    async def provide(request: Request) -> Response:
        path = f"{request.path_params['host']}/{request.path_params['path']}"
        params = dict(request.query_params)
        try:
            as_of = _as_of(request.path_params["moment"], now)
        except ValueError as error:
            return Json({"message": str(error)}, status_code=400)
        status, payload = _answer(archive, as_of, path, params)
        response = Json(payload, status_code=status)
        rule = misbehaviour.take(f"{path}?{request.url.query}")
        if rule:
            response = await misbehaving_response(rule, request, response, payload)
        if path.startswith(ODDS_HOST):
            if status == 200 and not rule:
                quota.charge(path, params)
            response.headers.update(quota.headers())
        response.headers["Date"] = format_datetime(as_of, usegmt=True)
        return response

    return Starlette(
        routes=[
            Route("/health", health),
            Route("/misbehave", misbehave, methods=["POST", "DELETE"]),
            Route("/as-of/{moment}/{host}/{path:path}", provide),
        ]
    )


def _as_of(text: str, now: datetime) -> datetime:
    moment = utc(parse_eastern(text))
    if moment > now:
        msg = f"as-of {text} (Eastern) is later than the server's now, {now.astimezone(EASTERN):%Y-%m-%dT%H:%M}"
        raise ValueError(msg)
    return moment


def _answer(archive: Archive, as_of: datetime, path: str, params: dict[str, str]) -> tuple[int, Any]:
    for pattern, feed in FEEDS:
        match = pattern.fullmatch(path)
        if match:
            try:
                return 200, feed(archive, as_of, params, **match.groupdict())
            except FeedError as error:
                return error.status, error.payload
    return 404, {"message": f"The replay archive serves no {path}"}
