"""Makes the archive's odds events, points lines and consensus game lines."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pandas as pd

from nba_assets.eastern import eastern_date, eastern_moment
from nba_assets.replay.archive_format import GAME_LINES, GAMES, ODDS_EVENTS, POINTS_LINES
from nba_assets.replay.building.part import Frames, Part
from nba_assets.replay.format.odds import LINES_FEED
from nba_assets.teams import abbr_from_full_name

POINTS = "odds/props_pts_reb_ast_dfs_2024-10-22_2025-01-13.parquet"
CLOSING = "odds/game_closing_lines_consensus_2023-24_2024-25.parquet"
BEFORE_START = timedelta(minutes=60)
# Two files may prove the same moment; the vendor takes its snapshots five minutes apart.
BETWEEN_SNAPSHOTS = timedelta(minutes=5)
LISTED_AT = time(12)
PLACEHOLDER_POINT = 0.5
PLACEHOLDER_PRICE = -10000
BOOKMAKERS = {"PrizePicks": "prizepicks", "Underdog": "underdog"}


def build_odds(data: Path, games: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return events, points lines and game lines.

    Events that match no game of the schedule are left out: the play-offs of 2023-24, whose games the schedule
    lacks, and one event of 2025-02-25 that bears a wrong date.
    """
    points = pd.read_parquet(data / POINTS)
    points = points[points["market"] == "player_points"].rename(columns={"game_id": "event_id", "line": "point"})
    closing = pd.read_parquet(data / CLOSING)
    first, last = games["tipoff_at"].min() - timedelta(days=1), games["tipoff_at"].max() + timedelta(days=1)
    closing = closing[closing["commence_time"].between(first, last)]
    events = _events(points, closing, _tipoffs(games))
    events = events[events["nba_game_id"].notna()].reset_index(drop=True)
    lines = _points_lines(points, events)
    first_snapshot = lines.groupby("event_id")["snapshot_at"].min().to_dict()
    shown_from = dict(zip(games["gameId"], games["shown_from"], strict=True))
    events["listed_from"] = [
        _listed_from(event, first_snapshot.get(event.event_id), shown_from[event.nba_game_id])
        for event in events.itertuples()
    ]
    return events, lines, _game_lines(closing, events)


def _tipoffs(games: pd.DataFrame) -> dict[tuple[date, str, str], tuple[str, datetime, datetime]]:
    """Return game, tip-off and end by (Eastern date, away, home); a moved game stands under both its dates."""
    found = {}
    for game in games.rename(columns=lambda name: name.replace(".", "_")).itertuples():
        teams = (game.awayTeam_teamTricode, game.homeTeam_teamTricode)
        found[(eastern_date(game.tipoff_at), *teams)] = (game.gameId, game.tipoff_at, game.final_at)
        if game.first_tipoff_at is not None:
            end = game.first_tipoff_at + (game.final_at - game.tipoff_at)
            found[(eastern_date(game.first_tipoff_at), *teams)] = (game.gameId, game.first_tipoff_at, end)
    return found


def _events(points: pd.DataFrame, closing: pd.DataFrame, tipoffs: dict) -> pd.DataFrame:
    """One row per event id. The points files go first, for they were taken before the start; the latest wins."""
    columns = ["event_id", "home_team", "away_team", "commence_time"]
    both = pd.concat([points.sort_values("file_date", ascending=False)[columns], closing[columns]])
    rows = []
    for event in both.drop_duplicates("event_id").itertuples():
        away, home = abbr_from_full_name(event.away_team), abbr_from_full_name(event.home_team)
        game, tipoff, end = tipoffs.get((eastern_date(event.commence_time), away, home), (None, None, None))
        commence = _scheduled_start(event.commence_time, tipoff)
        rows.append(
            {
                "event_id": event.event_id,
                "nba_game_id": game,
                "commence_time": commence,
                "home_team": event.home_team,
                "away_team": event.away_team,
                "listed_until": end,
                "starts_at": min(commence, tipoff or commence),
            }
        )
    return pd.DataFrame(rows)


def _listed_from(event: tuple, first_snapshot: datetime | None, pairing_known: datetime) -> datetime:
    """Return noon of the day before or the first snapshot if earlier, but nothing before the pairing was known."""
    noon = eastern_moment(eastern_date(event.commence_time) - timedelta(days=1), LISTED_AT)
    return max(min(noon, first_snapshot or noon), pairing_known)


def _scheduled_start(commence: datetime, tipoff: datetime | None) -> datetime:
    """Return the start known before the game: one with seconds was written when play began."""
    return tipoff.astimezone(UTC) if tipoff and commence.second else commence


