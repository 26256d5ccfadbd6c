"""nbac_player_boxscores and nbac_team_boxscore: the league game log of a date (leaguegamelog)."""

from datetime import date

from pydantic import Field

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import game_id, season_type, season_year
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.nba_stats.answers import PROVIDER, result_set
from nba_assets.sources.nba_stats.dated import RESULTS_ARE_DUE_AFTER_HOURS, dated_requests
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer, Asking, Keep, RawTable, Request, Row, Scope

COUNTS = {
    "points": "PTS",
    "assists": "AST",
    "steals": "STL",
    "blocks": "BLK",
    "turnovers": "TOV",
    "personal_fouls": "PF",
    "offensive_rebounds": "OREB",
    "defensive_rebounds": "DREB",
    "total_rebounds": "REB",
    "plus_minus": "PLUS_MINUS",
}
PLAYER_SHOOTING = {
    "field_goals_made": "FGM",
    "field_goals_attempted": "FGA",
    "three_pointers_made": "FG3M",
    "three_pointers_attempted": "FG3A",
    "free_throws_made": "FTM",
    "free_throws_attempted": "FTA",
}
TEAM_SHOOTING = {
    "fg_made": "FGM",
    "fg_attempted": "FGA",
    "three_pt_made": "FG3M",
    "three_pt_attempted": "FG3A",
    "ft_made": "FTM",
    "ft_attempted": "FTA",
}
IDENTITY = ("TEAM_ID", "TEAM_ABBREVIATION", "GAME_ID", "GAME_DATE", "MATCHUP", "WL", "MIN")


class GameLogRecord(RawRecord):
    """What the player's and the team's row of a game log share."""

    game_id: str = Field(description="Canonical id YYYYMMDD_AWY_HOM, Eastern date.")
    nba_game_id: str = Field(description="The league's ten-digit game id.")
    game_date: date = Field(description="Eastern calendar date of tip-off.")
    season_year: int = Field(description="Year in which the season began.")
    season_type: str = Field(description="Regular Season, Cup Final, PlayIn or Playoffs, from the game id.")
    home_team_abbr: str = Field(description="Tricode of the home team, from the matchup.")
    away_team_abbr: str = Field(description="Tricode of the away team, from the matchup.")
    team_id: int = Field(description="NBA team id.")
    team_abbr: str = Field(description="Tricode of the row's team.")
    is_home: bool = Field(description="The row's team is the home team.")
    win_loss: str | None = Field(description="W or L; absent while a game is not decided.")
    points: int = Field(description="Points scored.")
    assists: int = Field(description="Assists.")
    steals: int = Field(description="Steals.")
    blocks: int = Field(description="Blocks.")
    turnovers: int = Field(description="Turnovers.")
    personal_fouls: int = Field(description="Personal fouls.")
    offensive_rebounds: int = Field(description="Offensive rebounds.")
    defensive_rebounds: int = Field(description="Defensive rebounds.")
    total_rebounds: int = Field(description="Rebounds.")


