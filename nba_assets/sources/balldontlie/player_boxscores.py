"""bdl_player_boxscores: a date's box scores, from the games with their players, else from the single stat lines."""

from datetime import date, time

from nba_assets.names import player_lookup
from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.balldontlie.box_record import BdlPlayerBoxScore
from nba_assets.sources.balldontlie.vendor import (
    PROVIDER,
    first_page,
    full_name,
    next_page,
    team_abbr,
    text_or_none,
)
from nba_assets.sources.minutes import seconds_from_clock
from nba_assets.sources.nba_stats.game_record import game_columns
from nba_assets.sources.retries import BOX_SCORE_BACKOFF, CatchUp
from nba_assets.sources.scheduled_games import game_of_teams
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

FINAL = "Final"
DIGITS_OF_A_DATE = 10
COUNTS = {
    "points": "pts",
    "assists": "ast",
    "total_rebounds": "reb",
    "offensive_rebounds": "oreb",
    "defensive_rebounds": "dreb",
    "steals": "stl",
    "blocks": "blk",
    "turnovers": "turnover",
    "personal_fouls": "pf",
    "field_goals_made": "fgm",
    "field_goals_attempted": "fga",
    "three_pointers_made": "fg3m",
    "three_pointers_attempted": "fg3a",
    "free_throws_made": "ftm",
    "free_throws_attempted": "fta",
}
# Column: the field of the share, the field of the attempts without which there is none.
SHARES = {
    "field_goal_pct": ("fg_pct", "fga"),
    "three_point_pct": ("fg3_pct", "fg3a"),
    "free_throw_pct": ("ft_pct", "fta"),
}
GAME_FIELDS = ("date", "status", "period", "postseason", "home_team_score", "visitor_team_score")
LINE_FIELDS = ("min", *COUNTS.values(), *(share for share, _ in SHARES.values()), "player")
PLAYER_FIELDS = ("id", "first_name", "last_name", "jersey_number", "position")


def ask_box_scores(asking: Asking) -> list[Request]:
    """Ask for the games of a date with their players."""
    if not asking.started_games:
        return []
    return [first_page(asking, "box_scores", "/v1/box_scores", {"date": asking.scope})]


def ask_stats(asking: Asking) -> list[Request]:
    """Ask for the stat lines of a date."""
    if not asking.started_games:
        return []
    return [first_page(asking, "stats", "/v1/stats", {"dates[]": asking.scope})]


def read_box_scores(answer: Answer) -> list[Row]:
    """Read one row a listed player of the final games. A game still on is left out: its counts are no results.

    Raises MissingFieldError, and ValueError for a game that the schedule does not have on the date.
    """
    rows = []
    for game in required_rows(answer, "data"):
        if required(answer, "status", within=game).strip() != FINAL:
            continue
        sides = {
            required(answer, side, "abbreviation", within=game): required_rows(answer, side, "players", within=game)
            for side in ("visitor_team", "home_team")
        }
        away, home = sides
        shared = _game(answer, game, away, home)
        rows += [
            shared | _line(answer, line) | {"team_abbr": team, "data_source": "box_scores"}
            for team, lines in sides.items()
            for line in lines
        ]
    return rows


def read_stats(answer: Answer) -> list[Row]:
    """Read one row a stat line of a final game; the game names its teams by the vendor's ids only.

    Raises as ``read_box_scores`` does, and ValueError for an unknown team id.
    """
    rows = []
    for line in required_rows(answer, "data"):
        game = required(answer, "game", within=line)
        if required(answer, "status", within=game).strip() != FINAL:
            continue
        away = team_abbr(answer, required(answer, "visitor_team_id", within=game))
        home = team_abbr(answer, required(answer, "home_team_id", within=game))
        team = required(answer, "team", "abbreviation", within=line)
        if team not in {away, home}:
            raise unusable(answer, f"a line of {team} stands in the game {away} at {home}")
        rows.append(_game(answer, game, away, home) | _line(answer, line) | {"team_abbr": team, "data_source": "stats"})
    return rows


