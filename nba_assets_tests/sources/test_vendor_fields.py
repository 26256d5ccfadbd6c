"""The fields of every recorded answer of a paid vendor are known, and those that a reader needs are among them."""

import json

import pytest

from nba_assets.sources.balldontlie.active_players import BDL_ACTIVE_PLAYERS_CURRENT
from nba_assets.sources.balldontlie.injuries import BDL_INJURIES
from nba_assets.sources.balldontlie.player_boxscores import BDL_PLAYER_BOXSCORES
from nba_assets.sources.balldontlie.standings import BDL_STANDINGS
from nba_assets.sources.bettingpros.player_points import BETTINGPROS_PLAYER_POINTS_PROPS
from nba_assets.sources.bigdataball.play_by_play import BIGDATABALL_PLAY_BY_PLAY
from nba_assets.sources.fields import known_fields, missing_fields
from nba_assets.sources.odds_api.events import ODDS_API_EVENTS
from nba_assets.sources.odds_api.game_lines import ODDS_API_GAME_LINES
from nba_assets.sources.odds_api.player_points import ODDS_API_PLAYER_POINTS_PROPS
from nba_assets_tests.conftest import RECORDINGS

RECORDED = [
    (BDL_PLAYER_BOXSCORES, 0, "box_scores_*.json"),
    (BDL_PLAYER_BOXSCORES, 1, "stats_*.json"),
    (BDL_ACTIVE_PLAYERS_CURRENT, 0, "*.json"),
    (BDL_INJURIES, 0, "*.json"),
    (BDL_STANDINGS, 0, "*.json"),
    (BIGDATABALL_PLAY_BY_PLAY, 0, "*.*"),
    (BETTINGPROS_PLAYER_POINTS_PROPS, 0, "*.json"),
    (ODDS_API_EVENTS, 0, "*.json"),
    (ODDS_API_GAME_LINES, 0, "*.json"),
    (ODDS_API_PLAYER_POINTS_PROPS, 0, "*.json"),
]


@pytest.mark.parametrize(("table", "place", "files"), RECORDED)
def test_recorded_fields_are_known_and_the_needed_ones_are_there(table, place, files):
    feed = table.feeds[place]
    found = set()
    for file in (RECORDINGS / table.name).glob(files):
        text = file.read_text(encoding="utf-8")
        fields = feed.fields(json.loads(text) if file.suffix == ".json" else text)
        # A listing lacks a file's columns, and a date without games its players: neither is a changed answer.
        assert missing_fields(feed.needs, fields) == set(), file.name
        found |= fields
    assert found - known_fields(feed.provider, feed.name) == set()
    assert feed.needs - found == set()


def test_the_live_and_the_historical_form_of_odds_have_the_same_fields():
    historical = json.loads((RECORDINGS / "odds_api_events" / "historical_2024-01-25.json").read_bytes())
    [feed] = ODDS_API_EVENTS.feeds
    wrapper = {"timestamp", "previous_timestamp", "next_timestamp"}
    assert feed.fields(historical) == feed.fields(historical["data"]) | wrapper


def test_a_field_that_a_vendor_renames_is_missed():
    answer = json.loads((RECORDINGS / "bdl_standings" / "2024.json").read_bytes())
    for standing in answer["data"]:
        standing["won"] = standing.pop("wins")
    [feed] = BDL_STANDINGS.feeds
    assert missing_fields(feed.needs, feed.fields(answer)) == {"data[].wins"}
    assert feed.fields(answer) - known_fields(feed.provider, feed.name) == {"data[].won"}
