"""Running the whole graph over a span of game dates in this process, telling what it does while it works."""

import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dagster as dg

from nba_assets.checks.window import RANGE_END, RANGE_START
from nba_assets.home import prepare_home
from nba_assets.settings import Settings, SettingsError

JOB = "everything"


@dataclass(frozen=True)
class RunReport:
    """How a run went: whether it succeeded, what failed, and its seconds by stage (the stages sum to ``seconds``)."""

    success: bool
    run_id: str
    first_date: str
    last_date: str
    failures: tuple[str, ...]
    seconds: float
    seconds_by_stage: Mapping[str, float]


class _Stopwatch(logging.Handler):
    """Adds up the seconds that the progress lines tell, by stage, and passes each line on."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self.seconds: dict[str, float] = defaultdict(float)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        stage = getattr(record, "stage", None)
        if stage is not None:
            self.seconds[stage] += record.seconds
        if stage is not None or record.levelno >= logging.WARNING:
            self._tell(record.getMessage())


def chosen_dates(settings: Settings, first: date | None, last: date | None) -> tuple[str, str]:
    """Return the first and last game date of a span; by default all game dates up to today.

    Raises SettingsError when the span holds no game date.
    """
    from nba_assets.game_dates import game_dates  # noqa: PLC0415 - reads the settings' archive

    if first and last and first > last:
        raise SettingsError(f"--from {first} is after --to {last}")
    keys = game_dates(settings).get_partition_keys()
    wanted_first = first or date.fromisoformat(keys[0])
    wanted_last = last or settings.clock().today()
    inside = [key for key in keys if wanted_first <= date.fromisoformat(key) <= wanted_last]
    outside = [day for day in (first, last) if day is not None and not keys[0] <= day.isoformat() <= keys[-1]]
    if outside or not inside:
        msg = (
            f"{wanted_first} to {wanted_last}: no such game dates; there are {len(keys)} from {keys[0]} to {keys[-1]} "
            f"(now is {settings.clock().now()})"
        )
        raise SettingsError(msg)
    return inside[0], inside[-1]


def run_everything(settings: Settings, first: str, last: str, tell: Callable[[str], None]) -> RunReport:
    """Run the job over the game dates from first to last, both in. ``tell`` gets every line of progress."""
    with loaded_graph(settings, tell) as graph:
        return graph.run(first, last)


class Graph:
    """The loaded graph, its runs recorded where the UI finds them."""

    def __init__(self, job: dg.JobDefinition, instance: dg.DagsterInstance, watch: _Stopwatch, began: float) -> None:
        """Keep what runs it; ``began`` is when its loading did, which counts for the first run."""
        self._job, self._instance, self._watch, self._since = job, instance, watch, began

    def run(self, first: str, last: str, only: Sequence[dg.AssetKey] | None = None) -> RunReport:
        """Run the job, or only some of its assets with their checks, over the game dates from first to last."""
        self._watch.seconds.clear()
        result = self._job.execute_in_process(
            instance=self._instance,
            tags={RANGE_START: first, RANGE_END: last},
            asset_selection=None if only is None else list(only),
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "ERROR"}}}},
        )
        failures = tuple(_failures(result))
        ended = time.monotonic()
        seconds, self._since = ended - self._since, ended
        stages = dict(self._watch.seconds)
        stages["book-keeping and checks"] = max(0.0, seconds - sum(stages.values()))
        return RunReport(result.success, result.run_id, first, last, failures, seconds, stages)


@contextlib.contextmanager
def loaded_graph(settings: Settings, tell: Callable[[str], None]) -> Iterator[Graph]:
    """Load the graph to be run here. ``tell`` gets every line of progress; what others print goes to a file."""
    from nba_assets.definitions import build_definitions  # noqa: PLC0415 - loading the graph takes seconds

    folder = prepare_home()
    began = time.monotonic()
    watch = _Stopwatch(tell)
    with (
        _listening(watch),
        _quiet(folder / "logs" / "run.log"),
        dg.DagsterInstance.get() as instance,
    ):
        yield Graph(build_definitions(settings).resolve_job_def(JOB), instance, watch, began)


def _failures(result: dg.ExecuteInProcessResult) -> list[str]:
    """One line a failed step or check."""
    told = []
    for event in result.all_events:
        if event.event_type is dg.DagsterEventType.STEP_FAILURE:
            error = event.step_failure_data.error
            cause = error.cause or error
            told.append(f"{event.step_key}: {cause.message.strip()}")
        if event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            found = event.asset_check_evaluation_data
            if not found.passed:
                asset = found.asset_key.to_user_string()
                told.append(f"{found.severity.value} {asset} {found.check_name}: {found.description}")
    return told


@contextlib.contextmanager
def _listening(handler: logging.Handler):
    logger = logging.getLogger("nba")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextlib.contextmanager
def _quiet(path: Path):
    """dbt and Dagster print much; it goes to a file, so that a person sees the progress."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file, contextlib.redirect_stdout(file), contextlib.redirect_stderr(file):
        yield
