"""Which games a snapshot is there for: one that is known from some moment says nothing of the dates before it."""

from datetime import datetime, time

import pandas as pd

from nba_assets.eastern import eastern_date, eastern_moment

# A snapshot of a date is what a provider says in the afternoon of that date.
TAKEN_AT = time(15)


def games_after(games: pd.DataFrame, season: str, known_from: datetime) -> frozenset[str]:
    """Return the games of a season on the dates whose snapshot can hold what is known from a moment on."""
    of_season = games[games["season"] == season]
    return frozenset(
        game
        for game, tipoff in zip(of_season["gameId"], of_season["tipoff_at"], strict=True)
        if eastern_moment(eastern_date(tipoff), TAKEN_AT) >= known_from
    )
