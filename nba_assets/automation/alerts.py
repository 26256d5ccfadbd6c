"""What a person is told, and by which way. A log file now; every other way is another Notifier."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

log = logging.getLogger("nba.alerts")


@dataclass(frozen=True)
class Alert:
    """One thing a person must know: how grave, what (check or run), where, what happened, when (ISO, UTC)."""

    severity: str
    what: str
    where: str
    message: str
    at: str


class Notifier(Protocol):
    """A way to reach a person."""

    def send(self, alert: Alert) -> None:
        """Deliver one alert. Raises when it cannot."""


@dataclass(frozen=True)
class AlertLog:
    """Writes alerts to a file, one JSON object a line, and to the process's log."""

    path: Path

    def send(self, alert: Alert) -> None:
        """Append the alert."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(alert), ensure_ascii=False) + "\n")
        log.warning("%s %s %s: %s", alert.severity, alert.what, alert.where, alert.message)
