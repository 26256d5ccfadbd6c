"""The league's own events stand in for BigDataBall's file, until it is there."""

from collections import Counter
from datetime import date
from gzip import decompress

import orjson
import pytest

from nba_assets.sources.bigdataball.play_by_play import BIGDATABALL_PLAY_BY_PLAY as TABLE
from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.table import Answer
from nba_assets_tests.conftest import RECORDINGS
from nba_assets_tests.sources.reading import answer, feed_of, rows, scheduled

CDN = feed_of(TABLE, "play_by_play", "nba_cdn")
STATS = feed_of(TABLE, "play_by_play", "nba_stats")
GAME = scheduled("0022400561", date(2025, 1, 15), "NYK", "PHI")
CUP_GAME = scheduled("0022400001", date(2024, 11, 12), "ATL", "BOS")
BOX = {
    "nbac_player_boxscores": [
        {"nba_player_id": 1628969, "player_full_name": "Mikal Bridges", "team_abbr": "NYK"},
        {"nba_player_id": 1628404, "player_full_name": "Josh Hart", "team_abbr": "NYK"},
        {"nba_player_id": 1630178, "player_full_name": "Tyrese Maxey", "team_abbr": "PHI"},
        {"nba_player_id": 1628973, "player_full_name": "Jalen Brunson", "team_abbr": "NYK"},
    ],
    "nbac_live_boxscores": [],
}


def events_of(file: str) -> dict:
    return orjson.loads(decompress((RECORDINGS / "nbac_play_by_play" / file).read_bytes()))


@pytest.fixture(scope="module")
def overtime_game():
    asked = answer(CDN, "2025-01-15", events_of("0022400561.json.gz"), [GAME])
    landed = Answer(asked.request, asked.body, asked.captured_at, asked.source_file, asked.games, BOX)
    return rows(TABLE, CDN, landed)


def at(read, clock, kind):
    """The event of the first quarter at a time left."""
    [event] = [row for row in read if (row["period"], row["game_clock"], row["event_type"]) == (1, clock, kind)]
    return event


def test_nobody_is_asked_for_what_the_leagues_own_table_lands():
    assert (CDN.ask, CDN.follow, STATS.ask) == (None, None, None)
    assert [(feed.provider, feed.name) for feed in TABLE.feeds[1:]] == [
        (feed.provider, feed.name) for feed in NBAC_PLAY_BY_PLAY.feeds
    ]
    assert set(NBAC_PLAY_BY_PLAY.upstream) <= set(TABLE.upstream)


def test_all_events_stand_in_without_lineups_and_are_marked(overtime_game):
    assert {row["data_source"] for row in overtime_game} == {"nbacom_fallback"}
    assert len(overtime_game) == 506
    assert {
        row[f"{side}_player_{place}_lookup"] for row in overtime_game for side in ("away", "home") for place in (1, 5)
    } == {None}
    last = overtime_game[-1]
    assert (last["game_id"], last["score_away"], last["score_home"], last["period"]) == (
        "20250115_NYK_PHI",
        125,
        119,
        5,
    )


def test_points_of_all_attempts_add_up_to_the_final_score(overtime_game):
    by_team = Counter()
    for row in overtime_game:
        by_team[row["player_1_team_abbr"]] += row["points_scored"] or 0
    assert (by_team["NYK"], by_team["PHI"]) == (125, 119)


def test_a_three_pointer_in_bigdataballs_words(overtime_game):
    three = at(overtime_game, "10:55", "shot")
    assert (three["player_1_name"], three["player_1_lookup"], three["player_1_nba_player_id"]) == (
        *("Mikal Bridges", "mikalbridges", 1628969),
    )
    assert (three["player_2_name"], three["player_2_role"], three["player_2_team_abbr"]) == (
        "Josh Hart",
        "assist",
        "NYK",
    )
    assert (three["event_subtype"], three["shot_type"], three["shot_made"]) == ("3pt jump shot", "3PT", True)
    assert (three["points_scored"], three["shot_distance"]) == (3, 27.94)
    assert (three["original_x"], three["original_y"], three["converted_x"]) == (-189, 206, None)
    # 12:00 less 10:55
    assert (three["game_clock_seconds"], three["elapsed_seconds"]) == (655, 65)


def test_a_foul_names_who_was_fouled(overtime_game):
    foul = at(overtime_game, "11:46", "foul")
    assert (foul["player_1_name"], foul["opponent_name"], foul["opponent_lookup"]) == (
        *("Tyrese Maxey", "Jalen Brunson", "jalenbrunson"),
    )
    assert (foul["player_2_name"], foul["player_2_role"]) == (None, None)


def test_a_free_throw_and_who_is_only_known_by_initial(overtime_game):
    throw = at(overtime_game, "09:51", "free throw")
    assert (throw["event_subtype"], throw["num"], throw["outof"], throw["shot_type"]) == ("free throw 1/1", 1, 1, "FT")
    # No box score of the test names him: the written name is no lookup.
    assert (throw["player_1_name"], throw["player_1_lookup"], throw["player_1_nba_player_id"]) == (
        *("K. Oubre Jr.", None, 1626162),
    )


def test_periods_begin_and_end_and_overtime_lasts_five_minutes(overtime_game):
    kinds = Counter(row["event_type"] for row in overtime_game)
    assert (kinds["start of period"], kinds["end of period"]) == (5, 5)
    ends = {row["period"]: row["elapsed_seconds"] for row in overtime_game if row["event_type"] == "end of period"}
    assert ends == {1: 720, 2: 720, 3: 720, 4: 720, 5: 300}


def test_the_statistics_host_stands_in_too():
    read = rows(TABLE, STATS, answer(STATS, "2024-11-12", events_of("v3_0022400001.json.gz"), [CUP_GAME]))
    last = read[-1]
    assert (last["game_id"], last["score_away"], last["score_home"]) == ("20241112_ATL_BOS", 117, 116)
    assert sum(row["points_scored"] or 0 for row in read) == 117 + 116
    assert {row["data_source"] for row in read} == {"nbacom_fallback"}


def test_the_file_replaces_what_stood_in_when_it_comes(overtime_game):
    other = [row | {"game_id": "20250115_DAL_NOP"} for row in overtime_game]
    file_rows = [row | {"data_source": "bigdataball"} for row in overtime_game[:300]]
    combined = TABLE.combine([file_rows, overtime_game + other, []])
    assert Counter((row["game_id"], row["data_source"]) for row in combined) == {
        ("20250115_NYK_PHI", "bigdataball"): 300,
        ("20250115_DAL_NOP", "nbacom_fallback"): 506,
    }
