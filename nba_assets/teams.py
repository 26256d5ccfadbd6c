"""The thirty teams: tricode, NBA team id, full name, and the other spellings that providers use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Team:
    """One NBA team. ``abbr`` is the league's tricode, ``nba_id`` its ten-digit team id."""

    abbr: str
    nba_id: int
    city: str
    nickname: str

    @property
    def full_name(self) -> str:
        """City and nickname, as The Odds API spells them."""
        return f"{self.city} {self.nickname}"


TEAMS = (
    Team("ATL", 1610612737, "Atlanta", "Hawks"),
    Team("BOS", 1610612738, "Boston", "Celtics"),
    Team("CLE", 1610612739, "Cleveland", "Cavaliers"),
    Team("NOP", 1610612740, "New Orleans", "Pelicans"),
    Team("CHI", 1610612741, "Chicago", "Bulls"),
    Team("DAL", 1610612742, "Dallas", "Mavericks"),
    Team("DEN", 1610612743, "Denver", "Nuggets"),
    Team("GSW", 1610612744, "Golden State", "Warriors"),
    Team("HOU", 1610612745, "Houston", "Rockets"),
    Team("LAC", 1610612746, "Los Angeles", "Clippers"),
    Team("LAL", 1610612747, "Los Angeles", "Lakers"),
    Team("MIA", 1610612748, "Miami", "Heat"),
    Team("MIL", 1610612749, "Milwaukee", "Bucks"),
    Team("MIN", 1610612750, "Minnesota", "Timberwolves"),
    Team("BKN", 1610612751, "Brooklyn", "Nets"),
    Team("NYK", 1610612752, "New York", "Knicks"),
    Team("ORL", 1610612753, "Orlando", "Magic"),
    Team("IND", 1610612754, "Indiana", "Pacers"),
    Team("PHI", 1610612755, "Philadelphia", "76ers"),
    Team("PHX", 1610612756, "Phoenix", "Suns"),
    Team("POR", 1610612757, "Portland", "Trail Blazers"),
    Team("SAC", 1610612758, "Sacramento", "Kings"),
    Team("SAS", 1610612759, "San Antonio", "Spurs"),
    Team("OKC", 1610612760, "Oklahoma City", "Thunder"),
    Team("TOR", 1610612761, "Toronto", "Raptors"),
    Team("UTA", 1610612762, "Utah", "Jazz"),
    Team("MEM", 1610612763, "Memphis", "Grizzlies"),
    Team("WAS", 1610612764, "Washington", "Wizards"),
    Team("DET", 1610612765, "Detroit", "Pistons"),
    Team("CHA", 1610612766, "Charlotte", "Hornets"),
)
# The league itself writes the Clippers' name short in schedules and injury reports.
OTHER_FULL_NAMES = {"LA Clippers": "LAC"}

_BY_ABBR = {team.abbr: team for team in TEAMS}
_BY_ID = {team.nba_id: team for team in TEAMS}
_BY_NAME = {team.full_name.casefold(): team.abbr for team in TEAMS} | {
    name.casefold(): abbr for name, abbr in OTHER_FULL_NAMES.items()
}


def is_abbr(abbr: str) -> bool:
    """Tell whether a text is the tricode of one of the thirty teams."""
    return abbr in _BY_ABBR


def abbr_from_full_name(name: str) -> str:
    """Return the tricode of a full team name. Raises ValueError for an unknown name."""
    abbr = _BY_NAME.get(name.strip().casefold())
    if abbr is None:
        msg = f"unknown team name '{name}'; add its spelling to nba_assets/teams.py"
        raise ValueError(msg)
    return abbr


def abbr_from_id(nba_id: int) -> str:
    """Return the tricode of an NBA team id. Raises ValueError for an unknown id."""
    team = _BY_ID.get(nba_id)
    if team is None:
        msg = f"unknown NBA team id {nba_id}"
        raise ValueError(msg)
    return team.abbr


def full_name_from_abbr(abbr: str) -> str:
    """Return the full name of a tricode. Raises ValueError for an unknown one."""
    team = _BY_ABBR.get(abbr)
    if team is None:
        msg = f"unknown team '{abbr}'"
        raise ValueError(msg)
    return team.full_name
