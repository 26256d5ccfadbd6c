"""Makes the archive's odds events, points lines and consensus game lines."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pandas as pd

from nba_assets.eastern import eastern_date, eastern_moment
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
