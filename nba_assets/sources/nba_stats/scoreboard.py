"""nbac_scoreboard_v2: a date's games with their scores by quarter, to check other tables against (scoreboardV2)."""

from datetime import date

from pydantic import Field

from nba_assets.seasons import COUNTED_SEASON_TYPES, game_id, season_type, season_year
from nba_assets.sources.answers import paths, result_set, unusable
from nba_assets.sources.nba_stats.dated import RESULTS_ARE_DUE_AFTER_HOURS
from nba_assets.sources.nba_stats.game_record import GameRecord
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.nba_stats.schedule_record import FINAL
from nba_assets.sources.retries import RESULTS_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope
from nba_assets.teams import abbr_from_id

FEED = "scoreboard"
HEADER = (
    *("GAME_DATE_EST", "GAME_ID", "GAME_STATUS_ID", "GAME_STATUS_TEXT", "HOME_TEAM_ID", "VISITOR_TEAM_ID"),
    *("LIVE_PERIOD", "ARENA_NAME", "NATL_TV_BROADCASTER_ABBREVIATION"),
)
LINE = ("GAME_ID", "TEAM_ID", "PTS", "TEAM_WINS_LOSSES")
QUARTERS = ("PTS_QTR1", "PTS_QTR2", "PTS_QTR3", "PTS_QTR4")
OVERTIMES = tuple(f"PTS_OT{number}" for number in range(1, 11))
STATES = {1: "pre", 2: "in", FINAL: "post"}


class ScoreboardGame(GameRecord):
    """One game of a date that counts. Scores are unknown before the game is final."""

    game_status: int = Field(description="1 scheduled, 2 in progress, 3 final, as known when captured.")
    game_state: str = Field(description="pre, in or post: the status in a word.")
    game_status_text: str = Field(description="The provider's text: a time, a period or Final.")
    periods_played: int | None = Field(description="Periods begun: 4, 5 after one overtime; absent before tip-off.")
    home_team_id: int = Field(description="NBA team id of the home team.")
    away_team_id: int = Field(description="NBA team id of the away team.")
    home_score: int | None = Field(description="Points of the home team.")
    away_score: int | None = Field(description="Points of the away team.")
    winning_team_abbr: str | None = Field(description="Tricode of the winner.")
    winning_team_side: str | None = Field(description="home or away.")
    home_points_q1: int | None = Field(description="Points of the home team in the first quarter.")
    home_points_q2: int | None = Field(description="Points of the home team in the second quarter.")
    home_points_q3: int | None = Field(description="Points of the home team in the third quarter.")
    home_points_q4: int | None = Field(description="Points of the home team in the fourth quarter.")
    home_points_overtime: int | None = Field(description="Points of the home team in all overtimes.")
    away_points_q1: int | None = Field(description="Points of the away team in the first quarter.")
    away_points_q2: int | None = Field(description="Points of the away team in the second quarter.")
    away_points_q3: int | None = Field(description="Points of the away team in the third quarter.")
    away_points_q4: int | None = Field(description="Points of the away team in the fourth quarter.")
    away_points_overtime: int | None = Field(description="Points of the away team in all overtimes.")
    home_record: str | None = Field(description="Wins and losses of the home team after the game, as 27-15.")
    away_record: str | None = Field(description="Wins and losses of the away team after the game.")
    arena_name: str | None = Field(description="Arena.")
    national_broadcaster: str | None = Field(description="Who shows the game nationally.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the scoreboard of a date once a game has tipped off."""
    if not asking.started_games:
        return []
    params = {"GameDate": asking.scope, "LeagueID": "00", "DayOffset": "0"}
    return [Request(PROVIDER, FEED, asking.scope, "date", "/stats/scoreboardV2", params)]


def read(answer: Answer) -> list[Row]:
    """Read one row a game that counts. Preseason and All-Star games are left out.

    Raises MissingFieldError when a result set or column is lacking, ValueError when a final game has no line scores.
    """
    lines = {(line["GAME_ID"], line["TEAM_ID"]): line for line in result_set(answer, "LineScore", LINE)}
    headers = result_set(answer, "GameHeader", HEADER)
    return [_row(header, lines, answer) for header in headers if season_type(header["GAME_ID"]) in COUNTED_SEASON_TYPES]


def _row(header: Row, lines: dict[tuple[str, int], Row], answer: Answer) -> Row:
    game, status = header["GAME_ID"], header["GAME_STATUS_ID"]
    day = date.fromisoformat(header["GAME_DATE_EST"][:10])
    ids = _team_ids(header, answer.games.get(game))
    home, away = abbr_from_id(ids["home"]), abbr_from_id(ids["away"])
    own = {side: lines[game, team] for side, team in ids.items() if (game, team) in lines}
    is_final = status == FINAL
    if is_final and len(own) < len(ids):
        raise unusable(answer, f"game {game} is final without the line scores of both teams")
    return {
        "game_id": game_id(day, away, home),
        "nba_game_id": game,
        "game_date": day,
        "season_year": season_year(day),
        "season_type": season_type(game),
        "home_team_abbr": home,
        "away_team_abbr": away,
        "game_status": status,
        "game_state": STATES.get(status, "unknown"),
        "game_status_text": header["GAME_STATUS_TEXT"].strip(),
        "periods_played": header["LIVE_PERIOD"] or None,
        "home_team_id": ids["home"],
        "away_team_id": ids["away"],
        **_points("home", own.get("home", {}), is_final=is_final),
        **_points("away", own.get("away", {}), is_final=is_final),
        **_winner(own if is_final else {}),
        "arena_name": header["ARENA_NAME"] or None,
        "national_broadcaster": header["NATL_TV_BROADCASTER_ABBREVIATION"] or None,
    }


def _team_ids(header: Row, scheduled: Row | None) -> dict[str, int]:
    """On neutral ground the scoreboard's home team need not be the schedule's, which decides."""
    if scheduled is not None:
        return {"home": scheduled["home_team_id"], "away": scheduled["away_team_id"]}
    return {"home": header["HOME_TEAM_ID"], "away": header["VISITOR_TEAM_ID"]}


def _points(side: str, line: Row, *, is_final: bool) -> Row:
    """The quarters' points are unknown where the answer does not tell them."""
    quarters = [line.get(column) if is_final else None for column in QUARTERS]
    overtimes = [line.get(column) for column in OVERTIMES]
    return {
        f"{side}_score": line["PTS"] if is_final else None,
        **{f"{side}_points_q{number}": points for number, points in enumerate(quarters, start=1)},
        f"{side}_points_overtime": sum(overtimes) if is_final and None not in overtimes else None,
        f"{side}_record": line.get("TEAM_WINS_LOSSES") or None,
    }


def _winner(lines: dict[str, Row]) -> Row:
    if not lines:
        return {"winning_team_abbr": None, "winning_team_side": None}
    side = max(lines, key=lambda one: lines[one]["PTS"])
    return {"winning_team_abbr": abbr_from_id(lines[side]["TEAM_ID"]), "winning_team_side": side}


NBAC_SCOREBOARD_V2 = RawTable(
    name="nbac_scoreboard_v2",
    record=ScoreboardGame,
    key=("nba_game_id", "game_date"),
    description="One row per game of a date on the league's scoreboard: scores by quarter, records, winner.",
    feeds=(
        Feed(
            PROVIDER,
            FEED,
            ask=ask,
            read=read,
            needs=paths("GameHeader", HEADER) | paths("LineScore", LINE),
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    rows_per_final_game=1,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
    catch_up=RESULTS_CATCH_UP,
)
