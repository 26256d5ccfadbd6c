"""What the bundled archive says of itself in its manifest: name, default now, keys it cannot serve, assumptions."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from nba_assets.eastern import EASTERN, eastern_date
from nba_assets.replay.archive_format import GAMES, OWN_COLUMNS, SHOTS
from nba_assets.replay.building.moved_games import MOVED_GAMES
from nba_assets.replay.coverage import counted_days, feed_dates, seasons
from nba_assets.replay.gap_rows import GapRow, summary
from nba_assets.replay.manifest import (
    FORMAT_VERSION,
    LINES_FEED,
    SCHEDULE_FEED,
    SHOTS_FEED,
    TEAM_LOG_FEED,
    Bookmaker,
    Feed,
    Manifest,
    Move,
)
from nba_assets.replay.validation import Tables
from nba_assets.seasons import season_of

NAME = "NBA 2023-24 and 2024-25"
DEFAULT_NOW = "2025-01-12T12:00"
_GAME = "leagueSchedule.gameDates[].games[]"
_BROADCASTER_KEYS = (
    "broadcasterScope",
    "broadcasterMedia",
    "broadcasterId",
    "broadcasterAbbreviation",
    "broadcasterDescription",
    "tapeDelayComments",
    "broadcasterVideoLink",
    "regionId",
    "broadcasterTeamId",
    "broadcasterRanking",
    "localizationRegion",
)
_BROADCASTER_LISTS = (
    "nationalRadioBroadcasters",
    "nationalOttBroadcasters",
    "homeTvBroadcasters",
    "homeRadioBroadcasters",
    "homeOttBroadcasters",
    "awayTvBroadcasters",
    "awayRadioBroadcasters",
    "awayOttBroadcasters",
    "intlRadioBroadcasters",
    "intlTvBroadcasters",
    "intlOttBroadcasters",
)
SCHEDULE_ABSENT = [
    "meta",
    "leagueSchedule.weeks",
    "leagueSchedule.broadcasterList",
    f"{_GAME}.pointsLeaders",
    *(f"{_GAME}.broadcasters.{name}" for name in _BROADCASTER_LISTS),
    *(f"{_GAME}.broadcasters.nationalTvBroadcasters[].{key}" for key in _BROADCASTER_KEYS),
]
LINES_ABSENT = ["bookmakers[].markets[].outcomes[].price"]
BOOKMAKERS = {
    "prizepicks": Bookmaker(title="PrizePicks", region="us_dfs"),
    "underdog": Bookmaker(title="Underdog", region="us_dfs"),
    "consensus": Bookmaker(title="Consensus (mean of books)", region="us"),
}
ASSUMPTIONS = [
    "A game is final 2 h 30 min after its scheduled tip-off, 20 min later for each overtime; no source has the buzzer.",
    "Overtimes of games not yet final in the 2023-24 schedule are read from the minutes in the team game logs.",
    "From tip-off to the final buzzer a game has status 2, the status text of before the game and a score of 0.",
    "Before its final buzzer a game shows, where the source has records, those of the last final game.",
    "A game that was called off stands at its first date until the tip-off first set, then at the date on which it was "
    "played; games that made room for it move at the same moment. The moment of the announcement is not recorded.",
    "An unknown first tip-off time is that of the game as played.",
    "A season's schedule is shown from midnight (Eastern) of 1 September.",
    "Pairings of Cup knock-out games, of the regular games scheduled after them, of the Cup final, play-in and "
    "play-offs are shown from midnight (Eastern) after both teams' previous game, or its final buzzer if later; "
    "All-Star games from midnight of their day, but not before the games that decide who plays.",
    "A points-lines file carries a UTC date and no time. It was taken on that date and before the first of its events "
    "began; its snapshot of an event is the earlier of that and 60 minutes before the event's start. Of two files that "
    "prove the same moment the earlier stands at least five minutes before the later.",
    "Consensus spreads and totals are closing lines: their snapshot is 60 minutes before the event's start.",
    "An event's start is the earlier of its commence_time and the scheduled tip-off.",
    "A commence_time with seconds was written when play began, so the scheduled tip-off stands in its place.",
    "An event is listed from noon (Eastern) of the day before, or from its first snapshot if that is earlier, but not "
    "before its pairing is shown, and until the final buzzer.",
    "Points of 0.5 are placeholders and left out; so is an offer with a price of -10000 or lower.",
    "The bookmaker consensus is the mean of several books; it is served for the region us.",
]


def build_manifest(tables: Tables, gaps: Sequence[GapRow]) -> Manifest:
    """Return the manifest of the archive made from these tables."""
    days = counted_days(tables)
    absent, by_season = _absent_keys(), _absent_by_season(tables)
    return Manifest(
        format_version=FORMAT_VERSION,
        name=NAME,
        default_now=DEFAULT_NOW,
        seasons=seasons(tables),
        game_dates=sorted(set(days)),
        feeds={
            feed: Feed(
                absent_keys=absent.get(feed, []),
                absent_by_season=by_season.get(feed, {}),
                first_date=first,
                last_date=last,
            )
            for feed, (first, last) in feed_dates(tables).items()
        },
        bookmakers=BOOKMAKERS,
        assumptions=ASSUMPTIONS,
        moved_games=_moves(tables[GAMES.name]),
        gaps=summary(gaps, days),
    )


def _absent_keys() -> dict[str, list[str]]:
    return {
        SCHEDULE_FEED: SCHEDULE_ABSENT,
        TEAM_LOG_FEED: ["VIDEO_AVAILABLE"],
        SHOTS_FEED: ["LeagueAverages"],
        LINES_FEED: LINES_ABSENT,
    }


def _absent_by_season(tables: Tables) -> dict[str, dict[str, list[str]]]:
    """Return the provider's keys that have no value in a whole season."""
    schedule = {}
    for season in tables[GAMES.name].column("season").unique().to_pylist():
        rows = tables[GAMES.name].filter(pc.field("season") == season)
        empty = [name for name in rows.column_names if rows.column(name).null_count == rows.num_rows]
        keys = [name.replace("nationalBroadcasters", "broadcasters") for name in empty if name not in OWN_COLUMNS]
        if keys:
            schedule[season] = [f"{_GAME}.{key}" for key in keys]
    without = tables[SHOTS.name].filter(pc.field("GAME_EVENT_ID").is_null()).column("GAME_DATE").unique().to_pylist()
    shots = {season: ["GAME_EVENT_ID"] for season in sorted({season_of(day) for day in without})}
    return {SCHEDULE_FEED: schedule, SHOTS_FEED: shots}


def _moves(games: pa.Table) -> list[Move]:
    rows = {row["gameId"]: row for row in games.select(["gameId", "tipoff_at", "moved_known_at"]).to_pylist()}
    return [
        Move(
            nba_game_id=move.nba_game_id,
            first_date=move.first_date,
            played_date=eastern_date(rows[move.nba_game_id]["tipoff_at"]),
            shown_as_moved_from=f"{rows[move.nba_game_id]['moved_known_at'].astimezone(EASTERN):%Y-%m-%dT%H:%M}",
            evidence=move.evidence,
        )
        for move in MOVED_GAMES
        if move.nba_game_id in rows
    ]
