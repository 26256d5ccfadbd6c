"""A repair leaves what a rebuild of everything would leave, and tells exactly the dates whose rows became others."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from nba_assets_tests.proof.comparing import (
    FEATURE_TABLES,
    GRADED_TABLES,
    PREDICTION_TABLES,
    RAW_TABLES,
    RESULT_TABLES,
    changed,
    is_audit,
    paired,
    rows_of,
)
from nba_assets_tests.proof.conftest import PREDICTED, SEASON_BEFORE, WITH_LINES
from nba_assets_tests.proof.lakes import build, copy_lake, nba, tools_of

pytestmark = pytest.mark.slow
MADE_BY_DBT = RESULT_TABLES | FEATURE_TABLES | GRADED_TABLES
WHOLE = (SEASON_BEFORE[0], WITH_LINES[1])
GRADING = ("tag:grading",)
BOXES = "nbac_player_boxscores,nbac_team_boxscore"
PLAYER_GAMES, FEATURES = "nba_analytics.player_game_summary", "nba_predictions.ml_feature_store_v2"
# A date of the season before, and one whose predictions were graded.
LONG_AGO, LATELY = date(2024, 1, 10), date(2024, 11, 20)
# A hash is of what a row says: not of when it was written, from what, and how good that was.
NOT_HASHED = ("source_", "quality_")
NOT_HASHED_COLUMNS = {"data_hash", "is_production_ready"}


@dataclass(frozen=True)
class Repair:
    """What the command line told, and the lake before and after it."""

    told: dict
    before: Path
    after: Path

    def changed(self) -> dict[str, list[str]]:
        """The dates that it calls changed, by table; tables without any are left out."""
        return {one["table"]: one["changed"] for one in self.told["made_again"] if one["changed"]}

    def really_changed(self) -> dict[str, list[str]]:
        """The dates on which a table's rows differ."""
        found = {table: dates_that_differ(self.before, self.after, table, key) for table, key in MADE_BY_DBT.items()}
        return {table: dates for table, dates in found.items() if dates}


def dates_that_differ(before: Path, after: Path, table: str, key: tuple[str, ...]) -> list[str]:
    left, right, unpaired = paired(*(said(rows_of(lake, table, *WHOLE)) for lake in (before, after)), key)
    same = ((left == right) | (left.isna() & right.isna())).all(axis=1)
    rows = [*unpaired, *left.index[~same.to_numpy(dtype=bool)]]
    return sorted({str(pd.Timestamp(row[0]).date()) for row in rows})


def said(rows: pd.DataFrame) -> pd.DataFrame:
    """What the rows say; where they carry a hash what it is of, with numbers in millionths."""
    told = rows[[name for name in rows if not is_audit(name)]]
    if "data_hash" in told:
        told = told[[name for name in told if name not in NOT_HASHED_COLUMNS and not name.startswith(NOT_HASHED)]]
        told = told.apply(lambda column: column.round(6) if column.dtype.kind == "f" else column)
    return told


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("repair")


@pytest.fixture(scope="module")
def nba_repair(folder) -> Callable[..., dict]:
    """Runs ``nba repair`` on a lake and returns what it told."""

    def run(lake: Path, *arguments: str) -> dict:
        return json.loads(nba(lake, folder / "home", "repair", *arguments, "--json"))

    return run


@pytest.fixture(scope="module")
def graded(built_lake, folder) -> Path:
    """The real lake, and the grades of its predictions."""
    lake = copy_lake(built_lake, folder / "graded", with_warehouse=True)
    build(lake, *PREDICTED, select=GRADING)
    return lake


@pytest.fixture(scope="module")
def unchanged(graded, nba_repair, folder) -> Repair:
    """A repair of a date on which nothing changed."""
    lake = copy_lake(graded, folder / "unchanged", with_warehouse=True)
    return Repair(nba_repair(lake, "--date", str(LATELY)), graded, lake)


@pytest.fixture(scope="module")
def long_ago(graded, nba_repair, folder) -> Repair:
    """A repair after a box score of the season before was corrected."""
    lake = copy_lake(graded, folder / "long_ago", with_warehouse=True)
    one_more_free_throw(lake, LONG_AGO)
    return Repair(nba_repair(lake, "--date", str(LONG_AGO)), graded, lake)


