"""Periods of a game."""

REGULATION_PERIODS = 4
_PERIOD_SECONDS, _OVERTIME_SECONDS = 720, 300


def overtimes(final_text: str) -> int:
    """Return the number of overtimes that the text of a final game tells: Final, Final/OT, Final/OT2."""
    return int(final_text.split("/OT")[1] or 1) if "/OT" in final_text else 0


def period_seconds(period: int) -> int:
    """Return the length of a period in seconds: twelve minutes, five in overtime."""
    return _PERIOD_SECONDS if period <= REGULATION_PERIODS else _OVERTIME_SECONDS
