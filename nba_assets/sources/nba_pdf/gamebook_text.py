"""The final box of a game book: lines of print taken apart into the players of two teams and the facts of the game."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nba_assets.sources.nba_pdf.words import DAMAGED, pages, pages_of, unreadable
from nba_assets.sources.table import Answer
from nba_assets.teams import TEAMS, abbr_from_full_name, full_name_from_abbr

COLUMNS = (
    "POS", "MIN", "FG", "FGA", "3P", "3PA", "FT", "FTA", "OR", "DR", "TOT", "A", "PF", "ST", "TO", "BS", "+/-", "PTS",
)  # fmt: skip
COLUMN_LINE = " ".join(COLUMNS)
# The order of the book: fouls stand before steals, turnovers before blocks.
COUNTS = (
    "field_goals_made",
    "field_goals_attempted",
    "three_pointers_made",
    "three_pointers_attempted",
    "free_throws_made",
    "free_throws_attempted",
    "offensive_rebounds",
    "defensive_rebounds",
    "total_rebounds",
    "assists",
    "personal_fouls",
    "steals",
    "turnovers",
    "blocks",
    "plus_minus",
    "points",
)
FEWEST_PLAYERS = 5

_NUMBERS = r"(?P<counts>(?:\s+[+-]?\d+){16})"
# The labels are lacking in the books of games away from home.
_TEAM = re.compile(r"(?P<label>(?:VISITOR|HOME)\s*:\s*)?(?P<name>[^():]+?)(?:\s*\((?P<record>\d+-\d+)\))?")
_PLAYED = re.compile(
    r"(?:(?P<jersey>\d{1,2})\s+)?(?P<name>\D.*?)(?:\s+(?P<position>[FGC](?:-[FGC])?))?\s+(?P<minutes>\d{1,2}:\d{2})"
    + _NUMBERS
)
_SAT_OUT = re.compile(
    r"(?:(?P<jersey>\d{1,2})\s+)?(?P<name>\D.*?)\s+(?P<category>DNP|DND|NWT)(?:\s*-\s*(?P<reason>.+))?"
)
# Beneath a reason that was too long for its line: words without a shirt number before or a time among them.
_REST_OF_A_REASON = re.compile(r"(?!.*\d:\d{2})[^\d\s].*")
_TOTALS = re.compile(r"(?P<minutes>\d{3}:\d{2})" + _NUMBERS)
_INACTIVE = re.compile(r"Inactive:\s*(?P<team>.+?)\s+-(?:\s+(?P<names>.*))?")
# What may stand below the list of inactive players: a label or a heading.
_NEXT_SECTION = re.compile(r"(?:[A-Z0-9][\w '/&-]*:|Technical|Flagrant|SCORE BY|MEMO|Copyright|Points in|Page \d).*")
_OFFICIALS = re.compile(r"Officials:\s*(.+)")
_DURATION = re.compile(r"Game Duration:\s*(\d):(\d{2})")
_ATTENDANCE = re.compile(r"Attendance:\s*([\d,]+)\s*(\(Sellout\))?")
_VENUE = re.compile(r"(?!Copyright).*\b(?:19|20)\d{2}\s+(?P<arena>[^,]+),\s+(?P<place>.+)")


@dataclass(frozen=True)
class Listed:
    """One player as the book lists him. ``category`` is DNP, DND or NWT for who sat out, ``counts`` by column name."""

    team_abbr: str
    name: str
    status: str
    jersey: str | None = None
    position: str | None = None
    category: str | None = None
    reason: str | None = None
    minutes: str | None = None
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class Book:
    """A book: its players in the order of print, the points of each team, and what it says of the game."""

    players: list[Listed] = field(default_factory=list)
    team_points: dict[str, int] = field(default_factory=dict)
    officials: str | None = None
    attendance: int | None = None
    is_sellout: bool | None = None
    duration_minutes: int | None = None
    arena: str | None = None


def book(answer: Answer, away: str, home: str) -> Book:
    """Read the book of a game of two teams (tricodes).

    Raises ValueError naming the file for a damaged document, a book of other teams, and a line among the players
    that is none: no player is lost in silence.
    """
    lines = [line.text for page in pages(answer) for line in page]
    found = Book()
    _read_facts(lines, found)
    _read_tables(lines, found, (away, home), answer)
    _read_inactive(lines, found, (away, home), answer)
    for team in (away, home):
        played = sum(player.team_abbr == team and player.status == "active" for player in found.players)
        if team not in found.team_points or played < FEWEST_PLAYERS:
            raise unreadable(answer, f"incomplete: {played} players and {found.team_points.get(team)} points of {team}")
    return found


def book_fields(body: bytes) -> frozenset[str]:
    """Return the column names of a book's tables; none for a document that cannot be opened."""
    try:
        lines = [line.text for page in pages_of(body) for line in page]
    except DAMAGED:
        return frozenset()
    header = next((line for line in lines if line.startswith("POS ")), "")
    return frozenset(header.split())


