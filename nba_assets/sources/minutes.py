"""Durations as providers write them: ``PT34M12.00S`` (ISO 8601, live feeds) and ``34:12`` (box scores, game clocks)."""

import re

SECONDS_PER_MINUTE = 60
# Hours never occur: the league counts 265 minutes of an overtime team as PT265M00.00S.
_ISO = re.compile(r"PT(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d{1,2}(?:\.\d+)?)S)?", re.ASCII)
# The second version of the league's box score writes whole minutes as 34.000000:12.
_CLOCK = re.compile(r"(?:(?P<hours>\d+):(?=\d{2}:))?(?P<minutes>\d+)(?:\.0+)?:(?P<seconds>\d{2})", re.ASCII)


def seconds_from_iso(text: str) -> float:
    """Return the seconds of an ISO duration of minutes and seconds: 2052.0 for ``PT34M12.00S``.

    Raises ValueError naming the text when it is no such duration, or its seconds are 60 or more.
    """
    found = _ISO.fullmatch(text)
    if found is None or text == "PT":
        msg = f"'{text}' is not a duration such as PT34M12.00S"
        raise ValueError(msg)
    return _total(int(found["minutes"] or 0), float(found["seconds"] or 0), text)


def seconds_from_clock(text: str) -> int:
    """Return the seconds of ``MM:SS`` or ``H:MM:SS``: 2052 for ``34:12``, 15900 for ``265:00``, 700 for ``0:11:40``.

    Raises ValueError naming the text when it is neither, or its seconds (or minutes of an hour) are 60 or more.
    """
    found = _CLOCK.fullmatch(text)
    if found is None or (found["hours"] is not None and int(found["minutes"]) >= SECONDS_PER_MINUTE):
        msg = f"'{text}' is not a time such as 34:12 or 0:11:40"
        raise ValueError(msg)
    minutes = int(found["hours"] or 0) * 60 + int(found["minutes"])
    return int(_total(minutes, int(found["seconds"]), text))


def _total(minutes: int, seconds: float, text: str) -> float:
    if seconds >= SECONDS_PER_MINUTE:
        msg = f"'{text}' has {seconds:g} seconds; a minute has 60"
        raise ValueError(msg)
    return minutes * SECONDS_PER_MINUTE + seconds
