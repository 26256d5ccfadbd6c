"""What the rows of one game's answer (box score, play-by-play) say of their game, and how such answers are asked."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from pydantic import Field

from nba_assets.seasons import season_type, season_year
from nba_assets.sources.answers import unusable
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.table import Answer, Asking, Request, Row


class GameRecord(RawRecord):
    """A row that belongs to one game of the schedule."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, Eastern date.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    season_year: int = Field(description="Year in which the season began.")
    season_type: str = Field(description="Regular Season, Cup Final, PlayIn or Playoffs, from the game id.")
    home_team_abbr: str = Field(description="Tricode of the home team, from the schedule.")
    away_team_abbr: str = Field(description="Tricode of the away team, from the schedule.")


def game_columns(answer: Answer, nba_game_id: str, teams: Collection[str] = ()) -> Row:
    """Return the columns of GameRecord as the schedule has the game. ``teams`` are the tricodes that the answer names.

    Raises ValueError when the schedule does not have the game on the answer's date, or has it with other teams.
    """
    game = answer.games.get(nba_game_id)
    if game is None:
        raise unusable(answer, f"game {nba_game_id} is not on the schedule of that date, but has been played")
    if not set(teams) <= {game["home_team_tricode"], game["away_team_tricode"]}:
        raise unusable(answer, f"game {nba_game_id} is {game['game_id']} by the schedule, but has {sorted(teams)}")
    return {
        "game_id": game["game_id"],
        "nba_game_id": nba_game_id,
        "game_date": game["game_date"],
        "season_year": season_year(game["game_date"]),
        "season_type": season_type(nba_game_id),
        "home_team_abbr": game["home_team_tricode"],
        "away_team_abbr": game["away_team_tricode"],
    }


def game_requests(
    asking: Asking,
    provider: str,
    feed: str,
    path_of: Callable[[str], str],
    params_of: Callable[[str], Mapping[str, str]],
) -> list[Request]:
    """Return one request for each lacking game that has tipped off; ``path_of`` and ``params_of`` take its NBA id."""
    ids = [game["nba_game_id"] for game in asking.started_games]
    return [Request(provider, feed, asking.scope, game, path_of(game), params_of(game)) for game in ids]
