"""Raw tables are made again from landing alone: the same bytes, and nobody is asked."""

import shutil
import socket
import sys

import pytest

from nba_assets.assets.raw import fill_dates, rebuild_dates
from nba_assets.assets.switches import switched_on
from nba_assets.cli import main
from nba_assets.ingest.fill import IngestError
from nba_assets.lake.store import Store
from nba_assets.lake.tables import ParquetTable
from nba_assets.settings import Settings
from nba_assets_tests.ingest.conftest import DATES, NOON
from nba_assets_tests.proof.raw_lakes import TABLE, as_of, filled, rows

ON = [table.name for table in switched_on(Settings())]
# The archive has the standings of a season's end, which were not known on these dates.
NEVER_THERE = {"bdl_standings", "nbac_player_list_current"}


class SocketUsedError(Exception):
    """Somebody was asked."""


@pytest.fixture
def no_sockets(monkeypatch):
    def connect(*_):
        raise SocketUsedError

    monkeypatch.setattr(socket.socket, "connect", connect)


def files(lake, name):
    folder = lake / "nba_raw" / name
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*=*/*.parquet")}


def test_the_ban_on_sockets_bites(lake, replay_server, no_sockets):
    with as_of(lake, replay_server, NOON) as tools, pytest.raises(SocketUsedError):
        fill_dates(tools.ingest, TABLE["nbac_player_boxscores"], ["2025-01-11"])


@pytest.mark.parametrize("name", ON)
def test_a_table_made_again_is_the_same_to_the_byte(lake, no_sockets, name):
    before = files(lake, name)
    assert before
    shutil.rmtree(lake / "nba_raw" / name)
    with as_of(lake, None, NOON) as tools:
        kept = len(tools.attempts.read(tools.clock.now()))
        rebuilt = rebuild_dates(tools.ingest, TABLE[name], DATES)
        assert sum(one.requests for one in rebuilt.values()) == 0
        assert len(tools.attempts.read(tools.clock.now())) == kept
        assert files(lake, name) == before
        # And over the partitions that lie there.
        rebuild_dates(tools.ingest, TABLE[name], DATES)
    assert files(lake, name) == before
    assert bool(sum(one.rows for one in rebuilt.values())) == (name not in NEVER_THERE)


def test_a_list_whose_next_page_never_landed_is_told_and_does_not_replace_the_whole(replay_server, tmp_path):
    """The 44 moves of the All-Star break of 2024 came on two pages, the second of which is lost."""
    name, day, lake = "injured_list_moves", "2024-02-22", tmp_path / "lake"
    with as_of(lake, replay_server, NOON) as tools:
        filled(tools, [day], "nbac_schedule", name)
        before = rows(tools, name, day)
        assert len(before) == 44
        landing = lake / "landing" / "pro_sports_transactions" / "injured_list" / day
        assert [path.name for path in sorted(landing.iterdir())] == ["start-0000", "start-0025"]
        shutil.rmtree(landing / "start-0025")
        with pytest.raises(IngestError, match="injured_list for 2024-02-22: 'start-0025' of the list has not landed"):
            rebuild_dates(tools.ingest, TABLE[name], [day])
        assert rows(tools, name, day) == before


def nba(monkeypatch, capsys, lake, *arguments):
    monkeypatch.setenv("NBA_LAKE", str(lake))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "argv", ["nba", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code, *capsys.readouterr()


def test_the_command_line_makes_dates_again_and_says_how_many_rows(lake, no_sockets, monkeypatch, capsys):
    name = "nbac_player_boxscores"
    before = files(lake, name)
    shutil.rmtree(lake / "nba_raw" / name / "game_date=2025-01-11")
    span = ("--from", "2025-01-10", "--to", "2025-01-11")
    code, out, err = nba(
        monkeypatch, capsys, lake, "rebuild", "raw", "--table", name, "--from", span[3], "--to", span[3]
    )
    assert (code, err) == (0, "")
    # Four games were played that Saturday.
    players = ParquetTable(Store.open(str(lake)), "nba_raw", name, TABLE[name].record).rows_of("2025-01-11")
    assert players > 4 * 2 * 8
    assert out == f"{name}: {players} rows in 1 parts\n"
    assert files(lake, name) == before
    code, out, err = nba(monkeypatch, capsys, lake, "rebuild", "raw", "--table", "nbac_boxes", *span)
    assert code == 2
    assert "'nbac_boxes' is no raw table" in err


def test_the_command_line_names_what_cannot_be_made_again(lake, no_sockets, monkeypatch, capsys):
    name = "nbac_player_boxscores"
    before = files(lake, name)
    span = ("--from", "2025-01-10", "--to", "2025-01-11")
    code, out, err = nba(monkeypatch, capsys, lake, "rebuild", "raw", "--table", name, *span)
    # Of the tenth nothing has landed.
    assert (code, out) == (2, "")
    assert "nba_stats player_game_log for 2025-01-10: the answer has no rows although" in err
    assert files(lake, name) == before
