"""Makes the archive's moves to and from the injured list."""

from datetime import date
from pathlib import Path

import pandas as pd

from nba_assets.replay.building.part import Part
from nba_assets.replay.format.injured_list import INJURED_LIST

SOURCE = "injuries/transactions_il_2022-07_to_2025.parquet"
# The off-season before the first season of the archive.
FIRST_DATE = date(2023, 7, 1)


def build_injured_list(data: Path) -> pd.DataFrame:
    """Return one row per move, in the source's order. Three rows of the source that name no player are left out."""
    moves = pd.read_parquet(data / SOURCE)
    moves = moves[(moves["Date"] >= FIRST_DATE) & moves["Player"].notna()]
    return moves[[column.name for column in INJURED_LIST.columns]]


INJURED_LIST_MOVES = Part(
    build=lambda data, _: {INJURED_LIST.name: build_injured_list(data)},
    origins={INJURED_LIST.name: "xcrunner011/NBA_Injury_Scraper-2015-2025- injuries_2015-2025.csv"},
    assumptions=(
        "A move to or from the injured list has a date and no time: it is shown from midnight (Eastern) after it.",
        "The search page of the injured list is written anew around the recorded moves: its table, their order and "
        "25 moves a page are the source's, the rest of the page is left out.",
    ),
    left_out=(
        "Moves to and from the injured list before 2023-07-01.",
        "Three moves (2024-06-28, 2024-12-23, 2025-04-02) whose player the source does not name.",
    ),
)
