"""source_coverage_log: what a row is."""

from datetime import date

from pydantic import AwareDatetime, Field

from nba_assets.records import Record


class CoverageEvent(Record):
    """One game for which a source was missing, late or replaced by another."""

    event_id: str = Field(description="First 16 hexadecimal digits of the SHA-256 of game, chain and event type.")
    event_timestamp: AwareDatetime = Field(description="When the date was judged, by the one clock, UTC.")
    event_type: str = Field(description="source_missing (no source has the game) or fallback_used.")
    severity: str = Field(description="info, warning or critical.")
    phase: str = Field(description="Phase of the pipeline; raw for all events of this table's writer.")
    table_name: str = Field(description="Raw table of the best source of the chain.")
    chain: str = Field(description="Kind of fact, a chain of sources.")
    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    season: str = Field(description="Season as the league names it, e.g. 2024-25.")
    description: str = Field(description="What happened, in a sentence.")
    primary_source: str = Field(description="Best source of the chain that is switched on.")
    primary_source_status: str = Field(description="missing once it is due, late before that.")
    fallback_sources_tried: str = Field(description="Sources after the primary, in order, joined by commas.")
    resolution: str = Field(description="used_fallback, or what the chain does without any source: skip, fail, ...")
    source_used: str | None = Field(description="Source whose rows stand in; unknown when there is none.")
    quality_before: int = Field(description="Quality of the primary source, 0 to 100.")
    quality_after: int = Field(description="Quality of the source used, 0 without one.")
    hours_after_tipoff: float = Field(description="Hours from tip-off to the judgement.")
    is_resolved: bool = Field(description="True when another source has the game.")


COVERAGE_LOG = "source_coverage_log"
