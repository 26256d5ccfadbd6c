"""Which raw tables are on: a source without its key is off, and so is one of which the replayed archive has nothing."""

from collections.abc import Mapping, Sequence

from nba_assets.settings import Settings
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.providers import off_reason
from nba_assets.sources.table import Feed, RawTable


def feed_off_reason(settings: Settings, feed: Feed) -> str | None:
    """Return why a feed is not asked, or None."""
    reason, manifest = off_reason(feed.provider, settings), settings.manifest()
    if reason or manifest is None or f"{feed.provider}/{feed.name}" in manifest.feeds:
        return reason
    return f"the archive '{manifest.name}' holds nothing of {feed.provider}/{feed.name}"


def table_off_reason(settings: Settings, table: RawTable) -> str | None:
    """Return why a table is off, or None. It is on when at least one of its feeds is."""
    reasons = [feed_off_reason(settings, feed) for feed in table.feeds]
    return None if None in reasons else "; ".join(dict.fromkeys(reason for reason in reasons if reason))


def switched_off(settings: Settings) -> Mapping[str, str]:
    """Return, by name, why each raw table that is off is off."""
    reasons = {table.name: table_off_reason(settings, table) for table in RAW_TABLES}
    return {name: reason for name, reason in reasons.items() if reason}


def switched_on(settings: Settings) -> Sequence[RawTable]:
    """Return the raw tables that are on, in the order in which a date is filled."""
    off = switched_off(settings)
    return [table for table in RAW_TABLES if table.name not in off]