def _read_facts(lines: Sequence[str], found: Book) -> None:
    for line in lines:
        if officials := _OFFICIALS.fullmatch(line):
            found.officials = "; ".join(part.strip().removeprefix("#") for part in officials[1].split(","))
        elif duration := _DURATION.search(line):
            found.duration_minutes = int(duration[1]) * 60 + int(duration[2])
        elif venue := _VENUE.fullmatch(line):
            found.arena = found.arena or f"{venue['arena']}, {venue['place']}"
        if attendance := _ATTENDANCE.search(line):
            found.attendance = int(attendance[1].replace(",", ""))
            found.is_sellout = attendance[2] is not None


def _read_tables(lines: Sequence[str], found: Book, teams: tuple[str, str], answer: Answer) -> None:
    team, in_table = None, False
    for line in lines:
        if in_table and team:
            in_table = _read_row(line, team, found, answer)
        elif line == COLUMN_LINE:
            in_table = True
        elif heading := _heading(line, answer):
            team = heading
            if team not in teams or team in found.team_points:
                raise unreadable(answer, f"not the book of {' at '.join(teams)}: it has the table of {team} ('{line}')")


def _heading(line: str, answer: Answer) -> str | None:
    """Return the team that a line heads: one with a label, or a team's full name with wins and losses."""
    heading = _TEAM.fullmatch(line)
    if heading is None or not (heading["label"] or heading["record"]):
        return None
    try:
        return abbr_from_full_name(heading["name"])
    except ValueError as error:
        if heading["label"]:
            raise unreadable(answer, f"unclear: {error}") from error
        return None


def _read_row(line: str, team: str, found: Book, answer: Answer) -> bool:
    """Take one line of a team's table and tell whether the table goes on."""
    if totals := _TOTALS.fullmatch(line):
        found.team_points[team] = int(totals["counts"].split()[-1])
        return False
    if played := _PLAYED.fullmatch(line):
        counts = dict(zip(COUNTS, map(int, played["counts"].split()), strict=True))
        name, jersey, position = played["name"], played["jersey"], played["position"]
        found.players.append(Listed(team, name, "active", jersey, position, minutes=played["minutes"], counts=counts))
    elif sat_out := _SAT_OUT.fullmatch(line):
        category, reason = sat_out["category"], sat_out["reason"]
        found.players.append(Listed(team, sat_out["name"], "dnp", sat_out["jersey"], None, category, reason))
    elif _REST_OF_A_REASON.fullmatch(line) and found.players and found.players[-1].category:
        last = found.players[-1]
        found.players[-1] = replace(last, reason=f"{last.reason or ''} {line}".strip())
    else:
        raise unreadable(answer, f"unclear: '{line}' among the players of {team} is no player")
    return True


def _read_inactive(lines: Sequence[str], found: Book, teams: tuple[str, str], answer: Answer) -> None:
    for number, line in enumerate(lines):
        start = _INACTIVE.fullmatch(line)
        if start is None:
            continue
        team = _called(start["team"], teams)
        if team is None:
            raise unreadable(answer, f"unclear: '{start['team']}' with inactive players is neither of {teams}")
        names = start["names"] or ""
        for below in lines[number + 1 :]:
            if _NEXT_SECTION.fullmatch(below):
                break
            names += f" {below}"
        listed = list(split_names(names))
        strange = next((name for name, _ in listed if any(letter.isdigit() for letter in name)), None)
        if strange:
            raise unreadable(answer, f"unclear: '{strange}' among the inactive players of {team} is no name")
        found.players += [Listed(team, name, "inactive", reason=why) for name, why in listed]


def split_names(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield name and reason of a list ``Bane (Injury/Illness - Lumbar; Disc Bulge), Morant (Personal)``.

    A comma within brackets separates nothing. A list of nobody (``None``) yields nothing.
    """
    for part in re.split(r",(?![^()]*\))", text):
        name, bracket, reason = part.strip().partition("(")
        if name and name.strip().casefold() != "none":
            yield name.strip(), reason.removesuffix(")").strip() or None if bracket else None


def _called(name: str, teams: tuple[str, str]) -> str | None:
    """Return which of two teams a nickname or full name means."""
    nicknames = {team.abbr: team.nickname for team in TEAMS}
    for team in teams:
        if name.casefold() in (nicknames[team].casefold(), full_name_from_abbr(team).casefold()):
            return team
    return None
