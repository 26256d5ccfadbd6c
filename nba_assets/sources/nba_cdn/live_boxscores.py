"""nbac_live_boxscores: every player listed for a game, played or not (CDN box score, else boxscoretraditionalv3)."""

from nba_assets.names import match_key, player_lookup
from nba_assets.sources.answers import required, required_rows
from nba_assets.sources.minutes import seconds_from_clock, seconds_from_iso
from nba_assets.sources.nba_cdn.host import PROVIDER
from nba_assets.sources.nba_cdn.live_box_record import LiveBoxScore
from nba_assets.sources.nba_stats import box_scores
from nba_assets.sources.nba_stats.dated import RESULTS_ARE_DUE_AFTER_HOURS
from nba_assets.sources.nba_stats.game_record import game_columns, game_requests
from nba_assets.sources.nba_stats.host import PROVIDER as STATS
from nba_assets.sources.nba_stats.schedule_record import FINAL
from nba_assets.sources.retries import RESULTS_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

FEED = "box_score"
CDN_SOURCE = "cdn_boxscore"
COUNTS = {
    "points": "points",
    "field_goals_made": "fieldGoalsMade",
    "field_goals_attempted": "fieldGoalsAttempted",
    "three_pointers_made": "threePointersMade",
    "three_pointers_attempted": "threePointersAttempted",
    "free_throws_made": "freeThrowsMade",
    "free_throws_attempted": "freeThrowsAttempted",
    "offensive_rebounds": "reboundsOffensive",
    "defensive_rebounds": "reboundsDefensive",
    "total_rebounds": "reboundsTotal",
    "assists": "assists",
    "steals": "steals",
    "blocks": "blocks",
    "turnovers": "turnovers",
    "personal_fouls": "foulsPersonal",
}
CDN_COUNTS = COUNTS | {
    "technical_fouls": "foulsTechnical",
    "offensive_fouls": "foulsOffensive",
    "fouls_drawn": "foulsDrawn",
    "blocks_received": "blocksReceived",
    "points_in_the_paint": "pointsInThePaint",
    "points_fast_break": "pointsFastBreak",
    "points_second_chance": "pointsSecondChance",
}
PLAYER_KEYS = ("personId", "name", "jerseyNum", "status", "order", "starter", "played", "statistics")
NEEDS = frozenset({"game.gameId", "game.gameStatus"}) | {
    f"game.{side}.{path}"
    for side in ("homeTeam", "awayTeam")
    for path in (
        "teamId",
        "teamTricode",
        *(f"players[].{key}" for key in PLAYER_KEYS),
        *(f"players[].statistics.{name}" for name in ("minutes", *CDN_COUNTS.values())),
    )
}


def ask(asking: Asking) -> list[Request]:
    """Ask for every lacking game that has tipped off."""
    path = "/static/json/liveData/boxscore/boxscore_{}.json".format
    return game_requests(asking, PROVIDER, FEED, path, lambda game: {})


def read(answer: Answer) -> list[Row]:
    """Read one row a listed player of a final game; none before the game is over.

    Raises MissingFieldError for a lacking field, ValueError when the game is not the schedule's.
    """
    game = required(answer, "game")
    if required(answer, "gameStatus", within=game) != FINAL:
        return []
    sides = [required(answer, side, within=game) for side in ("awayTeam", "homeTeam")]
    teams = [required(answer, "teamTricode", within=side) for side in sides]
    shared = game_columns(answer, required(answer, "gameId", within=game), teams) | {"data_source": CDN_SOURCE}
    return [
        shared | _team(side, shared, answer) | _cdn_player(player, answer)
        for side in sides
        for player in required_rows(answer, "players", within=side)
    ]


def read_stats(answer: Answer) -> list[Row]:
    """Read one row a listed player of the statistics host's box score, which lists nobody inactive."""
    box = box_scores.final_box_score(answer)
    if box is None:
        return []
    teams = [side.team["teamTricode"] for side, _ in box.sides]
    shared = game_columns(answer, box.nba_game_id, teams) | {"data_source": box.version}
    return [
        shared | _team(side.team, shared, answer) | _stats_player(player, order)
        for side, _ in box.sides
        for order, player in enumerate(side.players, start=1)
    ]


def _team(team: Row, game: Row, answer: Answer) -> Row:
    tricode = required(answer, "teamTricode", within=team)
    return {
        "team_id": required(answer, "teamId", within=team),
        "team_abbr": tricode,
        "is_home": tricode == game["home_team_abbr"],
    }


def _cdn_player(player: Row, answer: Answer) -> Row:
    found = {key: required(answer, key, within=player) for key in PLAYER_KEYS}
    statistics, played = found["statistics"], found["played"] == "1"
    counts = {column: required(answer, name, within=statistics) for column, name in CDN_COUNTS.items()}
    return {
        **_name(found["personId"], found["name"]),
        "roster_order": found["order"],
        "jersey_number": found["jerseyNum"] or None,
        "position": player.get("position") or None,
        "starter": found["starter"] == "1",
        "played": played,
        "player_status": _status(played, inactive=found["status"] == "INACTIVE"),
        "not_playing_reason": player.get("notPlayingReason") or None,
        "not_playing_description": player.get("notPlayingDescription") or None,
        **_time(seconds_from_iso(required(answer, "minutes", within=statistics)) if played else None),
        **_of_who_played(played, counts | {"plus_minus": statistics.get("plusMinusPoints")}),
    }


def _stats_player(player: Row, order: int) -> Row:
    statistics = player["statistics"]
    minutes, position = statistics["minutes"], player.get("position")
    counts = {column: statistics[name] for column, name in COUNTS.items()}
    return {
        **_name(player["personId"], player["name"]),
        "roster_order": order,
        "jersey_number": player.get("jerseyNum") or None,
        "position": position or None,
        "starter": None if position is None else bool(position),
        "played": bool(minutes),
        "player_status": _status(bool(minutes), inactive=False),
        "not_playing_reason": player.get("comment") or None,
        "not_playing_description": None,
        **_time(seconds_from_clock(minutes) if minutes else None),
        **dict.fromkeys(CDN_COUNTS.keys() - COUNTS.keys()),
        **_of_who_played(bool(minutes), counts | {"plus_minus": statistics.get("plusMinusPoints")}),
    }


def _name(person: int, name: str) -> Row:
    return {
        "nba_player_id": person,
        "player_full_name": name,
        "player_lookup": player_lookup(name),
        "player_match_key": match_key(name),
    }


def _status(played: bool, *, inactive: bool) -> str:
    if played:
        return "active"
    return "inactive" if inactive else "dnp"


def _time(seconds: float | None) -> Row:
    if seconds is None:
        return {"minutes": None, "minutes_decimal": None}
    return {"minutes": f"{int(seconds // 60)}:{int(seconds % 60):02d}", "minutes_decimal": round(seconds / 60, 4)}


def _of_who_played(played: bool, counts: Row) -> Row:
    """The provider writes 0 for who did not play; that is no count."""
    return counts if played else dict.fromkeys(counts)


NBAC_LIVE_BOXSCORES = RawTable(
    name="nbac_live_boxscores",
    record=LiveBoxScore,
    key=("nba_game_id", "nba_player_id"),
    description="One row per player listed for a final game: starter, minutes to the second, why he did not play.",
    feeds=(
        Feed(PROVIDER, FEED, ask=ask, read=read, needs=NEEDS),
        Feed(STATS, box_scores.FEED, ask=None, read=read_stats, fields=box_scores.fields, needs=box_scores.NEEDS),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    rows_per_final_game=16,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
    catch_up=RESULTS_CATCH_UP,
)
