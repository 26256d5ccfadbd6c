"""Repairs of past game dates: how far a change reaches, what is made again, and what really changed by it."""


class RepairError(ValueError):
    """There is nothing to repair, or no way to tell what changed; the message says what to do."""
