"""The game book: what stands on its page is what the rows say, and no line of it is lost in silence."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nba_assets.eastern import parse_eastern
from nba_assets.sources.fields import known_fields
from nba_assets.sources.nba_pdf.gamebook import NBAC_GAMEBOOK_PLAYER_STATS, faults
from nba_assets.sources.nba_pdf.gamebook_text import COUNTS, split_names
from nba_assets.sources.table import Form
from nba_assets_tests.conftest import RECORDINGS
from nba_assets_tests.sources.nba_pdf.gamebook_paper import gamebook, table
from nba_assets_tests.sources.reading import answer, asking, feed_of, rows, scheduled

FEED = feed_of(NBAC_GAMEBOOK_PLAYER_STATS, "gamebook")
FOLDER = RECORDINGS / "nbac_gamebook_player_stats"
OVERTIME = (FOLDER / "handmade_20250115_NYKPHI.pdf").read_bytes()
NEUTRAL = (FOLDER / "handmade_20250123_SASIND.pdf").read_bytes()
# Counts in the order of the book: FG FGA 3P 3PA FT FTA OR DR TOT A PF ST TO BS +/- PTS.
STARTER, TEAM_TOTALS = "24:00 2 4 1 2 1 2 1 2 3 4 3 2 1 0 -5 6", "240:00 10 20 5 10 5 10 5 10 15 20 15 10 5 0 -5 30"
FIVE = [
    (str(number), f"{name} Player", "F", STARTER)
    for number, name in enumerate(("Ann", "Bo", "Cy", "Di", "Ed"), start=1)
]


def landed(body: bytes, code: str = "20250115/NYKPHI", nba_game_id: str = "0022400561", upstream=None):
    day, teams = code.split("/")
    found = answer(FEED, f"{day[:4]}-{day[4:6]}-{day[6:]}", body, slug=nba_game_id)
    path = f"/pdfs/{day}/{day}_{teams}.pdf"
    return replace(found, request=replace(found.request, path=path, form=Form.PDF), upstream=upstream or {})


def read(*how, **more):
    return rows(NBAC_GAMEBOOK_PLAYER_STATS, FEED, landed(*how, **more))


def small(visitors=(), inactive=(), totals=TEAM_TOTALS, below="MEMO:", heading="VISITOR: New York Knicks (27-15)"):
    home = table("HOME: PHILADELPHIA 76ERS (15-24)", FIVE, TEAM_TOTALS)
    return gamebook([*table(heading, [*FIVE, *visitors], totals), *home, *inactive, below])


@pytest.fixture(scope="module")
def overtime():
    return {(row["team_abbr"], row["player_name_original"], row["listing_number"]): row for row in read(OVERTIME)}


@pytest.fixture(scope="module")
def neutral():
    return {row["player_name_original"]: row for row in read(NEUTRAL, "20250123/SASIND", "0022400621")}


def test_a_player_s_line_in_the_order_of_the_book(overtime):
    hart = overtime["NYK", "Josh Hart", 1]
    assert (hart["minutes"], hart["minutes_decimal"], hart["points"]) == ("49:25", 49.4167, 10)
    assert (hart["field_goals_made"], hart["field_goals_attempted"], hart["field_goal_percentage"]) == (4, 9, 0.444)
    assert (hart["three_pointers_made"], hart["three_pointers_attempted"]) == (0, 3)
    assert hart["three_point_percentage"] == 0.0
    assert (hart["free_throws_made"], hart["free_throws_attempted"], hart["free_throw_percentage"]) == (2, 3, 0.667)
    assert (hart["offensive_rebounds"], hart["defensive_rebounds"], hart["total_rebounds"]) == (5, 12, 17)
    assert (hart["assists"], hart["personal_fouls"], hart["plus_minus"]) == (12, 3, 10)
    # Steals before turnovers before blocks.
    assert (hart["steals"], hart["turnovers"], hart["blocks"]) == (4, 3, 0)
    assert (hart["jersey_number"], hart["position"], hart["is_starter"]) == ("3", "F", True)
    assert (hart["player_status"], hart["name_resolution_status"]) == ("active", "original")


def test_no_attempt_has_no_percentage(overtime):
    assert overtime["NYK", "Jericho Sims", 3]["three_point_percentage"] is None


def test_overtime_adds_up_to_the_final_score(overtime):
    def points(team):
        return sum(row["points"] or 0 for row in overtime.values() if row["team_abbr"] == team)

    assert (points("NYK"), points("PHI")) == (125, 119)
    assert {row["data_quality_flags"] for row in overtime.values() if row["player_status"] == "active"} == {None}


def test_who_did_not_play_has_a_reason_and_no_counts(overtime):
    drummond, kolek = overtime["PHI", "Andre Drummond", 10], overtime["NYK", "Tyler Kolek", 10]
    assert (drummond["player_status"], drummond["dnp_category"]) == ("dnp", "DND")
    assert (drummond["dnp_reason"], drummond["reason_category"]) == ("Injury/Illness", "injury")
    assert (drummond["points"], drummond["minutes"], drummond["minutes_decimal"]) == (None, None, None)
    assert (kolek["dnp_category"], kolek["reason_category"]) == ("DNP", "coach_decision")
    assert drummond["requires_manual_review"] is False


def test_a_suffix_is_kept(overtime):
    assert overtime["PHI", "Kelly Oubre Jr.", 2]["player_lookup"] == "kellyoubrejr"


def test_the_inactive_lists_over_wrapped_lines(overtime):
    inactive = [row for row in overtime.values() if row["player_status"] == "inactive"]
    assert [(row["team_abbr"], row["player_name_original"], row["dnp_reason"]) for row in inactive] == [
        ("NYK", "McCullar Jr.", "G League - Two-Way"),
        ("NYK", "Robinson", "Injury/Illness - Left Ankle; Surgery"),
        ("NYK", "Towns", "Injury/Illness - Right Thumb; Bone Chip"),
        ("PHI", "Embiid", "Injury/Illness - Left Foot; Sprain"),
        ("PHI", "Lowry", "Injury/Illness - Right Hip; Sprain"),
        ("PHI", "Martin", "Injury/Illness - Left Foot; Stress Reaction"),
        ("PHI", "Martin", "Injury/Illness - Right Hip; Strain"),
        # A comma within the brackets separates nobody.
        ("PHI", "McCain", "Injury/Illness - Left Knee, Lateral Meniscus; Surgery"),
    ]


def test_two_inactive_players_of_one_name_are_two_rows_and_told_apart_by_the_injury_report():
    def listed(name, reason):
        lookup = name.replace(" ", "").lower()
        edition = datetime(2025, 1, 15, 22, 30, tzinfo=UTC)
        shared = {"team_abbr": "PHI", "injury_status": "out", "report_timestamp": edition}
        return shared | {"player_full_name": name, "player_lookup": lookup, "reason": reason}

    reports = [
        listed("Caleb Martin", "Injury/Illness - Right Hip; Strain"),
        listed("KJ Martin", "Injury/Illness - Left Foot; Stress Reaction"),
    ]
    found = read(OVERTIME, upstream={"nbac_injury_report": reports})
    martins = [row for row in found if row["player_name_original"] == "Martin"]
    assert [row["player_name"] for row in martins] == ["KJ Martin", "Caleb Martin"]
    assert [row["player_lookup"] for row in martins] == ["kjmartin", "calebmartin"]
    assert {row["name_resolution_method"] for row in martins} == {"nbac_injury_report"}
    assert {row["data_quality_flags"] for row in martins} == {"multiple_candidates"}
    assert not any(row["requires_manual_review"] for row in martins)


def test_an_unresolved_name_keeps_its_row_and_is_flagged(overtime):
    embiid = overtime["PHI", "Embiid", 13]
    assert (embiid["player_name"], embiid["player_lookup"]) == ("Embiid", "embiid")
    assert (embiid["name_resolution_status"], embiid["name_resolution_confidence"]) == ("not_found", 0.0)
    assert (embiid["data_quality_flags"], embiid["requires_manual_review"]) == ("no_roster_match", True)


def test_ids_and_facts_of_the_game(overtime):
    row = overtime["PHI", "Paul George", 1]
    assert (row["game_id"], row["nba_game_id"]) == ("20250115_NYK_PHI", "0022400561")
    assert (row["game_code"], row["game_date"], row["season_year"]) == ("20250115/NYKPHI", date(2025, 1, 15), 2024)
    assert (row["away_team_abbr"], row["home_team_abbr"]) == ("NYK", "PHI")
    assert row["officials"] == "26 Pat Fraher; 54 Ray Acosta; 53 Matt Kallio"
    assert (row["attendance"], row["is_sellout"], row["game_duration_minutes"]) == (19744, True, 161)
    assert row["arena"] == "Wells Fargo Center, Philadelphia, PA"


def test_a_neutral_venue_without_labels(neutral):
    assert (neutral["Victor Wembanyama"]["team_abbr"], neutral["Victor Wembanyama"]["points"]) == ("SAS", 30)
    assert (neutral["T.J. McConnell"]["team_abbr"], neutral["T.J. McConnell"]["assists"]) == ("IND", 4)
    assert neutral["Pascal Siakam"]["home_team_abbr"] == "IND"
    assert (neutral["Chris Paul"]["attendance"], neutral["Chris Paul"]["is_sellout"]) == (15935, False)
    points = [row["points"] or 0 for row in neutral.values()]
    assert sum(points) == 140 + 110


def test_not_with_team_with_and_without_blanks_and_over_two_lines(neutral):
    quenton, isaiah = neutral["Quenton Jackson"], neutral["Isaiah Jackson"]
    assert (quenton["dnp_category"], quenton["dnp_reason"]) == ("NWT", "Return to Competition Reconditioning")
    assert (isaiah["dnp_category"], isaiah["dnp_reason"]) == ("NWT", "Injury/Illness - Right Achilles Tendon; Tear")


def test_an_inactive_player_without_a_reason_and_a_list_of_nobody(neutral):
    assert (neutral["Ingram"]["dnp_reason"], neutral["Ingram"]["reason_category"]) == (None, "unknown")
    assert neutral["Minix"]["dnp_reason"] == "G League - Two-Way"
    assert {row["team_abbr"] for row in neutral.values() if row["player_status"] == "inactive"} == {"SAS"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bane (Injury/Illness - Lumbar; Disc Bulge), Morant (Personal)", ["Bane", "Morant"]),
        ("Jackson Jr. (a, b), Rose", ["Jackson Jr.", "Rose"]),
        ("None", []),
        ("", []),
    ],
)
def test_a_list_of_names_is_split_at_commas_outside_brackets(text, names):
    assert [name for name, _ in split_names(text)] == names


@pytest.mark.parametrize(
    ("counts", "flags"),
    [
        ("4 9 1 3 2 3 5 12 17 12 3 4 3 0 10 11", []),
        ("4 9 1 3 2 3 5 12 17 12 3 4 3 0 10 12", ["points_not_sum_of_baskets"]),
        ("4 3 1 3 2 3 5 12 17 12 3 4 3 0 10 11", ["made_exceeds_attempted"]),
        ("1 4 2 5 0 0 5 12 16 12 3 4 3 0 10 4", ["threes_exceed_field_goals", "rebounds_not_sum"]),
    ],
)
def test_a_line_that_does_not_add_up_is_flagged(counts, flags):
    assert faults(dict(zip(COUNTS, map(int, counts.split()), strict=True))) == flags


def test_flags_are_joined_and_ask_for_a_look():
    wrong = ("9", "Flo Player", "", "02:00 1 1 0 0 0 0 1 1 3 0 0 0 0 0 0 3")
    found = {row["player_name"]: row for row in read(small([wrong])) if row["team_abbr"] == "NYK"}
    flags = "points_not_sum_of_baskets;rebounds_not_sum;team_points_differ"
    assert (found["Flo Player"]["data_quality_flags"], found["Flo Player"]["requires_manual_review"]) == (flags, True)
    # The others' own lines add up, their team's does not.
    assert found["Ann Player"]["data_quality_flags"] == "team_points_differ"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"%PDF-1.4 cut", "no readable PDF"),
        (OVERTIME[:9000], "no readable PDF"),
        (gamebook([]), "a PDF without text"),
        (gamebook(["FINAL BOX"]), "incomplete: 0 players"),
        (NEUTRAL, "not the book of NYK at PHI"),
        (small([("9", "Flo Player", "", "02:00 1 1 0 0 0 0 1 1 2 0 0 0 0 0 0")]), "is no player"),
        (small([("9", "Flo Player", "", "Suspended")]), "is no player"),
        (
            small([("9", "Flo Player", "", "DNP - Rest"), ("10", "Gus Player", "", "02:00 1 1")]),
            "10 Gus Player 02:00 1 1",
        ),
        (small(totals="Totals"), "'Totals' among the players of NYK"),
        (small(heading="VISITOR: Seattle SuperSonics (1-0)"), "SuperSonics"),
        (small(inactive=["Inactive: Hornets - Ball (Rest)"]), "'Hornets' with inactive players is neither"),
        (small(inactive=["Inactive: Knicks - Towns (Rest)", ", 48 of 96"]), "'48 of 96' among the inactive players"),
    ],
)
def test_a_book_that_cannot_be_read_is_named(body, said):
    with pytest.raises(ValueError, match=said) as raised:
        FEED.read(landed(body))
    assert "nba_statsdmz gamebook for 2025-01-15: landing/answer.gz is" in str(raised.value)


def test_the_columns_are_the_known_ones():
    for body in (OVERTIME, NEUTRAL):
        assert FEED.fields(body) == known_fields("nba_statsdmz", "gamebook") == FEED.needs
    assert FEED.fields(b"no PDF") == frozenset()


def test_started_games_are_asked_by_their_code():
    codes = {"0022400561": "20250115/NYKPHI", "0022400562": "20250115/BOSTOR"}
    games = [
        scheduled("0022400561", date(2025, 1, 15), "NYK", "PHI") | {"tipoff_at": parse_eastern("2025-01-15T19:00")},
        scheduled("0022400562", date(2025, 1, 15), "BOS", "TOR") | {"tipoff_at": parse_eastern("2025-01-15T22:30")},
    ]
    games = [game | {"game_code": codes[game["nba_game_id"]]} for game in games]
    (asked,) = FEED.ask(asking("2025-01-15", parse_eastern("2025-01-15T22:00"), games))
    assert (asked.path, asked.slug, asked.form) == ("/pdfs/20250115/20250115_NYKPHI.pdf", "0022400561", Form.PDF)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(OVERTIME) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_damage_ends_in_rows_or_in_a_named_error(damage):
    body = bytearray(OVERTIME)
    for place, byte in damage:
        body[place] = byte
    try:
        FEED.read(landed(bytes(body)))
    except ValueError as error:
        assert "landing/answer.gz" in str(error)  # noqa: PT017
    FEED.fields(bytes(body))
