"""One good answer or more of every feed of the catalogue: recorded, handmade where the file says so, or made here.

They are what the fuzz damages and what the drift check is tried on. A sample that fills nothing by itself says so: a
listing, the scoreboard that refreshes a schedule, a schedule of preseason games.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.espn.scoreboard import ESPN_SCOREBOARD
from nba_assets.sources.forms import decoded
from nba_assets.sources.table import Answer, Feed, Form, RawTable, Request, Row
from nba_assets_tests.conftest import RECORDINGS
from nba_assets_tests.sources import reading
from nba_assets_tests.sources.nba_stats.league import ATL_BOS, ATL_CHA, LAC_MIN, MIL_TOR, NYK_PHI, game
from nba_assets_tests.sources.reading import CAPTURED, SOURCE_FILE

TABLE = {table.name: table for table in RAW_TABLES}
MLK_DAY, FINALS, IN_JANUARY, MINE = "2024-01-15", "2025-06-22", "2025-01-15", "made"
ELEVEN_GAMES = tuple(
    game(f"00223005{number}", date(2024, 1, 15), away, home)
    for number, away, home in (
        *((55, "HOU", "PHI"), (56, "NOP", "DAL"), (57, "ORL", "NYK"), (58, "DET", "WAS"), (59, "SAS", "ATL")),
        *((60, "GSW", "MEM"), (61, "CHI", "CLE"), (62, "MIA", "BKN"), (63, "BOS", "TOR"), (64, "IND", "UTA")),
        (65, "OKC", "LAL"),
    )
)
IND_OKC = game("0042400407", date(2025, 6, 22), "IND", "OKC")
OPENER = game("0022400538", date(2025, 1, 11), "HOU", "ATL")
DAL_ATL, MIL_MIA = (
    game("0022100013", date(2021, 10, 21), "DAL", "ATL"),
    game("0022100014", date(2021, 10, 21), "MIL", "MIA"),
)
DET_IND = game("0022300790", date(2024, 2, 22), "DET", "IND")


@dataclass(frozen=True)
class Sample:
    """An answer as it came: its table and feed, what was asked, its bytes, and what a reader may look at beside it."""

    table: RawTable
    feed: Feed
    request: Request
    body: bytes
    games: tuple[Row, ...] = ()
    upstream: dict[str, Sequence[Row]] = field(default_factory=dict)
    has_rows: bool = True

    @property
    def name(self) -> str:
        """Table, feed and slug."""
        return f"{self.table.name}:{self.feed.provider}/{self.feed.name}:{self.request.scope}:{self.request.slug}"

    def answer(self) -> Answer:
        """Return it as it lies in landing."""
        body = decoded(self.body, self.request.form)
        games = {one["nba_game_id"]: one for one in self.games}
        return Answer(self.request, body, CAPTURED, SOURCE_FILE, games, self.upstream)


@dataclass(frozen=True)
class _Of:
    """A recording's place in the catalogue: ``table:provider/feed``."""

    feed: str
    scope: str
    file: str
    games: tuple[Row, ...] = ()
    slug: str = "page-1"
    path: str = "/asked"
    params: dict[str, str] = field(default_factory=dict)
    has_rows: bool = True


