"""The command line: bad input is told in plain words with a code that is not 0, good input does what its help says."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from nba_assets.cli import main
from nba_assets.eastern import parse_eastern
from nba_assets.home import EVENT_BATCH_SIZE, EVENT_BATCH_VARIABLE
from nba_assets.replay.manifest import MANIFEST_FILE, bundled_archive
from nba_assets.replay.slice_archive import slice_archive

PROGRAM = Path(sys.executable).with_name("nba")
COMMANDS = ("run", "repair", "tables", "tonight", "scorecard", "dev", "replay", "replay serve", "replay check")


@dataclass(frozen=True)
class Told:
    """How the command line ended: exit code, what it wrote, and what it complained of."""

    code: int
    out: str
    err: str


NbaCommand = Callable[..., Told]


@pytest.fixture
def plain_environment(monkeypatch, tmp_path) -> None:
    """No setting of this machine, and a lake and a Dagster home of its own."""
    for name in [name for name in os.environ if name.startswith("NBA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NBA_LAKE", str(tmp_path / "lake"))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "dagster"))
    # `nba dev` sets it in its process, which here is the tests'.
    monkeypatch.setenv(EVENT_BATCH_VARIABLE, EVENT_BATCH_SIZE)
    monkeypatch.setenv("COLUMNS", "120")
    # A terminal's width and colours are those of the person; what is told may not depend on them.
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def nba(plain_environment, monkeypatch, capsys) -> NbaCommand:
    """Runs ``nba`` in this process, from the same entry point as the installed program."""

    def run(*arguments: str, **environment: str) -> Told:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["nba", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return Told(ended.value.code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def one_day(tmp_path_factory) -> Path:
    """A good archive of one game date."""
    out = tmp_path_factory.mktemp("one_day") / "archive"
    day = parse_eastern("2025-01-11").date()
    slice_archive(bundled_archive(), out, day, day, "2025-01-11T12:00", "one day")
    return out


@pytest.fixture
def broken(one_day, tmp_path) -> Path:
    """A copy of a good archive, to be broken."""
    return shutil.copytree(one_day, tmp_path / "archive")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def assert_refused(told: Told, *words: str) -> None:
    """It ended with a code that is not 0 and one line on the error stream that has all the words."""
    assert told.code not in (0, None)
    assert told.out == ""
    lines = told.err.splitlines()
    assert len(lines) == 1, told.err
    assert [word for word in words if word not in lines[0]] == [], lines[0]


@pytest.mark.parametrize("command", ["run", "tables", "tonight", "scorecard", "dev"])
@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [("NBA_WORLD", "mars", "replay"), ("NBA_WAREHOUSE", "excel", "duckdb"), ("NBA_NOW", "noon", "YYYY-MM-DDTHH:MM")],
)
def test_a_bad_setting_is_named_with_what_is_allowed(nba, command, variable, value, allowed):
    assert_refused(nba(command, **{variable: value}), variable, f"'{value}'", allowed)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "2022-10-18"], ["2022-10-18", "2023-10-24"]),
        (["--to", "2025-01-20"], ["2025-01-20", "2025-01-13"]),
        (["--from", "2025-01-10", "--to", "2025-01-05"], ["2025-01-10", "2025-01-05"]),
        # Christmas Eve has no games.
        (["--from", "2024-12-24", "--to", "2024-12-24"], ["2024-12-24", "no such game dates"]),
    ],
)
def test_dates_that_cannot_be_run_are_named_beside_those_that_can(nba, arguments, words):
    assert_refused(nba("run", *arguments), *words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "--from", "yesterday"], ["--from", "'yesterday' is not a date", "YYYY-MM-DD"]),
        (["run", "--to", "2025-02-30"], ["--to", "'2025-02-30' is not a date"]),
        (["run", "--now", "noon"], ["--now", "'noon' is not a moment", "YYYY-MM-DDTHH:MM"]),
        (["tonight", "--date", "12.1.2025"], ["--date", "'12.1.2025' is not a date"]),
        (["replay", "serve", "--port", "http"], ["--port", "integer"]),
        (["replay", "check"], ["path"]),
        (["forecast"], ["forecast"]),
    ],
)
def test_an_argument_that_cannot_be_read_is_named(nba, arguments, words):
    told = nba(*arguments)
    assert told.code == 2
    assert told.out == ""
    assert [word for word in words if word not in told.err] == [], told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("command", ["run", "tables", "replay serve"])
def test_an_archive_that_is_not_there_is_named(nba, command, tmp_path):
    missing = tmp_path / "nowhere"
    told = nba(*command.split(), NBA_REPLAY_ARCHIVE=str(missing))
    assert_refused(told, str(missing), "no such folder", "NBA_REPLAY_ARCHIVE")


@pytest.mark.parametrize("command", ["run", "tonight", "replay serve", "replay check"])
def test_a_broken_manifest_is_told_with_file_and_field(nba, command, broken):
    manifest = json.loads((broken / MANIFEST_FILE).read_bytes())
    del manifest["game_dates"]
    (broken / MANIFEST_FILE).write_text(json.dumps(manifest))
    path = [str(broken)] if command == "replay check" else []
    told = nba(*command.split(), *path, NBA_REPLAY_ARCHIVE=str(broken))
    assert_refused(told, str(broken), MANIFEST_FILE, "game_dates")


@pytest.mark.parametrize("command", ["replay serve", "replay check"])
def test_a_file_that_an_archive_lacks_is_named(nba, command, broken):
    (broken / "shots.parquet").unlink()
    path = [str(broken)] if command == "replay check" else []
    assert_refused(
        nba(*command.split(), *path, NBA_REPLAY_ARCHIVE=str(broken)), str(broken), "shots.parquet is missing"
    )


def test_an_unreadable_file_of_an_archive_is_named(nba, broken):
    (broken / "player_games.parquet").write_bytes(b"PAR1 cut off")
    assert_refused(nba("replay", "check", str(broken)), "player_games.parquet", "cannot be read as Parquet")


@pytest.mark.parametrize("command", ["run", "tables", "tonight", "scorecard"])
def test_a_lake_that_cannot_be_written_is_named_with_the_way_out(nba, command, tmp_path):
    (tmp_path / "file").touch()
    lake = tmp_path / "file" / "lake"
    assert_refused(nba(command, NBA_LAKE=str(lake)), str(lake), "cannot be written", "NBA_LAKE")


@pytest.mark.parametrize("command", ["replay serve", "dev"])
def test_a_port_in_use_is_named(nba, command, taken_port):
    assert_refused(nba(*command.split(), "--port", str(taken_port)), str(taken_port), "in use")


@pytest.mark.parametrize("command", ["tonight", "scorecard", "scorecard --json"])
def test_before_the_first_run_there_is_nothing_to_show_and_the_way_to_get_it_is_told(nba, command):
    assert_refused(nba(*command.split()), "`nba run`")


def test_the_tables_of_a_new_lake_are_empty(nba):
    told = nba("tables", "--json")
    assert (told.code, told.err) == (0, "")
    found = {row["table"]: row for row in json.loads(told.out)}
    assert found["nba_raw.nbac_player_boxscores"] == {
        "table": "nba_raw.nbac_player_boxscores", "rows": 0, "first_game_date": None, "latest_game_date": None,
    }  # fmt: skip
    assert {row["rows"] for row in found.values()} == {0}


def test_a_check_tells_what_the_bundled_archive_holds(nba):
    told = nba("replay", "check", str(bundled_archive()))
    assert (told.code, told.err) == (0, "")
    for fact in (
        "valid archive",
        "default now 2025-01-12T12:00 Eastern",
        "season 2023-24: 2023-10-24",
        "feed odds_api/player_points: 2024-10-22 to 2025-01-12",
    ):
        assert fact in told.out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_says_what_a_command_does_and_every_option(nba, command):
    told = nba(*command.split(), "--help")
    assert told.code == 0
    assert f"Usage: {' '.join(['nba', *command.split()])}" in told.out
    wanted = {
        "": ["run", "repair", "tables", "tonight", "scorecard", "dev", "replay"],
        "run": ["--from", "--to", "--now", "Eastern"],
        "repair": ["--date", "--ask", "--tables", "--json"],
        "tables": ["--json"],
        "tonight": ["--date", "by default today"],
        "scorecard": ["--json"],
        "dev": ["--port", "3000"],
        "replay": ["serve", "check"],
        "replay serve": ["--port", "--now"],
        "replay check": ["path"],
    }
    assert [word for word in wanted[command] if word not in told.out] == []


def test_the_installed_program_refuses_in_one_line_and_with_a_code(plain_environment):
    ended = subprocess.run(
        [PROGRAM, "tables"], check=False, capture_output=True, text=True, env=os.environ | {"NBA_WORLD": "mars"}
    )
    assert_refused(Told(ended.returncode, ended.stdout, ended.stderr), "error: NBA_WORLD", "mars")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_served_archive_answers_as_the_provider_until_it_is_told_to_end(plain_environment, one_day, end):
    environment = os.environ | {"NBA_REPLAY_ARCHIVE": str(one_day)}
    with subprocess.Popen(
        [PROGRAM, "replay", "serve", "--port", "0", "--now", "2025-01-11T23:59"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True,
    ) as server:  # fmt: skip
        try:
            url = server.stdout.readline().strip()
            assert httpx.get(f"{url}/health").json() == {"archive": "one day", "now": "2025-01-11T23:59"}
            answer = httpx.get(
                f"{url}/as-of/2025-01-11T12:00/stats.nba.com/stats/scheduleleaguev2int",
                params={"Season": "2024-25", "LeagueID": "00"},
            )
            assert answer.status_code == 200
            assert answer.json()["leagueSchedule"]["seasonYear"] == "2024-25"
        finally:
            server.send_signal(end)
        said, complained = server.communicate(timeout=20)
    assert (said, complained) == ("", "")
    assert server.returncode in (0, -end, 128 + end)
