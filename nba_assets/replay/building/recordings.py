"""Puts recorded answers into the archive: which request each belongs to, and from when it is served."""

from datetime import date, time, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from nba_assets.replay.building.part import Frames, Part
from nba_assets.replay.building.recorded import Recorded, recorded_bytes, recorded_folder
from nba_assets.replay.building.snapshots import games_after
from nba_assets.replay.format.games import GAMES
from nba_assets.replay.format.play_by_play import BIGDATABALL_FEED, DRIVE_FILES
from nba_assets.replay.format.recordings import RECORDINGS
from nba_assets.seasons import season_of

HTML, CSV, PDF = "text/html; charset=utf-8", "text/csv", "application/pdf"
# Assumed: how long after the final buzzer BigDataBall has its file.
BIGDATABALL_LAG = timedelta(hours=5)
MARTIN_LUTHER_KING_DAY = date(2024, 1, 15)
SEASON_END = date(2025, 4, 13)
FINALS_GAME_7 = "0042400407"
LAC_AT_MIN, NYK_AT_PHI, HOU_AT_PHI = "0022400500", "0022400561", "0022300555"
STANDINGS_FEED = "balldontlie/standings"
FILE_ID = "recorded-0042400407"
FILE_NAME = "[2025-06-22]-0042400407-IND@OKC.csv"
DRIVE = "www.googleapis.com/drive/v3/files"
INJURY_REPORT_DAY = date(2024, 1, 4)


RECORDED = (
    *(
        Recorded(
            f"nbac_scoreboard_v2/{file}",
            "nba_stats/scoreboard",
            "stats.nba.com/stats/scoreboardV2",
            {"GameDate": f"{day}"},
            day,
        )
        for file, day in (("raw_055ff78d.json", MARTIN_LUTHER_KING_DAY), ("raw_06a65a50.json", date(2025, 1, 15)))
    ),
    Recorded(
        "nbac_team_boxscore/raw_12f99055.json",
        "nba_stats/box_score",
        "stats.nba.com/stats/boxscoretraditionalv2",
        {"GameID": NYK_AT_PHI},
        date(2025, 1, 15),
        game=NYK_AT_PHI,
    ),
    *(
        Recorded(
            f"nbac_play_by_play/{file}",
            "nba_cdn/play_by_play",
            f"cdn.nba.com/static/json/liveData/playbyplay/playbyplay_{game}.json",
            {},
            day,
            ("nbac_play_by_play", "bigdataball_play_by_play"),
            game,
        )
        for file, game, day in (
            ("raw_14ecf360.json.gz", LAC_AT_MIN, date(2025, 1, 6)),
            ("raw_416e8d5c.json.gz", NYK_AT_PHI, date(2025, 1, 15)),
        )
    ),
    Recorded(
        "nbac_referee_assignments/raw_718e62b3.json",
        "nba_official/referees",
        "official.nba.com/wp-json/api/v1/get-game-officials",
        {"date": "2025-01-08"},
        date(2025, 1, 8),
        published=time(9),
    ),
    Recorded(
        "nbac_injury_report/raw_f4391904.pdf",
        "nba_injury/injury_report",
        "ak-static.cms.nba.com/referee/injury/Injury-Report_2024-01-04_12PM.pdf",
        {},
        INJURY_REPORT_DAY,
        ("nbac_injury_report",),
        published=time(12, 30),
        content_type=PDF,
    ),
    Recorded(
        "bdl_box_scores/raw_7a649e12.json",
        "balldontlie/box_scores",
        "api.balldontlie.io/v1/box_scores",
        {"date": "2024-01-15", "cursor": ""},
        MARTIN_LUTHER_KING_DAY,
        ("bdl_player_boxscores",),
    ),
    Recorded(
        "bdl_player_box_scores/raw_1db4c01e.json",
        "balldontlie/stats",
        "api.balldontlie.io/v1/stats",
        {"dates[]": "2025-06-22", "cursor": ""},
        date(2025, 6, 22),
        ("bdl_player_boxscores",),
    ),
    Recorded(
        "bdl_standings/raw_395a0451.json",
        STANDINGS_FEED,
        "api.balldontlie.io/v1/standings",
        {"season": "2024", "cursor": ""},
        SEASON_END,
    ),
    Recorded(
        "espn_scoreboard_api/raw_92de7c9a.json",
        "espn/scoreboard",
        "site.api.espn.com/apis/site/v2/sports/basketball/nba/scoreboard",
        {"dates": "20240115"},
        MARTIN_LUTHER_KING_DAY,
        ("espn_scoreboard",),
    ),
    Recorded(
        "espn_game_boxscore/raw_6f34c64b.html.gz",
        "espn_web/box_score",
        "www.espn.com/nba/boxscore",
        {"gameId": "401585183"},
        MARTIN_LUTHER_KING_DAY,
        ("espn_boxscores",),
        HOU_AT_PHI,
        content_type=HTML,
    ),
    Recorded(
        "bigdataball_pbp/raw_746cfbef.csv",
        BIGDATABALL_FEED,
        f"{DRIVE}/{FILE_ID}",
        {"alt": "media"},
        date(2025, 6, 22),
        ("bigdataball_play_by_play",),
        FINALS_GAME_7,
        lag=BIGDATABALL_LAG,
        content_type=CSV,
    ),
)