_RECORDED = (
    _Of("nbac_schedule:nba_stats/schedule", "2024-25", "nbac_schedule/2024-25_eight_dates.json.gz"),
    _Of(
        "nbac_schedule:nba_cdn/schedule",
        "2025-26",
        "nbac_schedule/cdn_2025-26_preseason.json.gz",
        has_rows=False,
    ),
    _Of("nbac_player_list_current:nba_stats/player_index", "2025-07-17", "nbac_player_list_current/2025-26.json.gz"),
    _Of("nbac_player_movement:nba_stats/player_movement", "2024-25", "nbac_player_movement/from_2024-06-01.json.gz"),
    _Of("espn_team_rosters:espn/roster", FINALS, "espn_team_rosters/bos_2025_off_season.json", slug="BOS"),
    _Of(
        "br_rosters_current:basketball_reference/roster",
        MLK_DAY,
        "br_rosters_current/handmade_den_2024.html",
        slug="DEN",
    ),
    _Of(
        "br_rosters_current:basketball_reference/roster",
        MLK_DAY,
        "br_rosters_current/handmade_cho_2024_garbled.html",
        slug="CHA",
    ),
    _Of(
        "bdl_active_players_current:balldontlie/active_players",
        "2025-07-17",
        "bdl_active_players_current/2025_page_1.json",
    ),
    _Of(
        "nbac_referee_game_assignments:nba_official/referees",
        "2025-01-08",
        "nbac_referee_game_assignments/2025-01-08.json",
    ),
    _Of("nbac_injury_report:nba_injury/injury_report", "2024-01-04", "nbac_injury_report/2024-01-04_12PM.pdf"),
    _Of(
        "nbac_injury_report:nba_injury/injury_report",
        "2026-01-10",
        "nbac_injury_report/handmade_2026-01-10_05_45PM.pdf",
    ),
    _Of(
        "injured_list_moves:pro_sports_transactions/injured_list",
        "2024-02-22",
        "injured_list_moves/handmade_2024-02-16_to_2024-02-22_start_0.html",
        (DET_IND,),
        params={"BeginDate": "2024-02-16", "EndDate": "2024-02-22", "start": "0"},
    ),
    _Of("bdl_injuries:balldontlie/injuries", "2025-07-17", "bdl_injuries/2025-07_page_1.json"),
    _Of("nbac_player_boxscores:nba_stats/player_game_log", "2025-03-15", "nbac_player_boxscores/2025-03-15.json"),
    _Of("nbac_team_boxscore:nba_stats/box_score", IN_JANUARY, "nbac_team_boxscore/v2_0022400561.json", (NYK_PHI,)),
    _Of("nbac_team_boxscore:nba_stats/box_score", "2025-11-04", "nbac_team_boxscore/v3_0022500165.json.gz", (MIL_TOR,)),
    _Of("nbac_live_boxscores:nba_cdn/box_score", "2026-02-11", "nbac_live_boxscores/0022500775.json.gz", (ATL_CHA,)),
    _Of("nbac_live_boxscores:nba_stats/box_score", IN_JANUARY, "nbac_team_boxscore/v2_0022400561.json", (NYK_PHI,)),
    _Of(
        "nbac_live_boxscores:nba_stats/box_score", "2025-11-04", "nbac_team_boxscore/v3_0022500165.json.gz", (MIL_TOR,)
    ),
    _Of(
        "nbac_gamebook_player_stats:nba_statsdmz/gamebook",
        IN_JANUARY,
        "nbac_gamebook_player_stats/handmade_20250115_NYKPHI.pdf",
        (NYK_PHI,),
        slug="0022400561",
        path="/pdfs/20250115/20250115_NYKPHI.pdf",
    ),
    *(
        _Of(f"{table}:nba_cdn/play_by_play", day, f"nbac_play_by_play/{one['nba_game_id']}.json.gz", (one,))
        for table in ("nbac_play_by_play", "bigdataball_play_by_play")
        for day, one in ((IN_JANUARY, NYK_PHI), ("2025-01-06", LAC_MIN))
    ),
    *(
        _Of(f"{table}:nba_stats/play_by_play", "2024-11-12", "nbac_play_by_play/v3_0022400001.json.gz", (ATL_BOS,))
        for table in ("nbac_play_by_play", "bigdataball_play_by_play")
    ),
    _Of(
        "bigdataball_play_by_play:bigdataball/play_by_play",
        FINALS,
        "bigdataball_play_by_play/2025-06-22_ind_okc.csv",
        (IND_OKC,),
        slug="0042400407-file",
    ),
    _Of(
        "bigdataball_play_by_play:bigdataball/play_by_play",
        FINALS,
        "bigdataball_play_by_play/handmade_listing.json",
        (IND_OKC,),
        slug="0042400407-listing",
        has_rows=False,
    ),
    _Of("nbac_scoreboard_v2:nba_stats/scoreboard", MLK_DAY, "nbac_scoreboard_v2/2024-01-15.json", ELEVEN_GAMES),
    _Of("nbac_scoreboard_v2:nba_stats/scoreboard", IN_JANUARY, "nbac_scoreboard_v2/2025-01-15.json", (NYK_PHI,)),
    _Of(
        "bdl_player_boxscores:balldontlie/box_scores",
        MLK_DAY,
        "bdl_player_boxscores/box_scores_2024-01-15.json",
        ELEVEN_GAMES,
    ),
    _Of("bdl_player_boxscores:balldontlie/stats", FINALS, "bdl_player_boxscores/stats_2025-06-22.json", (IND_OKC,)),
    _Of("bdl_standings:balldontlie/standings", "2025-04-13", "bdl_standings/2024.json"),
    _Of("espn_scoreboard:espn/scoreboard", MLK_DAY, "espn_scoreboard/2024-01-15.json", ELEVEN_GAMES),
    _Of(
        "nbac_schedule:espn/schedule_scoreboard",
        "2023-24",
        "espn_scoreboard/2024-01-15.json",
        has_rows=False,
    ),
    _Of(
        "espn_boxscores:espn_web/box_score",
        MLK_DAY,
        "espn_boxscores/2024-01-15_hou_phi.html.gz",
        ELEVEN_GAMES,
        slug="401585183",
        params={"gameId": "401585183"},
    ),
    _Of("odds_api_events:odds_api/events", "2024-01-24", "odds_api_events/historical_2024-01-25.json"),
    _Of(
        "odds_api_player_points_props:odds_api/player_points",
        "2023-12-28",
        "odds_api_player_points_props/live_2023-12-28_det_bos.json",
        params={"oddsFormat": "american"},
    ),
    _Of(
        "odds_api_game_lines:odds_api/game_lines",
        "2024-01-24",
        "odds_api_game_lines/historical_2024-01-24_atl_gsw.json",
    ),
    _Of(
        "bettingpros_player_points_props:bettingpros/events_and_offers",
        "2021-10-21",
        "bettingpros_player_points_props/events_2021-10-21.json",
        (DAL_ATL, MIL_MIA),
        slug="events",
        has_rows=False,
    ),
    _Of(
        "bettingpros_player_points_props:bettingpros/events_and_offers",
        "2021-10-21",
        "bettingpros_player_points_props/handmade_offers_dal_atl_page_1.json",
        (DAL_ATL, MIL_MIA),
        slug="20211021_DAL_ATL-20879-1",
    ),
)
_FORMS = {".csv": Form.CSV, ".html": Form.HTML, ".pdf": Form.PDF}
_TEAM_LOG = {
    "SEASON_ID": "22024", "TEAM_ID": 1610612737, "TEAM_ABBREVIATION": "ATL", "TEAM_NAME": "Atlanta Hawks",
    "GAME_ID": "0022400538", "GAME_DATE": "2025-01-11", "MATCHUP": "ATL vs. HOU", "WL": "L", "MIN": 240,
    "FGM": 40, "FGA": 90, "FG_PCT": 0.444, "FG3M": 10, "FG3A": 30, "FG3_PCT": 0.333,
    "FTM": 10, "FTA": 12, "FT_PCT": 0.833,
    "OREB": 10, "DREB": 30, "REB": 40, "AST": 25, "STL": 8, "BLK": 5, "TOV": 12, "PF": 20, "PTS": 100, "PLUS_MINUS": -7,
}  # fmt: skip
_OTHER_LOG = _TEAM_LOG | {
    "TEAM_ID": 1610612745, "TEAM_ABBREVIATION": "HOU", "TEAM_NAME": "Houston Rockets", "MATCHUP": "HOU @ ATL",
    "WL": "W", "FTM": 17, "FTA": 20, "PTS": 107, "PLUS_MINUS": 7,
}  # fmt: skip
_SHOT = {
    "GRID_TYPE": "Shot Chart Detail", "GAME_ID": "0022400538", "GAME_EVENT_ID": 7, "PLAYER_ID": 1629027,
    "PLAYER_NAME": "Trae Young", "TEAM_ID": 1610612737, "TEAM_NAME": "Atlanta Hawks", "PERIOD": 1,
    "MINUTES_REMAINING": 11, "SECONDS_REMAINING": 40, "EVENT_TYPE": "Made Shot", "ACTION_TYPE": "Jump Shot",
    "SHOT_TYPE": "3PT Field Goal", "SHOT_ZONE_BASIC": "Above the Break 3", "SHOT_ZONE_AREA": "Center(C)",
    "SHOT_ZONE_RANGE": "24+ ft.", "SHOT_DISTANCE": 27, "LOC_X": -12, "LOC_Y": 270, "SHOT_ATTEMPTED_FLAG": 1,
    "SHOT_MADE_FLAG": 1, "GAME_DATE": "20250111", "HTM": "ATL", "VTM": "HOU",
}  # fmt: skip


