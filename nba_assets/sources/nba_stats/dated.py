"""What stats.nba.com is asked for the results of a date: one request a season type that has a started game."""

from collections.abc import Mapping

from nba_assets.seasons import season_of
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.table import Asking, Request

# The feeds know the Cup final under the regular season's name.
SEASON_TYPE_PARAMETER = {"Cup Final": "Regular Season"}
RESULTS_ARE_DUE_AFTER_HOURS = 6.0


def dated_requests(asking: Asking, feed: str, path: str, params: Mapping[str, str]) -> list[Request]:
    """Return the requests of a date; ``params`` are those that the feed wants beside date, season and season type."""
    kinds = {SEASON_TYPE_PARAMETER.get(game["season_type"], game["season_type"]) for game in asking.started_games}
    dated = {"DateFrom": asking.scope, "DateTo": asking.scope, "LeagueID": "00", "Season": season_of(asking.day)}
    return [
        Request(
            PROVIDER,
            feed,
            asking.scope,
            kind.replace(" ", "_").lower(),
            path,
            {**dated, "SeasonType": kind, **params},
        )
        for kind in sorted(kinds)
    ]
