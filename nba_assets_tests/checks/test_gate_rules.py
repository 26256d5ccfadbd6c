"""What a gate blocks: the latest date, or more than 2 % of the dates; a few bad old dates only warn."""

from datetime import date, timedelta

import dagster as dg
import pandas as pd
import pytest

from nba_assets.checks.gates import RESULTS_LIMITS, judge

WARN, ERROR = dg.AssetCheckSeverity.WARN, dg.AssetCheckSeverity.ERROR


def dates(count=100, **bad):
    rows = [{"game_date": date(2024, 10, 22) + timedelta(days=n), "minutes": 1.0, "games": 1.0} for n in range(count)]
    for position, shares in bad.items():
        rows[int(position.removeprefix("at_"))] |= shares
    return pd.DataFrame(rows)


def test_full_dates_pass():
    assert judge(dates(), RESULTS_LIMITS).passed


@pytest.mark.parametrize(
    ("shares", "severity"),
    [({"minutes": 0.79}, ERROR), ({"minutes": 0.85}, WARN), ({"games": 0.79}, ERROR), ({"minutes": None}, ERROR)],
)
def test_the_latest_date_decides(shares, severity):
    found = judge(dates(at_99=shares), RESULTS_LIMITS)
    assert not found.passed
    assert found.severity is severity
    assert "2025-01-29" in found.description


def test_games_between_80_and_100_percent_pass():
    assert judge(dates(at_99={"games": 0.8}), RESULTS_LIMITS).passed


def test_two_bad_old_dates_of_a_hundred_warn_and_three_block():
    bad = {"minutes": 0.5}
    assert judge(dates(at_1=bad, at_2=bad), RESULTS_LIMITS).severity is WARN
    blocked = judge(dates(at_1=bad, at_2=bad, at_3=bad), RESULTS_LIMITS)
    assert blocked.severity is ERROR
    assert blocked.metadata["failing_dates"] == ["2024-10-23", "2024-10-24", "2024-10-25"]


def test_a_window_without_games_passes():
    assert judge(dates().head(0), RESULTS_LIMITS).passed
