"""The lakes of the proofs, each made once a session: a real one, and one in which the season took another course."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets_tests.conftest import NOW
from nba_assets_tests.proof.altered_lake import alter_lake
from nba_assets_tests.proof.lakes import build, copy_lake, fill, played_dates, train_and_predict

SEASON_BEFORE = (date(2023, 10, 24), date(2024, 4, 14))
WITH_LINES = (date(2024, 10, 22), date(2024, 11, 26))
TONIGHT = NOW.date().isoformat()
# The first two weeks of shots hold two of the three games of that season whose shots do not agree; the third is added.
DATES_OF_SHOTS = (*played_dates(date(2023, 10, 24), date(2023, 11, 6)), "2024-01-03")
NEUTRAL_GROUND_DATES = ("2024-11-02", "2024-12-14")
# Results are altered from this Monday on: the models of its week may just not know them.
ALTERED_FROM = date(2024, 11, 18)
PREDICTED = (ALTERED_FROM, WITH_LINES[1])


@pytest.fixture(scope="session")
def raw_lake(replay_server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All results of 2023-24, and everything of the first weeks of 2024-25 and of tonight."""
    lake = tmp_path_factory.mktemp("proof") / "raw"
    before, weeks = played_dates(*SEASON_BEFORE), [*played_dates(*WITH_LINES), TONIGHT]
    fill(lake, replay_server, [NBAC_SCHEDULE], [*before, *weeks])
    fill(lake, replay_server, [NBAC_PLAYER_BOXSCORES], before)
    fill(lake, replay_server, [NBAC_TEAM_BOXSCORE], [*before, *NEUTRAL_GROUND_DATES])
    fill(lake, replay_server, [NBAC_SHOT_CHART], DATES_OF_SHOTS)
    fill(lake, replay_server, RAW_TABLES, weeks)
    return lake


@pytest.fixture(scope="session")
def built_lake(raw_lake: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real lake with dbt's tables to the end of those weeks, and models and predictions of the last two."""
    lake = copy_lake(raw_lake, tmp_path_factory.mktemp("proof") / "built", with_warehouse=False)
    build(lake, SEASON_BEFORE[0], WITH_LINES[1])
    train_and_predict(lake, played_dates(*PREDICTED))
    return lake


@pytest.fixture(scope="session")
def altered_lake(built_lake: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with other results from ALTERED_FROM on, everything of 2024-25 built, trained and predicted anew."""
    lake = copy_lake(built_lake, tmp_path_factory.mktemp("proof") / "altered", with_warehouse=True)
    alter_lake(lake, ALTERED_FROM)
    build(lake, *WITH_LINES)
    for table in ("trained_models", "player_prop_predictions"):
        for partition in (lake / "nba_predictions" / table).glob("game_date=*"):
            shutil.rmtree(partition)
    train_and_predict(lake, played_dates(*PREDICTED))
    return lake
