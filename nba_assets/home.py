"""Where Dagster keeps its own state: DAGSTER_HOME, or .dagster below the project, with dagster.yaml copied there."""

import os
import tempfile
from pathlib import Path

from nba_assets.settings import SettingsError

PROJECT = Path(__file__).parents[1]
VARIABLE = "DAGSTER_HOME"
CONFIGURATION = "dagster.yaml"
# At most so many events are handed to the event log at a time; Dagster's default is one by one.
EVENT_BATCH_VARIABLE = "DAGSTER_EVENT_BATCH_SIZE"
EVENT_BATCH_SIZE = "1000"


def home() -> Path:
    """Return the folder of Dagster's state."""
    return Path(os.environ.get(VARIABLE) or PROJECT / ".dagster").absolute()


def prepare_home() -> Path:
    """Make the folder with its dagster.yaml, point this process at it, and return it.

    Raises SettingsError when it cannot be made, or holds the dagster.yaml of another installation.
    """
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy_configuration(folder / CONFIGURATION)
    except OSError as error:
        raise SettingsError(
            f"{VARIABLE}={folder} cannot be written ({error}); set it to a folder of your own"
        ) from error
    os.environ[VARIABLE] = str(folder)
    os.environ.setdefault(EVENT_BATCH_VARIABLE, EVENT_BATCH_SIZE)
    return folder


def _copy_configuration(file: Path) -> None:
    ours = (PROJECT / CONFIGURATION).read_bytes()
    there = file.read_bytes() if file.exists() else None
    if there == ours:
        return
    if there is not None and _first_line(there) != _first_line(ours):
        raise SettingsError(
            f"{file} is the configuration of another Dagster and stays as it is; set {VARIABLE} to a folder of your own"
        )
    # Put in place at once: another process may read it at any moment.
    with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        Path(scratch, CONFIGURATION).write_bytes(ours)
        Path(scratch, CONFIGURATION).replace(file)


def _first_line(content: bytes) -> bytes:
    return content.partition(b"\n")[0]


def alert_log(folder: Path) -> Path:
    """Return the file that alerts are written to."""
    return folder / "alerts.jsonl"
