"""The official injury report: what a person sees on its pages is what the rows say."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nba_assets.eastern import parse_eastern
from nba_assets.sources.fields import known_fields
from nba_assets.sources.nba_pdf.injury_report import NBAC_INJURY_REPORT, turned
from nba_assets.sources.nba_pdf.reasons import reason_category
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Form
from nba_assets_tests.conftest import RECORDINGS
from nba_assets_tests.sources.nba_pdf.injury_paper import SILENT, TITLES, injury_report, row
from nba_assets_tests.sources.reading import answer, asking, feed_of, rows, scheduled

FEED = feed_of(NBAC_INJURY_REPORT, "injury_report")
FOLDER = RECORDINGS / "nbac_injury_report"
RECORDED = (FOLDER / "2024-01-04_12PM.pdf").read_bytes()
HANDMADE = (FOLDER / "handmade_2026-01-10_05_45PM.pdf").read_bytes()


def read(body: bytes, day: str, games=()):
    return rows(NBAC_INJURY_REPORT, FEED, answer(FEED, day, body, games))


def told(found):
    return [(row["team_abbr"], row["player_full_name"], row["injury_status"], row["reason"]) for row in found]


def one_row(**cells):
    first = {"team": "Boston Celtics", "matchup": "NYK@BOS", "at": "01/10/2026 07:30"}
    return row(**({"player": "Tatum, Jayson", "status": "Out", "reason": "Rest"} | first | cells))


def test_the_recorded_report_as_its_first_page_shows_it():
    assert told(read(RECORDED, "2024-01-04")) == [
        ("SAS", "Dominick Barlow", "questionable", "G League - Two-Way"),
        ("SAS", "Charles Bassey", "out", "Injury/Illness - Left Acl; Tear"),
        ("SAS", "Malaki Branham", "doubtful", "Injury/Illness - Right Ankle; Sprain"),
        ("SAS", "Sidy Cissoko", "out", "G League - On Assignment"),
        ("SAS", "Zach Collins", "out", "Injury/Illness - Right Ankle; Sprain"),
        ("SAS", "Mamadi Diakite", "questionable", "G League - Two-Way"),
        ("SAS", "David Duke Jr.", "out", "G League - Two-Way"),
        # His reason is printed above and below his line.
        ("SAS", "Doug McDermott", "out", "Injury/Illness - Right Forearm; Contusion"),
        ("DEN", "Vlatko Cancar", "out", "Injury/Illness - Left Knee; Surgery"),
        ("DEN", "Reggie Jackson", "probable", "Injury/Illness - Left Calf; Tightness"),
        ("DEN", "Jalen Pickett", "out", "G League - On Assignment"),
        ("DEN", "Hunter Tyson", "out", "G League - On Assignment"),
        ("GSW", "Draymond Green", "out", "League Suspension"),
        ("GSW", "Gary Payton II", "out", "Injury/Illness - Left Hamstring; Strain"),
    ]


def test_the_edition_is_told_to_the_minute_although_its_file_is_named_by_the_hour():
    first = read(RECORDED, "2024-01-04")[0]
    assert first["report_timestamp"] == datetime(2024, 1, 4, 17, 30, tzinfo=UTC)
    assert (first["report_date"], first["report_hour"], first["report_minute"]) == (date(2024, 1, 4), 12, 30)


def test_game_and_name_of_a_recorded_row():
    last = read(RECORDED, "2024-01-04")[-1]
    assert (last["game_id"], last["matchup"], last["game_time"]) == ("20240104_DEN_GSW", "DEN@GSW", "10:00")
    assert (last["away_team_abbr"], last["home_team_abbr"], last["season"]) == ("DEN", "GSW", "2023-24")
    assert (last["player_name_original"], last["player_lookup"]) == ("Payton II, Gary", "garypaytonii")
    assert last["player_match_key"] == "garypayton"


def test_a_team_that_filed_nothing_is_told_apart_from_one_with_nobody_hurt():
    assert {row["teams_not_submitted"] for row in read(RECORDED, "2024-01-04")} == {"MIL"}
    assert {row["teams_not_submitted"] for row in read(HANDMADE, "2026-01-10")} == {"CLE"}


def test_the_next_day_of_an_edition_belongs_to_its_own_date():
    assert read(RECORDED, "2024-01-05") == []
    tomorrow = read(HANDMADE, "2026-01-11")
    assert told(tomorrow) == [("MEM", "Zach Edey", "out", "Injury/Illness - Left Ankle; Stress Reaction")]
    assert {row["teams_not_submitted"] for row in tomorrow} == {"BKN"}


def test_wraps_page_break_and_an_edition_by_the_quarter_hour():
    found = read(HANDMADE, "2026-01-10")
    assert told(found) == [
        ("MIN", "Mike Conley", "available", "Rest"),
        ("MIN", "Anthony Edwards", "questionable", "Injury/Illness - Right Foot; Injury Maintenance"),
        ("MIN", "Terrence Shannon Jr.", "out", "Injury/Illness - Left Foot; Abductor Hallucis; Strain"),
        ("LAC", "Kawhi Leonard", "probable", "Injury/Illness - Right Ankle; Sprain"),
        ("LAC", "Bradley Beal", "out", "Injury/Illness - Left Hip; Fracture; Surgery"),
        ("LAC", "Yanic Konan Niederhauser", "out", "G League - On Assignment"),
        ("DET", "Jalen Duren", "out", "Injury/Illness - Right Ankle; Sprain"),
        ("DET", "Tobias Harris", "doubtful", "Injury/Illness - Left Hip; Sprain"),
        ("DET", "Ronald Holland II", "available", "Personal Reasons"),
        # The page ends within Detroit: date, matchup and team are not printed again.
        ("DET", "Jaden Ivey", "questionable", "Injury/Illness - Right Knee; Injury Management"),
        ("DET", "Isaiah Stewart", "out", "League Suspension"),
        ("DET", "Ausar Thompson", "out", None),
        ("MEM", "Jaren Jackson Jr.", "out", "Not With Team"),
        ("OKC", "Luguentz Dort", "out", "Health and Safety Protocols"),
    ]
    assert {row["report_timestamp"] for row in found} == {datetime(2026, 1, 10, 22, 45, tzinfo=UTC)}
    # A name with "iv" or "jr" inside stays whole.
    assert {"jadenivey", "jarenjacksonjr"} <= {row["player_lookup"] for row in found}


def test_the_schedule_gives_the_id_the_home_team_and_the_time_to_tipoff():
    # On neutral ground the report and the schedule may disagree on who is at home.
    game = scheduled("0022500563", date(2026, 1, 10), "DET", "LAC") | {"tipoff_at": parse_eastern("2026-01-10T17:30")}
    row = next(row for row in read(HANDMADE, "2026-01-10", [game]) if row["team_abbr"] == "LAC")
    assert (row["nba_game_id"], row["game_id"]) == ("0022500563", "20260110_DET_LAC")
    assert (row["home_team_abbr"], row["matchup"]) == ("LAC", "LAC@DET")
    assert row["minutes_before_tipoff"] == -15
    other = next(row for row in read(HANDMADE, "2026-01-10", [game]) if row["team_abbr"] == "MIN")
    assert (other["nba_game_id"], other["minutes_before_tipoff"]) == (None, None)


@pytest.mark.parametrize(
    ("printed", "name"),
    [("Payton II, Gary", "Gary Payton II"), ("Duke Jr., David", "David Duke Jr."), ("Nene", "Nene")],
)
def test_a_name_is_turned(printed, name):
    assert turned(printed) == name


@pytest.mark.parametrize(
    ("reason", "category"),
    [
        ("Injury/Illness - Return from Rest", "injury"),
        ("G League - Two-Way", "g_league"),
        ("League Suspension", "suspension"),
        ("Health and Safety Protocols", "health_safety_protocol"),
        ("Rest", "rest"),
        ("Personal Reasons", "personal"),
        ("Coach\N{RIGHT SINGLE QUOTATION MARK}s Decision", "coach_decision"),
        ("Restricted Free Agency", "other"),
        ("Not With Team", "other"),
        (None, "unknown"),
    ],
)
def test_reasons_are_sorted_by_whole_words(reason, category):
    assert reason_category(reason) == category


def test_a_row_that_the_page_breaks_is_put_together():
    body = injury_report("01/10/26 05:45 PM", [[one_row(reason="Injury/Illness - Left Hip;")], [row(reason="Sprain")]])
    assert told(read(body, "2026-01-10")) == [("BOS", "Jayson Tatum", "out", "Injury/Illness - Left Hip; Sprain")]


def test_a_report_without_a_player_has_no_rows():
    silent = row(team="Boston Celtics", matchup="NYK@BOS", at="01/10/2026 07:30", reason=SILENT)
    assert read(injury_report("01/10/26 05:45 PM", [[silent]]), "2026-01-10") == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no readable PDF"),
        (b"%PDF-1.4 cut", "no readable PDF"),
        (RECORDED[:40_000], "no readable PDF"),
        (injury_report("", []), "a PDF without text"),
        (injury_report("soon", [[one_row()]]), "no injury report"),
        (injury_report("01/10/26 05:45 PM", [[one_row()]], footers=3), "cut off: 1 whole pages of 3"),
        (injury_report("01/10/26 05:45 PM", [[one_row(status="Hurt")]]), "'Hurt' is no known status"),
        (injury_report("01/10/26 05:45 PM", [[one_row(status="")]]), "a player, a status or a reason alone"),
        (injury_report("01/10/26 05:45 PM", [[one_row(team="Seattle SuperSonics")]]), "SuperSonics"),
        (injury_report("01/10/26 05:45 PM", [[one_row(team="Utah Jazz")]]), "UTA is listed under NYK@BOS"),
        (injury_report("01/10/26 05:45 PM", [[one_row(matchup="NYKBOS")]]), "'NYKBOS' is no matchup"),
        (injury_report("01/10/26 05:45 PM", [[one_row(at="2026-01-10 07:30")]]), "no date MM/DD/YYYY"),
        (injury_report("01/10/26 05:45 PM", [[row("Tatum, Jayson", "Out", "Rest")]]), "no Game Date above"),
    ],
)
def test_a_document_that_cannot_be_read_is_named(body, said):
    with pytest.raises(ValueError, match=said) as raised:
        FEED.read(answer(FEED, "2026-01-10", body))
    assert "nba_injury injury_report for 2026-01-10: landing/answer.gz is" in str(raised.value)


def test_a_lacking_column_is_named():
    titles = {title: left for title, left in TITLES.items() if title != "Current Status"}
    body = injury_report("01/10/26 05:45 PM", [[one_row()]], titles)
    with pytest.raises(MissingFieldError, match="Current Status"):
        FEED.read(answer(FEED, "2026-01-10", body))
    assert FEED.needs - FEED.fields(body) == {"Current Status"}


def test_the_columns_are_the_known_ones():
    for body in (RECORDED, HANDMADE):
        assert FEED.fields(body) == known_fields("nba_injury", "injury_report")
    assert FEED.fields(b"no PDF") == frozenset()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(HANDMADE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_damage_ends_in_rows_or_in_a_named_error(damage):
    body = bytearray(HANDMADE)
    for place, byte in damage:
        body[place] = byte
    try:
        FEED.read(answer(FEED, "2026-01-10", bytes(body)))
    except (ValueError, MissingFieldError) as error:
        assert "landing/answer.gz" in str(error)  # noqa: PT017
    FEED.fields(bytes(body))


def paths(day: str, now: str, first="19:00", last="22:00"):
    games = [
        scheduled(f"002250000{number}", date.fromisoformat(day), "NYK", "BOS")
        | {"tipoff_at": parse_eastern(f"{day}T{tipoff}")}
        for number, tipoff in enumerate((first, last))
    ]
    asked = FEED.ask(replace(asking(day, parse_eastern(now), games), today=parse_eastern(now).date()))
    assert {request.form for request in asked} <= {Form.PDF}
    assert len({request.slug for request in asked}) == len(asked)
    return [request.path.removeprefix("/referee/injury/Injury-Report_") for request in asked]


def test_a_past_date_is_asked_for_the_editions_up_to_its_last_tipoff():
    assert paths("2025-01-10", "2025-01-12T12:00", first="13:00", last="19:00") == [
        "2025-01-09_08PM.pdf",
        "2025-01-10_11AM.pdf",
        "2025-01-10_12PM.pdf",
        "2025-01-10_02PM.pdf",
        "2025-01-10_05PM.pdf",
        "2025-01-10_06PM.pdf",
    ]


def test_files_carry_the_minute_from_23_december_2025():
    asked = paths("2025-12-23", "2025-12-25T12:00", first="12:00", last="12:30")
    assert asked == ["2025-12-22_08PM.pdf", "2025-12-23_11_30AM.pdf"]


@pytest.mark.parametrize(
    ("now", "path"),
    [
        ("2025-01-12T12:00", "2025-01-12_11AM.pdf"),
        ("2025-01-12T12:30", "2025-01-12_12PM.pdf"),
        ("2025-01-12T00:10", "2025-01-11_11PM.pdf"),
        ("2025-01-12T00:31", "2025-01-12_12AM.pdf"),
        ("2026-01-12T12:14", "2026-01-12_12_00PM.pdf"),
        ("2026-01-12T17:59", "2026-01-12_05_45PM.pdf"),
    ],
)
def test_today_and_tomorrow_are_asked_for_the_latest_edition(now, path):
    today = parse_eastern(now).date()
    assert paths(today.isoformat(), now) == [path]
    assert paths(today.replace(day=today.day + 1).isoformat(), now) == [path]
    assert paths(today.replace(day=today.day + 2).isoformat(), now) == []


def test_a_date_without_games_is_not_asked():
    assert FEED.ask(asking("2025-02-15", parse_eastern("2025-02-20T12:00"))) == []
