"""The game that a request asks about, once it is final."""

from datetime import datetime

from nba_assets.replay.archive import Archive, Game
from nba_assets.replay.feeds.parameters import FeedError, Params, required
from nba_assets.replay.late import NOT_FOUND


def final_game(archive: Archive, as_of: datetime, params: Params) -> Game:
    """Return the game of the parameter GameID.

    Raises FeedError: 400 without the parameter, 404 for a game that is unknown or not final as of the moment.
    """
    game = archive.game.get(required(params, "GameID"))
    if game is None or not game.is_final(as_of):
        raise not_found(params)
    return game


def not_found(params: Params) -> FeedError:
    """Return the error for a game of which nothing is held, or nothing yet."""
    return FeedError(NOT_FOUND, {"Message": f"Nothing is available for game {params['GameID']}."})
