"""The scoreboard of a date equals the recorded ones and shows no score before the final buzzer."""

import pytest

from nba_assets.replay.feeds.parameters import FeedError
from nba_assets.replay.feeds.scoreboard import scoreboard
from nba_assets_tests.replay.asking import AFTER_ALL, at
from nba_assets_tests.replay.test_recordings import recorded

NETWORK = "NATL_TV_BROADCASTER_ABBREVIATION"


def sets(payload):
    """Result sets as lists of dicts by name."""
    return {
        one["name"]: [dict(zip(one["headers"], row, strict=True)) for row in one["rowSet"]]
        for one in payload["resultSets"]
    }


def board(archive, day, now=AFTER_ALL, offset="0"):
    return sets(scoreboard(archive, at(now), {"GameDate": day, "LeagueID": "00", "DayOffset": offset}))


@pytest.mark.parametrize(("day", "not_recorded"), [("2025-01-15", set()), ("2024-01-15", {NETWORK})])
def test_every_value_served_is_the_recorded_one(archive, day, not_recorded):
    recording = sets(recorded("nbac_scoreboard_v2", f"{day}.json"))
    served = board(archive, day)
    assert [len(served[name]) for name in ("GameHeader", "LineScore")] == [11, 22]
    for name, rows in served.items():
        columns = rows[0].keys() - not_recorded
        assert [{key: row[key] for key in columns} for row in rows] == [
            {key: row[key] for key in columns} for row in recording[name]
        ]


def test_columns_that_are_missing_are_named_in_the_manifest(archive):
    absent = set(archive.manifest.feeds["nba_stats/scoreboard"].absent_keys)
    served = board(archive, "2025-01-15")
    for name, rows in sets(recorded("nbac_scoreboard_v2", "2025-01-15.json")).items():
        if f"resultSets.{name}" not in absent:
            missing = rows[0].keys() - served[name][0].keys()
            assert {f"resultSets.{name}.{column}" for column in missing} <= absent


def test_a_game_is_scheduled_then_in_play_then_final(archive):
    # NYK at PHI: tip-off 19:00 Eastern, final at 21:50 after an overtime.
    game = archive.game["0022400561"]
    states = []
    for now in ("2025-01-15T12:00", "2025-01-15T21:49", "2025-01-15T21:50"):
        shown = board(archive, "2025-01-15", now)
        header = next(row for row in shown["GameHeader"] if row["GAME_ID"] == game.game_id)
        points = [row["PTS"] for row in shown["LineScore"] if row["GAME_ID"] == game.game_id]
        records = [row["TEAM_WINS_LOSSES"] for row in shown["LineScore"] if row["GAME_ID"] == game.game_id]
        states.append((header["GAME_STATUS_ID"], header["GAME_STATUS_TEXT"], header["LIVE_PERIOD"], points, records))
    assert states == [
        (1, "7:00 pm ET", 0, [None, None], ["26-15", "15-23"]),
        (2, "7:00 pm ET", 0, [None, None], ["26-15", "15-23"]),
        (3, "Final", 5, [125, 119], ["27-15", "15-24"]),
    ]


def test_an_offset_moves_the_date_and_an_american_date_is_read(archive):
    assert board(archive, "01/14/2025", offset="1") == board(archive, "2025-01-15")


def test_a_date_without_games_has_empty_result_sets(archive):
    assert board(archive, "2025-02-17") == {"GameHeader": [], "LineScore": []}


@pytest.mark.parametrize("wrong", [{"GameDate": ""}, {"GameDate": "today"}, {"DayOffset": "x"}, {"LeagueID": "10"}])
def test_a_wrong_parameter_is_refused_by_name(archive, wrong):
    with pytest.raises(FeedError) as refused:
        scoreboard(archive, at(AFTER_ALL), {"GameDate": "2025-01-15", "LeagueID": "00", "DayOffset": "0"} | wrong)
    assert next(iter(wrong)) in refused.value.payload["Message"]
