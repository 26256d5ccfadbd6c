"""espn_boxscores: a game's players from ESPN's box score page, a back-up to check other sources against.

Statistics are found by the keys that stand beside them, never by position. The game itself (teams, date, final score)
is that of espn_scoreboard.
"""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from nba_assets.names import match_key, player_lookup
from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.espn.box_score_page import box_score_fields, game_package
from nba_assets.sources.espn.scoreboard import FINAL, RESULTS_ARE_DUE_AFTER_HOURS
from nba_assets.sources.espn.teams import abbr_from_espn
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.retries import RESULTS_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Form, Keep, RawTable, Request, Row, Scope

PROVIDER = "espn_web"
PATH = "/nba/boxscore"
GROUP_OF_STARTERS = {"starters": True, "bench": False}
TOTALS = "totals"
NOT_SHOWN = ("", "--")
COUNTS = {
    "minutes": "minutes",
    "points": "points",
    "rebounds": "rebounds",
    "offensive_rebounds": "offensiveRebounds",
    "defensive_rebounds": "defensiveRebounds",
    "assists": "assists",
    "steals": "steals",
    "blocks": "blocks",
    "turnovers": "turnovers",
    "fouls": "fouls",
    "plus_minus": "plusMinus",
}
SHOOTING = {
    "field_goal": "fieldGoalsMade-fieldGoalsAttempted",
    "three_pointer": "threePointFieldGoalsMade-threePointFieldGoalsAttempted",
    "free_throw": "freeThrowsMade-freeThrowsAttempted",
}
OF_THE_GAME = (
    *("game_id", "nba_game_id", "espn_game_id", "game_date", "season_year", "game_status", "period", "is_postseason"),
    *("home_team_abbr", "home_team_espn_id", "home_team_score"),
    *("away_team_abbr", "away_team_espn_id", "away_team_score"),
)


