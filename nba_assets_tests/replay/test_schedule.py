"""The schedule as it was known: results, pairings and dates only from the moment they existed."""

from collections import Counter

import pytest

from nba_assets.replay.feeds.parameters import FeedError
from nba_assets.replay.feeds.schedule import schedule
from nba_assets_tests.replay.asking import AFTER_ALL, at, games

# LAL at DEN, 2023-10-24 19:30 Eastern, 107-119; MIL at NYK of 2025-01-12 tips off at 15:00 Eastern.
OPENER = "0022300061"


@pytest.mark.parametrize(
    ("now", "status", "text", "score"),
    [
        ("2023-10-24T19:29", 1, "7:30 pm ET", 0),
        ("2023-10-24T19:30", 2, "7:30 pm ET", 0),
        ("2023-10-24T21:59", 2, "7:30 pm ET", 0),
        ("2023-10-24T22:00", 3, "Final", 119),
    ],
)
def test_a_game_is_scheduled_then_in_play_and_has_a_score_only_when_final(archive, now, status, text, score):
    game = games(archive, "2023-24", now)[OPENER]
    assert (game["gameStatus"], game["gameStatusText"], game["homeTeam"]["score"]) == (status, text, score)


def test_an_overtime_game_is_final_twenty_minutes_later(archive):
    # NYK at PHI, 2025-01-15 19:00 Eastern, 125-119 after one overtime.
    assert games(archive, "2024-25", "2025-01-15T21:49")["0022400561"]["gameStatus"] == 2
    final = games(archive, "2024-25", "2025-01-15T21:50")["0022400561"]
    assert (final["gameStatusText"], final["awayTeam"]["score"], final["homeTeam"]["score"]) == ("Final/OT", 125, 119)


def test_records_before_a_game_are_those_of_the_games_before_it(archive):
    # Atlanta at Boston on 2024-11-12 ended 117-116 and left Boston 9-3 and Atlanta 5-7.
    before, after = (games(archive, "2024-25", now)["0022400001"] for now in ("2024-11-12T18:00", "2024-11-12T23:00"))
    assert [(side["wins"], side["losses"]) for side in (before["homeTeam"], before["awayTeam"])] == [(9, 2), (4, 7)]
    assert [(side["wins"], side["losses"]) for side in (after["homeTeam"], after["awayTeam"])] == [(9, 3), (5, 7)]


@pytest.mark.parametrize(
    ("game", "first", "played", "last_at_first", "first_at_played"),
    [
        ("0022400524", "01/09/2025", "02/19/2025", "2025-01-09T22:29", "2025-01-09T22:30"),
        ("0022400532", "01/11/2025", "01/28/2025", "2025-01-11T14:59", "2025-01-11T15:00"),
        ("0022400617", "01/22/2025", "04/06/2025", "2025-01-22T19:59", "2025-01-22T20:00"),
        ("0022400983", "03/16/2025", "01/23/2025", "2025-01-11T18:59", "2025-01-11T19:00"),
    ],
)
def test_a_moved_game_stands_at_its_first_date_until_it_was_called_off(
    archive, game, first, played, last_at_first, first_at_played
):
    before = games(archive, "2024-25", last_at_first)[game]
    after = games(archive, "2024-25", first_at_played)[game]
    assert (before["date"], before["gameStatus"]) == (first, 1)
    assert (after["date"], after["gameStatus"]) == (played, 1)
    month, day, year = first.split("/")
    assert before["gameCode"].startswith(f"{year}{month}{day}/")
    assert before["homeTeamTime"].startswith(f"{year}-{month}-{day}T")


def test_a_game_at_its_first_date_has_the_times_and_the_week_of_that_date(archive):
    game = games(archive, "2024-25", "2025-01-09T12:00")["0022400524"]
    assert game["gameDateTimeEst"] == "2025-01-09T22:30:00Z"
    assert game["gameDateTimeUTC"] == "2025-01-10T03:30:00Z"
    assert game["homeTeamTime"] == "2025-01-09T19:30:00Z"
    assert (game["day"], game["monthNum"], game["weekName"]) == ("Thu", 1, "Week 12")
    assert game["gameStatusText"] == "10:30 pm ET"


def test_no_team_ever_stands_twice_on_a_date(archive):
    for now in ("2024-01-10T12:00", "2024-01-25T12:00", "2025-01-08T12:00", "2025-01-12T12:00", AFTER_ALL):
        for season in ("2023-24", "2024-25"):
            shown = [g for g in games(archive, season, now).values() if g["gameId"][:3] in ("002", "004", "005", "006")]
            slots = Counter((g["date"], g[side]["teamId"]) for g in shown for side in ("homeTeam", "awayTeam"))
            assert [slot for slot, count in slots.items() if count > 1] == []


def test_cup_pairings_are_shown_from_midnight_after_both_teams_last_game(archive):
    # The final of 2024-12-17 is decided by the semifinals of 2024-12-14; the losers of quarterfinals play 1203 and on.
    assert "0062400001" not in games(archive, "2024-25", "2024-12-14T23:59")
    assert "0062400001" in games(archive, "2024-25", "2024-12-15T00:00")
    early = games(archive, "2024-25", "2024-11-01T12:00")
    assert [game for game in early if game.startswith("002") and int(game[5:]) > 1200] == []
    assert len([game for game in early if game.startswith("002")]) == 1200
    assert len([game for game in games(archive, "2024-25", AFTER_ALL) if game.startswith("002")]) == 1230


def test_playoff_games_appear_one_by_one_and_tell_the_series_so_far(archive):
    # Game 7 of the finals, 2025-06-22 20:00 Eastern, 103-91; game 6 was played on 2025-06-19.
    assert "0042400407" not in games(archive, "2024-25", "2025-06-19T23:59")
    before = games(archive, "2024-25", "2025-06-22T22:29")["0042400407"]
    assert before["seriesText"] == "Series tied 3-3"
    assert [(t["wins"], t["losses"], t["score"]) for t in (before["homeTeam"], before["awayTeam"])] == [(3, 3, 0)] * 2
    after = games(archive, "2024-25", "2025-06-22T22:30")["0042400407"]
    assert (after["seriesText"], after["homeTeam"]["score"], after["awayTeam"]["score"]) == ("OKC wins 4-3", 103, 91)


def test_no_series_of_the_postseason_tells_its_winner_before_it_is_decided(archive):
    shown = games(archive, "2024-25", "2025-04-16T12:00")
    assert {g["seriesText"] for g in shown.values() if g["gameId"].startswith("005")} == {
        "",
        "ORL clinch 7 seed",
        "GSW clinch 7 seed",
    }


def test_unknown_season_has_no_games_and_a_missing_one_is_refused(archive):
    payload = schedule(archive, at(AFTER_ALL), {"LeagueID": "00", "Season": "1999-00"})
    assert payload["leagueSchedule"]["gameDates"] == []
    with pytest.raises(FeedError) as refused:
        schedule(archive, at(AFTER_ALL), {"LeagueID": "00"})
    assert refused.value.status == 400
