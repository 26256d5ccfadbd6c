"""Seasons, named as the league names them (2024-25), and what the digits of a game id say."""

from datetime import date

SEASON_TYPES = {
    "001": "Pre Season",
    "002": "Regular Season",
    "003": "All Star",
    "004": "Playoffs",
    "005": "PlayIn",
    "006": "Cup Final",
}
COUNTED_SEASON_TYPES = ("Regular Season", "Playoffs", "PlayIn", "Cup Final")
FIRST_MONTH_OF_A_SEASON = 10


def season_year(day: date) -> int:
    """Return the year in which the season of a date began: 2024 for 2025-01-12."""
    return day.year if day.month >= FIRST_MONTH_OF_A_SEASON else day.year - 1


def season_of(day: date) -> str:
    """Return the league's name of a date's season: ``2024-25`` for 2025-01-12."""
    return season_name(season_year(day))


def season_name(year: int) -> str:
    """Return the league's name of the season that began in a year: ``2024-25`` for 2024."""
    return f"{year}-{(year + 1) % 100:02d}"


def season_type(nba_game_id: str) -> str:
    """Return the season type that the first three digits of a ten-digit game id tell.

    Raises ValueError for an id that the league would not give.
    """
    kind = SEASON_TYPES.get(nba_game_id[:3])
    if kind is None or len(nba_game_id) != 10 or not nba_game_id.isdigit():
        msg = f"'{nba_game_id}' is not an NBA game id (ten digits beginning 001 to 006)"
        raise ValueError(msg)
    return kind


def game_id(day: date, away_abbr: str, home_abbr: str) -> str:
    """Return the canonical game id ``YYYYMMDD_AWY_HOM``."""
    return f"{day:%Y%m%d}_{away_abbr}_{home_abbr}"