class EspnPlayerBoxScore(RawRecord):
    """One player listed in ESPN's box score of a final game, whether he played or not."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, Eastern date.")
    nba_game_id: str | None = Field(description="The league's ten-digit id, from the schedule; absent if not there.")
    espn_game_id: str = Field(description="ESPN's id of the game.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    season_year: int = Field(description="Year in which the season began.")
    game_status: int = Field(description="3 final: other games are not asked for.")
    period: int | None = Field(description="Periods played: 4 in regulation, 5 after one overtime.")
    is_postseason: bool = Field(description="A playoff game; the play-in is none.")
    home_team_abbr: str = Field(description="Tricode of the home team.")
    home_team_espn_id: str = Field(description="ESPN's id of the home team.")
    home_team_score: int | None = Field(description="Final points of the home team, from espn_scoreboard.")
    away_team_abbr: str = Field(description="Tricode of the away team.")
    away_team_espn_id: str = Field(description="ESPN's id of the away team.")
    away_team_score: int | None = Field(description="Final points of the away team, from espn_scoreboard.")
    team_abbr: str = Field(description="Tricode of the player's team.")
    is_home: bool = Field(description="The player's team is the home team.")
    espn_player_id: int = Field(description="ESPN's id of the player.")
    player_full_name: str = Field(description="Name as ESPN writes it.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    jersey_number: str | None = Field(description="Number on the jersey, as text: 0 and 00 differ.")
    starter: bool = Field(description="Listed among the starters.")
    did_play: bool = Field(description="Has statistics.")
    dnp_reason: str | None = Field(description="ESPN's reason why he did not play, e.g. DNP-COACH'S DECISION.")
    minutes: int | None = Field(description="Minutes played, whole minutes.")
    points: int | None = Field(description="Points scored.")
    field_goals_made: int | None = Field(description="Field goals made.")
    field_goals_attempted: int | None = Field(description="Field goals attempted.")
    field_goal_percentage: float | None = Field(description="Field goals made per attempt, 0 to 1, if any.")
    three_pointers_made: int | None = Field(description="Three-pointers made.")
    three_pointers_attempted: int | None = Field(description="Three-pointers attempted.")
    three_pointer_percentage: float | None = Field(description="Three-pointers made per attempt, 0 to 1, if any.")
    free_throws_made: int | None = Field(description="Free throws made.")
    free_throws_attempted: int | None = Field(description="Free throws attempted.")
    free_throw_percentage: float | None = Field(description="Free throws made per attempt, 0 to 1, if any.")
    rebounds: int | None = Field(description="Rebounds.")
    offensive_rebounds: int | None = Field(description="Offensive rebounds.")
    defensive_rebounds: int | None = Field(description="Defensive rebounds.")
    assists: int | None = Field(description="Assists.")
    steals: int | None = Field(description="Steals.")
    blocks: int | None = Field(description="Blocks.")
    turnovers: int | None = Field(description="Turnovers.")
    fouls: int | None = Field(description="Personal fouls.")
    plus_minus: int | None = Field(description="Points scored less points allowed while on the court.")


def ask(asking: Asking) -> list[Request]:
    """Ask for the page of every game that the scoreboard shows as final and the table lacks."""
    lacking = {game["game_id"] for game in asking.games}
    return [
        Request(
            *(PROVIDER, "box_score", asking.scope, game["espn_game_id"], PATH),
            params={"gameId": game["espn_game_id"]},
            form=Form.HTML,
        )
        for game in asking.upstream["espn_scoreboard"]
        if game["game_status"] == FINAL and game["game_id"] in lacking
    ]


def read(answer: Answer) -> list[Row]:
    """Read one row a listed player.

    Raises MissingFieldError, and ValueError for a page of another game or team than asked for.
    """
    package = game_package(answer.body)
    game = _game(answer, required(answer, "gmStrp", "gid", within=package))
    rows = []
    for team in required_rows(answer, "bxscr", within=package):
        of_team = game | _team(team, game, answer)
        for group, athlete in _athletes(team, answer):
            rows.append(of_team | _player(group, athlete, answer) | _statistics(group, athlete, answer))
    return rows


def _game(answer: Answer, shown_id: str) -> Row:
    asked_id = answer.request.params["gameId"]
    if shown_id != asked_id:
        raise unusable(answer, f"the page asked for game {asked_id} shows game {shown_id}")
    for game in answer.upstream["espn_scoreboard"]:
        if game["espn_game_id"] == asked_id:
            return {column: game[column] for column in OF_THE_GAME}
    raise unusable(answer, f"game {asked_id} is not on espn_scoreboard of the date")


def _team(team: Row, game: Row, answer: Answer) -> Row:
    abbr = abbr_from_espn(required(answer, "tm", "abbrev", within=team))
    if abbr not in (game["home_team_abbr"], game["away_team_abbr"]):
        raise unusable(answer, f"team {abbr} on the page of game {game['game_id']} does not play in it")
    return {"team_abbr": abbr, "is_home": abbr == game["home_team_abbr"]}


def _athletes(team: Row, answer: Answer) -> Iterator[tuple[Row, Row]]:
    """Yield each listed player with his group: the group carries the keys of his statistics."""
    for group in required_rows(answer, "stats", within=team):
        if required(answer, "type", within=group) != TOTALS:
            yield from ((group, athlete) for athlete in required_rows(answer, "athlts", within=group))


def _player(group: Row, athlete: Row, answer: Answer) -> Row:
    who = required(answer, "athlt", within=athlete)
    name = required(answer, "dspNm", within=who)
    return {
        "espn_player_id": int(required(answer, "id", within=who)),
        "player_full_name": name,
        "player_lookup": player_lookup(name),
        "player_match_key": match_key(name),
        "jersey_number": who.get("jersey"),
        "starter": GROUP_OF_STARTERS[group["type"]],
        "dnp_reason": athlete.get("dnpRsn"),
    }


def _statistics(group: Row, athlete: Row, answer: Answer) -> Row:
    keys, values = required(answer, "keys", within=group), required(answer, "stats", within=athlete)
    for key in (*COUNTS.values(), *SHOOTING.values()):
        if key not in keys:
            raise MissingFieldError(answer.request, f"bxscr[].stats[].keys '{key}'", answer.source_file)
    shown = dict(zip(keys, values, strict=True)) if values else dict.fromkeys(keys, "")
    row: Row = {"did_play": bool(values)}
    row |= {column: _count(shown[key]) for column, key in COUNTS.items()}
    for shot, key in SHOOTING.items():
        made, attempted = map(_count, shown[key].split("-")) if shown[key] not in NOT_SHOWN else (None, None)
        row |= {
            f"{shot}s_made": made,
            f"{shot}s_attempted": attempted,
            f"{shot}_percentage": made / attempted if made is not None and attempted else None,
        }
    return row


def _count(text: str) -> int | None:
    return None if text in NOT_SHOWN else int(text)


ESPN_BOXSCORES = RawTable(
    name="espn_boxscores",
    record=EspnPlayerBoxScore,
    key=("game_id", "espn_player_id"),
    description="One row per player listed in ESPN's box score of a final game, with the reason of who did not play.",
    feeds=(
        Feed(
            PROVIDER,
            "box_score",
            ask=ask,
            read=read,
            fields=box_score_fields,
            needs=frozenset(
                {
                    "gmStrp.gid",
                    "bxscr[].tm.abbrev",
                    "bxscr[].stats[].type",
                    "bxscr[].stats[].keys",
                    "bxscr[].stats[].athlts[].stats",
                    "bxscr[].stats[].athlts[].athlt.id",
                    "bxscr[].stats[].athlts[].athlt.dspNm",
                }
            ),
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    upstream=("espn_scoreboard",),
    rows_per_final_game=16,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
    catch_up=RESULTS_CATCH_UP,
)
