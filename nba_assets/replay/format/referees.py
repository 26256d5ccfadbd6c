"""Referees of games and officials of the replay centre in the archive."""

from nba_assets.replay.format.base import ArchiveFile, Column
from nba_assets.replay.format.games import of_game

REFEREES_FEED = "nba_official/referees"
PLACES = (1, 2, 3, 4)


def _official(place: int) -> tuple[Column, ...]:
    return (
        Column(f"official{place}", "text", f"name of official {place}", nullable=True),
        Column(f"official{place}_code", "integer", f"NBA person id of official {place}", nullable=True),
        Column(f"official{place}_JNum", "text", f"jersey number of official {place}", nullable=True),
    )


REFEREES = ArchiveFile(
    "referees.parquet",
    "One row per game whose officials are recorded; a game that was moved stands on the date on which it was played.",
    ("game_date", "game_id"),
    (
        Column("game_id", "text", "ten-digit NBA game id"),
        Column("game_date", "date", "Eastern date of the game"),
        Column("season", "text", "season type digit and start year: 22024"),
        Column("game_code", "text", "date and teams: 20250108/OKCCLE"),
        Column("home_team_id", "integer", "NBA team id of the home team"),
        Column("home_team", "text", "city of the home team"),
        Column("home_team_abbr", "text", "tricode of the home team"),
        Column("away_team_id", "integer", "NBA team id of the away team"),
        Column("away_team", "text", "city of the away team"),
        Column("away_team_abbr", "text", "tricode of the away team"),
        *(column for place in PLACES for column in _official(place)),
    ),
    feeds=(REFEREES_FEED,),
    dated_by="game_date",
    belongs_to=of_game("game_id"),
)

REPLAY_CENTER = ArchiveFile(
    "replay_center.parquet",
    "One row per date and official of the replay centre, in the source's order within the date.",
    ("game_date",),
    (
        Column("game_date", "date", "Eastern date"),
        Column("official_code", "integer", "NBA person id of the official"),
        Column("replaycenter_official", "text", "name of the official"),
    ),
    feeds=(REFEREES_FEED,),
    dated_by="game_date",
)
