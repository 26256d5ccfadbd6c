"""nbac_referee_game_assignments: who officiates a game (official.nba.com, published on the morning of the game)."""

from datetime import date, datetime, time

from pydantic import Field

from nba_assets.seasons import COUNTED_SEASON_TYPES, game_id, season_type, season_year
from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.nba_stats.game_record import GameRecord
from nba_assets.sources.retries import CatchUp
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

PROVIDER, FEED = "nba_official", "referees"
GAME_KEYS = ("game_id", "game_date", "game_code", "home_team_id", "home_team_abbr", "away_team_id", "away_team_abbr")
POSITIONS = (1, 2, 3, 4)
OFFICIAL_KEYS = tuple(f"official{position}{part}" for position in POSITIONS for part in ("", "_code", "_JNum"))
NEEDS = frozenset(f"nba.Table.rows[].{key}" for key in (*GAME_KEYS, *OFFICIAL_KEYS)) | {
    "nba.Table1.rows[].replaycenter_official"
}


class RefereeAssignment(GameRecord):
    """One official of one game. The replay centre's officials of the date stand on every row: they have no game."""

    game_code: str = Field(description="The league's code YYYYMMDD/AWYHOM.")
    home_team_id: int = Field(description="NBA team id of the home team.")
    away_team_id: int = Field(description="NBA team id of the away team.")
    official_position: int = Field(description="1 crew chief, 2 referee, 3 umpire, 4 alternate.")
    official_name: str = Field(description="Name as the provider writes it.")
    official_code: int = Field(description="NBA person id of the official.")
    official_jersey_number: str | None = Field(description="Number on the shirt.")
    replay_center_officials: str | None = Field(description="The date's officials in the replay centre, joined by ;")


def ask(asking: Asking) -> list[Request]:
    """Ask for a date with games."""
    if not asking.games:
        return []
    path = "/wp-json/api/v1/get-game-officials"
    return [Request(PROVIDER, FEED, asking.scope, "date", path, {"date": asking.scope})]


def read(answer: Answer) -> list[Row]:
    """Read one row an assigned official of the league's games that count; nothing while nobody is assigned.

    Raises MissingFieldError for a lacking field, ValueError for a game of another date.
    """
    replay = "; ".join(
        required(answer, "replaycenter_official", within=official)
        for official in required_rows(answer, "nba", "Table1", "rows")
    )
    rows = []
    for assigned in required_rows(answer, "nba", "Table", "rows"):
        game = {key: required(answer, key, within=assigned) for key in (*GAME_KEYS, *OFFICIAL_KEYS)}
        if season_type(game["game_id"]) in COUNTED_SEASON_TYPES:
            shared = _game(game, answer) | {"replay_center_officials": replay or None}
            rows += [shared | official for official in _officials(game)]
    return rows


def _game(game: Row, answer: Answer) -> Row:
    day = datetime.strptime(game["game_date"], "%m/%d/%Y").date()  # noqa: DTZ007 - a calendar date, no moment
    if day != date.fromisoformat(answer.request.scope):
        raise unusable(answer, f"game {game['game_id']} of {day}, which is another date,")
    home, away = _sides(game, answer.games.get(game["game_id"]))
    return {
        "game_id": game_id(day, away["abbr"], home["abbr"]),
        "nba_game_id": game["game_id"],
        "game_date": day,
        "season_year": season_year(day),
        "season_type": season_type(game["game_id"]),
        "home_team_abbr": home["abbr"],
        "away_team_abbr": away["abbr"],
        "game_code": game["game_code"],
        "home_team_id": home["id"],
        "away_team_id": away["id"],
    }


def _sides(game: Row, scheduled: Row | None) -> tuple[Row, Row]:
    """On neutral ground the feed's home team need not be the schedule's, which decides."""
    home, away = ({"id": game[f"{side}_team_id"], "abbr": game[f"{side}_team_abbr"]} for side in ("home", "away"))
    is_turned = scheduled is not None and scheduled["home_team_id"] == away["id"]
    return (away, home) if is_turned else (home, away)


def _officials(game: Row) -> list[Row]:
    return [
        {
            "official_position": position,
            "official_name": game[f"official{position}"],
            "official_code": game[f"official{position}_code"],
            "official_jersey_number": game[f"official{position}_JNum"] or None,
        }
        for position in POSITIONS
        if game[f"official{position}"] and game[f"official{position}_code"]
    ]


NBAC_REFEREE_GAME_ASSIGNMENTS = RawTable(
    name="nbac_referee_game_assignments",
    record=RefereeAssignment,
    key=("nba_game_id", "official_position"),
    description="One row per official of a game, crew chief first, as assigned on the morning of the game.",
    feeds=(Feed(PROVIDER, FEED, ask=ask, read=read, needs=NEEDS),),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    rows_per_final_game=3,
    catch_up=CatchUp(times=(time(10), time(12), time(14), time(16), time(18))),
)
