"""Fallback chains as data: for each kind of fact, the sources in the order in which they are trusted.

The kinds and their qualities follow the reference system's configuration (its percentages are kept as points of 100);
what a total failure means is what this graph does then. Sources that it never had (live box scores, the league's shot
chart, injured-list moves) stand where their content puts them.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a coverage event is."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class OnFailure(StrEnum):
    """What is done when no source of a chain has a game."""

    SKIP = "skip"
    CONTINUE = "continue"
    FAIL = "fail"


@dataclass(frozen=True)
class Source:
    """One member of a chain: a raw table, or those of its rows that carry one data_source. ``quality`` is 0 to 100."""

    table: str
    quality: int
    data_source: str | None = None

    @property
    def name(self) -> str:
        """The table, with the data_source that narrows it."""
        return f"{self.table}:{self.data_source}" if self.data_source else self.table


@dataclass(frozen=True)
class Chain:
    """The sources of one kind of fact, best first."""

    name: str
    sources: tuple[Source, ...]
    on_failure: OnFailure
    severity: Severity


CHAINS = (
    Chain(
        "player_boxscores",
        (
            Source("nbac_gamebook_player_stats", 100),
            Source("nbac_player_boxscores", 95),
            Source("nbac_live_boxscores", 90),
            Source("bdl_player_boxscores", 85),
            Source("espn_boxscores", 80),
        ),
        OnFailure.SKIP,
        Severity.CRITICAL,
    ),
    Chain(
        "team_boxscores",
        (
            Source("nbac_team_boxscore", 100, "boxscoretraditionalv3"),
            Source("nbac_team_boxscore", 100, "boxscoretraditionalv2"),
            Source("nbac_team_boxscore", 95, "leaguegamelog"),
        ),
        OnFailure.SKIP,
        Severity.CRITICAL,
    ),
    Chain(
        "player_props",
        (Source("odds_api_player_points_props", 100), Source("bettingpros_player_points_props", 90)),
        OnFailure.SKIP,
        Severity.WARNING,
    ),
    Chain(
        "game_schedule",
        (
            Source("nbac_schedule", 100, "api_stats"),
            Source("nbac_schedule", 95, "cdn_static"),
            Source("nbac_schedule", 90, "espn_scoreboard"),
        ),
        OnFailure.FAIL,
        Severity.CRITICAL,
    ),
    Chain(
        "injury_reports",
        (Source("nbac_injury_report", 100), Source("bdl_injuries", 85), Source("injured_list_moves", 70)),
        OnFailure.CONTINUE,
        Severity.WARNING,
    ),
    Chain(
        "player_roster",
        (
            Source("nbac_player_list_current", 100),
            Source("espn_team_rosters", 90),
            Source("br_rosters_current", 80),
        ),
        OnFailure.CONTINUE,
        Severity.CRITICAL,
    ),
    Chain(
        "game_lines",
        (Source("odds_api_game_lines", 100),),
        OnFailure.CONTINUE,
        Severity.WARNING,
    ),
    Chain(
        "play_by_play",
        (
            Source("bigdataball_play_by_play", 100, "bigdataball"),
            Source("bigdataball_play_by_play", 85, "nbacom_fallback"),
        ),
        OnFailure.CONTINUE,
        Severity.WARNING,
    ),
    Chain(
        "shot_zones",
        (
            Source("nbac_shot_chart", 100),
            Source("bigdataball_play_by_play", 95, "bigdataball"),
            Source("bigdataball_play_by_play", 85, "nbacom_fallback"),
        ),
        OnFailure.CONTINUE,
        Severity.WARNING,
    ),
)
