"""The bundled archive in memory, and the shape of a payload."""

import pytest

from nba_assets.replay.archive import Archive, load_archive
from nba_assets.replay.manifest import bundled_archive


@pytest.fixture(scope="session")
def archive() -> Archive:
    return load_archive(bundled_archive())