def _game(answer: Answer, game: Row, away: str, home: str) -> Row:
    fields = {field: required(answer, field, within=game) for field in GAME_FIELDS}
    day = date.fromisoformat(fields["date"][:DIGITS_OF_A_DATE])
    scheduled = game_of_teams(answer, away, home)
    if scheduled is None or scheduled["game_date"] != day:
        raise unusable(answer, f"the game {away} at {home} of {day} is not in the schedule of the date")
    scores = {home: fields["home_team_score"], away: fields["visitor_team_score"]}
    return game_columns(answer, scheduled["nba_game_id"]) | {
        "bdl_game_id": game.get("id"),
        "game_status": fields["status"].strip(),
        "period": fields["period"],
        "is_postseason": fields["postseason"],
        "home_team_score": scores[scheduled["home_team_tricode"]],
        "away_team_score": scores[scheduled["away_team_tricode"]],
    }


def _line(answer: Answer, line: Row) -> Row:
    for field in LINE_FIELDS:
        required(answer, field, within=line)
    player = {field: required(answer, field, within=line["player"]) for field in PLAYER_FIELDS}
    name, minutes = full_name(player), _minutes(answer, line["min"])
    # The vendor writes 00 both for nobody and for some seconds: only a count tells the second from the first.
    played = bool(minutes) or any(line[field] for field in COUNTS.values())
    return {
        "bdl_player_id": player["id"],
        "player_full_name": name,
        "player_lookup": player_lookup(name),
        "jersey_number": text_or_none(player["jersey_number"]),
        "position": text_or_none(player["position"]),
        "played": played,
        "minutes": text_or_none(line["min"]) if played else None,
        "minutes_decimal": minutes if played else None,
        "plus_minus": line.get("plus_minus") if played else None,
        **{column: line[field] if played else None for column, field in COUNTS.items()},
        **{column: line[share] if line[tries] else None for column, (share, tries) in SHARES.items()},
    }


def _minutes(answer: Answer, text: str | None) -> float | None:
    written = text_or_none(text)
    if written is None or written.isdecimal():
        return float(written) if written else None
    try:
        return round(seconds_from_clock(written) / 60, 2)
    except ValueError as error:
        raise unusable(answer, str(error)) from error


_SIDES = ("home_team", "visitor_team")

BDL_PLAYER_BOXSCORES = RawTable(
    name="bdl_player_boxscores",
    record=BdlPlayerBoxScore,
    key=("nba_game_id", "bdl_player_id"),
    description="One row per player listed in the box score of a final game, as Ball Don't Lie has it.",
    feeds=(
        Feed(
            PROVIDER,
            "box_scores",
            ask=ask_box_scores,
            read=read_box_scores,
            follow=next_page,
            needs=frozenset(
                {
                    *("data", *(f"data[].{field}" for field in GAME_FIELDS)),
                    *(f"data[].{side}.{field}" for side in _SIDES for field in ("abbreviation", "players")),
                    *(f"data[].{side}.players[].{field}" for side in _SIDES for field in LINE_FIELDS),
                    *(f"data[].{side}.players[].player.{field}" for side in _SIDES for field in PLAYER_FIELDS),
                }
            ),
            backoff=BOX_SCORE_BACKOFF,
        ),
        Feed(
            PROVIDER,
            "stats",
            ask=ask_stats,
            read=read_stats,
            follow=next_page,
            needs=frozenset(
                {
                    *(f"data[].game.{field}" for field in (*GAME_FIELDS, "home_team_id", "visitor_team_id")),
                    *(f"data[].{field}" for field in (*LINE_FIELDS, "game", "team")),
                    *(f"data[].player.{field}" for field in PLAYER_FIELDS),
                    *("data", "data[].team.abbreviation"),
                }
            ),
            backoff=BOX_SCORE_BACKOFF,
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    rows_per_final_game=20,
    # The vendor was more than 45 hours late at times.
    due_after_tipoff_hours=48.0,
    is_there_when_final=False,
    catch_up=CatchUp((time(10), time(14), time(18)), days_back=3),
)
