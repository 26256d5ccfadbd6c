"""nbac_gamebook_player_stats: the official scorer's box score of a game, with who did not play and why."""

import re
from datetime import date, time, timedelta

from pydantic import Field

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import game_id, season_year
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.minutes import SECONDS_PER_MINUTE, seconds_from_clock
from nba_assets.sources.nba_pdf.gamebook_text import COLUMNS, COUNTS, Book, Listed, book, book_fields
from nba_assets.sources.nba_pdf.inactive_names import NAME_LISTS, Resolution, resolve
from nba_assets.sources.nba_pdf.reasons import reason_category
from nba_assets.sources.nba_pdf.words import unreadable
from nba_assets.sources.retries import CatchUp, LateFile
from nba_assets.sources.table import Answer, Asking, Feed, Form, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import is_abbr

PROVIDER = "nba_statsdmz"
FEED = "gamebook"
# Books come out in the night and are overdue by noon; so many hours after tip-off one is missed.
DUE_AFTER_HOURS = 16.0
AS_PRINTED = Resolution("original", 1.0, method="printed_in_full")

_PATH = re.compile(r"/pdfs/(\d{8})/\1_([A-Z]{3})([A-Z]{3})\.pdf")


class GamebookPlayer(RawRecord):
    """One player whom the book of a game lists: he played, sat out or was inactive."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, Eastern date.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    game_code: str = Field(description="The league's code YYYYMMDD/AWYHOM.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    season_year: int = Field(description="Year in which the season began.")
    home_team_abbr: str = Field(description="Tricode of the home team, from the code.")
    away_team_abbr: str = Field(description="Tricode of the away team, from the code.")
    team_abbr: str = Field(description="Tricode of the player's team.")
    listing_number: int = Field(description="Place among the team's players in the book, from 1.")
    player_name: str = Field(description="Whole name; an unresolved inactive player's as printed.")
    player_name_original: str = Field(description="Name as printed: the family name only for inactive players.")
    player_lookup: str = Field(description="Standard form of player_name, suffix kept; no id unless resolved.")
    player_match_key: str = Field(description="player_name without its suffix: for matching sources, never an id.")
    nba_player_id: int | None = Field(description="NBA person id, where the list that resolved the name has it.")
    jersey_number: str | None = Field(description="Number on the shirt; absent for inactive players.")
    position: str | None = Field(description="F, G or C, printed for the five who started.")
    is_starter: bool = Field(description="Started the game.")
    player_status: str = Field(description="active (played), dnp (listed, did not play) or inactive.")
    dnp_category: str | None = Field(
        description="DNP did not play, DND did not dress, NWT not with team; absent for who played or was inactive."
    )
    dnp_reason: str | None = Field(description="Reason as printed; absent for who played, or where none is given.")
    reason_category: str | None = Field(
        description="injury, g_league, suspension, health_safety_protocol, rest, personal, coach_decision, other or "
        "unknown; absent for who played."
    )
    minutes: str | None = Field(description="Time played as printed, MM:SS; absent for who did not play.")
    minutes_decimal: float | None = Field(description="Time played in minutes.")
    points: int | None = Field(description="Points scored; all counts are absent for who did not play.")
    field_goals_made: int | None = Field(description="Field goals made.")
    field_goals_attempted: int | None = Field(description="Field goals attempted.")
    field_goal_percentage: float | None = Field(description="Made of attempted, 0 to 1; absent without an attempt.")
    three_pointers_made: int | None = Field(description="Three-pointers made.")
    three_pointers_attempted: int | None = Field(description="Three-pointers attempted.")
    three_point_percentage: float | None = Field(description="Made of attempted, 0 to 1; absent without an attempt.")
    free_throws_made: int | None = Field(description="Free throws made.")
    free_throws_attempted: int | None = Field(description="Free throws attempted.")
    free_throw_percentage: float | None = Field(description="Made of attempted, 0 to 1; absent without an attempt.")
    offensive_rebounds: int | None = Field(description="Offensive rebounds.")
    defensive_rebounds: int | None = Field(description="Defensive rebounds.")
    total_rebounds: int | None = Field(description="Rebounds.")
    assists: int | None = Field(description="Assists.")
    steals: int | None = Field(description="Steals.")
    blocks: int | None = Field(description="Blocks.")
    turnovers: int | None = Field(description="Turnovers.")
    personal_fouls: int | None = Field(description="Personal fouls.")
    plus_minus: int | None = Field(description="Points scored less points allowed while on the court.")
    name_resolution_status: str = Field(description="original, resolved, multiple_matches or not_found.")
    name_resolution_confidence: float = Field(
        description="1 as printed or from one list's only fit, 0.95 from the injury report's, 0.85 told apart by "
        "reason, 0.6 several fit, 0 none."
    )
    name_resolution_method: str | None = Field(description="printed_in_full, or the table that named him.")
    data_quality_flags: str | None = Field(description="What does not add up or was uncertain, joined by ';'.")
    requires_manual_review: bool = Field(description="The name is unresolved, or a number contradicts another.")
    officials: str | None = Field(description="The game's officials as printed, number and name, joined by ';'.")
    attendance: int | None = Field(description="Spectators.")
    is_sellout: bool | None = Field(description="Announced as sold out.")
    game_duration_minutes: int | None = Field(description="Minutes from tip-off to the final buzzer.")
    arena: str | None = Field(description="Arena and place as printed.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the short book of every lacking game that has tipped off."""
    return [
        Request(PROVIDER, FEED, asking.scope, game["nba_game_id"], _path(game["game_code"]), form=Form.PDF)
        for game in asking.started_games
    ]


