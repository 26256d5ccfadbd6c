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
from nba_assets.replay.archive import Archive
from nba_assets.replay.archive_format import DRIVE_FILES, FILES, GAME_LINES, GAMES, ODDS_EVENTS, POINTS_LINES
from nba_assets.replay.server import create_app
from nba_assets_tests.replay.asking import at

# A minute apart: NYK at PHI goes final at 21:50; TOR at DET gets its last lines at 18:00, while two games of that
# evening are still to be called off; the Cup final and game 7 of the finals are known at midnight; DAL at ATL goes
# final at 21:30; BKN at BOS ends at 21:55 and its BigDataBall file appears at 02:44; game 7 goes final at 22:30.
PAIRS = [
    ("2025-01-15T21:49", "2025-01-15T21:50"),
    ("2025-01-11T17:59", "2025-01-11T18:00"),
    ("2024-12-14T23:59", "2024-12-15T00:00"),
    ("2025-06-19T23:59", "2025-06-20T00:00"),
    ("2024-01-26T21:29", "2024-01-26T21:30"),
    ("2023-11-10T21:55", "2023-11-10T21:56"),
    ("2023-11-11T02:43", "2023-11-11T02:44"),
    ("2025-06-22T22:29", "2025-06-22T22:30"),
]
STATS = "stats.nba.com/stats"
ODDS = "api.the-odds-api.com/v4"
DRIVE = "www.googleapis.com/drive/v3/files"
# Rows that are known from a moment of their own; other rows of a game are known when it is final.
KNOWN_FROM = {
    ODDS_EVENTS.name: "listed_from",
    POINTS_LINES.name: "snapshot_at",
    GAME_LINES.name: "snapshot_at",
    DRIVE_FILES.name: "available_from",
}
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
    for days in (-1, 0, 1):
        yield f"{STATS}/scoreboardV2?GameDate={moment + timedelta(days=days):%Y-%m-%d}&LeagueID=00&DayOffset=0"
    for game in archive.game.values():
        if abs(game.tipoff_at - moment) < timedelta(days=2):
            yield f"{STATS}/boxscoretraditionalv3?GameID={game.game_id}"
            yield f"{STATS}/playbyplayv3?GameID={game.game_id}"
            yield f"{DRIVE}?q=name contains '{game.game_id}'"
    for file in archive.tables[DRIVE_FILES.name].to_pylist():
        if abs(file["available_from"] - moment) < timedelta(days=2):
            yield f"{DRIVE}/{file['fileId']}?alt=media"
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
    final = [game for game, played in archive.game.items() if played.is_final(moment)]
    games = {
        season: tuple(_unknown_yet(game, moment) for game in shown if game.is_shown(moment))
        for season, shown in archive.games.items()
    }
    return replace(archive, games=games, tables={file.name: _known(archive, file, final, moment) for file in FILES})


def _known(archive: Archive, file, final, moment):
    rows = archive.tables[file.name]
    if file.name in KNOWN_FROM:
        return rows.filter(pc.less_equal(rows.column(KNOWN_FROM[file.name]), pa.scalar(moment)))
    if file.belongs_to and file.belongs_to.other == GAMES.name:
        return rows.filter(pc.is_in(rows.column(file.belongs_to.column), pa.array(final, pa.string())))
    return rows


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
    told = [moment for _, body in walks[now].values() if is_json(body) for moment in moments(json.loads(body))]
    assert told
    assert max(told) <= latest


def is_json(body):
    return body[:1] in (b"{", b"[")


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