def _points_lines(points: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    lines = points[points["event_id"].isin(events["event_id"])].drop_duplicates(
        ["event_id", "file_date", "bookmaker", "player", "point", "side", "price"]
    )
    offer = ["event_id", "file_date", "bookmaker", "player", "point"]
    no_price = lines.loc[lines["price"] <= PLACEHOLDER_PRICE, offer].drop_duplicates()
    lines = lines.merge(no_price, on=offer, how="left", indicator=True)
    lines = lines[(lines["_merge"] == "left_only") & (lines["point"] > PLACEHOLDER_POINT)].copy()
    moments = _snapshot_moments(points, dict(zip(events["event_id"], events["starts_at"], strict=True)))
    lines["snapshot_at"] = [moments[key] for key in zip(lines["event_id"], lines["file_date"], strict=True)]
    lines["source_date"] = lines["file_date"]
    lines["bookmaker"] = lines["bookmaker"].map(BOOKMAKERS)
    return lines


def _snapshot_moments(points: pd.DataFrame, starts: dict[str, datetime]) -> dict[tuple[str, date], datetime]:
    """Return the moment of each event in each file.

    A file was taken on its UTC date and before the first of its events began; an hour before the event's own start is
    assumed when that leaves it later. An earlier file is at least five minutes before a later one.
    """
    first_start = points.groupby("file_date")["commence_time"].min()
    files = points[["event_id", "file_date"]].drop_duplicates().sort_values("file_date", ascending=False)
    moments: dict[tuple[str, date], datetime] = {}
    next_moment: dict[str, datetime] = {}
    for event, file in zip(files["event_id"], files["file_date"], strict=True):
        if event not in starts:
            continue
        end_of_day = datetime.combine(file, time(0), tzinfo=UTC) + timedelta(days=1)
        moment = min(end_of_day, first_start[file].to_pydatetime(), starts[event] - BEFORE_START)
        if event in next_moment:
            moment = min(moment, next_moment[event] - BETWEEN_SNAPSHOTS)
        moments[event, file] = next_moment[event] = moment
    return moments


def _game_lines(closing: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    starts = dict(zip(events["event_id"], events["starts_at"], strict=True))
    lines = closing[
        closing["event_id"].isin(starts) & (closing["spread_point"].notna() | closing["total_point"].notna())
    ]
    return pd.DataFrame(
        {
            "event_id": lines["event_id"],
            "snapshot_at": [starts[event] - BEFORE_START for event in lines["event_id"]],
            "bookmaker": "consensus",
            "home_spread": lines["spread_point"],
            "total": lines["total_point"],
        }
    )


def _build(data: Path, frames: Frames) -> Frames:
    events, points, lines = build_odds(data, frames[GAMES.name])
    return {ODDS_EVENTS.name: events, POINTS_LINES.name: points, GAME_LINES.name: lines}


def _holds(frames: Frames) -> dict[str, frozenset[str]]:
    """Return the games of each table; an event counts only on the date on which its game was played."""
    games = frames[GAMES.name]
    played = {(game, eastern_date(tip)) for game, tip in zip(games["gameId"], games["tipoff_at"], strict=True)}
    game_of_event = {
        event.event_id: event.nba_game_id
        for event in frames[ODDS_EVENTS.name].itertuples()
        if (event.nba_game_id, eastern_date(event.commence_time)) in played
    }
    points, lines = (frames[file.name]["event_id"] for file in (POINTS_LINES, GAME_LINES))
    return {
        "odds_api_events": frozenset(game_of_event.values()),
        "odds_api_player_points_props": frozenset(game_of_event[event] for event in points if event in game_of_event),
        "odds_api_game_lines": frozenset(game_of_event[event] for event in lines if event in game_of_event),
    }


ODDS = Part(
    build=_build,
    origins={
        "odds_events.parquet": "the two sources of the lines below",
        "points_lines.parquet": "spon7ge/NBA-Prop-Predictor CSV_FILES/HISTORICAL_ODDS (MIT), The Odds API "
        "region us_dfs",
        "game_lines.parquet": "mostgood1/NBA-Betting data/processed/closing_lines.parquet, The Odds API, mean"
        " over books",
    },
    holds=_holds,
    absent={LINES_FEED: ("bookmakers[].markets[].outcomes[].price",)},
    assumptions=(
        "A points-lines file carries a UTC date and no time. It was taken on that date and before the first of its "
        "events began; its snapshot of an event is the earlier of that and 60 minutes before the event's start. Of "
        "two files that prove the same moment the earlier stands at least five minutes before the later.",
        "Consensus spreads and totals are closing lines: their snapshot is 60 minutes before the event's start.",
        "An event's start is the earlier of its commence_time and the scheduled tip-off.",
        "A commence_time with seconds was written when play began, so the scheduled tip-off stands in its place.",
        "An event is listed from noon (Eastern) of the day before, or from its first snapshot if that is earlier, but"
        " not before its pairing is shown, and until the final buzzer.",
        "Points of 0.5 are placeholders and left out; so is an offer with a price of -10000 or lower.",
        "The bookmaker consensus is the mean of several books; it is served for the region us.",
    ),
    left_out=("One odds event, OKC at BKN, that bears the date 2025-02-25 while the game was played a day later.",),
)
