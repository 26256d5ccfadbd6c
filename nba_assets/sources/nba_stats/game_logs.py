"""The league game log of a date (leaguegamelog): nbac_player_boxscores, and what nbac_team_boxscore falls back on."""

from datetime import date

from nba_assets.names import match_key, player_lookup
from nba_assets.seasons import game_id, season_type, season_year
from nba_assets.sources.answers import paths, result_set
from nba_assets.sources.nba_stats import box_scores
from nba_assets.sources.nba_stats.box_records import PlayerBoxScore, TeamBoxScore
from nba_assets.sources.nba_stats.dated import RESULTS_ARE_DUE_AFTER_HOURS, dated_requests
from nba_assets.sources.nba_stats.host import PROVIDER
from nba_assets.sources.nba_stats.team_totals import read_team_totals, with_percentages
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.retries import BOX_SCORE_BACKOFF, RESULTS_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

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
GAME_LOG = "leaguegamelog"
IDENTITY = ("TEAM_ID", "TEAM_ABBREVIATION", "GAME_ID", "GAME_DATE", "MATCHUP", "WL", "MIN")
PLAYER_NEEDED = (*IDENTITY, "PLAYER_ID", "PLAYER_NAME", *COUNTS.values(), *PLAYER_SHOOTING.values())
TEAM_NEEDED = (*IDENTITY, "TEAM_NAME", *COUNTS.values(), *TEAM_SHOOTING.values())


def ask_players(asking: Asking) -> list[Request]:
    """Ask for the players' log of a date."""
    return _ask(asking, "player_game_log", "P")


def ask_teams(asking: Asking) -> list[Request]:
    """Ask for the teams' log of a date."""
    return _ask(asking, "team_game_log", "T")


def read_players(answer: Answer) -> list[Row]:
    """Read one row a player who played. Raises MissingFieldError when the provider dropped a column."""
    return [
        _game_and_team(log, answer)
        | {
            "nba_player_id": log["PLAYER_ID"],
            "player_full_name": log["PLAYER_NAME"],
            "player_lookup": player_lookup(log["PLAYER_NAME"]),
            "player_match_key": match_key(log["PLAYER_NAME"]),
        }
        | {column: log[header] for column, header in PLAYER_SHOOTING.items()}
        for log in result_set(answer, "LeagueGameLog", PLAYER_NEEDED)
    ]


def read_teams(answer: Answer) -> list[Row]:
    """Read two rows a game. Raises MissingFieldError when the provider dropped a column."""
    return [
        _game_and_team(log, answer)
        | {"data_source": GAME_LOG, "team_name": log["TEAM_NAME"]}
        | with_percentages({column: log[header] for column, header in TEAM_SHOOTING.items()})
        for log in result_set(answer, "LeagueGameLog", TEAM_NEEDED)
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
    feeds=(
        Feed(
            PROVIDER,
            "player_game_log",
            ask=ask_players,
            read=read_players,
            needs=paths("LeagueGameLog", PLAYER_NEEDED),
            backoff=BOX_SCORE_BACKOFF,
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    rows_per_final_game=10,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
    catch_up=RESULTS_CATCH_UP,
)
NBAC_TEAM_BOXSCORE = RawTable(
    name="nbac_team_boxscore",
    record=TeamBoxScore,
    key=("nba_game_id", "team_abbr"),
    description="One row per team in a final game: the game's box score, else the league game log of teams.",
    feeds=(
        Feed(
            PROVIDER,
            box_scores.FEED,
            ask=box_scores.ask,
            read=read_team_totals,
            fields=box_scores.fields,
            needs=box_scores.NEEDS,
        ),
        Feed(
            PROVIDER,
            "team_game_log",
            ask=ask_teams,
            read=read_teams,
            needs=paths("LeagueGameLog", TEAM_NEEDED),
            backoff=BOX_SCORE_BACKOFF,
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    rows_per_final_game=2,
    due_after_tipoff_hours=RESULTS_ARE_DUE_AFTER_HOURS,
    catch_up=RESULTS_CATCH_UP,
)
