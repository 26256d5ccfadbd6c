"""Makes the archive's shots: two sources in different units become the columns of shotchartdetail."""

from pathlib import Path

import pandas as pd
import pyarrow.compute as pc

from nba_assets.replay.archive_format import SHOTS
from nba_assets.replay.building.part import AbsentBySeason, Frames, Part
from nba_assets.replay.format.base import Tables
from nba_assets.replay.format.shots import SHOTS_FEED
from nba_assets.seasons import season_of

SHOTS_2023_24 = "shots/shots_2023-24_regular.parquet"
SHOTS_2024_25 = "shots/shotchartdetail_2024-25_first_102400.parquet"
# The source of 2023-24 measures feet from the baseline; its basket stands 5.25 feet down the court, and its x runs the
# other way: left corner threes have a positive x there and a negative one in the league's own rows.
BASKET_Y_FEET = 5.25
TENTHS = 10
# The recording of 2024-25 ends in the middle of this game.
CUT_GAME = "0022400577"
_RENAMED = {
    "QUARTER": "PERIOD",
    "MINS_LEFT": "MINUTES_REMAINING",
    "SECS_LEFT": "SECONDS_REMAINING",
    "BASIC_ZONE": "SHOT_ZONE_BASIC",
    "ZONE_RANGE": "SHOT_ZONE_RANGE",
    "HOME_TEAM": "HTM",
    "AWAY_TEAM": "VTM",
}


def build_shots(data: Path) -> pd.DataFrame:
    """Return one row per attempt, in the order of play. A game of which only a part is recorded is left out whole."""
    new = pd.read_parquet(data / SHOTS_2024_25)
    new["GAME_DATE"] = pd.to_datetime(new["GAME_DATE"], format="%Y%m%d").dt.date
    new = new[new["GAME_ID"] != CUT_GAME]
    both = pd.concat([_converted(pd.read_parquet(data / SHOTS_2023_24)), new], ignore_index=True)
    both["GAME_EVENT_ID"] = both["GAME_EVENT_ID"].astype("Int64")
    order = ["GAME_DATE", "GAME_ID", "PERIOD", "clock", "GAME_EVENT_ID"]
    both["clock"] = -(both["MINUTES_REMAINING"] * 60 + both["SECONDS_REMAINING"])
    return both.sort_values(order, kind="stable")[[column.name for column in SHOTS.columns]]


def _converted(old: pd.DataFrame) -> pd.DataFrame:
    shots = old.rename(columns=_RENAMED)
    shots["GRID_TYPE"] = "Shot Chart Detail"
    shots["GAME_EVENT_ID"] = None
    shots["SHOT_ZONE_AREA"] = shots["ZONE_NAME"] + "(" + shots["ZONE_ABB"] + ")"
    shots["LOC_X"] = (-TENTHS * old["LOC_X"]).round().astype(int)
    shots["LOC_Y"] = (TENTHS * (old["LOC_Y"] - BASKET_Y_FEET)).round().astype(int)
    shots["SHOT_ATTEMPTED_FLAG"] = 1
    shots["SHOT_MADE_FLAG"] = old["SHOT_MADE"].astype(int)
    return shots


def _absent_by_season(tables: Tables) -> AbsentBySeason:
    without = tables[SHOTS.name].filter(pc.field("GAME_EVENT_ID").is_null()).column("GAME_DATE").unique().to_pylist()
    return {SHOTS_FEED: {season: ["GAME_EVENT_ID"] for season in sorted({season_of(day) for day in without})}}


def _holds(frames: Frames) -> dict[str, frozenset[str]]:
    return {"nbac_shot_chart": frozenset(frames[SHOTS.name]["GAME_ID"])}


SHOT_CHARTS = Part(
    build=lambda data, _: {SHOTS.name: build_shots(data)},
    origins={
        "shots.parquet": "2023-24: DomSamangy/NBA_Shots_04_24 NBA_2024_Shots.csv.zip, in the league's "
        "coordinates. 2024-25: matthewdsha/nba-shot-model "
        "data/raw/shots_2024-25.parquet.",
    },
    holds=_holds,
    absent={SHOTS_FEED: ("LeagueAverages",)},
    absent_by_season=_absent_by_season,
)
