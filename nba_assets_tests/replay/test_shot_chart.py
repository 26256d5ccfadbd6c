"""Shots: two sources in one system of coordinates, complete against the box scores."""

from collections import Counter, defaultdict
from math import hypot
from statistics import fmean

import pytest

from nba_assets.replay.feeds.parameters import FeedError
from nba_assets.replay.feeds.shot_chart import shot_chart
from nba_assets_tests.replay.asking import AFTER_ALL, SHOTS, at, gap_games, log_rows, on, shot_rows


@pytest.fixture(scope="module")
def seasons(archive):
    """Every shot of a season, as columns."""
    return {season: columns(archive, season) for season in ("2023-24", "2024-25")}


def columns(archive, season):
    result = shot_chart(archive, at(AFTER_ALL), SHOTS | {"Season": season})["resultSets"][0]
    return dict(zip(result["headers"], zip(*result["rowSet"], strict=True), strict=True))


def test_a_shot_of_2023_24_has_the_coordinates_of_the_league(archive):
    # The source says 23.7 feet to the other side and 10.85 feet from the baseline, where the basket is at 5.25.
    shots = shot_rows(archive, "2023-24", **on("2023-10-24"))
    prince = next(shot for shot in shots if shot["PLAYER_NAME"] == "Taurean Prince")
    assert (prince["MINUTES_REMAINING"], prince["SECONDS_REMAINING"]) == (10, 57)
    assert (prince["SHOT_ZONE_BASIC"], prince["LOC_X"], prince["LOC_Y"]) == ("Right Corner 3", 237, 56)
    assert (prince["SHOT_ZONE_AREA"], prince["GAME_DATE"]) == ("Right Side(R)", "20231024")


def test_both_seasons_put_every_zone_in_the_same_place(seasons):
    where = {season: centres(shots) for season, shots in seasons.items()}
    assert where["2023-24"].keys() == where["2024-25"].keys()
    for zone, (x, y) in where["2023-24"].items():
        other_x, other_y = where["2024-25"][zone]
        if zone[0] != "Backcourt" and zone[1] != "Back Court(BC)":
            assert hypot(x - other_x, y - other_y) < 15, zone


def centres(shots):
    places = defaultdict(list)
    names = ("SHOT_ZONE_BASIC", "SHOT_ZONE_AREA", "SHOT_ZONE_RANGE", "LOC_X", "LOC_Y")
    for *zone, x, y in zip(*(shots[name] for name in names), strict=True):
        places[tuple(zone)].append((x, y))
    return {zone: (fmean(x for x, _ in found), fmean(y for _, y in found)) for zone, found in places.items()}


def test_the_distance_from_the_basket_is_the_recorded_one(seasons):
    for shots in seasons.values():
        placed = zip(shots["LOC_X"], shots["LOC_Y"], shots["SHOT_DISTANCE"], strict=True)
        agree = sum(int(hypot(x, y) / 10) == feet for x, y, feet in placed)
        assert agree / len(shots["LOC_X"]) > 0.998


def test_headers_are_those_the_season_has(seasons):
    assert "GAME_EVENT_ID" not in seasons["2023-24"]
    assert isinstance(seasons["2024-25"]["GAME_EVENT_ID"][0], int)
    assert list(seasons["2023-24"]) == [name for name in seasons["2024-25"] if name != "GAME_EVENT_ID"]


def test_attempts_agree_with_the_box_scores_in_all_but_three_team_games(archive, seasons):
    taken = Counter()
    for shots in seasons.values():
        taken.update(zip(shots["GAME_ID"], shots["TEAM_ID"], strict=True))
    box = {
        (row["GAME_ID"], row["TEAM_ID"]): row["FGA"]
        for season in seasons
        for row in log_rows(archive, "T", season)
        if (row["GAME_ID"], row["TEAM_ID"]) in taken
    }
    assert len(box) == 2 * (1230 + 576)
    differ = {key[0]: taken[key] - box[key] for key in box if taken[key] != box[key]}
    assert differ == {"0022300078": -1, "0022300091": 1, "0022300465": -1}


def test_games_without_shots_are_the_accepted_gaps(archive, seasons):
    have = {game for shots in seasons.values() for game in shots["GAME_ID"]}
    played = {row["GAME_ID"] for season in seasons for row in log_rows(archive, "T", season)}
    gaps = gap_games(archive, "nbac_shot_chart")
    assert played - have == {game for game in gaps if game.startswith("002")}
    assert "0022400577" in gaps


def test_shots_come_with_the_final_buzzer(archive):
    assert shot_rows(archive, "2023-24", "2023-10-24T21:59", **on("2023-10-24")) == []
    assert {s["GAME_ID"] for s in shot_rows(archive, "2023-24", "2023-10-24T22:00", **on("2023-10-24"))} == {
        "0022300061"
    }


def test_a_filter_that_the_archive_does_not_serve_is_refused(archive):
    with pytest.raises(FeedError) as refused:
        shot_chart(archive, at(AFTER_ALL), SHOTS | {"Season": "2023-24", "ContextMeasure": "PTS"})
    assert "ContextMeasure" in refused.value.payload["Message"]
