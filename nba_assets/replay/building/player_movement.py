"""Makes the archive's transactions from the recorded answer."""

import gzip
import json
from datetime import datetime
from pathlib import Path

import pandas as pd

from nba_assets.replay.building.part import Part
from nba_assets.replay.building.recorded import recorded_folder
from nba_assets.replay.format.player_movement import MOVEMENT

SOURCE = "nbac_player_movement/raw_1ecdb80d.json.gz"


def build_player_movement(data: Path) -> pd.DataFrame:
    """Return one row per leg of a transaction, the recording's order reversed: its first row is the newest."""
    payload = json.loads(gzip.decompress((recorded_folder(data) / SOURCE).read_bytes()))
    rows = pd.DataFrame(payload["NBA_Player_Movement"]["rows"]).iloc[::-1]
    rows["TRANSACTION_DATE"] = [datetime.fromisoformat(text).date() for text in rows["TRANSACTION_DATE"]]
    return rows[[column.name for column in MOVEMENT.columns]]


PLAYER_MOVEMENT = Part(
    build=lambda data, _: {MOVEMENT.name: build_player_movement(data)},
    origins={MOVEMENT.name: "najicham/nba-stats-scraper (recorded NBA_Player_Movement answer, July 2025)"},
    assumptions=("A transaction has a date and no time: it is shown from midnight (Eastern) of the day after.",),
)
