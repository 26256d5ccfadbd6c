"""Makes the replay server fail on demand, the ways real providers do."""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from nba_assets.eastern import parse_eastern, utc
from nba_assets.replay.emptied import emptied
from nba_assets.replay.late import late_answer

BLOCK_PAGE = (
    "<!DOCTYPE html><html><head><title>Access Denied</title></head>"
    "<body><h1>Access Denied</h1><p>This content is not accessible in this region.</p></body></html>"
)


class Kind(StrEnum):
    """The ways to fail."""

    TOO_MANY_REQUESTS = "too_many_requests"
    SERVER_ERROR = "server_error"
    TIME_OUT = "time_out"
    HTML_WALL = "html_wall"
    TRUNCATED_BODY = "truncated_body"
    EMPTY_SLATE = "empty_slate"
    LATE_FILE = "late_file"


class Rule(BaseModel):
    """Which requests fail, how, and how often.

    ``path`` is searched as a regular expression in the provider's host, path and query, for instance
    ``leaguegamelog.*PlayerOrTeam=P``. ``times`` counts failures; without it the rule stays until it is deleted.
    ``until`` is an Eastern moment: only requests as of moments before it fail, so that a late file comes at last.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    kind: Kind
    times: int | None = Field(default=None, ge=1)
    until: str | None = None
    retry_after: int = Field(default=1, ge=0, description="seconds, of too_many_requests")
    seconds: float = Field(default=60, ge=0, description="silence before the answer, of time_out")

    @field_validator("path")
    @classmethod
    def _a_regular_expression(cls, path: str) -> str:
        try:
            re.compile(path)
        except re.error as error:
            msg = f"'{path}' is not a regular expression: {error}"
            raise ValueError(msg) from error
        return path

    @field_validator("until")
    @classmethod
    def _a_moment(cls, until: str | None) -> str | None:
        if until is not None:
            parse_eastern(until)
        return until

    def is_over(self, as_of: datetime) -> bool:
        """Tell whether requests as of a moment no longer fail."""
        return self.until is not None and utc(parse_eastern(self.until)) <= as_of


@dataclass
class Misbehaviour:
    """The rules in force, oldest first, with the number of failures each has left."""

    rules: list[Rule] = field(default_factory=list)
    left: list[int | None] = field(default_factory=list)

    def add(self, rule: Rule) -> None:
        """Put a rule in force."""
        self.rules.append(rule)
        self.left.append(rule.times)

    def clear(self) -> None:
        """Behave again."""
        self.rules.clear()
        self.left.clear()

    def take(self, target: str, as_of: datetime) -> Rule | None:
        """Return the first rule in force for a provider's path at a moment and use up one of its failures."""
        for number, rule in enumerate(self.rules):
            left = self.left[number]
            if left != 0 and not rule.is_over(as_of) and re.search(rule.path, target):
                self.left[number] = None if left is None else left - 1
                return rule
        return None


def misbehaving_payload(rule: Rule, path: str, status: int, payload: Any) -> tuple[int, Any]:
    """Return status and payload that the provider of a path (host first) answers with instead of its own."""
    match rule.kind:
        case Kind.EMPTY_SLATE:
            return status, emptied(payload)
        case Kind.LATE_FILE:
            return late_answer(path, payload)
        case _:
            return status, payload


async def misbehaving_response(rule: Rule, request: Request, good: Response) -> Response:
    """Return what the provider sends instead of its good response."""
    match rule.kind:
        case Kind.TOO_MANY_REQUESTS:
            wait = {"Retry-After": str(rule.retry_after)}
            return JSONResponse({"message": "Too many requests"}, status_code=429, headers=wait)
        case Kind.SERVER_ERROR:
            return JSONResponse({"message": "Internal server error"}, status_code=500)
        case Kind.TIME_OUT:
            await _silence(request, rule.seconds)
            return good
        case Kind.HTML_WALL:
            return HTMLResponse(BLOCK_PAGE, status_code=403)
        case Kind.TRUNCATED_BODY:
            return CutResponse(good)
        case Kind.EMPTY_SLATE | Kind.LATE_FILE:
            return good


async def _silence(request: Request, seconds: float) -> None:
    """Wait, but not longer than the client does."""
    waited = 0.0
    while waited < seconds and not await request.is_disconnected():
        await asyncio.sleep(0.05)
        waited += 0.05


class CutResponse(Response):
    """Announces the whole length of a good response, sends half of its body and closes the connection."""

    def __init__(self, good: Response) -> None:
        super().__init__(good.body, status_code=good.status_code, media_type=good.media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the headers and half of the body."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = self.body[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
