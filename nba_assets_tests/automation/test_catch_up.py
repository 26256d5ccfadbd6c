"""When a table is asked again: windows, lacking games, and the plan for late files. Time is a plain argument."""

from datetime import UTC, date, datetime, time, timedelta

from nba_assets.accepted_gaps import AcceptedGap
from nba_assets.attempts import Attempt
from nba_assets.automation.catch_up import dates_to_catch_up, lacking_games, late_games, window_opened
from nba_assets.eastern import parse_eastern
from nba_assets.ingest.expected import due_games
from nba_assets.sources.bigdataball.play_by_play import BIGDATABALL_PLAY_BY_PLAY
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.nba_pdf.gamebook import NBAC_GAMEBOOK_PLAYER_STATS
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.odds_api.player_points import ODDS_API_PLAYER_POINTS_PROPS
from nba_assets.sources.retries import BIGDATABALL_LATE, CatchUp

TODAY = date(2025, 1, 12)


def game(number, day, tipoff, status=3):
    return {
        "game_id": f"{day:%Y%m%d}_AAA_{number:03d}",
        "nba_game_id": f"00224{number:05d}",
        "game_date": day,
        "tipoff_at": parse_eastern(tipoff).astimezone(UTC),
        "game_status": status,
        "season": "2024-25",
    }


def attempt(nba_game_id, at):
    return Attempt(
        provider="bigdataball",
        host="www.googleapis.com",
        feed="play_by_play",
        scope="2025-01-11",
        slug=f"{nba_game_id}-listing",
        outcome="payload",
        status=200,
        tries=1,
        seconds=0.1,
        at=at,
        credits_used=None,
        credits_left=None,
    )


def with_times(table, *times, back=0, ahead=0):
    from dataclasses import replace

    return replace(table, catch_up=CatchUp(times, back, ahead))


def test_a_window_opens_at_its_eastern_time_and_once():
    table = with_times(NBAC_SCHEDULE, time(6, 0))
    at_six = parse_eastern("2025-01-12T06:00")
    tick = timedelta(minutes=15)
    assert window_opened(table, at_six - tick, at_six)
    assert not window_opened(table, at_six, at_six + tick)
    assert not window_opened(table, at_six - 2 * tick, at_six - tick)


def test_a_window_after_midnight_opens_on_the_new_day_and_over_daylight_saving_time():
    table = with_times(NBAC_SCHEDULE, time(0, 5))
    assert window_opened(table, parse_eastern("2025-01-11T23:55"), parse_eastern("2025-01-12T00:10"))
    # The clock skips from 02:00 to 03:00 on 2025-03-09: 04:00 is three hours after midnight and still opens.
    after = with_times(NBAC_SCHEDULE, time(4, 0))
    four = parse_eastern("2025-03-09T04:00")
    assert window_opened(after, four - timedelta(minutes=15), four)


def test_results_are_caught_up_on_dates_that_lack_a_game_within_the_look_back():
    table = with_times(NBAC_PLAYER_BOXSCORES, time(6, 0), back=2)
    games = [game(1, date(2025, 1, 9), "2025-01-09T19:00"), game(2, date(2025, 1, 10), "2025-01-10T19:00")]
    games += [game(3, date(2025, 1, 11), "2025-01-11T19:00"), game(4, TODAY, "2025-01-12T19:00", status=1)]
    now = parse_eastern("2025-01-12T06:00")
    rows = {games[2]["game_id"]: 20}
    lacking = lacking_games(table, games, rows, (), now)
    assert [one.game_id for one in lacking] == [games[0]["game_id"], games[1]["game_id"]]
    days = [one["game_date"] for one in games]
    # The 9th lacks a game too, but lies before the look-back; today's game is not due.
    assert dates_to_catch_up(table, lacking, days, TODAY) == ("2025-01-10",)


def test_an_accepted_gap_is_not_caught_up():
    games = [game(1, date(2025, 1, 11), "2025-01-11T19:00")]
    gap = AcceptedGap("nbac_player_boxscores", games[0]["nba_game_id"], TODAY, TODAY, "never recorded")
    now = parse_eastern("2025-01-12T06:00")
    assert lacking_games(NBAC_PLAYER_BOXSCORES, games, {}, (gap,), now) == []


def test_lines_of_today_are_asked_although_they_are_there_because_they_move():
    table = with_times(ODDS_API_PLAYER_POINTS_PROPS, time(12, 0), back=1)
    games = [game(1, TODAY, "2025-01-12T19:00", status=1)]
    lacking = lacking_games(table, games, {games[0]["game_id"]: 40}, (), parse_eastern("2025-01-12T12:00"))
    assert lacking == []
    assert dates_to_catch_up(table, lacking, [TODAY], TODAY) == ("2025-01-12",)


def test_the_bigdataball_plan_is_15_minutes_3_hours_6_hours_then_hourly_to_a_day():
    first = datetime(2025, 1, 12, 9, 0, tzinfo=UTC)
    moments, at = [], first
    while (following := BIGDATABALL_LATE.next_attempt(first, at)) is not None:
        moments.append((following - first).total_seconds() / 3600)
        at = following
    assert moments == [0.25, 3.0, *map(float, range(6, 25))]


def test_a_late_file_is_planned_from_its_first_miss_and_given_up_after_a_day():
    games = [game(n, date(2025, 1, 11), "2025-01-11T19:00") for n in (1, 2, 3, 4)]
    first = datetime(2025, 1, 12, 9, 0, tzinfo=UTC)
    attempts = [
        attempt(games[1]["nba_game_id"], first),
        attempt(games[1]["nba_game_id"], first + timedelta(minutes=20)),
        attempt(games[2]["nba_game_id"], first),
        attempt(games[2]["nba_game_id"], first + timedelta(hours=24)),
    ]
    late = late_games(BIGDATABALL_PLAY_BY_PLAY, games, frozenset({games[3]["game_id"]}), attempts)
    plan = {one.game["game_id"]: one.next_attempt_at for one in late}
    assert plan == {
        # Never asked: at once.
        games[0]["game_id"]: games[0]["tipoff_at"],
        games[1]["game_id"]: first + timedelta(hours=3),
        games[2]["game_id"]: None,
    }


def test_a_file_that_is_not_due_at_night_is_still_caught_up_in_the_morning():
    games = [game(1, TODAY, "2025-01-12T19:00")]
    at_night, in_the_morning = parse_eastern("2025-01-13T01:00"), parse_eastern("2025-01-13T08:00")
    book = NBAC_GAMEBOOK_PLAYER_STATS
    assert due_games(book, games, [], at_night) == []
    assert [lacking.game_date for lacking in lacking_games(book, games, {}, [], in_the_morning)] == [TODAY]
    assert window_opened(book, parse_eastern("2025-01-13T07:45"), in_the_morning)
    assert due_games(book, games, [], parse_eastern("2025-01-13T11:01"))


def test_what_the_league_has_at_the_buzzer_is_due_at_once():
    games = [game(1, TODAY, "2025-01-12T19:00")]
    assert due_games(NBAC_PLAYER_BOXSCORES, games, [], parse_eastern("2025-01-12T22:00"))


def test_only_tables_that_are_judged_by_game_have_a_plan_for_late_files():
    planned = [table for table in RAW_TABLES if table.late.again_after]
    assert planned
    assert [table.name for table in planned if not table.rows_per_final_game] == []