def build_recordings(data: Path, games: pd.DataFrame) -> pd.DataFrame:
    """Return one row per recorded answer."""
    folder = recorded_folder(data)
    rows = [
        {
            "game_date": one.day,
            "feed": one.feed,
            "path": one.path,
            "params": urlencode(one.params),
            "shown_from": one.shown_from(games),
            "content_type": one.content_type,
            "body": recorded_bytes(folder / one.file),
        }
        for one in RECORDED
    ]
    return pd.DataFrame(rows)


def _build(data: Path, frames: Frames) -> Frames:
    """Add the recordings, and the recorded file to those that Drive lists."""
    games, files = frames[GAMES.name], frames[DRIVE_FILES.name]
    (one,) = (one for one in RECORDED if one.feed == BIGDATABALL_FEED)
    file = {"gameId": one.game, "fileId": FILE_ID, "name": FILE_NAME, "available_from": one.shown_from(games)}
    listed = pd.concat([files, pd.DataFrame([file])], ignore_index=True)
    return {RECORDINGS.name: build_recordings(data, games), DRIVE_FILES.name: listed}


def _holds(frames: Frames) -> dict[str, frozenset[str]]:
    games = frames[GAMES.name]
    held: dict[str, frozenset[str]] = {}
    for one in RECORDED:
        for table in one.tables:
            held[table] = held.get(table, frozenset()) | one.games(games)
    (standings,) = (one for one in RECORDED if one.feed == STANDINGS_FEED)
    return held | {"bdl_standings": games_after(games, season_of(SEASON_END), standings.shown_from(games))}


RECORDED_ANSWERS = Part(
    build=_build,
    origins={RECORDINGS.name: "najicham/nba-stats-scraper"},
    holds=_holds,
    assumptions=(
        "Recorded answers are served byte for byte and before any answer made from rows. They were recorded later than "
        "the moment from which they are served: their results are of their date, while jersey numbers, season series, "
        "links and the like are of the day of the recording.",
        "Recorded results are served from 30 minutes after the final buzzer of their game, or of the last game of the "
        "date; the recorded BigDataBall file, whose id in Drive is made up, from 5 hours after it; the injury report "
        "from the minute of its edition.",
        "The recorded standings of 2024-25 are those of the season's end and served from then on, for no earlier day.",
    ),
    left_out=(
        "Recorded snapshots of the off-season of 2025 (players, injuries, rosters): no game of the archive follows.",
    ),
)
