"""Box scores with every listed player, and who the players are, in the archive."""

from nba_assets.replay.format.base import ArchiveFile, Column
from nba_assets.replay.format.games import of_game
from nba_assets.replay.format.play_by_play import BIGDATABALL_FEED, PLAY_BY_PLAY_FEED

BOX_SCORE_FEED = "nba_stats/box_score"
_SHARE = "share 0-1, 0 without an attempt"

BOX_LINES = ArchiveFile(
    "box_lines.parquet",
    "One row per player listed in the box score of a game, those who did not play included.",
    ("gameId", "teamId", "row_in_team"),
    (
        Column("gameId", "text", "ten-digit NBA game id"),
        Column("teamId", "integer", "NBA team id"),
        Column("row_in_team", "integer", "order of the player in the source's list of his team, from 1"),
        Column("personId", "integer", "NBA person id"),
        Column("position", "text", "F, C or G of a starter, empty for others, null: unknown", nullable=True),
        Column("comment", "text", "why the player did not play, empty for one who did, null: unknown", nullable=True),
        Column("minutes", "text", "minutes and seconds mm:ss, empty: did not play"),
        Column("fieldGoalsMade", "integer", "field goals made"),
        Column("fieldGoalsAttempted", "integer", "field goals attempted"),
        Column("fieldGoalsPercentage", "number", f"field goal {_SHARE}"),
        Column("threePointersMade", "integer", "three-pointers made"),
        Column("threePointersAttempted", "integer", "three-pointers attempted"),
        Column("threePointersPercentage", "number", f"three-point {_SHARE}"),
        Column("freeThrowsMade", "integer", "free throws made"),
        Column("freeThrowsAttempted", "integer", "free throws attempted"),
        Column("freeThrowsPercentage", "number", f"free throw {_SHARE}"),
        Column("reboundsOffensive", "integer", "offensive rebounds"),
        Column("reboundsDefensive", "integer", "defensive rebounds"),
        Column("reboundsTotal", "integer", "rebounds"),
        Column("assists", "integer", "assists"),
        Column("steals", "integer", "steals"),
        Column("blocks", "integer", "blocks"),
        Column("turnovers", "integer", "turnovers"),
        Column("foulsPersonal", "integer", "personal fouls"),
        Column("points", "integer", "points"),
        Column("plusMinusPoints", "number", "score difference while the player was on court"),
    ),
    feeds=(BOX_SCORE_FEED,),
    belongs_to=of_game("gameId"),
)

PERSONS = ArchiveFile(
    "persons.parquet",
    "One row per player of the box lines and plays, as the league's list of all players writes him.",
    ("personId",),
    (
        Column("personId", "integer", "NBA person id"),
        Column("fullName", "text", "first and family name"),
        Column("firstName", "text", "first name"),
        Column("familyName", "text", "family name with its suffix"),
        Column("nameI", "text", "initial of the first name and family name: G. Trent Jr."),
        Column("playerSlug", "text", "name in the league's addresses: gary-trent-jr"),
    ),
    feeds=(BOX_SCORE_FEED, PLAY_BY_PLAY_FEED, BIGDATABALL_FEED),
)
