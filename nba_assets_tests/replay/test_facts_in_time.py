"""Officials, injured-list moves, transactions, rosters and recordings tell nothing that came later than the moment."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pyarrow as pa
import pytest

from nba_assets.eastern import eastern_moment
from nba_assets.replay.routes import answer
from nba_assets_tests.replay.asking import at

# A minute apart: officials of a date, moves and transactions of the day before, the injury report, rosters and results.
PAIRS = [
    ("2025-01-08T08:59", "2025-01-08T09:00"),
    ("2025-02-02T23:59", "2025-02-03T00:00"),
    ("2024-01-04T12:29", "2024-01-04T12:30"),
    ("2024-04-14T17:59", "2024-04-14T18:00"),
    ("2024-01-16T01:29", "2024-01-16T01:30"),
]
DATES = {"referees.parquet": "game_date", "replay_center.parquet": "game_date"}
NEXT_DAY = {"injured_list_moves.parquet": "Date", "player_movement.parquet": "TRANSACTION_DATE"}
MOMENTS = ("rosters.parquet", "recordings.parquet")


def requests(now):
    """Host and path, and parameters, of everything these feeds can be asked around a moment."""
    day = at(now).date()
    near = [f"{day + timedelta(days=days)}" for days in range(-2, 4)]
    yield from (("official.nba.com/wp-json/api/v1/get-game-officials", {"date": one}) for one in near)
    search = {"ILChkBx": "yes", "BeginDate": near[0], "EndDate": near[-1]}
    for start in ("0", "25", "50", "75"):
        yield "www.prosportstransactions.com/basketball/Search/SearchResults.php", search | {"start": start}
    yield "stats.nba.com/js/data/playermovement/NBA_Player_Movement.json", {}
    for season in ("2023-24", "2024-25"):
        yield "stats.nba.com/stats/playerindex", {"LeagueID": "00", "Season": season}
    yield "ak-static.cms.nba.com/referee/injury/Injury-Report_2024-01-04_12PM.pdf", {}
    yield "api.balldontlie.io/v1/box_scores", {"date": "2024-01-15"}
    yield "site.api.espn.com/apis/site/v2/sports/basketball/nba/scoreboard", {"dates": "20240115"}
    yield "www.espn.com/nba/boxscore", {"gameId": "401585183"}


def ask(archive, as_of):
    return {(path, str(params)): answer(archive, at(as_of), path, params) for path, params in requests(as_of)}


def without_the_future(archive, now):
    """The archive as if nothing after a moment had ever been written down."""
    kept = {}
    for name, table in archive.tables.items():
        if name in DATES:
            known = [eastern_moment(day, time(9)) <= at(now) for day in table.column(DATES[name]).to_pylist()]
        elif name in NEXT_DAY:
            known = [_next_midnight(day) <= at(now) for day in table.column(NEXT_DAY[name]).to_pylist()]
        elif name in MOMENTS:
            known = [moment <= at(now) for moment in table.column("shown_from").to_pylist()]
        else:
            continue
        kept[name] = table.filter(pa.array(known, pa.bool_()))
    return replace(archive, tables=archive.tables | kept)


def _next_midnight(day: date) -> datetime:
    return eastern_moment(day + timedelta(days=1), time(0))


@pytest.mark.parametrize("now", [now for pair in PAIRS for now in pair])
def test_answers_are_the_same_without_the_future(archive, now):
    assert ask(without_the_future(archive, now), now) == ask(archive, now)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_minute_of_each_pair_matters(archive, before, after):
    early, late = ask(archive, before), ask(archive, after)
    assert any(early[key] != late[key] for key in early.keys() & late.keys())
