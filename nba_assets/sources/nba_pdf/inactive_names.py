"""Whole names for the inactive players of a game book, who are printed by family name only.

The lists that name a team's players in full are asked one after the other; nobody is guessed: a name that fits several
players, or none, stays as printed and is flagged.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nba_assets.names import match_key, player_lookup
from nba_assets.sources.nba_pdf.reasons import reason_category
from nba_assets.sources.table import Row

TOLD_APART_CONFIDENCE = 0.85
SEVERAL_CONFIDENCE = 0.6
SEVERAL = "multiple_candidates"
NOBODY = "no_roster_match"
SUFFIX_DIFFERS = "suffix_differs"

Entry = tuple[str, str | None]
"""A printed family name (with suffix) and the reason beside it."""


@dataclass(frozen=True)
class Resolution:
    """What became of a name. ``full_name`` is None unless it was resolved; ``method`` names the list that told."""

    status: str
    confidence: float
    full_name: str | None = None
    nba_player_id: int | None = None
    method: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameList:
    """A table that names players in full: how sure it makes us, which columns say why and how a player is listed.

    ``latest_by`` orders the rows of a table that lists a player many times: the last of them counts.
    """

    table: str
    confidence: float
    reason_column: str | None = None
    status_column: str | None = None
    latest_by: str | None = None


# The box score lists the inactive of the very game, the injury report who was expected out, the rosters everybody.
NAME_LISTS = (
    NameList("nbac_live_boxscores", 1.0, reason_column="not_playing_description"),
    NameList("nbac_injury_report", 0.95, "reason", "injury_status", latest_by="report_timestamp"),
    NameList("br_rosters_current", 1.0),
    NameList("espn_team_rosters", 1.0),
    NameList("nbac_player_list_current", 1.0),
)


@dataclass(frozen=True)
class _Group:
    """The entries of one printed name that are still open, by their place in the list."""

    name: str
    entries: dict[int, str | None]


def resolve(
    entries: Sequence[Entry], team: str, nba_game_id: str, printed: set[str], upstream: Mapping[str, Sequence[Row]]
) -> list[Resolution]:
    """Return one resolution an entry of a team's inactive list, in order.

    ``printed`` are the lookups of the team's players whom the book prints in full: they are not inactive. ``upstream``
    are the rows of the date of the tables in NAME_LISTS.
    """
    resolved: dict[int, Resolution] = {}
    taken = set(printed)
    for name in dict.fromkeys(player_lookup(name) for name, _ in entries):
        places = {number: why for number, (text, why) in enumerate(entries) if player_lookup(text) == name}
        group = _Group(entries[next(iter(places))][0], places)
        resolved |= _resolve_group(group, team, nba_game_id, taken, upstream)
    return [resolved[number] for number in range(len(entries))]


def _resolve_group(
    group: _Group, team: str, nba_game_id: str, taken: set[str], upstream: Mapping[str, Sequence[Row]]
) -> dict[int, Resolution]:
    """Resolve the entries of one name; whoever is found is added to ``taken``."""
    resolved: dict[int, Resolution] = {}
    for listing in NAME_LISTS:
        still_open = {number: why for number, why in group.entries.items() if number not in resolved}
        rows = _of_team(listing, upstream.get(listing.table, ()), team, nba_game_id)
        candidates = _candidates(group.name, rows, taken)
        found = _pair(still_open, candidates, listing)
        for number, (row, told_apart) in found.items():
            resolved[number] = _resolution(group.name, row, listing, told_apart=told_apart)
            taken.add(row["player_lookup"])
        if still_open.keys() <= found.keys():
            return resolved
        if len(candidates) >= len(still_open):
            # A list that knows fewer of them would only seem to know better.
            several = Resolution("multiple_matches", SEVERAL_CONFIDENCE, method=listing.table, flags=(SEVERAL,))
            return dict.fromkeys(still_open, several) | resolved
    return dict.fromkeys(group.entries, Resolution("not_found", 0.0, flags=(NOBODY,))) | resolved


def _of_team(listing: NameList, rows: Sequence[Row], team: str, nba_game_id: str) -> Iterator[Row]:
    """Yield a list's players of the team, the latest row last; a box score's are those it calls inactive."""
    for row in sorted(rows, key=lambda row: row[listing.latest_by]) if listing.latest_by else rows:
        if row["team_abbr"] != team:
            continue
        if listing.table != "nbac_live_boxscores" or (
            row["nba_game_id"] == nba_game_id and row["player_status"] == "inactive"
        ):
            yield row


def _candidates(name: str, rows: Iterator[Row], taken: set[str]) -> list[Row]:
    """Return the free players of a family name, one row each; those with the same suffix before all others."""
    family = _family_words(name)
    fitting = {
        row["player_lookup"]: row
        for row in rows
        if row["player_lookup"] not in taken and _family_words(row["player_full_name"])[-len(family) :] == family
    }
    same = [row for row in fitting.values() if _suffix(row["player_full_name"]) == _suffix(name)]
    return same or list(fitting.values())


def _pair(entries: dict[int, str | None], candidates: list[Row], listing: NameList) -> dict[int, tuple[Row, bool]]:
    """Pair entries with candidates where only one fits, telling several apart by reason, then by who is out.

    One candidate for two entries of a name is paired by his reason only: the list may lack the other.
    """
    pairs: dict[int, tuple[Row, bool]] = {}
    free = {row["player_lookup"]: row for row in candidates}
    tests = (_same_reason, _same_category, _is_out)
    if len(candidates) >= len(entries):
        tests = (_anybody, *tests, _anybody)
    for test in tests:
        chosen: dict[str, list[int]] = {}
        for number in entries.keys() - pairs.keys():
            fitting = [lookup for lookup, row in free.items() if test(entries[number], row, listing)]
            if len(fitting) == 1:
                chosen.setdefault(fitting[0], []).append(number)
        for lookup, numbers in chosen.items():
            if len(numbers) == 1:
                pairs[numbers[0]] = (free.pop(lookup), len(candidates) > 1)
    return pairs


_Test = Callable[[str | None, Row, NameList], bool]


def _anybody(reason: str | None, row: Row, listing: NameList) -> bool:
    return True


def _same_reason(reason: str | None, row: Row, listing: NameList) -> bool:
    said = row[listing.reason_column] if listing.reason_column else None
    return bool(reason and said and said.casefold() in reason.casefold())


def _same_category(reason: str | None, row: Row, listing: NameList) -> bool:
    said = row[listing.reason_column] if listing.reason_column else None
    category = reason_category(said)
    return category not in ("unknown", "other") and category == reason_category(reason)


def _is_out(reason: str | None, row: Row, listing: NameList) -> bool:
    return bool(listing.status_column) and row[listing.status_column or ""] == "out"


def _resolution(name: str, row: Row, listing: NameList, *, told_apart: bool) -> Resolution:
    flags = (SEVERAL,) if told_apart else ()
    if _suffix(name) != _suffix(row["player_full_name"]):
        flags += (SUFFIX_DIFFERS,)
    return Resolution(
        "resolved",
        TOLD_APART_CONFIDENCE if told_apart else listing.confidence,
        row["player_full_name"],
        row.get("nba_player_id"),
        listing.table,
        flags,
    )


def _family_words(name: str) -> list[str]:
    """Return the words of a name in standard form, without the suffix."""
    words = [player_lookup(word) for word in name.split()]
    return words[:-1] if _suffix(name) and len(words) > 1 else words


def _suffix(name: str) -> str:
    return player_lookup(name).removeprefix(match_key(name))
