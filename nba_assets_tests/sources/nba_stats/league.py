"""The league's recorded answers, and the schedule's rows of the games in them."""

import gzip
import json
from datetime import date
from typing import Any

from nba_assets.teams import TEAMS
from nba_assets_tests.conftest import RECORDINGS
from nba_assets_tests.sources.reading import scheduled

IDS = {team.abbr: team.nba_id for team in TEAMS}


def recorded(*parts: str) -> Any:
    """Return a recorded document, unpacked if it lies packed."""
    body = RECORDINGS.joinpath(*parts).read_bytes()
    return json.loads(gzip.decompress(body) if parts[-1].endswith(".gz") else body)


def game(nba_game_id: str, day: date, away: str, home: str) -> dict:
    """Return a game of the schedule with its team ids."""
    return scheduled(nba_game_id, day, away, home) | {"home_team_id": IDS[home], "away_team_id": IDS[away]}


NYK_PHI = game("0022400561", date(2025, 1, 15), "NYK", "PHI")
LAC_MIN = game("0022400500", date(2025, 1, 6), "LAC", "MIN")
ATL_CHA = game("0022500775", date(2026, 2, 11), "ATL", "CHA")
MIN_LAC = game("0022500857", date(2026, 2, 26), "MIN", "LAC")
ATL_BOS = game("0022400001", date(2024, 11, 12), "ATL", "BOS")
MIL_TOR = game("0022500165", date(2025, 11, 4), "MIL", "TOR")
