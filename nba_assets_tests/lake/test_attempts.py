"""The kept attempts: one file a batch, read back by provider and moment."""

from datetime import UTC, datetime, timedelta

import pytest

from nba_assets.attempts import Attempt, Outcome
from nba_assets.lake.attempts import FOLDER, AttemptLog
from nba_assets.lake.store import Store

MIDNIGHT = datetime(2025, 1, 12, tzinfo=UTC)


@pytest.fixture
def log(tmp_path):
    return AttemptLog(Store.open(str(tmp_path)))


def attempt(minutes, provider="espn", **how):
    plain = {
        "provider": provider,
        "host": "site.api.espn.com",
        "feed": "scoreboard",
        "scope": "2025-01-11",
        "slug": "all",
        "outcome": Outcome.PAYLOAD,
        "status": 200,
        "tries": 1,
        "seconds": 0.25,
        "at": MIDNIGHT + timedelta(minutes=minutes),
        "credits_used": None,
        "credits_left": None,
    }
    return Attempt(**(plain | how))


def files(log):
    return [f"{day}/{name}" for day in log.store.names(FOLDER) for name in log.store.names(FOLDER, day)]


def test_attempts_come_back_as_they_were(log):
    told = attempt(0, outcome=Outcome.QUOTA_EXHAUSTED, status=None, tries=0, credits_used=20000, credits_left=0)
    log.keep([told])
    (read,) = log.read(MIDNIGHT)
    assert read == told
    assert read.outcome == Outcome.QUOTA_EXHAUSTED


def test_a_batch_is_one_file_and_an_empty_one_is_none(log):
    log.keep([attempt(minutes) for minutes in range(500)])
    log.keep([])
    assert len(files(log)) == 1


def test_equal_batches_do_not_hide_each_other(log):
    log.keep([attempt(0)])
    log.keep([attempt(0)])
    assert len(log.read(MIDNIGHT)) == 2


def test_they_are_read_by_provider_and_moment_oldest_first(log):
    log.keep([attempt(30), attempt(-30), attempt(10, "nba_cdn")])
    log.keep([attempt(20), attempt(-3000)])
    assert [one.at for one in log.read(MIDNIGHT)] == [MIDNIGHT + timedelta(minutes=m) for m in (10, 20, 30)]
    assert [one.at for one in log.read(MIDNIGHT, "nba_cdn")] == [MIDNIGHT + timedelta(minutes=10)]
    assert log.read(MIDNIGHT + timedelta(minutes=31)) == []


def test_files_of_other_providers_are_not_opened(log):
    log.keep([attempt(0)])
    day, name = files(log)[0].split("/")
    log.store.write(b"no parquet", FOLDER, day, name.replace("-espn-", "-espn_web-"))
    assert len(log.read(MIDNIGHT, "espn")) == 1


def test_a_batch_over_midnight_is_found_from_either_side(log):
    log.keep([attempt(-5), attempt(5)])
    assert len(log.read(MIDNIGHT - timedelta(minutes=10))) == 2
    assert len(log.read(MIDNIGHT)) == 1


def test_a_new_lake_has_none(log):
    assert log.read(MIDNIGHT) == []
