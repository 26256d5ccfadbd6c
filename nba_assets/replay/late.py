"""How each provider says that a file is not there yet."""

from typing import Any

from nba_assets.replay.emptied import emptied

DRIVE_HOST = "www.googleapis.com"
NOT_FOUND = 404
# A store in front of files answers 403 for one that does not exist.
LATE_STATUSES = {"cdn.nba.com": 403, "ak-static.cms.nba.com": 403}


def late_status(path: str) -> int:
    """Return the status with which the provider of a path (host first) says that there is no such file."""
    return LATE_STATUSES.get(path.partition("/")[0], NOT_FOUND)


def late_answer(path: str, payload: Any) -> tuple[int, Any]:
    """Return status and payload of a file that is late, in place of its payload: Drive lists no files."""
    if path.startswith(DRIVE_HOST) and isinstance(payload, dict):
        return 200, emptied(payload)
    return late_status(path), {"message": f"{path} is not available"}
