"""What all tables of Ball Don't Lie share: pages, snapshots, its own team ids, names."""

from collections.abc import Mapping
from dataclasses import replace

from nba_assets.sources.answers import unusable
from nba_assets.sources.table import Answer, Asking, Request, Row

PROVIDER = "balldontlie"
PER_PAGE = "100"
FIRST_PAGE = "page-1"
# The vendor numbers the thirty teams of today by their names; ids above 30 are teams that are no more.
TEAMS_BY_ID = dict(
    enumerate(
        (
            *("ATL", "BOS", "BKN", "CHA", "CHI", "CLE", "DAL", "DEN", "DET", "GSW", "HOU", "IND", "LAC", "LAL", "MEM"),
            *("MIA", "MIL", "MIN", "NOP", "NYK", "OKC", "ORL", "PHI", "PHX", "POR", "SAC", "SAS", "TOR", "UTA", "WAS"),
        ),
        start=1,
    )
)


def first_page(asking: Asking, feed: str, path: str, params: Mapping[str, str]) -> Request:
    """Return the request of a feed's first page."""
    return Request(PROVIDER, feed, asking.scope, FIRST_PAGE, path, {**params, "per_page": PER_PAGE})


def snapshot(asking: Asking, feed: str, path: str, params: Mapping[str, str]) -> list[Request]:
    """Ask for what the vendor says in the afternoon of the date; nothing for a date that is still to come."""
    if asking.day > asking.today:
        return []
    return [replace(first_page(asking, feed, path, params), as_of=asking.snapshot_at)]


def next_page(answer: Answer) -> list[Request]:
    """Return the request of the page that the answer's cursor points at; none after the last page."""
    cursor = answer.body.get("meta", {}).get("next_cursor") if isinstance(answer.body, dict) else None
    if cursor is None:
        return []
    request = answer.request
    number = int(request.slug.removeprefix("page-")) + 1
    return [replace(request, slug=f"page-{number}", params={**request.params, "cursor": str(cursor)})]


def team_abbr(answer: Answer, team_id: int) -> str:
    """Return the tricode of the vendor's team id. Raises ValueError for one that is none of the thirty teams."""
    if team_id not in TEAMS_BY_ID:
        raise unusable(answer, f"unknown team id {team_id}")
    return TEAMS_BY_ID[team_id]


def full_name(player: Row) -> str:
    """Return first and last name as the vendor writes them; some players have one name only."""
    return " ".join(part.strip() for part in (player["first_name"], player["last_name"]) if part and part.strip())


def text_or_none(value: str | None) -> str | None:
    """Return a text without surrounding blanks; blanks alone say that the vendor does not know."""
    return (value or "").strip() or None
