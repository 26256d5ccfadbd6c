"""source_coverage_log: each fallback used and each source missing is a row, worked out by hand."""

from datetime import UTC, date, datetime, timedelta

from nba_assets.accepted_gaps import AcceptedGap
from nba_assets.ingest.coverage import coverage_events, holdings
from nba_assets.records import to_table
from nba_assets.sources.bigdataball.play_by_play import BIGDATABALL_PLAY_BY_PLAY
from nba_assets.sources.coverage_record import CoverageEvent
from nba_assets.sources.nba_pdf.injury_report import NBAC_INJURY_REPORT
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets.sources.pro_sports_transactions.injured_list import INJURED_LIST_MOVES

TIPOFF = datetime(2025, 1, 11, 0, 30, tzinfo=UTC)
GAME = {
    "game_id": "20250110_NYK_BOS",
    "nba_game_id": "0022400541",
    "game_date": date(2025, 1, 10),
    "tipoff_at": TIPOFF,
    "game_status": 3,
    "season": "2024-25",
}
PBP = {BIGDATABALL_PLAY_BY_PLAY.name: BIGDATABALL_PLAY_BY_PLAY}


def rows_of(data_source):
    return {BIGDATABALL_PLAY_BY_PLAY.name: [{"game_id": GAME["game_id"], "data_source": data_source}]}


def events(rows, tables, hours, gaps=()):
    held = holdings(tables.values(), rows, [GAME])
    return coverage_events([GAME], held, tables, gaps, TIPOFF + timedelta(hours=hours))


def test_the_best_source_gives_no_event():
    assert events(rows_of("bigdataball"), PBP, 30) == []


def test_a_fallback_is_an_event_that_names_both_sources_and_qualities():
    made = events(rows_of("nbacom_fallback"), PBP, 60)
    by_chain = {event["chain"]: event for event in made}
    used = by_chain["play_by_play"]
    assert used["event_type"] == "fallback_used"
    assert used["primary_source"] == "bigdataball_play_by_play:bigdataball"
    assert used["source_used"] == "bigdataball_play_by_play:nbacom_fallback"
    assert (used["quality_before"], used["quality_after"], used["is_resolved"]) == (100, 85, True)
    assert (used["primary_source_status"], used["severity"]) == ("missing", "warning")
    assert to_table(CoverageEvent, made, table="source_coverage_log").num_rows == len(made)


def test_a_file_that_is_not_due_yet_is_late_and_no_warning():
    used = next(e for e in events(rows_of("nbacom_fallback"), PBP, 3) if e["chain"] == "play_by_play")
    assert (used["primary_source_status"], used["severity"]) == ("late", "info")


def test_no_source_at_all_is_missing_with_the_gravity_of_its_chain():
    tables = {NBAC_PLAYER_BOXSCORES.name: NBAC_PLAYER_BOXSCORES}
    (missing,) = events({NBAC_PLAYER_BOXSCORES.name: []}, tables, 12)
    assert (missing["event_type"], missing["resolution"], missing["severity"]) == ("source_missing", "skip", "critical")
    assert (missing["source_used"], missing["quality_after"], missing["is_resolved"]) == (None, 0, False)


def test_a_source_that_is_off_is_neither_missing_nor_a_fallback():
    tables = {NBAC_SHOT_CHART.name: NBAC_SHOT_CHART}
    made = events({NBAC_SHOT_CHART.name: [{"game_id": GAME["game_id"]}]}, tables, 30)
    assert made == []


def test_an_accepted_gap_gives_no_event():
    gap = AcceptedGap("nbac_shot_chart", GAME["nba_game_id"], GAME["game_date"], GAME["game_date"], "never recorded")
    tables = {NBAC_SHOT_CHART.name: NBAC_SHOT_CHART}
    assert events({NBAC_SHOT_CHART.name: []}, tables, 30, (gap,)) == []


def test_the_same_game_chain_and_type_have_the_same_id_on_every_run():
    first, second = events(rows_of("nbacom_fallback"), PBP, 60), events(rows_of("nbacom_fallback"), PBP, 90)
    assert [event["event_id"] for event in first] == [event["event_id"] for event in second]
    assert len({event["event_id"] for event in first}) == len(first)


def test_rows_without_a_game_speak_for_every_game_of_the_date():
    tables = {INJURED_LIST_MOVES.name: INJURED_LIST_MOVES, NBAC_INJURY_REPORT.name: NBAC_INJURY_REPORT}
    rows = {INJURED_LIST_MOVES.name: [{"game_date": GAME["game_date"]}], NBAC_INJURY_REPORT.name: []}
    (used,) = events(rows, tables, 1)
    assert (used["chain"], used["event_type"], used["source_used"]) == (
        "injury_reports",
        "fallback_used",
        "injured_list_moves",
    )


def test_a_schedule_from_the_second_source_is_told():
    tables = {NBAC_SCHEDULE.name: NBAC_SCHEDULE}
    rows = {NBAC_SCHEDULE.name: [{"game_id": GAME["game_id"], "data_source": "cdn_static"}]}
    (used,) = events(rows, tables, 1)
    assert (used["chain"], used["quality_after"], used["source_used"]) == (
        "game_schedule",
        95,
        "nbac_schedule:cdn_static",
    )
