"""Archives as folders: what is refused and why, what a check tells, and how a part is cut out."""

import csv
import json
import shutil
from collections import defaultdict
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nba_assets.eastern import eastern_date
from nba_assets.replay.archive import load_archive
from nba_assets.replay.archive_format import FILES
from nba_assets.replay.building.readme import readme
from nba_assets.replay.check import check_archive, report_lines
from nba_assets.replay.gap_rows import read_gaps
from nba_assets.replay.manifest import ArchiveError, bundled_archive, read_manifest
from nba_assets.replay.slice_archive import slice_archive
from nba_assets.replay.validation import read_archive
from nba_assets_tests.replay.asking import games, gap_games, log_rows, shot_rows

FIRST, LAST = date(2025, 1, 10), date(2025, 1, 12)


@pytest.fixture(scope="module")
def part(tmp_path_factory):
    out = tmp_path_factory.mktemp("part") / "archive"
    slice_archive(bundled_archive(), out, FIRST, LAST, "2025-01-12T15:00", "three days")
    return out


@pytest.fixture
def broken(part, tmp_path):
    """A copy of a good archive, to be broken."""
    return shutil.copytree(part, tmp_path / "archive")


def test_the_bundled_archive_is_small_and_valid():
    report = check_archive(bundled_archive())
    rows = {file.name: file.rows for file in report.files}
    # Two regular seasons of 1,230 games, and 84 games of play-offs.
    assert rows["player_games.parquet"] == 26401 + 26306 + 1804
    assert rows["team_games.parquet"] == 2 * (2 * 1230 + 84)
    assert sum(file.size for file in report.files) < 8 * 1024 * 1024
    assert report.manifest.default_now == "2025-01-12T12:00"
    assert [season.season for season in report.manifest.seasons] == ["2023-24", "2024-25"]


def test_a_report_tells_files_dates_seasons_and_gaps():
    text = "\n".join(report_lines(check_archive(bundled_archive())))
    for told in (
        "default now 2025-01-12T12:00 Eastern",
        "season 2024-25: 2024-10-22 to 2025-06-22",
        "player_games.parquet: 54,511 rows",
        "feed odds_api/player_points: 2024-10-22 to 2025-01-12",
        "gap nbac_player_boxscores: 1 games, 2024-12-17 to 2024-12-17, no public box score of the Cup final",
    ):
        assert told in text


def test_manifest_dates_and_gaps_agree_with_the_tables(archive):
    manifest = archive.manifest
    assert len(manifest.game_dates) == len(set(manifest.game_dates))
    assert manifest.game_dates == sorted(manifest.game_dates)
    for feed, dates in check_archive(bundled_archive()).feeds.items():
        assert (manifest.feeds[feed].first_date, manifest.feeds[feed].last_date) == dates
    table = "nbac_player_boxscores"
    assert sum(gap.games for gap in manifest.gaps if gap.table == table) == len(gap_games(archive, table))


def test_every_counted_game_is_held_or_an_accepted_gap_never_both():
    _, tables = read_archive(bundled_archive())
    dates = {
        row["gameId"]: eastern_date(row["tipoff_at"])
        for row in tables["games.parquet"].select(["gameId", "tipoff_at"]).to_pylist()
        if row["gameId"][:3] in ("002", "004", "005", "006")
    }
    game_of = {
        event["event_id"]: event["nba_game_id"]
        for event in tables["odds_events.parquet"].to_pylist()
        if dates.get(event["nba_game_id"]) == eastern_date(event["commence_time"])
    }
    held = {
        "nbac_player_boxscores": ids(tables["player_games.parquet"], "GAME_ID"),
        "nbac_team_boxscore": ids(tables["team_games.parquet"], "GAME_ID"),
        "nbac_shot_chart": ids(tables["shots.parquet"], "GAME_ID"),
        "odds_api_events": set(game_of.values()),
        "odds_api_player_points_props": _games_of(tables["points_lines.parquet"], game_of),
        "odds_api_game_lines": _games_of(tables["game_lines.parquet"], game_of),
        # Beside the made answers, the recorded ones of these games.
        "nbac_live_boxscores": ids(tables["box_lines.parquet"], "gameId"),
        "nbac_play_by_play": ids(tables["plays.parquet"], "gameId") | {"0022400500", "0022400561"},
        "bigdataball_play_by_play": ids(tables["plays.parquet"], "gameId") | {"0022400500", "0022400561", "0042400407"},
    }
    gaps = defaultdict(set)
    for gap in read_gaps(bundled_archive()):
        within = {game for game, day in dates.items() if gap.first_date <= day <= gap.last_date}
        gaps[gap.table_name] |= {gap.nba_game_id} if gap.nba_game_id else within
    assert gaps.keys() >= held.keys()
    for table, games_held in held.items():
        assert games_held & gaps[table] == set(), table
        assert games_held | gaps[table] == dates.keys(), table


def ids(rows, column):
    return set(rows.column(column).to_pylist())


def _games_of(lines, game_of):
    return {game_of[event] for event in lines.column("event_id").to_pylist() if event in game_of}


def test_the_readme_is_the_one_the_archive_gives():
    written = (bundled_archive() / "README.md").read_text()
    assert written == readme(read_manifest(bundled_archive()))
    for file in FILES:
        assert f"## {file.name}" in written