def feed_at(place: str) -> tuple[RawTable, Feed]:
    """Return table and feed of ``table:provider/feed``."""
    name, _, feed = place.partition(":")
    table = TABLE[name]
    return table, next(one for one in table.feeds if f"{one.provider}/{one.name}" == feed)


@cache
def samples() -> tuple[Sample, ...]:
    """Return all samples, every feed of the catalogue among them."""
    of_a_date = ("2025-01-11", (OPENER,))
    made = (
        ("nbac_team_boxscore:nba_stats/team_game_log", _result_set("LeagueGameLog", [_TEAM_LOG, _OTHER_LOG])),
        ("nbac_shot_chart:nba_stats/shot_chart", _result_set("Shot_Chart_Detail", [_SHOT, _SHOT | {"PERIOD": 2}])),
    )
    here = [_sample(_Of(place, of_a_date[0], f"{MINE}.json", of_a_date[1]), body) for place, body in made]
    return (*(_sample(one, _bytes(one.file)) for one in _RECORDED), *here)


def _sample(one: _Of, body: bytes) -> Sample:
    table, feed = feed_at(one.feed)
    form = _FORMS.get(Path(one.file.removesuffix(".gz")).suffix, Form.JSON)
    request = Request(feed.provider, feed.name, one.scope, one.slug, one.path, one.params, form)
    games = tuple(found | {"game_status": 3} for found in one.games)
    upstream = {name: _scoreboard() if name == ESPN_SCOREBOARD.name else () for name in table.upstream}
    return Sample(table, feed, request, body, games, upstream, one.has_rows)


@cache
def _scoreboard() -> tuple[Row, ...]:
    """ESPN's games of the date, by which its box score pages are told apart."""
    [feed] = ESPN_SCOREBOARD.feeds
    body = json.loads(_bytes("espn_scoreboard/2024-01-15.json"))
    return tuple(feed.read(reading.answer(feed, MLK_DAY, body, ELEVEN_GAMES)))


def _bytes(file: str) -> bytes:
    body = (RECORDINGS / file).read_bytes()
    return gzip.decompress(body) if file.endswith(".gz") else body


def _result_set(name: str, dicts: list[Row]) -> bytes:
    found = {"name": name, "headers": list(dicts[0]), "rowSet": [list(one.values()) for one in dicts]}
    return json.dumps({"resultSets": [found]}).encode()
