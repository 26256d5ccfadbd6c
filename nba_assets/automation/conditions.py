"""When a table is made again by itself: a few named sentences, each with a test.

Dagster's own ``eager`` looks at the latest date only, and the latest date is tomorrow: results that come late would
never flow on. So its window is widened to some days.
"""

from datetime import timedelta

import dagster as dg

from nba_assets.game_dates import DAYS_AHEAD

LATENESS = timedelta(days=4)
"""Results that are this late still flow on by themselves; older ones need `nba repair`."""


def _within(window: timedelta) -> dg.AutomationCondition:
    eager = dg.AutomationCondition.eager().replace(
        dg.AutomationCondition.in_latest_time_window(), dg.AutomationCondition.in_latest_time_window(window)
    )
    return eager & dg.AutomationCondition.all_deps_blocking_checks_passed()


LATE_DATA_FLOWS_ON = _within(LATENESS + timedelta(days=DAYS_AHEAD)).with_label("late_data_flows_on")
"""Make a date again when something it reads was made again, up to four days late."""

NEWER_LINES_ARE_PREDICTED = _within(timedelta(days=DAYS_AHEAD)).with_label("newer_lines_are_predicted")
"""Predict today and tomorrow again when their features changed, as they do with every newer line; never a past date."""
