"""The raw tables ask the replay for officials, moves, transactions, rosters and recordings, and read its answers."""

import json
from datetime import date

import orjson
import pytest

from nba_assets.eastern import eastern_date
from nba_assets.replay.coverage import is_counted
from nba_assets.replay.feeds.content import Content
from nba_assets.replay.routes import answer as replayed
from nba_assets.seasons import game_id
from nba_assets.sources.balldontlie.player_boxscores import BDL_PLAYER_BOXSCORES
from nba_assets.sources.balldontlie.standings import BDL_STANDINGS
from nba_assets.sources.espn.box_scores import ESPN_BOXSCORES
from nba_assets.sources.espn.scoreboard import ESPN_SCOREBOARD
from nba_assets.sources.nba_official.referees import NBAC_REFEREE_GAME_ASSIGNMENTS
from nba_assets.sources.nba_pdf.injury_report import NBAC_INJURY_REPORT
from nba_assets.sources.nba_stats.player_list import NBAC_PLAYER_LIST_CURRENT
from nba_assets.sources.nba_stats.player_movement import NBAC_PLAYER_MOVEMENT
from nba_assets.sources.nba_stats.scoreboard import NBAC_SCOREBOARD_V2
from nba_assets.sources.pro_sports_transactions.injured_list import INJURED_LIST_MOVES
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.table import Answer, Asking, Form
from nba_assets_tests.replay.asking import AFTER_ALL, at
from nba_assets_tests.sources.reading import CAPTURED, rows


def schedule_on(archive, day):
    """The date's rows of nbac_schedule, as far as asking and reading look at them."""
    found = []
    for game in archive.game.values():
        if is_counted(game.game_id) and eastern_date(game.tipoff_at) == day:
            home, away = (game.fields[f"{side}Team.teamTricode"] for side in ("home", "away"))
            found.append(
                {
                    "game_id": game_id(day, away, home),
                    "nba_game_id": game.game_id,
                    "game_date": day,
                    "home_team_tricode": home,
                    "away_team_tricode": away,
                    "home_team_id": game.fields["homeTeam.teamId"],
                    "away_team_id": game.fields["awayTeam.teamId"],
                    "tipoff_at": game.tipoff_at,
                }
            )
    return found


def fill(archive, table, scope, now=AFTER_ALL, feed=0, previous=None, **upstream):
    """Ask and read as a run does: what is late is left out, what an answer leads to is asked as well."""
    games = schedule_on(archive, date.fromisoformat(scope)) if len(scope) == len("2025-01-12") else []
    source, moment = table.feeds[feed], at(now)
    todo = list(source.ask(Asking(scope, moment, eastern_date(moment), games, upstream, previous)))
    read = []
    for request in todo:
        as_of = min(moment, request.as_of or moment)
        path = f"{PROVIDERS[request.provider].host}{request.path}"
        status, payload = replayed(archive, as_of, path, dict(request.params))
        if status == 200:
            body = _body(request.form, payload)
            assert source.needs <= source.fields(body)
            landed = Answer(
                request, body, CAPTURED, "landing/answer.gz", {game["nba_game_id"]: game for game in games}, upstream
            )
            read += rows(table, source, landed)
            todo += source.follow(landed) if source.follow else []
        else:
            assert status in PROVIDERS[request.provider].late_statuses
    return read


def _body(form, payload):
    content = payload.body if isinstance(payload, Content) else orjson.dumps(payload)
    return content if form is Form.PDF else json.loads(content) if form is Form.JSON else content.decode()


def test_officials_of_a_month_are_read_for_every_game(archive):
    days = [day for day in archive.manifest.game_dates if (day.year, day.month) == (2025, 1)]
    for day in days:
        found = fill(archive, NBAC_REFEREE_GAME_ASSIGNMENTS, f"{day}")
        crews = {(row["nba_game_id"], row["official_position"]) for row in found}
        assert crews == {(game["nba_game_id"], place) for game in schedule_on(archive, day) for place in (1, 2, 3)}


def test_every_move_of_a_season_is_read_once_by_the_searches_of_its_game_dates(archive):
    days = [day for day in archive.manifest.game_dates if day >= date(2024, 10, 1)]
    found = []
    for previous, day in zip([date(2024, 4, 14), *days], days, strict=False):
        found += fill(archive, INJURED_LIST_MOVES, f"{day}", previous=previous)
    told = archive.tables["injured_list_moves.parquet"].column("Date").to_pylist()
    assert len(found) == sum(date(2024, 7, 1) <= day <= date(2025, 6, 22) for day in told)
    (curry,) = (row for row in found if (row["player_lookup"], row["move_date"]) == ("stephencurry", date(2025, 1, 10)))
    assert (curry["team_abbr"], curry["is_placed"], curry["reason"]) == ("GSW", True, "knee injury")


def test_a_move_of_today_is_not_read_today(archive):
    found = fill(archive, INJURED_LIST_MOVES, "2025-01-12", "2025-01-12T12:00", previous=date(2025, 1, 10))
    assert {row["move_date"] for row in found} == {date(2025, 1, 11)}


@pytest.mark.parametrize("now", ["2025-01-12T12:00", "2025-02-03T00:00"])
def test_transactions_of_a_season_are_read_up_to_the_day_before(archive, now):
    found = fill(archive, NBAC_PLAYER_MOVEMENT, "2024-25", now)
    assert max(row["transaction_date"] for row in found) < eastern_date(at(now))
    doncic = [row["team_abbr"] for row in found if row["nba_player_id"] == 1629029]
    assert doncic == ([] if now < "2025-02-02" else ["LAL"])


def test_the_list_of_players_is_late_until_the_seasons_end(archive):
    assert fill(archive, NBAC_PLAYER_LIST_CURRENT, "2025-06-13") == []
    found = {row["nba_player_id"]: row for row in fill(archive, NBAC_PLAYER_LIST_CURRENT, "2025-06-16")}
    assert (found[1628983]["player_full_name"], found[1628983]["team_abbr"]) == ("Shai Gilgeous-Alexander", "OKC")


def test_the_recordings_are_asked_for_and_read(archive):
    injuries = fill(archive, NBAC_INJURY_REPORT, "2024-01-04")
    assert len(injuries) == 14
    games = {row["nba_game_id"]: row for row in fill(archive, NBAC_SCOREBOARD_V2, "2024-01-15")}
    assert (games["0022300555"]["home_score"], games["0022300555"]["away_score"]) == (124, 115)
    espn = fill(archive, ESPN_SCOREBOARD, "2024-01-15")
    assert {row["nba_game_id"]: row["home_team_score"] for row in espn}["0022300555"] == 124
    box = fill(archive, ESPN_BOXSCORES, "2024-01-15", espn_scoreboard=espn)
    assert {row["nba_game_id"] for row in box} == {"0022300555"}
    assert len({row["nba_game_id"] for row in fill(archive, BDL_PLAYER_BOXSCORES, "2024-01-15")}) == 11
    assert len(fill(archive, BDL_PLAYER_BOXSCORES, "2025-06-22", feed=1)) == 30


def test_standings_are_there_after_the_season_only(archive):
    assert fill(archive, BDL_STANDINGS, "2025-04-13") == []
    standings = {row["team_abbr"]: row for row in fill(archive, BDL_STANDINGS, "2025-04-15")}
    assert (standings["CLE"]["wins"], standings["CLE"]["losses"]) == (64, 18)
