"""BigDataBall's file of the seventh game of the 2025 Finals, and how it is found."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest

from nba_assets.sources.balldontlie.player_boxscores import BDL_PLAYER_BOXSCORES
from nba_assets.sources.bigdataball.play_by_play import BIGDATABALL_PLAY_BY_PLAY, TARGET_SHARE
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Form
from nba_assets_tests.conftest import RECORDINGS, recording
from nba_assets_tests.sources.reading import answer, asking, feed_of, rows, scheduled

FEED = feed_of(BIGDATABALL_PLAY_BY_PLAY, "play_by_play", "bigdataball")
DAY = "2025-06-22"
GAME = scheduled("0042400407", date(2025, 6, 22), "IND", "OKC")
PACERS = ["mylesturner", "tyresehaliburton", "andrewnembhard", "aaronnesmith", "pascalsiakam"]
THUNDER = ["chetholmgren", "jalenwilliams", "luguentzdort", "shaigilgeousalexander", "isaiahhartenstein"]


def csv_text():
    return (RECORDINGS / "bigdataball_play_by_play" / "2025-06-22_ind_okc.csv").read_bytes().decode()


def file_answer(text, games=(GAME,)):
    return answer(FEED, DAY, text, games, slug="0042400407-file")


def read(text):
    return {row["event_sequence"]: row for row in rows(BIGDATABALL_PLAY_BY_PLAY, FEED, file_answer(text))}


@pytest.fixture(scope="module")
def events():
    return read(csv_text())


def lineup(event, side):
    return [event[f"{side}_player_{place}_lookup"] for place in range(1, 6)]


def test_all_events_of_the_game_and_its_final_score(events):
    assert sorted(events) == list(range(1, 511))
    last = events[510]
    assert (last["event_type"], last["period"], last["score_away"], last["score_home"]) == ("end of period", 4, 91, 103)
    assert {(row["game_id"], row["nba_game_id"], row["away_team_abbr"]) for row in events.values()} == {
        ("20250622_IND_OKC", "0042400407", "IND")
    }
    assert {(row["data_source"], row["data_set"]) for row in events.values()} == {("bigdataball", "NBA 2025 Playoffs")}


def test_a_made_shot_with_its_place_and_the_ten_on_the_court(events):
    shot = events[3]
    assert (shot["event_id"], shot["csv_row_number"]) == ("20250622_IND_OKC_3", 3)
    assert (shot["player_1_name"], shot["player_1_lookup"], shot["player_1_team_abbr"]) == (
        *("Andrew Nembhard", "andrewnembhard", "IND"),
    )
    assert (shot["event_type"], shot["event_subtype"], shot["shot_type"]) == ("shot", "jump shot", "2PT")
    assert (shot["shot_made"], shot["points_scored"], shot["shot_distance"]) == (True, 2, 14.0)
    assert (shot["original_x"], shot["original_y"], shot["converted_x"]) == (91.0, 106.0, 15.9)
    assert (shot["game_clock"], shot["game_clock_seconds"]) == ("0:11:44", 704)
    assert (shot["elapsed_seconds"], shot["play_length_seconds"]) == (16, 16)
    assert (shot["score_away"], shot["score_home"]) == (2, 0)
    assert lineup(shot, "away") == PACERS
    assert lineup(shot, "home") == THUNDER
    assert shot["player_1_nba_player_id"] is None


def test_an_assisted_three_pointer(events):
    three = events[10]
    assert (three["player_1_name"], three["shot_type"], three["points_scored"]) == ("Pascal Siakam", "3PT", 3)
    assert (three["player_2_name"], three["player_2_role"], three["player_2_team_abbr"]) == (
        *("Andrew Nembhard", "assist", "IND"),
    )


def test_a_blocked_shot_and_a_stolen_ball_name_the_other_team(events):
    blocked, stolen = events[4], events[52]
    assert (blocked["shot_made"], blocked["points_scored"], blocked["player_1_team_abbr"]) == (False, 0, "OKC")
    assert (blocked["player_2_name"], blocked["player_2_role"], blocked["player_2_team_abbr"]) == (
        *("Aaron Nesmith", "block", "IND"),
    )
    assert (stolen["event_type"], stolen["reason"], stolen["shot_made"]) == ("turnover", "bad pass", None)
    assert (stolen["player_2_name"], stolen["player_2_role"], stolen["player_2_team_abbr"]) == (
        *("Alex Caruso", "steal", "OKC"),
    )


def test_a_jump_ball_belongs_to_its_jumpers_not_to_the_team_that_won_it(events):
    jump = events[2]
    assert (jump["player_1_name"], jump["player_1_team_abbr"]) == ("Myles Turner", "IND")
    assert (jump["player_2_name"], jump["player_2_role"], jump["player_2_team_abbr"]) == (
        *("Myles Turner", "jump_ball_away", "IND"),
    )
    assert (jump["player_3_name"], jump["player_3_role"], jump["player_3_team_abbr"]) == (
        *("Chet Holmgren", "jump_ball_home", "OKC"),
    )
    assert jump["possession_player_lookup"] == "tyresehaliburton"


def test_a_substitution_changes_the_lineup(events):
    change = events[32]
    assert (change["player_2_name"], change["player_2_role"]) == ("Alex Caruso", "substitution_in")
    assert (change["player_3_name"], change["player_3_role"]) == ("Chet Holmgren", "substitution_out")
    # Who left is in no lineup any more; the event's team is his.
    assert (change["player_2_team_abbr"], change["player_3_team_abbr"]) == ("OKC", "OKC")
    assert "chetholmgren" in lineup(events[31], "home")
    assert lineup(change, "home") == ["alexcaruso", *THUNDER[1:]]


def test_a_free_throw_is_made_or_missed_too(events):
    throw = events[509]
    assert (throw["event_type"], throw["shot_type"], throw["shot_made"], throw["points_scored"]) == (
        *("free throw", "FT", True, 1),
    )
    assert (throw["num"], throw["outof"], throw["shot_distance"]) == (2, 2, None)


def test_a_foul_names_who_was_fouled(events):
    foul = events[6]
    assert (foul["player_1_name"], foul["event_subtype"]) == ("Luguentz Dort", "personal")
    assert (foul["opponent_name"], foul["opponent_lookup"]) == ("Tyrese Haliburton", "tyresehaliburton")


def test_an_event_without_a_type_keeps_its_row(events):
    assert sum(row["event_type"] is None for row in events.values()) == 3


def test_points_of_every_player_agree_with_the_box_score_of_another_provider(events):
    stats = feed_of(BDL_PLAYER_BOXSCORES, "stats")
    body = recording("bdl_player_boxscores", "stats_2025-06-22.json")
    box = {
        row["player_lookup"]: row["points"]
        for row in rows(BDL_PLAYER_BOXSCORES, stats, answer(stats, DAY, body, [GAME]))
        if row["played"]
    }
    points = defaultdict(int)
    for event in events.values():
        points[event["player_1_lookup"]] += event["points_scored"] or 0
    assert {player: points[player] for player in box} == box
    assert (points["shaigilgeousalexander"], points["bennedictmathurin"], sum(box.values())) == (29, 24, 194)


def test_assists_agree_with_the_box_score_of_another_provider(events):
    lines = recording("bdl_player_boxscores", "stats_2025-06-22.json")["data"]
    assists = defaultdict(int)
    for event in events.values():
        assists[event["player_2_name"]] += event["player_2_role"] == "assist"
    box = {f"{line['player']['first_name']} {line['player']['last_name']}": line["ast"] for line in lines}
    assert {name: assists[name] for name in box} == box
    assert assists["Shai Gilgeous-Alexander"] == 12


def test_the_other_way_to_write_a_date_gives_the_same_rows(events):
    assert read(csv_text().replace(",2025-06-22,", ",06/22/2025,")) == events


def test_a_suffix_is_kept_and_an_accent_folded():
    text = csv_text().replace("Jalen Williams", "Jaren Jackson Jr.").replace("Myles Turner", "Nikola Jokić")
    shot = read(text)[4]
    assert (shot["player_1_lookup"], shot["away_player_1_lookup"]) == ("jarenjacksonjr", "nikolajokic")


def test_a_listing_leads_to_the_file_changed_last():
    listing = answer(
        FEED, DAY, recording("bigdataball_play_by_play", "handmade_listing.json"), slug="0042400407-listing"
    )
    [request] = FEED.follow(listing)
    assert (request.path, dict(request.params)) == (
        *("/drive/v3/files/1NewerVersionOfTheFile", {"alt": "media", "supportsAllDrives": "true"}),
    )
    assert (request.slug, request.form, request.scope) == ("0042400407-file", Form.CSV, DAY)
    assert FEED.read(listing) == []
    assert FEED.follow(file_answer(csv_text())) == []


def test_an_empty_listing_is_a_file_that_is_not_there_yet():
    listing = answer(FEED, DAY, {"incompleteSearch": False, "files": []}, slug="0042400407-listing")
    assert FEED.follow(listing) == FEED.read(listing) == []


@pytest.mark.parametrize(
    "name", ["[2025-06-22]-0042400406-OKC@IND.csv", "[2025-06-22]-0042400407-IND@OKC.xlsx", "0042400407.csv"]
)
def test_a_file_named_otherwise_is_not_taken_for_the_game(name):
    listing = answer(FEED, DAY, {"files": [{"id": "1", "name": name}]}, slug="0042400407-listing")
    with pytest.raises(ValueError, match="bigdataball play_by_play for 2025-06-22: none of the files"):
        FEED.follow(listing)


def test_a_listing_without_files_is_a_changed_answer():
    with pytest.raises(MissingFieldError, match="field 'files"):
        FEED.follow(answer(FEED, DAY, {"error": {"code": 500}}, slug="0042400407-listing"))


def test_the_file_of_every_game_that_has_begun_is_looked_for():
    later = scheduled("0042400408", date(2025, 6, 22), "BOS", "NYK") | {
        "tipoff_at": GAME["tipoff_at"] + timedelta(hours=3)
    }
    [request] = FEED.ask(asking(DAY, GAME["tipoff_at"] + timedelta(hours=2), [GAME, later]))
    assert (request.path, request.slug) == ("/drive/v3/files", "0042400407-listing")
    assert request.params["q"] == "name contains '0042400407' and not name contains 'combined-stats'"
    assert (request.params["pageSize"], request.params["includeItemsFromAllDrives"]) == ("10", "true")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",2025-06-22,", ",22 June,", "'22 June' is neither YYYY-MM-DD nor MM/DD/YYYY in row 1 in landing/answer.gz"),
        (
            ",2025-06-22,",
            ",2025-06-23,",
            "the game 0042400407 is of 2025-06-22 by the schedule, not of 2025-06-23 in row 1",
        ),
        ("42400407,", "42400401,", "game 0042400401 is not on the schedule of that date"),
        ("0:11:44", "11 minutes", "'11 minutes' is not a time"),
        (",missed,", ",blocked,", "result 'blocked' of a shot is neither made nor missed in row 4"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_row(old, new, told):
    with pytest.raises(ValueError, match=told):
        FEED.read(file_answer(csv_text().replace(old, new)))


@pytest.mark.parametrize("column", ["h5", "play_id", "converted_y", "assist"])
def test_a_missing_column_is_named(column):
    header, rest = csv_text().split("\r\n", 1)
    text = ",".join("x" if name == column else name for name in header.split(",")) + "\r\n" + rest
    with pytest.raises(
        MissingFieldError, match=f"bigdataball play_by_play for 2025-06-22: field '{column}' is missing"
    ):
        FEED.read(file_answer(text))


@pytest.mark.parametrize("text", ["", "42\x00,", "\x00"])
def test_bytes_that_are_no_table_are_an_error(text):
    with pytest.raises((MissingFieldError, ValueError)):
        FEED.read(file_answer(text))


def test_fields_of_a_file_are_told_apart_from_those_of_a_listing():
    assert FEED.fields("game_id,a1\r\n1,2\r\n") == {"csv.game_id", "csv.a1"}
    assert FEED.fields({"files": [{"id": "1"}]}) == {"files", "files[].id"}


def test_a_late_file_is_asked_for_again_by_the_providers_rhythm():
    missed = datetime(2025, 6, 23, 8, tzinfo=UTC)
    late = BIGDATABALL_PLAY_BY_PLAY.late
    assert late.waits_in_run == (30.0, 60.0, 120.0)
    assert late.next_attempt(missed, missed) == missed + timedelta(minutes=15)
    assert late.next_attempt(missed, missed + timedelta(hours=3)) == missed + timedelta(hours=6)
    assert late.next_attempt(missed, missed + timedelta(hours=24)) is None
    assert TARGET_SHARE == 0.98
