"""What the notes of an injured-list move say: why, for how long, and of what kind the reason is."""

import re
from enum import StrEnum


class Category(StrEnum):
    """The kinds of reasons for which a player is out."""

    SUSPENSION = "suspension"
    PERSONAL = "personal"
    REST = "rest"
    ILLNESS = "illness"
    INJURY = "injury"
    OTHER = "other"


DAY_TO_DAY = "(DTD)"
OUT_FOR_SEASON = "(out for season)"
OUT_INDEFINITELY = "(out indefinitely)"
DATE_APPROXIMATE = "(date approximate)"
_PLACED = re.compile(r"^placed on (?:the )?I[LR]\b(?: with\b)?", re.IGNORECASE)
_THE_LIST = re.compile(r"\bI[LR]\b")
_COMES_BACK = re.compile(r"^(?:activated|returned|reinstated)\b", re.IGNORECASE)
_REMARKS = (DAY_TO_DAY, OUT_FOR_SEASON, OUT_INDEFINITELY, DATE_APPROXIMATE)
# The first that fits counts: an illness is one even if injuries stand beside it.
_WORDS = (
    (Category.SUSPENSION, r"suspen|ineligible"),
    (Category.PERSONAL, r"personal|bereave|family|paternity|birth of|not with team"),
    (Category.REST, r"rest\b|load management"),
    (
        Category.ILLNESS,
        r"ill\b|illness|health and safety|covid|corona|flu\b|influenza|virus|viral|fever|headache|migraine|gastro|"
        r"stomach|respiratory|pneumonia|mononucleosis|ailment|allerg|blood clot|shortness of breath|food poisoning",
    ),
    (
        Category.INJURY,
        r"injur|sprain|strain|sore|bruis|contus|fractur|break|broken|torn|tear|surgery|surgical|tight|stiff|spasm|"
        r"tendin|tendon|bursitis|inflam|swell|swollen|stress|concus|fasciitis|dislocat|sublux|hyperext|impinge|"
        r"lacerat|abrasion|pointer|stinger|detached|collapsed|hernia|infect|pain|cramp|ligament|muscle|cartilage|"
        r"meniscus|bone|nerve|disc\b|ankle|knee|foot|feet|toe|heel|calf|shin|tibia|fibula|leg|thigh|hamstring|quad|"
        r"groin|adductor|hip|pelvis|back|spine|rib|chest|pectoral|oblique|abdom|shoulder|elbow|wrist|hand|thumb|"
        r"finger|arm|neck|jaw|nose|nasal|eye|face|facial|head\b|tooth|teeth|dental|achilles|acl\b|mcl\b",
    ),
)
_CATEGORIES = tuple((category, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for category, words in _WORDS)


def says_placed(notes: str) -> bool:
    """Tell whether notes begin by saying that a player was put on the list."""
    return _PLACED.match(notes) is not None


def speaks_of_the_list(notes: str) -> bool:
    """Tell whether notes are about the list at all, and not only about a missed game."""
    return _THE_LIST.search(notes) is not None


def says_activated(notes: str) -> bool:
    """Tell whether notes begin by saying that a player came back."""
    return _COMES_BACK.match(notes) is not None


def reason(notes: str) -> str | None:
    """Return the bare reason: ``sprained left ankle`` of ``placed on IL with sprained left ankle (DTD)``.

    None where the notes give none: of those who come back, and of a bare ``placed on IL``.
    """
    if says_activated(notes):
        return None
    for remark in _REMARKS:
        notes = re.sub(re.escape(remark), " ", notes, flags=re.IGNORECASE)
    return " ".join(_PLACED.sub(" ", notes).split()) or None


def category(why: str | None) -> Category | None:
    """Return the kind of a reason; None without one."""
    if why is None:
        return None
    return next((kind for kind, words in _CATEGORIES if words.search(why)), Category.OTHER)


def remarks(notes: str, remark: str) -> bool:
    """Tell whether notes carry a remark, whatever its case."""
    return remark.casefold() in notes.casefold()
