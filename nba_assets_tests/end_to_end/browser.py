"""A headless browser: the DOM of a page after its scripts ran, and a picture of it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")
MILLISECONDS_OF_SCRIPTS = 30_000
SECONDS = 120

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def dom(url: str) -> str:
    """Return the HTML of a page as the browser holds it."""
    return _browse("--dump-dom", url)


def picture(url: str, path: Path) -> Path:
    """Write a PNG of a page."""
    _browse(f"--screenshot={path}", url)
    return path


def _browse(what: str, url: str) -> str:
    with tempfile.TemporaryDirectory() as profile:
        ended = subprocess.run(
            [
                CHROMIUM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                f"--user-data-dir={profile}",
                "--window-size=1800,1200",
                f"--virtual-time-budget={MILLISECONDS_OF_SCRIPTS}",
                what,
                url,
            ],
            check=False,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout
