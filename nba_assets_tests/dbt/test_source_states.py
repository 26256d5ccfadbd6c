"""The rows that the tables of results expect of a source are those that the raw tables promise."""

import re
from pathlib import Path

from nba_assets.assets.dbt import PROJECT_FOLDER
from nba_assets.sources.catalogue import RAW_TABLES

MODEL: Path = PROJECT_FOLDER / "models" / "intermediate" / "int_source_states.sql"


def expected_rows() -> dict[str, int]:
    """Return how many rows of a game the model expects at least, by raw table."""
    (listing,) = re.findall(r"set tables = \{(.*?)\}", MODEL.read_text(encoding="utf-8"), flags=re.DOTALL)
    return {table: int(rows) for table, rows in re.findall(r"'(\w+)': (\d+),", listing)}


def test_every_source_is_expected_as_its_raw_table_promises() -> None:
    promised = {table.name: max(1, table.rows_per_final_game) for table in RAW_TABLES}
    expected = expected_rows()
    assert expected == {table: promised[table] for table in expected}


def test_the_sources_of_results_and_lines_are_among_them() -> None:
    assert expected_rows().keys() >= {
        "nbac_player_boxscores",
        "nbac_team_boxscore",
        "nbac_live_boxscores",
        "nbac_gamebook_player_stats",
        "nbac_shot_chart",
        "nbac_play_by_play",
        "bigdataball_play_by_play",
        "nbac_referee_game_assignments",
        "odds_api_player_points_props",
        "bettingpros_player_points_props",
    }
