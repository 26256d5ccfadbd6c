"""Recorded answers, served as they are."""

from datetime import datetime

from nba_assets.replay.archive import Archive
from nba_assets.replay.feeds.content import Content
from nba_assets.replay.feeds.parameters import Params


def recorded_answer(archive: Archive, as_of: datetime, path: str, params: Params) -> Content | None:
    """Return the recorded answer to a request (host and path, query), or None before its moment and without one."""
    for recording in archive.recordings.get(path, ()):
        asked = all(params.get(name, "") == value for name, value in recording.params.items())
        if asked and recording.shown_from <= as_of and recording.feed in archive.manifest.feeds:
            return Content(recording.body, recording.content_type)
    return None
