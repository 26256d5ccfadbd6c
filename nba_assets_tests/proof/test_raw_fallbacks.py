"""A source that fails or is late: another stands in and is named, until the better one comes and takes its place."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from nba_assets.assets.coverage import log_coverage
from nba_assets.assets.raw import fill_dates, rebuild_dates
from nba_assets.ingest.fill import IngestError
from nba_assets.source_report import pbp_gaps
from nba_assets.sources.coverage_record import COVERAGE_LOG
from nba_assets_tests.proof.raw_lakes import TABLE, as_of, filled, rows

# Minnesota at Boston, 127 to 120 after an overtime, on 10 January 2024; BigDataBall's file came at 6:50.
DAY, GAME = "2024-01-10", "20240110_MIN_BOS"
BEFORE_THE_FILE, AFTER_IT, NEXT_DAY = "2024-01-11T02:00", "2024-01-11T07:00", "2024-01-11T21:00"
PBP = "bigdataball_play_by_play"
FIRST = ("nbac_schedule", "nbac_player_boxscores", "nbac_play_by_play")


@pytest.fixture
def lake(tmp_path):
    return tmp_path / "lake"


def logged(tools):
    log_coverage(tools, [TABLE[PBP], TABLE["nbac_shot_chart"]], [DAY])
    return [row for row in rows(tools, COVERAGE_LOG, DAY) if row["chain"] == "play_by_play"]


def test_the_leagues_events_stand_in_for_a_late_file_until_it_comes(replay_server, lake):
    with as_of(lake, replay_server, BEFORE_THE_FILE) as tools:
        filled(tools, [DAY], *FIRST, PBP)
        early = rows(tools, PBP, DAY)
        assert {row["data_source"] for row in early} == {"nbacom_fallback"}
        assert (early[-1]["score_home"], early[-1]["score_away"]) == (127, 120)
        assert early[-1]["home_player_1_lookup"] is None
        gaps, final = pbp_gaps(tools, date(2024, 1, 10))
        [gap] = gaps
        # The other games of the date are accepted gaps: the archive has Boston's only.
        assert (final, gap.game_id, gap.source_in_use) == (1, GAME, "nbacom_fallback")
        # Seven in the evening to two in the morning; asked at two, again a quarter of an hour later.
        assert gap.hours_since_tipoff == 7.0
        assert gap.first_missed_at == datetime(2024, 1, 11, 7, tzinfo=UTC)
        assert gap.next_attempt_at == datetime(2024, 1, 11, 7, 15, tzinfo=UTC)
        [event] = logged(tools)
        assert (event["event_type"], event["game_id"]) == ("fallback_used", GAME)
        assert (event["source_used"], event["quality_after"]) == (f"{PBP}:nbacom_fallback", 85)
        # The file is due twelve hours after tip-off.
        assert (event["primary_source_status"], event["severity"]) == ("late", "info")
    with as_of(lake, replay_server, AFTER_IT) as tools:
        told = fill_dates(tools.ingest, TABLE[PBP], [DAY])[DAY]
        late = rows(tools, PBP, DAY)
        assert {row["data_source"] for row in late} == {"bigdataball"}
        assert told.games_by_source == {"bigdataball": 1}
        assert (late[-1]["score_home"], late[-1]["score_away"]) == (127, 120)
        points = Counter()
        for row in late:
            points[row["player_1_team_abbr"]] += row["points_scored"] or 0
        assert (points["MIN"], points["BOS"]) == (120, 127)
        assert pbp_gaps(tools, date(2024, 1, 10)) == ([], 1)
        assert logged(tools) == []
        # Made again from landing, the file stays the better source.
        rebuild_dates(tools.ingest, TABLE[PBP], [DAY])
        assert rows(tools, PBP, DAY) == late


def test_an_empty_listing_does_not_put_the_fallback_back(replay, lake):
    with as_of(lake, replay.url, AFTER_IT) as tools:
        filled(tools, [DAY], *FIRST, PBP)
    replay.misbehave("drive/v3/files", "empty_slate")
    with as_of(lake, replay.url, NEXT_DAY) as tools:
        fill_dates(tools.ingest, TABLE[PBP], [DAY])
        assert {row["data_source"] for row in rows(tools, PBP, DAY)} == {"bigdataball"}


@pytest.mark.parametrize(
    ("kind", "table", "asked", "used"),
    [
        ("html_wall", "nbac_play_by_play", "cdn.nba.com.*playbyplay", "playbyplayv3"),
        ("server_error", "nbac_play_by_play", "cdn.nba.com.*playbyplay", "playbyplayv3"),
        ("html_wall", PBP, "drive/v3/files", "nbacom_fallback"),
        ("truncated_body", PBP, "drive/v3/files/", "nbacom_fallback"),
    ],
)
def test_a_blocked_source_with_a_stand_in_fails_nothing_but_is_told(replay, lake, caplog, kind, table, asked, used):
    with as_of(lake, replay.url, NEXT_DAY) as tools:
        filled(tools, [DAY], *FIRST[: 2 if table == "nbac_play_by_play" else 3])
        replay.misbehave(asked, kind)
        told = fill_dates(tools.ingest, TABLE[table], [DAY])[DAY]
        assert told.rows > 0
        assert set(told.games_by_source) == {used}
        assert told.excused
        assert all(f"for {DAY}" in text and "http" in text for text in told.excused)
        assert "another source stands in" in caplog.text
        bad = {one.outcome for one in tools.attempts.read(tools.clock.now(), TABLE[table].provider)} - {"payload"}
        assert bad & {"blocked", "unreachable"}
        if table == PBP:
            [event] = logged(tools)
            # Twenty hours after tip-off the file is overdue.
            assert (event["primary_source_status"], event["severity"]) == ("missing", "warning")


def test_without_a_stand_in_the_same_block_fails_the_date_and_is_missing_in_the_log(replay, lake):
    with as_of(lake, replay.url, NEXT_DAY) as tools:
        filled(tools, [DAY], *FIRST[:2])
        replay.misbehave("drive/v3/files", "html_wall")
        with pytest.raises(IngestError, match="bigdataball play_by_play for 2024-01-10: refused"):
            fill_dates(tools.ingest, TABLE[PBP], [DAY])
        [event] = logged(tools)
        assert (event["event_type"], event["source_used"], event["is_resolved"]) == ("source_missing", None, False)


def test_a_blocked_endpoint_of_a_host_leaves_its_other_ones_as_long_as_the_circuit_is_closed(replay, lake):
    """Four games were played on 11 January 2025: one failure less than opens the circuit of the host."""
    with as_of(lake, replay.url, "2025-01-12T12:00") as tools:
        filled(tools, ["2025-01-11"], "nbac_schedule")
        replay.misbehave("boxscoretraditionalv3", "html_wall")
        told = fill_dates(tools.ingest, TABLE["nbac_team_boxscore"], ["2025-01-11"])["2025-01-11"]
        assert (told.rows, told.games_by_source) == (8, {"leaguegamelog": 4})
        assert len(told.excused) == 4
