"""Why a player is listed, as one of a few words; the league's own text stays beside it."""

import re

# In this order: "Injury/Illness - Return from Rest" is an injury.
_CATEGORIES = (
    ("injury", re.compile(r"\b(?:injury|illness)\b")),
    ("g_league", re.compile(r"\bg[ -]?league\b")),
    ("suspension", re.compile(r"\b(?:suspension|suspended)\b")),
    ("health_safety_protocol", re.compile(r"\bhealth and safety\b|\bprotocols?\b")),
    ("rest", re.compile(r"\brest\b")),
    ("personal", re.compile(r"\bpersonal\b")),
    ("coach_decision", re.compile(r"\bcoach'?s decision\b")),
)


def reason_category(reason: str | None) -> str:
    """Return the category of a printed reason, by whole words: ``rest`` is not found in ``Restricted``.

    No reason is ``unknown``, one that fits no category ``other``.
    """
    if reason is None:
        return "unknown"
    # The league prints both apostrophes.
    text = reason.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return next((name for name, pattern in _CATEGORIES if pattern.search(text)), "other")
