"""The raw tables ask the replay for box scores, plays and files of games, and read its answers."""

from dataclasses import replace

import pytest

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive_format import BOX_LINES, PLAYS
from nba_assets.sources.bigdataball.play_by_play import BIGDATABALL_PLAY_BY_PLAY
from nba_assets.sources.nba_cdn.live_boxscores import NBAC_LIVE_BOXSCORES
from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.nba_stats import box_scores, play_by_play
from nba_assets.sources.nba_stats.game_logs import NBAC_TEAM_BOXSCORE
from nba_assets_tests.replay.asking import log_rows, on
from nba_assets_tests.replay.test_facts_read import fill

STATS = 1


def asked_by(table, feed, ask):
    """The table with one feed of its chain, which asks for itself what another table lands."""
    return replace(table, feeds=(replace(table.feeds[feed], ask=ask),))


# A listing and a file have different fields, so the feed's needs are those of both together.
FILES = replace(BIGDATABALL_PLAY_BY_PLAY, feeds=(replace(BIGDATABALL_PLAY_BY_PLAY.feeds[0], needs=frozenset()),))
LIVE = asked_by(NBAC_LIVE_BOXSCORES, STATS, box_scores.ask)
PLAY_BY_PLAY = asked_by(NBAC_PLAY_BY_PLAY, STATS, play_by_play.ask)


def dates(archive, file, every):
    """Each ``every``-th date on which a file has games."""
    games = set(archive.tables[file.name].column("gameId").to_pylist())
    return sorted({f"{eastern_date(archive.game[game].tipoff_at)}" for game in games})[::every]


def test_team_box_scores_are_read_with_the_logs_figures(archive):
    days = dates(archive, BOX_LINES, 12)
    assert len(days) == 12
    for day in days:
        log = {
            (row["GAME_ID"], row["TEAM_ID"]): row["PTS"]
            for kind in ("Regular Season", "Playoffs")
            for row in log_rows(archive, "T", "2024-25", SeasonType=kind, **on(day))
        }
        read = fill(archive, NBAC_TEAM_BOXSCORE, day)
        assert {row["data_source"] for row in read} == {"boxscoretraditionalv3"}
        assert {(row["nba_game_id"], row["team_id"]): row["points"] for row in read} == log


def test_listed_players_are_read_with_those_who_did_not_play(archive):
    read = [row for row in fill(archive, LIVE, "2025-01-15") if row["nba_game_id"] == "0022400561"]
    brunson = next(row for row in read if row["nba_player_id"] == 1628973)
    assert (brunson["minutes"], brunson["points"], brunson["starter"], brunson["roster_order"]) == (
        "45:28",
        38,
        None,
        5,
    )
    # Five of New York and three of Philadelphia.
    assert sum(not row["played"] for row in read) == 8
    assert all(row["points"] is None for row in read if not row["played"])


def test_starters_of_the_play_offs_are_read(archive):
    read = fill(archive, LIVE, "2025-06-22")
    starters = {row["player_lookup"] for row in read if row["starter"] and row["team_abbr"] == "IND"}
    assert starters == {"mylesturner", "pascalsiakam", "andrewnembhard", "tyresehaliburton", "aaronnesmith"}


def test_plays_are_read_with_who_did_what(archive):
    read = [row for row in fill(archive, PLAY_BY_PLAY, "2023-11-10") if row["player_1_id"] == 201950]
    shot = next(row for row in read if row["event_type"] == "2pt")
    assert (shot["shot_made"], shot["shot_distance"], shot["player_2_role"], shot["player_2_id"]) == (
        *(True, 7, "assist", 1628369),
    )


@pytest.mark.parametrize("table", [FILES, PLAY_BY_PLAY], ids=["files", "plays"])
def test_plays_and_files_are_read_and_end_in_the_result(archive, table):
    found = 0
    for day in dates(archive, PLAYS, 9):
        read = fill(archive, table, day)
        for game in {row["nba_game_id"] for row in read}:
            last = max((row for row in read if row["nba_game_id"] == game), key=lambda row: row["event_sequence"])
            fields = archive.game[game].fields
            assert (last["score_home"], last["score_away"]) == (fields["homeTeam.score"], fields["awayTeam.score"])
            found += 1
    assert found >= 8


def test_a_file_is_read_with_its_lineups(archive):
    read = fill(archive, FILES, "2023-11-10")
    home = {read[0][f"home_player_{place}_lookup"] for place in range(1, 6)}
    assert home == {"jrueholiday", "kristapsporzingis", "jaylenbrown", "jaysontatum", "derrickwhite"}
    assert {row["data_source"] for row in read} == {"bigdataball"}


def test_a_file_that_is_late_is_not_there_in_the_evening(archive):
    assert fill(archive, FILES, "2023-11-10", now="2023-11-11T02:43") == []
    assert fill(archive, FILES, "2023-11-10", now="2023-11-11T02:44")
