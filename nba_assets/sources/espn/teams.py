"""How ESPN names the teams: its own ids, and codes that differ from the league's for six of the thirty."""

from nba_assets.teams import is_abbr

TEAM_IDS = {
    "ATL": 1,
    "BOS": 2,
    "NOP": 3,
    "CHI": 4,
    "CLE": 5,
    "DAL": 6,
    "DEN": 7,
    "DET": 8,
    "GSW": 9,
    "HOU": 10,
    "IND": 11,
    "LAC": 12,
    "LAL": 13,
    "MIA": 14,
    "MIL": 15,
    "MIN": 16,
    "BKN": 17,
    "NYK": 18,
    "ORL": 19,
    "PHI": 20,
    "PHX": 21,
    "POR": 22,
    "SAC": 23,
    "SAS": 24,
    "OKC": 25,
    "UTA": 26,
    "WAS": 27,
    "TOR": 28,
    "MEM": 29,
    "CHA": 30,
}
_OWN_CODES = {"GS": "GSW", "NO": "NOP", "NY": "NYK", "SA": "SAS", "UTAH": "UTA", "WSH": "WAS"}


def abbr_from_espn(code: str) -> str:
    """Return the league's tricode of an ESPN team code: ``WSH`` is WAS. Raises ValueError for an unknown code."""
    abbr = _OWN_CODES.get(code, code)
    if not is_abbr(abbr):
        msg = f"unknown ESPN team code '{code}'; add it to nba_assets/sources/espn/teams.py"
        raise ValueError(msg)
    return abbr
