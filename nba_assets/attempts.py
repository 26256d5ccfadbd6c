"""What happened each time a provider was asked: the record by which a block is told from a bug."""

from enum import StrEnum

from pydantic import AwareDatetime, Field

from nba_assets.records import Record


class Outcome(StrEnum):
    """The ways in which asking a provider ends."""

    PAYLOAD = "payload"
    """It answered."""
    NOT_YET_AVAILABLE = "not_yet_available"
    """It does not have the file yet."""
    BLOCKED = "blocked"
    """It refuses our address or key."""
    BROKEN = "broken"
    """Its answer cannot be used, or our request is wrong."""
    UNREACHABLE = "unreachable"
    """Every try ended in a transient error."""
    CIRCUIT_OPEN = "circuit_open"
    """It was not asked, because it has failed too often of late."""
    QUOTA_EXHAUSTED = "quota_exhausted"
    """It was not asked, or did not answer, because the plan's credits are used up."""


class Attempt(Record):
    """One request to a provider, from the first try to its outcome."""

    provider: str = Field(description="Name of the provider.")
    host: str = Field(description="The provider's live host, in every world.")
    feed: str = Field(description="Name of the feed.")
    scope: str = Field(description="Game date or season that the request is for.")
    slug: str = Field(description="Tells apart the requests of one scope.")
    outcome: str = Field(
        description="payload, not_yet_available, blocked, broken, unreachable, circuit_open or quota_exhausted."
    )
    status: int | None = Field(description="HTTP status of the last answer; absent when there was none.")
    tries: int = Field(description="How often the request was sent.")
    seconds: float = Field(description="From asking to the outcome, waits between the tries included; seconds.")
    at: AwareDatetime = Field(description="When it ended, by the one clock; UTC.")
    credits_used: int | None = Field(description="Credits of the plan used in this period, as the provider tells it.")
    credits_left: int | None = Field(description="Credits of the plan left in this period, as the provider tells it.")
