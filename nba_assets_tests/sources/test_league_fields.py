"""The fields that the league's recordings have are known, and those that readers need are among them."""

import pytest

from nba_assets.sources.fields import json_fields, known_fields, missing_fields
from nba_assets.sources.nba_cdn.live_boxscores import NBAC_LIVE_BOXSCORES
from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.nba_official.referees import NBAC_REFEREE_GAME_ASSIGNMENTS
from nba_assets.sources.nba_stats.game_logs import NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.player_list import NBAC_PLAYER_LIST_CURRENT
from nba_assets.sources.nba_stats.player_movement import NBAC_PLAYER_MOVEMENT
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.scoreboard import NBAC_SCOREBOARD_V2
from nba_assets.sources.nba_stats.shot_chart import NBAC_SHOT_CHART
from nba_assets_tests.sources.nba_stats.league import recorded
from nba_assets_tests.sources.reading import feed_of

TABLES = (
    *(NBAC_SCHEDULE, NBAC_PLAYER_BOXSCORES, NBAC_TEAM_BOXSCORE, NBAC_SHOT_CHART, NBAC_SCOREBOARD_V2),
    *(NBAC_PLAYER_LIST_CURRENT, NBAC_PLAYER_MOVEMENT, NBAC_LIVE_BOXSCORES, NBAC_PLAY_BY_PLAY),
    NBAC_REFEREE_GAME_ASSIGNMENTS,
)
FEEDS = [feed for table in TABLES for feed in table.feeds]
RECORDINGS = [
    (NBAC_SCHEDULE, "schedule", "nba_stats", "nbac_schedule/2024-25_eight_dates.json.gz"),
    (NBAC_SCHEDULE, "schedule", "nba_cdn", "nbac_schedule/cdn_2025-26_preseason.json.gz"),
    (NBAC_SCHEDULE, "schedule_scoreboard", "espn", "espn_scoreboard/2024-01-15.json"),
    (NBAC_PLAYER_BOXSCORES, "player_game_log", "nba_stats", "nbac_player_boxscores/2025-03-15.json"),
    (NBAC_TEAM_BOXSCORE, "box_score", "nba_stats", "nbac_team_boxscore/v2_0022400561.json"),
    (NBAC_TEAM_BOXSCORE, "box_score", "nba_stats", "nbac_team_boxscore/v3_0022500165.json.gz"),
    (NBAC_SCOREBOARD_V2, "scoreboard", "nba_stats", "nbac_scoreboard_v2/2024-01-15.json"),
    (NBAC_SCOREBOARD_V2, "scoreboard", "nba_stats", "nbac_scoreboard_v2/2025-01-15.json"),
    (NBAC_PLAYER_LIST_CURRENT, "player_index", "nba_stats", "nbac_player_list_current/2025-26.json.gz"),
    (NBAC_PLAYER_MOVEMENT, "player_movement", "nba_stats", "nbac_player_movement/from_2024-06-01.json.gz"),
    (NBAC_LIVE_BOXSCORES, "box_score", "nba_cdn", "nbac_live_boxscores/0022500775.json.gz"),
    *(
        (NBAC_PLAY_BY_PLAY, "play_by_play", "nba_cdn", f"nbac_play_by_play/{game}.json.gz")
        for game in ("0022400561", "0022400500", "0022500775", "0022500857")
    ),
    (NBAC_PLAY_BY_PLAY, "play_by_play", "nba_stats", "nbac_play_by_play/v3_0022400001.json.gz"),
    (NBAC_REFEREE_GAME_ASSIGNMENTS, "referees", "nba_official", "nbac_referee_game_assignments/2025-01-08.json"),
]


@pytest.mark.parametrize(("table", "name", "provider", "path"), RECORDINGS, ids=[one[3] for one in RECORDINGS])
def test_a_recording_has_known_fields_only_and_all_that_are_needed(table, name, provider, path):
    feed, body = feed_of(table, name, provider), recorded(*path.split("/"))
    assert json_fields(body) <= known_fields(provider, name)
    assert missing_fields(feed.needs, feed.fields(body)) == frozenset()


@pytest.mark.parametrize("feed", FEEDS, ids=[f"{feed.provider}/{feed.name}" for feed in FEEDS])
def test_needed_fields_are_known(feed):
    assert feed.needs
    assert feed.needs <= known_fields(feed.provider, feed.name)
