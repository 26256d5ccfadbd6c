"""The events of a game from the content network: who, with whom, from where, when, and the score."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nba_assets.sources.nba_cdn.event_record import clock_columns
from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.nba_stats.league import ATL_CHA, LAC_MIN, MIN_LAC, NYK_PHI, recorded
from nba_assets_tests.sources.reading import answer, asking, feed_of, rows

FEED = feed_of(NBAC_PLAY_BY_PLAY, "play_by_play", "nba_cdn")
BOX_SCORES = (
    {"nba_player_id": 1628973, "player_full_name": "Jalen Brunson", "team_abbr": "NYK"},
    {"nba_player_id": 1628404, "player_full_name": "Josh Hart", "team_abbr": "NYK"},
    {"nba_player_id": 1626162, "player_full_name": "Kelly Oubre Jr.", "team_abbr": "PHI"},
)
POINTS = {"2PT": 2, "3PT": 3, "FT": 1}


def landed(game, change=lambda actions: None):
    body = recorded("nbac_play_by_play", f"{game['nba_game_id']}.json.gz")
    change(body["game"]["actions"])
    found = answer(FEED, game["game_date"].isoformat(), body, [game])
    return replace(found, upstream={"nbac_player_boxscores": BOX_SCORES, "nbac_live_boxscores": ()})


@pytest.fixture(scope="module")
def events():
    return {row["event_id"]: row for row in rows(NBAC_PLAY_BY_PLAY, FEED, landed(NYK_PHI))}


def test_every_event_of_the_game_is_there_in_the_order_of_play(events):
    assert len(events) == 506
    assert [row["event_sequence"] for row in events.values()] == list(range(1, 507))
    # Number 306 was added later: it is the block of the shot 291.
    assert events["306"]["event_sequence"] == events["291"]["event_sequence"] + 1
    first = events["2"]
    assert (first["game_id"], first["home_team_abbr"], first["away_team_abbr"]) == ("20250115_NYK_PHI", "PHI", "NYK")
    assert (first["event_type"], first["event_action_type"], first["player_1_id"]) == ("period", "start", None)


def test_an_assisted_three(events):
    shot = events["17"]
    assert (shot["event_type"], shot["event_action_type"], shot["event_descriptor"]) == ("3pt", "Jump Shot", "running")
    assert shot["event_qualifiers"] == "fromturnover,fastbreak"
    assert (shot["shot_type"], shot["shot_made"], shot["points_scored"]) == ("3PT", True, 3)
    assert (shot["shot_distance"], shot["shot_area"]) == (27.94, "Above the Break 3")
    assert (shot["shot_area_detail"], shot["shot_x"], shot["shot_y"]) == ("24+ Left Center", -189, 206)
    assert (shot["score_home"], shot["score_away"], shot["possession_team_abbr"]) == (0, 3, "NYK")
    assert (shot["player_1_id"], shot["player_1_name_written"], shot["player_1_team_abbr"]) == (
        1628969,
        "M. Bridges",
        "NYK",
    )
    assert (shot["player_2_role"], shot["player_2_id"], shot["player_2_name"], shot["player_2_lookup"]) == (
        "assist",
        1628404,
        "Josh Hart",
        "joshhart",
    )
    assert shot["occurred_at"] == datetime(2025, 1, 16, 0, 15, 10, tzinfo=UTC)


def test_full_names_come_from_the_box_scores_by_id(events):
    oubre = events["28"]
    assert (oubre["player_1_name"], oubre["player_1_lookup"], oubre["player_1_name_written"]) == (
        "Kelly Oubre Jr.",
        "kellyoubrejr",
        "K. Oubre Jr.",
    )
    # Bridges is in no box score here: his last name makes no lookup.
    assert (events["17"]["player_1_name"], events["17"]["player_1_lookup"]) == (None, None)


def test_a_missed_shot_and_who_blocked_it(events):
    shot = events["291"]
    assert (shot["shot_made"], shot["shot_type"], shot["points_scored"]) == (False, "2PT", 0)
    assert (shot["shot_area"], shot["shot_distance"]) == ("Restricted Area", 1.39)
    assert (shot["player_2_role"], shot["player_2_id"], shot["player_2_team_abbr"]) == ("block", 1630173, "NYK")
    assert (events["306"]["event_type"], events["306"]["player_1_id"], events["306"]["shot_type"]) == (
        "block",
        1630173,
        None,
    )


def test_a_steal_and_a_drawn_foul(events):
    turnover, foul = events["15"], events["7"]
    assert (turnover["player_1_name"], turnover["player_2_role"], turnover["player_2_name"]) == (
        "Kelly Oubre Jr.",
        "steal",
        "Jalen Brunson",
    )
    assert (foul["player_1_id"], foul["player_2_role"], foul["player_2_name"]) == (
        1630178,
        "foul_drawn",
        "Jalen Brunson",
    )
    assert foul["official_id"] == 2003
    # The area of a foul or turnover is that of the play; it is no shot.
    assert (foul["shot_area"], turnover["shot_area"]) == (None, None)


def test_the_jump_balls(events):
    start, overtime = events["4"], events["583"]
    assert (start["player_1_id"], start["player_2_id"], start["player_3_id"]) == (1628404, 1630579, 1627824)
    assert (start["player_2_role"], start["player_3_role"]) == ("jump_ball_won", "jump_ball_lost")
    # A team recovered it.
    assert (overtime["player_1_id"], overtime["team_abbr"], overtime["player_2_id"]) == (None, "NYK", 1630173)


def test_a_made_free_throw(events):
    throw = events["28"]
    assert (throw["shot_type"], throw["shot_made"], throw["points_scored"]) == ("FT", True, 1)
    assert (throw["event_action_type"], throw["shot_distance"], throw["shot_x"]) == ("1 of 1", None, None)


def test_the_clock_of_an_overtime_goes_on(events):
    start, late, end = events["581"], events["626"], events["634"]
    assert (start["period"], start["game_clock"], start["time_elapsed_seconds"]) == (5, "05:00", 2880)
    assert (late["game_clock"], late["game_clock_seconds"]) == ("00:27", 27.5)
    assert late["time_elapsed_seconds"] == 2880 + 300 - 27.5
    assert end["time_elapsed_seconds"] == 3180


@pytest.mark.parametrize(
    ("period", "left", "elapsed"),
    [(1, 720, 0), (1, 0, 720), (2, 720, 720), (4, 0, 2880), (5, 300, 2880), (6, 300, 3180), (7, 0.4, 3779.6)],
)
def test_time_elapsed_counts_quarters_of_720_and_overtimes_of_300_seconds(period, left, elapsed):
    assert clock_columns(period, left)["time_elapsed_seconds"] == elapsed


@pytest.mark.parametrize(
    ("game", "events", "home", "away"),
    [(NYK_PHI, 506, 119, 125), (LAC_MIN, 571, 108, 106), (ATL_CHA, 603, 110, 107), (MIN_LAC, 529, 88, 94)],
)
def test_points_of_the_shots_add_up_to_the_final_score(game, events, home, away):
    found = rows(NBAC_PLAY_BY_PLAY, FEED, landed(game))
    assert len(found) == events
    assert (found[-1]["event_type"], found[-1]["score_home"], found[-1]["score_away"]) == ("game", home, away)
    scored = Counter()
    for row in found:
        scored[row["team_abbr"]] += row["points_scored"] or 0
    assert (scored[game["home_team_tricode"]], scored[game["away_team_tricode"]]) == (home, away)


def test_a_heave_of_a_team_is_no_shot():
    [heave] = [row for row in FEED.read(landed(ATL_CHA)) if row["event_type"] == "heave"]
    assert (heave["shot_type"], heave["shot_distance"], heave["player_1_id"]) == (None, None, None)


def test_a_game_that_is_not_over_has_no_rows_yet():
    assert FEED.read(landed(NYK_PHI, lambda actions: actions.pop())) == []
    assert FEED.read(landed(NYK_PHI, lambda actions: actions.clear())) == []


def test_a_game_of_too_few_events_is_unusable():
    def cut(actions):
        del actions[:-49]

    with pytest.raises(ValueError, match=r"49 events of a game that is over.*landing/answer.gz"):
        FEED.read(landed(NYK_PHI, cut))


def test_teams_of_another_game_are_unusable():
    wrong = NYK_PHI | {"home_team_tricode": "BOS", "game_id": "20250115_NYK_BOS"}
    with pytest.raises(ValueError, match="20250115_NYK_BOS"):
        FEED.read(landed(wrong))


@pytest.mark.parametrize("key", ["clock", "scoreHome", "orderNumber", "personId"])
def test_a_lacking_field_is_named(key):
    with pytest.raises(MissingFieldError, match=f"'{key}'.*landing/answer.gz"):
        FEED.read(landed(NYK_PHI, lambda actions: actions[10].pop(key)))


def test_the_file_of_every_started_game_is_asked_for():
    [request] = FEED.ask(asking("2025-01-15", NOW.replace(day=16), [NYK_PHI]))
    assert request.path == "/static/json/liveData/playbyplay/playbyplay_0022400561.json"