def test_a_part_holds_the_games_of_its_dates_and_all_that_belongs_to_them(part, archive):
    small = load_archive(part)
    assert small.manifest.game_dates == [date(2025, 1, 10), date(2025, 1, 11), date(2025, 1, 12)]
    assert (small.manifest.name, small.manifest.default_now) == ("three days", "2025-01-12T15:00")
    now = "2025-01-14T12:00"
    span = {"DateFrom": "2025-01-10", "DateTo": "2025-01-12"}
    assert log_rows(small, "P", "2024-25", now) == log_rows(archive, "P", "2024-25", now, **span)
    assert shot_rows(small, "2024-25", now) == shot_rows(archive, "2024-25", now, **span)
    whole = games(archive, "2024-25", now)
    shown = games(small, "2024-25", now)
    # Ids 0022400525 to 0022400547 but for the three that were called off.
    assert len(shown) == 20
    assert all(whole[game]["homeTeam"]["score"] == mine["homeTeam"]["score"] > 0 for game, mine in shown.items())
    assert {key: s for key, s in archive.points.items() if key in small.events} == small.points


def test_a_part_has_the_gaps_of_its_dates_only(part):
    with (part / "accepted_gaps.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert {row["first_date"] for row in rows} <= {"2025-01-10", "2025-01-11", "2025-01-12"}
    # WAS and OKC, and BOS and NOP, have no lines on 2025-01-12.
    points = {r["nba_game_id"] for r in rows if r["table_name"] == "odds_api_player_points_props"}
    assert {"0022400545", "0022400542"} <= points


def test_a_part_of_a_part_is_the_same_as_the_part(part, tmp_path):
    slice_archive(part, tmp_path / "again", FIRST, LAST, "2025-01-12T15:00", "three days")
    for file in FILES:
        assert (tmp_path / "again" / file.name).read_bytes() == (part / file.name).read_bytes()


def test_a_part_without_games_is_refused(tmp_path):
    with pytest.raises(ArchiveError, match="no game was played from 2024-08-01 to 2024-08-02"):
        slice_archive(bundled_archive(), tmp_path / "x", date(2024, 8, 1), date(2024, 8, 2), "2024-08-02T12:00", "x")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ArchiveError, match=r"nowhere: there is no such folder"):
        check_archive(tmp_path / "nowhere")


def test_a_missing_manifest_is_named(broken):
    (broken / "manifest.json").unlink()
    with pytest.raises(ArchiveError, match=r"manifest\.json is missing"):
        check_archive(broken)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format_version": 99}, "field format_version: .*version 99, this program reads version 2"),
        ({"default_now": "noon"}, "field default_now: .*'noon' is not a moment"),
        ({"seasons": []}, "field seasons"),
        ({"feeds": {}}, "field feeds: "),
        ({"colour": "red"}, "field colour"),
        ({"bookmakers": {"x": {"title": "X", "region": "mars"}}}, r"field bookmakers\.x\.region"),
    ],
)
def test_a_wrong_manifest_is_refused_by_field(broken, change, said):
    where = broken / "manifest.json"
    where.write_text(json.dumps(json.loads(where.read_text()) | change))
    with pytest.raises(ArchiveError, match=rf"manifest\.json, {said}"):
        check_archive(broken)


def test_a_manifest_that_is_no_json_is_refused(broken):
    (broken / "manifest.json").write_text("{")
    with pytest.raises(ArchiveError, match=r"manifest\.json, field \(file\)"):
        check_archive(broken)


@pytest.mark.parametrize("name", [file.name for file in FILES])
def test_a_missing_file_is_named(broken, name):
    (broken / name).unlink()
    with pytest.raises(ArchiveError, match=f"{name} is missing"):
        check_archive(broken)


def test_a_broken_parquet_file_is_named(broken):
    where = broken / "shots.parquet"
    where.write_bytes(where.read_bytes()[:-100])
    with pytest.raises(ArchiveError, match=r"shots\.parquet cannot be read as Parquet"):
        check_archive(broken)


def rewrite(folder, name, change):
    table = pq.read_table(folder / name)
    pq.write_table(change(table), folder / name)


def _text_points(table):
    return table.set_column(table.column_names.index("PTS"), "PTS", table.column("PTS").cast(pa.string()))


def _no_winner(table):
    nothing = pa.nulls(table.num_rows, pa.string())
    return table.set_column(table.column_names.index("WL"), "WL", nothing)


def _other_game(table):
    games_column = table.column_names.index("GAME_ID")
    return table.set_column(games_column, "GAME_ID", pa.array(["0022499999"] * table.num_rows))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.drop_columns(["PTS"]), r"player_games\.parquet has no column PTS \(points\)"),
        (_text_points, r"player_games\.parquet, column PTS is string, expected int64"),
        (_no_winner, r"player_games\.parquet, column WL has \d+ empty values"),
        (_other_game, r"player_games\.parquet, column GAME_ID names 0022499999 .* not in games\.parquet"),
        (lambda t: t.sort_by([("GAME_DATE", "descending")]), r"player_games\.parquet is not in the order of GAME_DATE"),
    ],
)
def test_a_wrong_table_is_refused_by_file_and_column(broken, change, said):
    rewrite(broken, "player_games.parquet", change)
    with pytest.raises(ArchiveError, match=said):
        check_archive(broken)


def test_a_bookmaker_unknown_to_the_manifest_is_refused(broken):
    where = broken / "manifest.json"
    manifest = json.loads(where.read_text())
    del manifest["bookmakers"]["underdog"]
    where.write_text(json.dumps(manifest))
    with pytest.raises(ArchiveError, match=r"points_lines\.parquet, column bookmaker names underdog .*manifest\.json"):
        check_archive(broken)


def test_missing_and_broken_gaps_are_named(broken):
    (broken / "accepted_gaps.csv").write_text("table_name,reason\nx,y\n")
    with pytest.raises(ArchiveError, match=r"accepted_gaps\.csv cannot be read"):
        check_archive(broken)
