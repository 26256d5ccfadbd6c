"""The replay server: the providers' own paths below ``/as-of/{moment}/{host}``, answered as of that moment.

``GET /health`` tells archive and now; ``POST`` and ``DELETE /misbehave`` set and clear failures.
"""

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
from nba_assets.replay.feeds.content import Content
from nba_assets.replay.misbehaviour import Misbehaviour, Rule, misbehaving_payload, misbehaving_response
from nba_assets.replay.routes import answer

ODDS_HOST = "api.the-odds-api.com"
# The vendor's monthly quota, and what a historical answer costs against a live one.
ODDS_QUOTA = 5_000_000
HISTORICAL_COST = 10


@dataclass
class Quota:
    """Credits of The Odds API used since the server started."""

    used: int = 0

    def headers(self) -> dict[str, str]:
        """Return the two headers in which the vendor tells the quota."""
        return {"x-requests-used": str(self.used), "x-requests-remaining": str(max(0, ODDS_QUOTA - self.used))}

    def charge(self, path: str, params: dict[str, str]) -> None:
        """Count what a good answer costs: markets times regions for odds, nothing for the live list of events."""
        historical = path.startswith(f"{ODDS_HOST}/v4/historical/")
        if path.endswith("/odds"):
            size = len(params.get("markets", "").split(",")) * len(params.get("regions", "").split(","))
            self.used += size * (HISTORICAL_COST if historical else 1)
        elif historical:
            self.used += 1


def create_app(archive: Archive, now: datetime) -> Starlette:
    """Return the application that serves an archive up to an aware moment ``now``."""
    misbehaviour, quota = Misbehaviour(), Quota()

    async def health(_: Request) -> Response:
        return as_response(200, {"archive": archive.manifest.name, "now": f"{now.astimezone(EASTERN):%Y-%m-%dT%H:%M}"})

    async def misbehave(request: Request) -> Response:
        if request.method == "DELETE":
            misbehaviour.clear()
            return as_response(200, {"rules": 0})
        try:
            misbehaviour.add(Rule.model_validate_json(await request.body()))
        except ValidationError as error:
            return as_response(400, {"message": str(error)})
        return as_response(200, {"rules": len(misbehaviour.rules)})

    async def provide(request: Request) -> Response:
        path = f"{request.path_params['host']}/{request.path_params['path']}"
        params = dict(request.query_params)
        try:
            as_of = _as_of(request.path_params["moment"], now)
        except ValueError as error:
            return as_response(400, {"message": str(error)})
        status, payload = answer(archive, as_of, path, params)
        rule = misbehaviour.take(f"{path}?{request.url.query}", as_of)
        if rule:
            good = as_response(*misbehaving_payload(rule, path, status, payload))
            response = await misbehaving_response(rule, request, good)
        else:
            response = as_response(status, payload)
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


def as_response(status: int, payload: Any) -> Response:
    """Return a payload as a response: a Content as it is, all else as JSON."""
    if isinstance(payload, Content):
        return Response(payload.body, status_code=status, media_type=payload.media_type)
    return Response(orjson.dumps(payload), status_code=status, media_type="application/json")


def _as_of(text: str, now: datetime) -> datetime:
    moment = utc(parse_eastern(text))
    if moment > now:
        msg = f"as-of {text} (Eastern) is later than the server's now, {now.astimezone(EASTERN):%Y-%m-%dT%H:%M}"
        raise ValueError(msg)
    return moment
