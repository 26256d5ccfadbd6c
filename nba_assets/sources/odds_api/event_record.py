"""What every row of The Odds API says of its event."""

from datetime import date

from pydantic import AwareDatetime, Field

from nba_assets.sources.audit import RawRecord


class EventRecord(RawRecord):
    """A row that belongs to one event (game) of the vendor."""

    odds_api_event_id: str = Field(description="The vendor's id of the event.")
    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM of the event's date and teams.")
    game_date: date = Field(description="Eastern calendar date of the commence time.")
    commence_time: AwareDatetime = Field(description="Start as the vendor tells it, UTC; minutes after the schedule's.")
    home_team_abbr: str = Field(description="Tricode of the home team.")
    away_team_abbr: str = Field(description="Tricode of the away team.")


class SnapshotRecord(EventRecord):
    """A row of what stood at one moment."""

    snapshot_timestamp: AwareDatetime = Field(description="When the line was offered, UTC.")
    data_source: str = Field(description="historical or current: which form of the feed the line came from.")
