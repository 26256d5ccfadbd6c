"""The dbt docs are one page that a person can pass on: nothing is fetched from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from nba_assets_tests.end_to_end.browser import dom, needs_browser
from nba_assets_tests.end_to_end.conftest import World

PROJECT = Path(__file__).parents[2] / "nba_dbt"
pytestmark = pytest.mark.slow
# What a browser would fetch to draw the page; links that a reader may click are no matter.
FETCHED = re.compile(r"""<(script|link|img|iframe)\b[^>]*\b(src|href)\s*=\s*["']?\s*(?:https?:)?//[^\s"'>]+""", re.I)
IMPORTED = re.compile(r"""@import\s+(?:url\()?["']?(?:https?:)?//|url\(["']?(?:https?:)?//""", re.I)


@pytest.fixture(scope="module")
def page(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static page, made as `make docs` makes it."""
    target = tmp_path_factory.mktemp("docs")
    made = subprocess.run(
        [
            Path(sys.executable).with_name("dbt"), "docs", "generate", "--static", "--target", "duckdb",
            "--target-path", str(target), "--log-path", str(target / "logs"),
        ],
        check=False, capture_output=True, text=True, cwd=PROJECT,
        env=dict(world.environment) | {"DBT_PROFILES_DIR": "."},
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    return target / "static_index.html"


def test_the_page_fetches_nothing_from_elsewhere(page):
    html = page.read_text(encoding="utf-8")
    assert len(html) > 1_000_000
    assert FETCHED.search(html) is None
    assert IMPORTED.search(html) is None


@needs_browser
def test_the_page_shows_a_table_with_its_description_and_columns(page):
    shown = dom(f"{page.as_uri()}#!/model/model.nba.player_game_summary")
    for told in ("player_game_summary", "usage_rate", "One row per"):
        assert told in shown
    # Each decision is an item of a list, and code in it stays as it is written.
    assert re.search(r"<li>\s*(<p>)?Decision C1:", shown)
    assert "<code>three_pt_*</code>" in shown


@needs_browser
def test_the_first_page_tells_where_to_begin(page):
    shown = dom(page.as_uri())
    assert "NBA player-points lakehouse" in shown
    assert "#!/model/model.nba.ml_feature_store_v2" in shown


@needs_browser
def test_what_leaves_the_warehouse_has_a_page(page):
    shown = dom(f"{page.as_uri()}#!/exposure/exposure.nba.tonight")
    assert "nba tonight" in shown
    assert "upcoming_player_game_context" in shown
