"""A scripted provider on loopback and a time that tests can let pass."""

import pytest

from nba_assets_tests.sources.answering import FakeTime, answering


@pytest.fixture
def server():
    with answering() as script:
        yield script


@pytest.fixture
def clock():
    return FakeTime()
