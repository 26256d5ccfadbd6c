"""Nothing later than now is served: every path is walked at pairs of moments, a minute before and at an event."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from nba_assets.eastern import EASTERN
from nba_assets.replay.archive import Archive, DatedRows
from nba_assets.replay.server import create_app
from nba_assets_tests.replay.asking import at

# A minute apart: NYK at PHI goes final at 21:50; TOR at DET gets its last lines at 18:00, while two games of that
# evening are still to be called off; the Cup final and game 7 of the finals are known at midnight; DAL at ATL goes
# final at 21:30.
PAIRS = [
    ("2025-01-15T21:49", "2025-01-15T21:50"),
    ("2025-01-11T17:59", "2025-01-11T18:00"),
    ("2024-12-14T23:59", "2024-12-15T00:00"),
    ("2025-06-19T23:59", "2025-06-20T00:00"),
    ("2024-01-26T21:29", "2024-01-26T21:30"),
]
STATS = "stats.nba.com/stats"
ODDS = "api.the-odds-api.com/v4"
TOLD_MOMENTS = ("timestamp", "previous_timestamp", "next_timestamp", "last_update")


def paths(archive, now):
    """Every path of every feed around a moment, the days after it included."""
    moment = at(now)
    season = "2023-24" if moment < at("2024-08-01") else "2024-25"
    span = f"DateFrom={moment - timedelta(days=2):%Y-%m-%d}&DateTo={moment + timedelta(days=2):%Y-%m-%d}"
    common = f"LeagueID=00&Season={season}&SeasonType=Regular+Season&{span}"
    yield from (f"{STATS}/scheduleleaguev2int?LeagueID=00&Season={year}" for year in ("2023-24", "2024-25"))
    yield from (f"{STATS}/leaguegamelog?{common}&PlayerOrTeam={kind}" for kind in "PT")
    yield f"{STATS}/shotchartdetail?{common}&ContextMeasure=FGA&PlayerID=0&TeamID=0"
    yield f"{ODDS}/sports/basketball_nba/events?apiKey=k"
    asked_about = f"date={moment:%Y-%m-%dT%H:%M:%SZ}"
    yield f"{ODDS}/historical/sports/basketball_nba/events?apiKey=k&{asked_about}"
    for event in archive.events.values():
        if abs(event.commence_time - moment) < timedelta(days=2):
            for markets in ("player_points", "spreads,totals"):
                asked = f"{event.event_id}/odds?apiKey=k&regions=us,us_dfs&markets={markets}"
                yield f"{ODDS}/sports/basketball_nba/events/{asked}"
                yield f"{ODDS}/historical/sports/basketball_nba/events/{asked}&{asked_about}"


def walk(archive, now, as_of, asked):
    """Path to (status, body) of a server whose now is ``now``."""

    async def ask():
        transport = httpx.ASGITransport(create_app(archive, at(now)))
        async with httpx.AsyncClient(transport=transport, base_url="http://replay") as client:
            answers = [(path, await client.get(f"/as-of/{as_of}/{path}")) for path in asked]
        return {path: (answer.status_code, answer.content) for path, answer in answers}

    return asyncio.run(ask())


def without_the_future(archive: Archive, now: str) -> Archive:
    """The archive as if what came after a moment had not been recorded, or had ended otherwise."""
    moment = at(now)
    final = {game for game, when in archive.final_at.items() if when <= moment}
    games = {
        season: tuple(_unknown_yet(game, moment) for game in shown if game.is_shown(moment))
        for season, shown in archive.games.items()
    }
    return replace(
        archive,
        games=games,
        player_games=_only(archive.player_games, final),
        team_games=_only(archive.team_games, final),
        shots=_only(archive.shots, final),
        events={key: event for key, event in archive.events.items() if event.listed_from <= moment},
        points=_taken(archive.points, moment),
        game_lines=_taken(archive.game_lines, moment),
    )


def _unknown_yet(game, moment):
    if game.final_at <= moment:
        return game
    fields = dict(game.fields)
    for side in ("homeTeam", "awayTeam"):
        fields |= {f"{side}.{key}": 777 for key in ("score", "wins", "losses") if f"{side}.{key}" in fields}
    if game.game_id[:3] in ("004", "005"):
        fields["seriesText"] = "the visitors win"
    days = 40 if game.moved_known_at is not None and game.moved_known_at > moment else 0
    for clock in ("awayTeamTime", "homeTeamTime"):
        if clock in fields:
            fields[clock] = (datetime.fromisoformat(fields[clock]) + timedelta(days=days)).isoformat()
    return replace(
        game,
        fields=fields,
        final_text="Final/OT7",
        # Eastern wall-clock time stays the same over the change of clocks.
        tipoff_at=game.tipoff_at.astimezone(EASTERN) + timedelta(days=days),
        final_at=game.final_at + timedelta(days=days, hours=3),
    )


def _only(rows: DatedRows, games: set[str]) -> DatedRows:
    kept = pc.is_in(rows.table.column("GAME_ID"), pa.array(games, pa.string()))
    return DatedRows(rows.table.filter(kept))


def _taken(snapshots, moment):
    return {event: tuple(s for s in taken if s.taken_at <= moment) for event, taken in snapshots.items()}


@pytest.fixture(scope="module")
def walks(archive):
    """Every moment of the pairs with what all paths answer then."""
    return {now: walk(archive, now, now, list(paths(archive, now))) for pair in PAIRS for now in pair}


@pytest.mark.parametrize("now", [before for before, _ in PAIRS])
def test_answers_do_not_change_when_the_future_does(archive, walks, now):
    assert walk(without_the_future(archive, now), now, now, walks[now]) == walks[now]
    assert sum(status == 200 for status, _ in walks[now].values()) > 8


@pytest.mark.parametrize("now", [now for pair in PAIRS for now in pair])
def test_no_moment_told_is_later_than_now(walks, now):
    latest = f"{at(now):%Y-%m-%dT%H:%M:%SZ}"
    told = [moment for _, body in walks[now].values() for moment in moments(json.loads(body))]
    assert told
    assert max(told) <= latest


def moments(payload):
    if isinstance(payload, dict):
        for key, value in payload.items():
            if key in TOLD_MOMENTS and value:
                yield value
            else:
                yield from moments(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from moments(value)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_later_now_changes_nothing_of_what_was_answered_earlier(archive, walks, before, after):
    assert walk(archive, after, before, walks[before]) == walks[before]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_rows_and_results_are_only_added(walks, before, after):
    shared = walks[before].keys() & walks[after].keys()
    logs = [path for path in shared if "leaguegamelog" in path or "shotchart" in path]
    assert len(logs) == 3
    for path in logs:
        assert rows(walks[before][path]) <= rows(walks[after][path])
    for path in (path for path in shared if "schedule" in path):
        assert results(walks[before][path]).items() <= results(walks[after][path]).items()


def rows(answer):
    return {json.dumps(row) for row in json.loads(answer[1])["resultSets"][0]["rowSet"]}


def results(answer):
    days = json.loads(answer[1])["leagueSchedule"]["gameDates"]
    return {g["gameId"]: json.dumps(g) for day in days for g in day["games"] if g["gameStatus"] == 3}


def test_the_minute_of_each_pair_matters(walks):
    changed = []
    for before, after in PAIRS:
        shared = walks[before].keys() & walks[after].keys()
        changed.append(any(walks[before][path] != walks[after][path] for path in shared))
    assert changed == [True] * len(PAIRS)


@pytest.mark.parametrize("path", ["scheduleleaguev2int", "leaguegamelog", "events", "odds"])
def test_a_moment_later_than_now_is_refused(archive, path):
    asked = [p for p in paths(archive, "2025-01-11T12:00") if path in p]
    for status, body in walk(archive, "2025-01-11T12:00", "2025-01-11T12:01", asked).values():
        assert status == 400
        assert "later than the server's now" in json.loads(body)["message"]
