"""Credits of metered providers: what is left of the month, told before it is gone."""

from datetime import timedelta

import dagster as dg

from nba_assets.assets.workshop import Workshop
from nba_assets.checks.verdict import Verdict
from nba_assets.sources.providers import METERED
from nba_assets.sources.quota import Credits
from nba_assets.sources.table import RawTable

DAYS_LOOKED_BACK = timedelta(days=3)


def metered(table: RawTable) -> bool:
    """Tell whether the table's provider counts credits."""
    return table.provider in METERED


def judge_credits(tools: Workshop, table: RawTable) -> Verdict:
    """Judge the credits that the provider said were left at its last answer, against the plan's monthly number."""
    since = tools.clock.now() - DAYS_LOOKED_BACK
    attempts = tools.ingest.attempts.read(since, table.provider)
    told = [one for one in attempts if one.credits_left is not None]
    if not told:
        return Verdict(passed=True, description=f"{table.provider} has not told its credits yet")
    last = told[-1]
    left = Credits(last.credits_used, last.credits_left)
    return Verdict(
        passed=not left.are_low,
        severity=dg.AssetCheckSeverity.WARN,
        description=(
            f"{table.provider} has {left.left:,} credits left of this period; below a tenth of the plan is low"
        ),
        metadata={"credits_left": left.left, "credits_used": left.used, "told_at": last.at.isoformat()},
    )