@pytest.fixture(scope="module")
def lately(long_ago, nba_repair, folder) -> Repair:
    """On top of it a repair after a box score was corrected whose predictions are graded."""
    lake = copy_lake(long_ago.after, folder / "lately", with_warehouse=True)
    one_more_free_throw(lake, LATELY)
    return Repair(nba_repair(lake, "--date", str(LATELY), "--tables", BOXES), long_ago.after, lake)


@pytest.fixture(scope="module")
def rebuilt(lately, folder) -> Path:
    """The lake with both corrections and every table of dbt built anew, from nothing."""
    lake = copy_lake(lately.after, folder / "rebuilt", with_warehouse=False)
    build(lake, *WHOLE)
    build(lake, *PREDICTED, select=GRADING)
    return lake


@pytest.fixture(scope="module")
def asked(lately, nba_repair, folder) -> Repair:
    """The second correction taken back: a repair that asks the provider again, who still says what he said."""
    lake = copy_lake(lately.after, folder / "asked", with_warehouse=True)
    return Repair(nba_repair(lake, "--date", str(LATELY), "--ask", "--tables", BOXES), lately.after, lake)


def one_more_free_throw(lake: Path, day: date) -> tuple[int, str]:
    """Give the highest scorer of a date one more free throw, made, in his box score and his team's."""
    with tools_of(lake) as tools:
        players, teams = (tools.tables[name] for name in BOXES.split(","))
        rows = players.read([str(day)]).to_pylist()
        best = max(rows, key=lambda row: (row["points"], row["nba_player_id"]))
        for column in ("points", "free_throws_made", "free_throws_attempted"):
            best[column] += 1
        players.replace(str(day), rows)
        of_teams = teams.read([str(day)]).to_pylist()
        team = next(
            row for row in of_teams if (row["nba_game_id"], row["team_id"]) == (best["nba_game_id"], best["team_id"])
        )
        for column in ("points", "ft_made", "ft_attempted"):
            team[column] += 1
        teams.replace(str(day), of_teams)
    return best["nba_player_id"], team["team_abbr"]


def test_a_repair_after_which_nothing_differs_calls_no_date_changed(unchanged):
    assert unchanged.changed() == unchanged.really_changed() == {}
    made = {one["table"]: one["dates"] for one in unchanged.told["made_again"]}
    assert made.keys() == MADE_BY_DBT.keys()
    assert all(dates[-1] == str(WITH_LINES[1]) for dates in made.values())


@pytest.mark.parametrize("which", ["long_ago", "lately", "asked"])
def test_the_dates_called_changed_are_those_whose_rows_differ(which, request):
    repair = request.getfixturevalue(which)
    assert repair.changed() == repair.really_changed() != {}


def test_repairs_leave_what_a_rebuild_of_everything_leaves(lately, rebuilt):
    assert changed(lately.after, rebuilt, MADE_BY_DBT, *WHOLE) == {}


def test_a_correction_changes_its_result_its_grade_and_the_features_after_it_but_nothing_that_was_said(lately):
    found = lately.changed()
    assert found[PLAYER_GAMES] == [str(LATELY)]
    assert str(LATELY) in found["nba_predictions.prediction_accuracy"]
    assert min(found[FEATURES]) > str(LATELY)
    assert changed(lately.before, lately.after, PREDICTION_TABLES, *WHOLE) == {}


def test_features_of_the_next_season_change_with_a_game_of_this_one(long_ago):
    """Windows of games run a year back, over the end of a season."""
    found = long_ago.changed()[FEATURES]
    assert min(found) > str(LONG_AGO)
    assert max(found) >= str(WITH_LINES[0])


def test_asking_the_provider_again_takes_a_wrong_box_score_back(asked, long_ago):
    assert {one["table"]: one["changed"] for one in asked.told["asked"]} == {
        f"nba_raw.{table}": [str(LATELY)] for table in BOXES.split(",")
    }
    corrected = {table: RAW_TABLES[table] for table in (f"nba_raw.{name}" for name in BOXES.split(","))}
    assert changed(long_ago.after, asked.after, MADE_BY_DBT | corrected, *WHOLE) == {}