class PlayerBoxScore(GameLogRecord):
    """One player who played in one final game."""

    nba_player_id: int = Field(description="NBA person id.")
    player_full_name: str = Field(description="Name as the provider writes it.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    player_match_key: str = Field(description="Name without its suffix: for matching sources, never an id.")
    minutes: int = Field(description="Minutes played, whole minutes.")
    field_goals_made: int = Field(description="Field goals made.")
    field_goals_attempted: int = Field(description="Field goals attempted.")
    three_pointers_made: int = Field(description="Three-pointers made.")
    three_pointers_attempted: int = Field(description="Three-pointers attempted.")
    free_throws_made: int = Field(description="Free throws made.")
    free_throws_attempted: int = Field(description="Free throws attempted.")
    plus_minus: int | None = Field(description="Points scored less points allowed while on the court.")


class TeamBoxScore(GameLogRecord):
    """One team in one final game."""

    team_name: str = Field(description="Full name of the team.")
    minutes: int = Field(description="Sum of the players' rounded minutes: near 240, 265 after one overtime.")
    fg_made: int = Field(description="Field goals made.")
    fg_attempted: int = Field(description="Field goals attempted.")
    three_pt_made: int = Field(description="Three-pointers made.")
    three_pt_attempted: int = Field(description="Three-pointers attempted.")
    ft_made: int = Field(description="Free throws made.")
    ft_attempted: int = Field(description="Free throws attempted.")
    plus_minus: float | None = Field(description="Margin as the provider gives it: off the score in a few games.")


def ask_players(asking: Asking) -> list[Request]:
    """Ask for the players' log of a date."""
    return _ask(asking, "player_game_log", "P")


def ask_teams(asking: Asking) -> list[Request]:
    """Ask for the teams' log of a date."""
    return _ask(asking, "team_game_log", "T")


def read_players(answer: Answer) -> list[Row]:
    """Read one row a player who played. Raises MissingFieldError when the provider dropped a column."""
    needed = (*IDENTITY, "PLAYER_ID", "PLAYER_NAME", *COUNTS.values(), *PLAYER_SHOOTING.values())
    return [
        _game_and_team(log, answer)
        | {
            "nba_player_id": log["PLAYER_ID"],
            "player_full_name": log["PLAYER_NAME"],
            "player_lookup": player_lookup(log["PLAYER_NAME"]),
            "player_match_key": match_key(log["PLAYER_NAME"]),
        }
        | {column: log[header] for column, header in PLAYER_SHOOTING.items()}
        for log in result_set(answer, "LeagueGameLog", needed)
    ]


def read_teams(answer: Answer) -> list[Row]:
    """Read two rows a game. Raises MissingFieldError when the provider dropped a column."""
    needed = (*IDENTITY, "TEAM_NAME", *COUNTS.values(), *TEAM_SHOOTING.values())
    return [
        _game_and_team(log, answer)
        | {"team_name": log["TEAM_NAME"]}
        | {column: log[header] for column, header in TEAM_SHOOTING.items()}
        for log in result_set(answer, "LeagueGameLog", needed)
    ]


def _ask(asking: Asking, feed: str, who: str) -> list[Request]:
    params = {"Counter": "1000", "Direction": "DESC", "PlayerOrTeam": who, "Sorter": "DATE"}
    return dated_requests(asking, feed, "/stats/leaguegamelog", params)


def _game_and_team(log: Row, answer: Answer) -> Row:
    away, home = _away_and_home(log, answer)
    day = date.fromisoformat(log["GAME_DATE"])
    return {
        "game_id": game_id(day, away, home),
        "nba_game_id": log["GAME_ID"],
        "game_date": day,
        "season_year": season_year(day),
        "season_type": season_type(log["GAME_ID"]),
        "home_team_abbr": home,
        "away_team_abbr": away,
        "team_id": log["TEAM_ID"],
        "team_abbr": log["TEAM_ABBREVIATION"],
        "is_home": log["TEAM_ABBREVIATION"] == home,
        "win_loss": log["WL"],
        "minutes": log["MIN"],
    } | {column: log[header] for column, header in COUNTS.items()}


def _away_and_home(log: Row, answer: Answer) -> tuple[str, str]:
    """Return who is away and who at home, as the schedule says, else as the matchup does.

    ``BOS @ NYK`` and ``NYK vs. BOS`` are the same game, but of a game on neutral ground both rows wear the @, each with
    its own team first.
    """
    scheduled, matchup = answer.games.get(log["GAME_ID"]), log["MATCHUP"]
    if scheduled is not None:
        return scheduled["away_team_tricode"], scheduled["home_team_tricode"]
    if " @ " in matchup:
        away, home = matchup.split(" @ ")
        return away, home
    if " vs. " in matchup:
        home, away = matchup.split(" vs. ")
        return away, home
    raise MissingFieldError(answer.request, f"MATCHUP '{matchup}'", answer.source_file)


NBAC_PLAYER_BOXSCORES = RawTable(
    name="nbac_player_boxscores",
    record=PlayerBoxScore,
    key=("nba_game_id", "nba_player_id"),
    description="One row per player who played in a final game, from the league game log.",
    provider=PROVIDER,
    feed="player_game_log",
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    ask=ask_players,
    read=read_players,
    rows_per_final_game=10,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
)
NBAC_TEAM_BOXSCORE = RawTable(
    name="nbac_team_boxscore",
    record=TeamBoxScore,
    key=("nba_game_id", "team_abbr"),
    description="One row per team in a final game, from the league game log of teams.",
    provider=PROVIDER,
    feed="team_game_log",
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    ask=ask_teams,
    read=read_teams,
    rows_per_final_game=2,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
)
