"""Where Dagster keeps its own state: DAGSTER_HOME, or .dagster below the project, with dagster.yaml copied there."""

import os
import shutil
from pathlib import Path

from nba_assets.settings import SettingsError

PROJECT = Path(__file__).parents[1]
VARIABLE = "DAGSTER_HOME"
# At most so many events are handed to the event log at a time; Dagster's default is one by one.
EVENT_BATCH_VARIABLE = "DAGSTER_EVENT_BATCH_SIZE"
EVENT_BATCH_SIZE = "1000"


def home() -> Path:
    """Return the folder of Dagster's state."""
    return Path(os.environ.get(VARIABLE) or PROJECT / ".dagster").absolute()


def prepare_home() -> Path:
    """Make the folder with its dagster.yaml, point this process at it, and return it.

    Raises SettingsError when it cannot be made.
    """
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / "dagster.yaml", folder / "dagster.yaml")
    except OSError as error:
        raise SettingsError(
            f"{VARIABLE}={folder} cannot be written ({error.strerror}); set it to a folder of your own"
        ) from error
    os.environ[VARIABLE] = str(folder)
    os.environ.setdefault(EVENT_BATCH_VARIABLE, EVENT_BATCH_SIZE)
    return folder


def alert_log(folder: Path) -> Path:
    """Return the file that alerts are written to."""
    return folder / "alerts.jsonl"