def read(answer: Answer) -> list[Row]:
    """Read one row a listed player.

    Raises ValueError naming the file for a damaged document, one of another game, and a line that is no player.
    """
    code = _PATH.fullmatch(answer.request.path)
    if code is None or not is_abbr(code[2]) or not is_abbr(code[3]):
        raise unreadable(answer, f"asked by the path {answer.request.path}, which names no game of two teams")
    away, home = code[2], code[3]
    found = book(answer, away, home)
    game = _game(found, date.fromisoformat(code[1]), answer.request.slug, away, home)
    return [game | row for team in (away, home) for row in _team_rows(found, team, answer)]


def _path(game_code: str) -> str:
    day, teams = game_code.split("/")
    return f"/pdfs/{day}/{day}_{teams}.pdf"


def _game(found: Book, day: date, nba_game_id: str, away: str, home: str) -> Row:
    return {
        "game_id": game_id(day, away, home),
        "nba_game_id": nba_game_id,
        "game_code": f"{day:%Y%m%d}/{away}{home}",
        "game_date": day,
        "season_year": season_year(day),
        "home_team_abbr": home,
        "away_team_abbr": away,
        "officials": found.officials,
        "attendance": found.attendance,
        "is_sellout": found.is_sellout,
        "game_duration_minutes": found.duration_minutes,
        "arena": found.arena,
    }


def _team_rows(found: Book, team: str, answer: Answer) -> list[Row]:
    players = [player for player in found.players if player.team_abbr == team]
    inactive = [player for player in players if player.status == "inactive"]
    in_full = {player_lookup(player.name) for player in players if player.status != "inactive"}
    entries = [(player.name, player.reason) for player in inactive]
    names = iter(resolve(entries, team, answer.request.slug, in_full, answer.upstream))
    scored = sum(player.counts.get("points", 0) for player in players)
    team_flags = [] if scored == found.team_points[team] else ["team_points_differ"]
    return [
        {"team_abbr": team, "listing_number": number}
        | _row(player, next(names) if player.status == "inactive" else AS_PRINTED, team_flags)
        for number, player in enumerate(players, start=1)
    ]


def _row(player: Listed, resolution: Resolution, team_flags: list[str]) -> Row:
    name = resolution.full_name or player.name
    wrong = [*faults(player.counts), *team_flags] if player.status == "active" else []
    counts = player.counts or dict.fromkeys(COUNTS)
    return {
        "player_name": name,
        "player_name_original": player.name,
        "player_lookup": player_lookup(name),
        "player_match_key": match_key(name),
        "nba_player_id": resolution.nba_player_id,
        "jersey_number": player.jersey,
        "position": player.position,
        "is_starter": player.position is not None,
        "player_status": player.status,
        "dnp_category": player.category,
        "dnp_reason": player.reason,
        "reason_category": None if player.status == "active" else reason_category(player.reason),
        "minutes": player.minutes,
        "minutes_decimal": _decimal(player.minutes) if player.minutes else None,
        **counts,
        "field_goal_percentage": _share(counts["field_goals_made"], counts["field_goals_attempted"]),
        "three_point_percentage": _share(counts["three_pointers_made"], counts["three_pointers_attempted"]),
        "free_throw_percentage": _share(counts["free_throws_made"], counts["free_throws_attempted"]),
        "name_resolution_status": resolution.status,
        "name_resolution_confidence": resolution.confidence,
        "name_resolution_method": resolution.method,
        "data_quality_flags": ";".join([*resolution.flags, *wrong]) or None,
        "requires_manual_review": resolution.status in ("multiple_matches", "not_found") or bool(wrong),
    }


def faults(counts: dict[str, int]) -> list[str]:
    """Return what does not add up in a player's line: points of baskets, made of attempted, rebounds of both ends."""
    made, threes, free = counts["field_goals_made"], counts["three_pointers_made"], counts["free_throws_made"]
    rebounds = counts["offensive_rebounds"] + counts["defensive_rebounds"]
    rules = {
        "points_not_sum_of_baskets": 2 * made + threes + free == counts["points"],
        "made_exceeds_attempted": made <= counts["field_goals_attempted"]
        and threes <= counts["three_pointers_attempted"]
        and free <= counts["free_throws_attempted"],
        "threes_exceed_field_goals": threes <= made
        and counts["three_pointers_attempted"] <= counts["field_goals_attempted"],
        "rebounds_not_sum": rebounds == counts["total_rebounds"],
    }
    return [flag for flag, kept in rules.items() if not kept]


def _decimal(minutes: str) -> float:
    return round(seconds_from_clock(minutes) / SECONDS_PER_MINUTE, 4)


def _share(made: int | None, attempted: int | None) -> float | None:
    return round(made / attempted, 3) if made is not None and attempted else None


NBAC_GAMEBOOK_PLAYER_STATS = RawTable(
    name="nbac_gamebook_player_stats",
    record=GamebookPlayer,
    key=("nba_game_id", "team_abbr", "listing_number"),
    description="One row per player whom the official scorer's book of a game lists, played or not.",
    feeds=(Feed(PROVIDER, FEED, ask=ask, read=read, fields=book_fields, needs=frozenset(COLUMNS)),),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    upstream=tuple(listing.table for listing in NAME_LISTS),
    rows_per_final_game=20,
    due_after_tipoff_hours=DUE_AFTER_HOURS,
    is_there_when_final=False,
    late=LateFile(again_after=tuple(timedelta(hours=hours) for hours in (3, 6, 9, 12, 24))),
    catch_up=CatchUp(times=(time(8), time(11)), days_back=1),
)
